package io.github.metricsgate.mojo;

import io.github.metricsgate.files.DirectoryBusyException;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SetReading;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.report.Counted;
import io.github.metricsgate.report.Sentences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The one place that turns outcomes into Maven's exceptions: {@link MojoFailureException} where the metrics are at fault,
 * {@link MojoExecutionException} where the build is.
 */
final class Failures {

    private Failures() {}

    static MojoExecutionException configuration(List<String> mistakes) {
        return new MojoExecutionException(
                listed(Counted.of(mistakes.size(), "mistake") + " in the configuration of metrics-gate:", mistakes));
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
        return new MojoFailureException(listed(
                Counted.of(violations.total(), "violation") + " in " + Sentences.safe(snapshot.toString())
                        + "; nothing was written:",
                Sentences.violations(violations)));
    }

    static String missingFileSentence(SetLayout layout, MetricsFile missing) {
        return Sentences.safe(layout.path(missing).toString()) + " is missing: run persist-metrics first, or set"
                + " <outputDirectory> (-D" + UserProperties.OUTPUT_DIRECTORY + ")";
    }

    /** Fails if there is something wrong with the files themselves: some missing where none may, some unfit. */
    static void check(SetReading set, SetLayout layout, Environment strictness) throws MojoFailureException {
        List<String> parts = new ArrayList<>();
        if (strictness == Environment.PROD && !set.missing().isEmpty()) {
            List<String> files = set.missing().stream()
                    .map(role -> Sentences.safe(layout.path(role).toString()))
                    .toList();
            parts.add(listed(
                    Counted.of(files.size(), "file")
                            + " missing, and <environment> is PROD; run persist-metrics first, or"
                            + " set <outputDirectory> (-D" + UserProperties.OUTPUT_DIRECTORY + "):",
                    files));
        }
        if (!set.violations().isEmpty()) {
            parts.add(listed(
                    Counted.of(set.violations().total(), "violation") + " in "
                            + Sentences.safe(layout.directory().toString())
                            + "; the files were changed, cut off or are being written: run persist-metrics again:",
                    Sentences.violations(set.violations())));
        }
        if (!parts.isEmpty()) {
            throw new MojoFailureException(String.join("\n", parts));
        }
    }

    /** Fails if a threshold holds nothing, if nothing was measured, or, where that is to fail, if one is broken. */
    static void check(Verification verification, boolean failOnBroken)
            throws MojoExecutionException, MojoFailureException {
        if (!verification.unmatched().isEmpty()) {
            throw unmatched(verification);
        }
        if (verification.nothingMeasured()) {
            throw nothingMeasured(verification);
        }
        if (failOnBroken && !verification.broken().isEmpty()) {
            throw new MojoFailureException(brokenMessage(verification));
        }
    }

    private static MojoExecutionException unmatched(Verification verification) {
        List<String> parts = new ArrayList<>();
        List<String> mistakes = verification.unmatched().stream()
                .map(unmatched -> Sentences.unmatched(unmatched, verification))
                .toList();
        parts.add(listed(
                Counted.of(mistakes.size(), "threshold") + " in the configuration of metrics-gate would hold nothing:",
                mistakes));
        if (!verification.broken().isEmpty()) {
            parts.add(brokenMessage(verification));
        }
        return new MojoExecutionException(String.join("\n", parts));
    }

    private static MojoFailureException nothingMeasured(Verification verification) {
        String message = Counted.of(verification.thresholds(), "threshold") + " set, and nothing was measured: "
                + (verification.verdicts().isEmpty()
                        ? "there are no phases"
                        : "of " + Counted.of(verification.verdicts().size(), "value") + " to hold, none is there")
                + ". Let the pipeline measure its items, or take the thresholds away";
        return new MojoFailureException(
                verification.broken().isEmpty() ? message : message + "\n" + brokenMessage(verification));
    }

    private static String brokenMessage(Verification verification) {
        List<String> sentences =
                verification.broken().stream().map(Sentences::broken).toList();
        return listed(Counted.of(sentences.size(), "threshold") + " broken:", sentences);
    }

    private static String listed(String heading, List<String> items) {
        return heading + "\n  " + String.join("\n  ", items);
    }
}
