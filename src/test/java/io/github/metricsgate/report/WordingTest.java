package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.phase;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.LimitSyntax;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WordingTest {

    private static final String P99_THRESHOLD = "<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold";

    @Test
    void aBrokenThresholdTellsValueLimitExcessAndOrigin() {
        assertThat(broken("812.4", "500ms", new Selector.Everything()))
                .isEqualTo("p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %"
                        + " (<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold)");
        assertThat(broken("500.0000001", "0.5s", new Selector.Everything()))
                .startsWith(
                        "p99 of phase 2 'Micro Questions' is 500.0001 ms, over its limit of 500 ms by less than 1 % (");
        assertThat(broken("0.5", "0", new Selector.Everything()))
                .startsWith("p99 of phase 2 'Micro Questions' is 500 us, over its limit of 0 us (");
    }

    @Test
    void aNamedPhaseThatWasNotMeasuredIsBrokenAndSaysWhy() {
        assertThat(broken(null, "500ms", new Selector.Text("2")))
                .isEqualTo("p99 of phase 2 'Micro Questions' was not measured, and its threshold names the phase"
                        + " (<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold): measure it, or select the phase"
                        + " with a glob if it may be absent");
    }

    @Test
    void aSelectorThatMatchesNothingIsToldThePhasesThereAre() {
        assertThat(unused("Micro Question", "p99", phase("2", "Micro Questions", "1"), phase("3", "Scoring", "1")))
                .isEqualTo(P99_THRESHOLD + ": 'Micro Question' matches no phase (did you mean 'Micro Questions'?); the"
                        + " phases are key 2 'Micro Questions' and key 3 'Scoring'");
        Phase[] many = new Phase[52];
        for (int i = 0; i < many.length; i++) {
            many[i] = phase(String.valueOf(i), "n", "1");
        }
        assertThat(unused("xyz", "p99", many)).endsWith(", key 49 'n' and 2 more");
    }

    @Test
    void aMetricThatNoPhaseHasIsToldTheMetricsThereAre() {
        assertThat(unused("2", "p98", phase("2", "a", "1")))
                .isEqualTo(P99_THRESHOLD
                        + ": no selected phase has the metric 'p98' (did you mean 'p95'?); the metrics are"
                        + " p50, p95, p99, duration, throughput, items_processed, items_failed, items_remaining, error_rate,"
                        + " progress, warnings, errors and anomalies");
    }

    private static String broken(@Nullable String p99, String limit, Selector selector) {
        Verification verification = verification(selector, "p99", limit, phase("2", "Micro Questions", p99));
        return VerdictWording.sentence(verification.verdicts().get(0));
    }

    private static String unused(String selector, String metric, Phase... phases) {
        Verification verification = verification(new Selector.Text(selector), metric, "1", phases);
        Finding finding = verification.findings(Finding.UnusedThreshold.class).get(0);
        return new Wording(verification).problem(finding).orElseThrow().sentence();
    }

    private static Verification verification(Selector selector, String metric, String limit, Phase... phases) {
        Limit max = Limit.max(LimitSyntax.time(limit).orElseThrow());
        Threshold threshold = Threshold.of(
                "p99Threshold", P99_THRESHOLD, selector, Metric.named(metric).orElseThrow(), max);
        return Example.verify(List.of(threshold), phases);
    }
}
