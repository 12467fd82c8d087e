package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.NOW;
import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.threshold;
import static io.github.metricsgate.gate.Example.with;

import io.github.metricsgate.files.PlainReading;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Circumstances;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Environment;
import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Rules;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Severity;
import io.github.metricsgate.gate.SimulatedHistory;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.PastRuns.DamagedEntry;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verifications that the golden reports show: of the real eleven phases, and of files that are not fit. */
final class SampleVerifications {

    private static final Path DIRECTORY = Path.of("/repo/artifacts/plan1");

    private SampleVerifications() {}

    /** Eleven real phases and two without values, with thresholds that give every verdict there is. */
    static Verification onElevenPhases() {
        SetReading real = elevenPhases();
        List<Phase> phases = new ArrayList<>(real.run().phases());
        phases.add(phase("11", "Upload", (String) null));
        phases.add(phase("12", "Cleanup", (String) null));
        Run run = new Run(RunContext.unknown(), phases, real.run().resources());
        SetReading set = new SetReading(DIRECTORY, files(real), true, real.violations(), run);
        return Gate.verify(rules(thresholds(), Environment.DEV), set, Circumstances.at(NOW));
    }

    /** A file is missing, another stale, and the third is not what the schema says. */
    static Verification onUnfitFiles() {
        SetReading real = elevenPhases();
        List<FoundFile> files = new ArrayList<>(files(real));
        files.set(1, FoundFile.missing(MetricsFile.RESOURCE_USAGE, files.get(1).path()));
        FoundFile stale = files.get(2);
        files.set(2, new FoundFile(stale.role(), stale.path(), stale.sha256(), NOW.minusSeconds(90_001)));
        List<Violation> violations = List.of(
                new Violation(
                        "phase_metrics.json",
                        "/2/latency_histogram/p99",
                        new Position(14, 22),
                        "found \"fast\", expected a number, not negative, or null"),
                new Violation("phase_metrics.json", "", null, "SHA-256 is ab, but SHA256SUMS lists cd"));
        SetReading set =
                new SetReading(DIRECTORY, files, false, new Violations(violations, 1234), withoutSamples(real));
        return Gate.verify(rules(thresholds(), Environment.PROD), set, Circumstances.at(NOW));
    }

    /** Thresholds that apply to nothing, for reasons that are not the metrics'. */
    static Verification onMistakes() {
        SetReading real = elevenPhases();
        SetReading set = new SetReading(
                DIRECTORY,
                List.of(
                        files(real).get(0),
                        FoundFile.missing(MetricsFile.RESOURCE_USAGE, DIRECTORY.resolve("resource_usage.jsonl")),
                        files(real).get(2)),
                false,
                real.violations(),
                withoutSamples(real));
        List<Threshold> thresholds = List.of(
                everything("1h"),
                threshold("typo", new Selector.Text("Scorng"), "p99", "1"),
                threshold("unknown", new Selector.Text("Scoring"), "p98", "1"),
                threshold("silent", new Selector.Text("Export"), "duration", "1"),
                with(threshold("loud", new Selector.Text("10"), "duration", "1h"), Severity.WARN, null, ""),
                number("memory", "rss_mb", Limit.max(new BigDecimal("900"))));
        return Gate.verify(rules(thresholds, Environment.DEV), set, Circumstances.at(NOW));
    }

    /** The thirteenth run of a shop, on a slow machine: with everything that the runs before it can say of it. */
    static Verification onABaseline() {
        Threshold steady = with(
                threshold("steady-search", new Selector.Text("search"), "p95", "1"),
                new Limit.Relative(Limit.Kind.MAX_INCREASE, new BigDecimal("0.1"), true, false, null, null));
        SimulatedHistory history = SimulatedHistory.of(
                new BaselineRules(Effect.FAILS, 20, 10, 2, BaselineRules.COMPARE_BY),
                everything("700ms"),
                with(steady, Severity.WARN, null, "SLO-12"));
        for (int run = 0; run < 11; run++) {
            history.run(shop(run, 1, 1, 1, phase("6", "legacy", "5")));
        }
        history.on("jdk", "21.0.5");
        history.run(shop(0, 1, 1, 1));
        history.onTheUsualMachine();
        history.run(shop(1, 1, 1.4, 1.3));
        history.damage(new DamagedEntry("/repo/.metrics-history/x.json", "is truncated"));
        history.accept(accepted(new SeriesName("4", new PhaseMetric.Latency("p99")), "150", null));
        history.accept(accepted(new SeriesName("5", new PhaseMetric.Latency("p99")), "15", "2026-10-31"));
        history.accept(accepted(new SeriesName("9", new PhaseMetric.Latency("p99")), "15", null));
        return history.run(shop(2, 1.25, 1.4, 1.3));
    }

    /** Five phases, one of which has a rate and a score too. */
    private static Phase[] shop(int run, double machine, double checkout, double search, Phase... more) {
        double wobble = machine * (1 + (run * 7 % 5 - 2) * 0.01);
        List<Phase> phases = new ArrayList<>();
        phases.add(latencies("1", "checkout", 120, 500 * checkout, wobble));
        phases.add(latencies("2", "search", 20 * search, 80 * search, wobble));
        phases.add(latencies("3", "basket", 4, 9, wobble));
        phases.add(latencies("4", "login", 60, checkout > 1 ? 150 : 90, wobble));
        Phase export = latencies("5", "export", 7, 12, wobble);
        phases.add(new Phase(
                export.key(),
                export.name(),
                Map.of(PhaseMetric.Figure.THROUGHPUT, rounded(250 / wobble / checkout)),
                export.latencies(),
                Map.of("score", new BigDecimal("17")),
                null,
                null));
        phases.addAll(List.of(more));
        return phases.toArray(Phase[]::new);
    }

    private static Phase latencies(String key, String name, double p50, double p99, double factor) {
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        latencies.put("p50", rounded(p50 * factor));
        latencies.put("p95", rounded(p50 * 1.5 * factor));
        latencies.put("p99", rounded(p99 * factor));
        return new Phase(key, name, Map.of(PhaseMetric.Figure.ITEMS_PROCESSED, new BigDecimal("1000")), latencies);
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    private static Acceptance accepted(SeriesName series, String value, @Nullable String until) {
        return new Acceptance(
                series,
                "login",
                new BigDecimal(value),
                null,
                "now with a second factor",
                LocalDate.parse("2026-10-30"),
                until == null ? null : LocalDate.parse(until),
                null);
    }

    private static List<Threshold> thresholds() {
        return List.of(
                everything("2.57042ms"),
                with(
                        threshold("scoring-p95", new Selector.Text("Scoring"), "p95", "0.2ms"),
                        Severity.FAIL,
                        null,
                        "SLO-12, checkout"),
                threshold("cleanup", new Selector.Text("12"), "p99", "1s"),
                threshold("relaxed", new Selector.Text("Re*"), "p99", "3.2s"),
                with(
                        threshold("thin", new Selector.Text("Micro Questions"), "p99", "1ms"),
                        Severity.FAIL,
                        "100",
                        "too few to judge by"),
                with(threshold("no-errors", new Selector.AnyPhase(), "errors", "0"), Severity.WARN, null, ""),
                numberOf("Ingestion", "busy", "throughput", Limit.min(new BigDecimal("2600"))),
                numberOf("4", "steady", "duration", Limit.min(BigDecimal.TEN), Limit.max(new BigDecimal("30"))),
                number("memory", "rss_mb", Limit.max(new BigDecimal("20"))),
                number("cpu", "cpu_percent.mean", Limit.min(BigDecimal.ONE), Limit.max(new BigDecimal("100"))),
                with(number("sampled", "samples", Limit.min(BigDecimal.TEN)), Severity.FAIL, "1000", ""));
    }

    private static Threshold number(String name, String metric, Limit... limits) {
        return with(threshold(name, new Selector.AnyPhase(), metric, "1"), limits);
    }

    private static Threshold numberOf(String phase, String name, String metric, Limit... limits) {
        return with(threshold(name, new Selector.Text(phase), metric, "1"), limits);
    }

    private static Rules rules(List<Threshold> thresholds, Environment environment) {
        return Example.rules(thresholds, Example.maxAge(environment, "86400000"));
    }

    private static Run withoutSamples(SetReading real) {
        return new Run(RunContext.unknown(), real.run().phases(), ResourceUsage.none());
    }

    private static SetReading elevenPhases() {
        try {
            return PlainReading.of(new SetLayout(
                    Path.of("src/test/resources/golden/pipeline-11-phases/expected"),
                    "phase_metrics.json",
                    "resource_usage.jsonl",
                    "latency_histograms.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<FoundFile> files(SetReading set) {
        return set.files().stream()
                .map(file -> new FoundFile(
                        file.role(),
                        DIRECTORY.resolve(file.role().defaultName()),
                        file.sha256(),
                        NOW.minusSeconds(3600)))
                .toList();
    }
}
