package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.NOW;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.threshold;
import static io.github.metricsgate.gate.Example.with;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Circumstances;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Environment;
import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Past;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Rules;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SeriesName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A verification of a run that has a history, with everything that can be said of one. */
final class SampleRegressions {

    private static final String MODULE = "org.example:shop/artifacts/plan1";
    private static final int RUNS = 12;
    private static final List<String> NAMES = List.of("load", "score", "rank", "write", "checkout");
    private static final String CHECKOUT = "4";

    private SampleRegressions() {}

    /**
     * Everything is 20 % slower; beside that, the p99 of "score" is suspect, that of "checkout" a regression, that of "rank"
     * over its relative limit. "mail" has vanished, a run is of another JDK, an entry is damaged, and of the two accepted
     * changes one has expired and one has no value.
     */
    static Verification onRegressions() {
        List<String> p99 = List.of("603", "812.4", "680", "600.6", "841.5");
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            Map<String, @Nullable String> latencies = new LinkedHashMap<>();
            latencies.put("p50", "120");
            latencies.put("p99", p99.get(i));
            phases.add(phase(String.valueOf(i), NAMES.get(i), "500", latencies));
        }
        BaselineRules baselines = new BaselineRules(
                Effect.FAILS,
                BaselineRules.WINDOW,
                BaselineRules.MIN_RUNS,
                BaselineRules.CONFIRMATIONS,
                BaselineRules.COMPARE_BY);
        Rules rules = new Rules("module", Optional.empty(), thresholds(), Policy.of(Environment.DEV), baselines);
        return Gate.verify(
                rules, Example.set(phases.toArray(new Phase[0])), new Circumstances(NOW, false, Optional.of(past())));
    }

    private static List<Threshold> thresholds() {
        return List.of(
                with(
                        threshold("fast-rank", new Selector.Text("rank"), "p99", "1"),
                        new Limit.Relative(Limit.Kind.MAX_INCREASE, new BigDecimal("0.1"), true, false, null, 1)),
                with(
                        threshold("steady", new Selector.Text("write"), "p50", "1"),
                        new Limit.Relative(Limit.Kind.MAX_DECREASE, new BigDecimal("20"), false, true, 5, null)));
    }

    private static Past past() {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(run(i, i == 3 ? "21.0.2" : "17.0.15", i == RUNS - 1 ? "702" : null));
        }
        PastRuns onMain = new PastRuns(
                runs,
                true,
                List.of(new PastRuns.DamagedEntry(
                        "/repo/.metrics-history/main/20261101.json", "does not match its checksum")));
        Past.Self self = new Past.Self(MODULE, digest(99), NOW, identity("17.0.15"), List.of("branch"));
        return new Past(self, "main", onMain, onMain, acceptances(), LocalDate.of(2026, 11, 23));
    }

    private static List<Acceptance> acceptances() {
        return List.of(acceptance("0", "load", LocalDate.of(2026, 11, 20)), acceptance("7", "export", null));
    }

    private static Acceptance acceptance(String phase, String name, @Nullable LocalDate until) {
        return new Acceptance(
                new SeriesName(phase, new PhaseMetric.Latency("p99")),
                name,
                new BigDecimal("500"),
                new BigDecimal("400"),
                "now with fraud check",
                LocalDate.of(2026, 11, 1),
                until,
                null);
    }

    /** @param suspect the p99 of "checkout", if it is */
    private static RecordedRun run(int number, String jdk, @Nullable String suspect) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        for (int i = 0; i <= NAMES.size(); i++) {
            String key = String.valueOf(i);
            names.put(key, i < NAMES.size() ? NAMES.get(i) : "mail");
            values.put(
                    new SeriesName(key, new PhaseMetric.Latency("p50")),
                    new RecordedValue(new BigDecimal("100"), Status.NORMAL, null));
            BigDecimal usual = new BigDecimal(495 + number % 3 * 5);
            values.put(
                    new SeriesName(key, new PhaseMetric.Latency("p99")),
                    suspect != null && key.equals(CHECKOUT)
                            ? new RecordedValue(new BigDecimal(suspect), Status.SUSPECT, null)
                            : new RecordedValue(usual, Status.NORMAL, null));
        }
        Instant time = NOW.minus(Duration.ofDays(RUNS - (long) number));
        return new RecordedRun(
                MODULE, digest(number), time, identity(jdk), List.of(), "passed", BigDecimal.ONE, names, values);
    }

    private static RunIdentity identity(String jdk) {
        return new RunIdentity(
                null, null, "main", null, Map.of("os", "Linux", "arch", "amd64", "cores", "2", "jdk", jdk));
    }

    private static String digest(int number) {
        return String.format("%064x", number);
    }
}
