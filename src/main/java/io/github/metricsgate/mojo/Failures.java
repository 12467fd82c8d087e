package io.github.metricsgate.mojo;

import io.github.metricsgate.files.DirectoryBusyException;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.report.PersistReport;
import io.github.metricsgate.report.Problems;
import io.github.metricsgate.report.Sentences;
import io.github.metricsgate.text.Counted;
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
        return new MojoExecutionException(Problems.listed(
                Counted.of(mistakes.size(), "mistake") + " in the configuration of metrics-gate:", mistakes));
    }

    static MojoExecutionException impossible(IOException e) {
        String message = Sentences.safe(String.valueOf(e.getMessage()));
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
        return "there is no snapshot " + Sentences.safe(snapshot.toString())
                + ": let the pipeline export it before this goal runs, or set <snapshot> (-D" + UserProperties.SNAPSHOT
                + ")";
    }

    static MojoFailureException refused(Path snapshot, Violations violations) {
        return new MojoFailureException(Problems.listed(
                Counted.of(violations.total(), "violation") + " in " + Sentences.safe(snapshot.toString())
                        + "; nothing was written:",
                Sentences.violations(violations)));
    }

    static MojoFailureException aborted(AbortStatus status) {
        return new MojoFailureException(PersistReport.aborted(status)
                + "; its metrics were persisted, and <failOnAborted> (-D" + UserProperties.FAIL_ON_ABORTED
                + ") is true");
    }

    /** Fails if anything was found that is to fail the build; a threshold that holds nothing is the build's own fault. */
    static void check(Verification verification) throws MojoExecutionException, MojoFailureException {
        Optional<String> message = Problems.failure(verification);
        if (message.isPresent() && verification.unmatched().isEmpty()) {
            throw new MojoFailureException(message.get());
        }
        if (message.isPresent()) {
            throw new MojoExecutionException(message.get());
        }
    }

    /** What would have been reported is not lost with the reports. */
    static MojoExecutionException unreported(Verification verification, IOException e) {
        String cause = Sentences.safe(String.valueOf(e.getMessage()));
        return new MojoExecutionException(
                Problems.failure(verification)
                        .map(message -> message + "\n" + cause)
                        .orElse(cause),
                e);
    }
}
