package io.github.metricsgate.mojo;

import io.github.metricsgate.disk.DirectoryBusyException;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The one place that turns results into Maven's exceptions: {@link MojoFailureException} if the metrics are at fault,
 * {@link MojoExecutionException} if the build is.
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

    /** Fails if the goals of this session ran in an order in which what is judged is not what was persisted. */
    static void check(Optional<String> objection) throws MojoExecutionException {
        if (objection.isPresent()) {
            throw new MojoExecutionException(objection.get());
        }
    }

    /** Fails if a finding fails the build; a threshold that applies to nothing is the build's own fault. */
    static void check(Presentation presentation) throws MojoExecutionException, MojoFailureException {
        Optional<String> message = presentation.failure();
        if (message.isPresent() && presentation.failsByConfiguration()) {
            throw new MojoExecutionException(message.get());
        }
        if (message.isPresent()) {
            throw new MojoFailureException(message.get());
        }
    }

    /** Keeps the findings if the reports cannot be written. */
    static MojoExecutionException unreported(Presentation presentation, IOException e) {
        String cause = SafeText.of(String.valueOf(e.getMessage()));
        return new MojoExecutionException(
                presentation.failure().map(message -> message + "\n" + cause).orElse(cause), e);
    }
}
