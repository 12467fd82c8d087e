package io.github.metricsgate.mojo;

import io.github.metricsgate.files.DirectoryBusyException;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.report.PersistReport;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The one place that turns outcomes into Maven's exceptions: {@link MojoFailureException} where the metrics are at fault,
 * {@link MojoExecutionException} where the build is.
 */
final class Failures {

    private Failures() {}

    static MojoExecutionException configuration(List<String> mistakes) {
        return new MojoExecutionException(Presentation.listed(
                Counted.of(mistakes.size(), "mistake") + " in the configuration of metrics-gate:", mistakes));
    }

    static MojoExecutionException impossible(IOException e) {
        String message = SafeText.of(String.valueOf(e.getMessage()));
        return new MojoExecutionException(
                e instanceof DirectoryBusyException
                        ? message + ": give each an <outputDirectory> of its own, or end the one that hangs"
                        : message,
                e);
    }

    static MojoFailureException missingSnapshot(Path snapshot) {
        return new MojoFailureException(missingSnapshotSentence(snapshot) + ", and <environment> is PROD");
    }

    static String missingSnapshotSentence(Path snapshot) {
        return "there is no snapshot " + SafeText.of(snapshot.toString())
                + ": let the pipeline export it before this goal runs, or set <snapshot> (-D" + UserProperties.SNAPSHOT
                + ")";
    }

    static MojoFailureException refused(Path snapshot, Violations violations) {
        return new MojoFailureException(Presentation.listed(
                Counted.of(violations.total(), "violation") + " in " + SafeText.of(snapshot.toString())
                        + "; nothing was written:",
                Names.violations(violations)));
    }

    static MojoFailureException aborted(AbortStatus status) {
        return new MojoFailureException(PersistReport.aborted(status)
                + "; its metrics were persisted, and <failOnAborted> (-D" + UserProperties.FAIL_ON_ABORTED
                + ") is true");
    }

    /** Fails if a finding does; a threshold that applies to nothing is the build's own fault. */
    static void check(Presentation presentation) throws MojoExecutionException, MojoFailureException {
        Optional<String> message = presentation.failure();
        if (message.isPresent() && presentation.failsByConfiguration()) {
            throw new MojoExecutionException(message.get());
        }
        if (message.isPresent()) {
            throw new MojoFailureException(message.get());
        }
    }

    /** The findings are not lost if the reports cannot be written. */
    static MojoExecutionException unreported(Presentation presentation, IOException e) {
        String cause = SafeText.of(String.valueOf(e.getMessage()));
        return new MojoExecutionException(
                presentation.failure().map(message -> message + "\n" + cause).orElse(cause), e);
    }
}
