package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Calibration;
import io.github.metricsgate.gate.CalibrationTest;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.SimulatedHistory;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.report.CalibrationReport;
import io.github.metricsgate.report.Presentation;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

/** The snippet that a calibration prints is one that verify-metrics takes as it is printed. */
class CalibrationSnippetTest {

    private static Calibration.Outcome outcome() {
        Random random = new Random(5);
        Map<SeriesName, DoubleUnaryOperator> series = new LinkedHashMap<>();
        series.put(
                new SeriesName("bench/a<b>&\"c\"[avgt,threads=1]", new PhaseMetric.Latency("mean")),
                run -> (run % 40 >= 36 ? 135 : 100) * (1 + 0.01 * random.nextGaussian()));
        series.put(
                new SeriesName("2", PhaseMetric.Figure.THROUGHPUT),
                run -> (run % 50 >= 46 ? 60 : 100) * (1 + 0.01 * random.nextGaussian()));
        series.put(
                new SeriesName("2", new PhaseMetric.Latency("p99")),
                run -> (run % 45 >= 40 ? 900 : 100) * (1 + 0.01 * random.nextGaussian()));
        series.put(
                new SeriesName("phase", new PhaseMetric.Latency("p50")),
                run -> 100 * (1 + 0.01 * random.nextGaussian()));
        return Calibration.of(
                CalibrationTest.history(200, series), BaselineRules.defaults(), 0, (work, done, of) -> {});
    }

    @Test
    void theSnippetIsTakenAsItIsPrinted() throws Exception {
        CalibrationReport report = new CalibrationReport(outcome(), BaselineRules.defaults(), "main", 0);
        Xpp3Dom configuration = Xpp3DomBuilder.build(
                new StringReader("<configuration>" + String.join("\n", report.snippet()) + "</configuration>"));
        Mistakes mistakes = new Mistakes();
        HistorySettings settings = new HistorySettings(
                new HistoryAddress("kept", null, null, null, null),
                null,
                null,
                null,
                configuration.getChild("regressions").getValue(),
                new HistorySettings.Counts(
                        null, null, configuration.getChild("confirmations").getValue()),
                null);
        BaselineRules rules = settings.rules(mistakes);
        assertThat(rules.onRegression()).isEqualTo(Effect.FAILS);
        assertThat(rules.confirmations()).isEqualTo(3);
        List<Threshold> thresholds = Thresholds.read(
                null,
                new XmlPlexusConfiguration(configuration.getChild("thresholds")),
                true,
                DocumentedSnippetsTest.unknownOrigins(),
                mistakes);
        mistakes.check();
        assertThat(thresholds.stream().map(Threshold::name))
                .containsExactlyInAnyOrder("phase-bench-a-b-c-avgt-threads-1-mean", "phase-2-throughput");
        SimulatedHistory history = SimulatedHistory.of(rules, thresholds.toArray(Threshold[]::new));
        Verification last = null;
        for (int run = 0; run < 13; run++) {
            last = history.run(
                    new Phase(
                            "bench/a<b>&\"c\"[avgt,threads=1]",
                            "b",
                            Map.of(),
                            Map.of("mean", BigDecimal.valueOf(run < 10 ? 100 : 190))),
                    new Phase("2", "two", Map.of(PhaseMetric.Figure.THROUGHPUT, BigDecimal.TEN), Map.of()));
        }
        Presentation presentation = Presentation.of(Objects.requireNonNull(last));
        assertThat(presentation.failsByConfiguration()).isFalse();
        assertThat(presentation.failure())
                .as("the third of three that are worse")
                .hasValueSatisfying(failure -> assertThat(failure)
                        .startsWith("1 regression:\n")
                        .contains("<maxIncrease> of <thresholds><phase-bench-a-b-c-avgt-threads-1-mean>"));
    }

    @Test
    void theWordsSayWhatWasMeasured() {
        CalibrationReport report = new CalibrationReport(outcome(), BaselineRules.defaults(), "main", 0);
        List<String> lines = report.lines();
        assertThat(lines.get(0)).isEqualTo("Calibrated on 200 runs on main, 4 series");
        assertThat(lines.get(1))
                .matches("series +runs  noise  found in 1 +2  3 runs  false alarms in 100 builds  calm from");
        assertThat(lines.get(5)).matches("phase phase p50 +200 +[0-9.]+ % +- +\\+[0-9]+ % +\\+[0-9]+ % +0 +5 %");
        assertThat(lines.get(6))
                .matches(
                        "By the present settings \\(<confirmations> 2, <window> 20, <minRuns> 10\\), [0-9]+ of 184 builds would"
                                + " have had a false alarm, [0-9.]+ in 100");
        assertThat(report.markdown()).startsWith("# Calibration\n\n    Calibrated on 200 runs on main, 4 series\n");
        assertThat(lines).allMatch(line -> !line.contains("\n"));
    }

    /** What moves the cursor of a terminal, ends a line or is a command of a build server comes from a file. */
    @Test
    void theNameOfAPhaseIsNeitherLogNorMarkup() throws Exception {
        Random random = new Random(5);
        DoubleUnaryOperator noisy = run -> (run % 40 >= 36 ? 135 : 100) * (1 + 0.01 * random.nextGaussian());
        String key = "a\n##vso[task]\u202e\u0085b";
        Map<SeriesName, DoubleUnaryOperator> series = new LinkedHashMap<>();
        series.put(new SeriesName(key, new PhaseMetric.Latency("mean")), noisy);
        series.put(new SeriesName("c\u001b[2J", new PhaseMetric.Latency("mean")), noisy);
        Calibration.Outcome outcome = Calibration.of(
                CalibrationTest.history(200, series), BaselineRules.defaults(), 0, (work, done, of) -> {});
        CalibrationReport report = new CalibrationReport(outcome, BaselineRules.defaults(), "main", 0.125);
        assertThat(report.lines())
                .allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c <= '~'))
                .noneMatch(line -> line.contains("##"))
                .anyMatch(line -> line.contains(" 0.125 in 100"));
        assertThat(report.snippet())
                .contains("  <!-- one series is left out: its name has characters that XML cannot have -->");
        Xpp3Dom configuration = Xpp3DomBuilder.build(
                new StringReader("<configuration>" + String.join("\n", report.snippet()) + "</configuration>"));
        assertThat(configuration.getChild("thresholds").getChildren())
                .singleElement()
                .satisfies(threshold ->
                        assertThat(threshold.getChild("phase").getValue()).isEqualTo(key));
    }

    @Test
    void tooFewRunsAreSaid() {
        Calibration.Outcome few = Calibration.of(
                CalibrationTest.history(7, Map.of(new SeriesName("1", new PhaseMetric.Latency("p99")), run -> 100)),
                BaselineRules.defaults(),
                1,
                (work, done, of) -> {});
        CalibrationReport report = new CalibrationReport(few, BaselineRules.defaults(), "main", 1);
        assertThat(report.lines())
                .containsExactly(
                        "Too few runs to calibrate: there are 7 on main that can be compared with the newest one, and 17"
                                + " are needed (<minRuns>, and 7 to see whether an alarm was a false one)");
        assertThat(report.snippet()).isEmpty();
    }
}
