package io.github.metricsgate.mojo;

import io.github.metricsgate.disk.AtomicFile;
import io.github.metricsgate.disk.Durability;
import io.github.metricsgate.gate.Calibration;
import io.github.metricsgate.history.RunStore;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.report.CalibrationReport;
import io.github.metricsgate.report.ReportDirectory;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Says what the runs in the history tell of the settings: how noisy each series is, which change would be found within one,
 * two or three runs, how many false alarms there would have been, and which settings would have given fewer, as a snippet for
 * the pom. Changes nothing.
 *
 * <p><code>mvn metrics-gate:calibrate-metrics -Dmetricsgate.falseAlarms=1</code>
 *
 * @since 0.1.0
 */
@Mojo(name = "calibrate-metrics", requiresProject = false, threadSafe = true)
public final class CalibrateMetricsMojo extends HistoryMojo {

    private static final int SHOWN = 10;
    private static final long PROGRESS_EVERY = 3_000;
    private static final Pattern RATE = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,6})?");
    private static final String FILE = "calibration.md";

    /**
     * How many of 100 builds may have a false alarm; the snippet reaches that if anything does.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.FALSE_ALARMS, defaultValue = "1")
    private @Nullable String falseAlarms;

    /**
     * Where <code>calibration.md</code> goes, which has all series.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.REPORT_DIRECTORY, defaultValue = "${project.build.directory}/metrics-gate")
    private @Nullable File reportDirectory;

    private long said;

    @Override
    void execute(Target target, ProjectPaths paths, Mistakes mistakes) throws IOException, MojoExecutionException {
        double rate = rate(mistakes);
        ReportDirectory reports = paths.reports(reportDirectory, "");
        mistakes.check();
        said = clock.millis();
        PastRuns past;
        try (RunStore store = target.place().openToRead()) {
            past = store.readAll(new RunStore.Branch(target.module(), target.branch()));
            past.damaged()
                    .forEach(entry -> getLog().warn(
                                    "Left out: " + SafeText.of(entry.place()) + " " + SafeText.of(entry.reason())));
            if (past.runs().isEmpty()) {
                List<String> others = new ArrayList<>();
                // No lambda: that would be another method of the goal, and Maven loads what those mention.
                for (RunStore.Branch branch : store.branches().all()) {
                    others.add(SafeText.of(branch.module()) + " on " + named(branch.branch()));
                }
                tellNothing(target, others);
                return;
            }
        }
        Calibration.Outcome outcome = Calibration.of(past, target.rules(), rate, this::progress);
        CalibrationReport report = new CalibrationReport(outcome, target.rules(), named(target.branch()), rate);
        report.lines().forEach(getLog()::info);
        Path file = Files.createDirectories(reports.directory()).resolve(FILE);
        try (AtomicFile out = AtomicFile.create(file, Durability.CACHED)) {
            out.write(report.markdown().getBytes(StandardCharsets.UTF_8));
            out.commit();
        }
        getLog().info("All of it is in " + SafeText.of(file.toString()));
    }

    private void tellNothing(Target target, List<String> others) {
        getLog().warn("No run of " + SafeText.of(target.module()) + " on " + named(target.branch())
                + " is in the history "
                + SafeText.of(target.place().name())
                + (others.isEmpty()
                        ? ", which is empty"
                        : "; it has those of " + Listed.and(others, SHOWN, text -> text)
                                + ": name one with -D" + UserProperties.MODULE + " and -D"
                                + UserProperties.BASELINE_BRANCH));
    }

    private double rate(Mistakes mistakes) {
        String text = falseAlarms == null ? "" : falseAlarms.strip();
        if (!RATE.matcher(text).matches() || Double.parseDouble(text) > 100) {
            mistakes.mustBe("falseAlarms", "how many of 100 builds, from 0 to 100, as in 1 or 0.5", falseAlarms);
            return 0;
        }
        return Double.parseDouble(text);
    }

    private void progress(String work, int done, int of) {
        long now = clock.millis();
        if (now - said >= PROGRESS_EVERY) {
            said = now;
            getLog().info("  " + work + ": " + done + " of " + of);
        }
    }
}
