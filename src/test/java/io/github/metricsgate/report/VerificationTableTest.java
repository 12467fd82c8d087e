package io.github.metricsgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SetReader;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationTableTest {

    @Test
    void theElevenPhasesWithEveryKindOfVerdict() throws IOException {
        List<Phase> phases = new ArrayList<>(SetReader.read(new SetLayout(
                        Path.of("src/test/resources/golden/pipeline-11-phases/expected"),
                        "phase_metrics.json",
                        "resource_usage.jsonl",
                        "latency_histograms.json"))
                .phases()
                .orElseThrow());
        phases.add(phase("11", "Upload", null));
        phases.add(phase("12", "Cleanup", null));
        Verification verification = new Gate(
                        List.of(
                                threshold("p99Threshold", new Selector.Everything(), "p99", "2.57042ms"),
                                threshold("p95", new Selector.Text("Scoring"), "p95", "0.2ms"),
                                threshold("cleanup", new Selector.Text("12"), "p99", "1s"),
                                threshold("relaxed", new Selector.Text("Re*"), "p99", "3.2s")),
                        DurationUnit.MILLISECONDS)
                .verify(phases);
        assertThat(String.join("\n", new VerificationTable(verification).lines()))
                .isEqualTo("""
                phase              p50 ms  p95 ms   p99 ms  limit              verdict
                0 Configuration     0.117   0.191  2.57043  p99 <= 2.57042 ms  BROKEN
                1 Ingestion         0.151   0.195    3.193  p99 <= 2.57042 ms  BROKEN
                2 Micro Questions   0.116   0.192    1.479  p99 <= 2.57042 ms  kept
                3 Scoring           0.115   0.202    0.746  p99 <= 2.57042 ms  kept
                                                            p95 <= 0.2 ms      BROKEN
                4 Dimensions        0.115   0.192    0.746  p99 <= 2.57042 ms  kept
                5 Policy Areas      0.115   0.191    1.422  p99 <= 2.57042 ms  kept
                6 Clusters          0.114   0.206    1.995  p99 <= 2.57042 ms  kept
                7 Macro             0.114   0.195    1.398  p99 <= 2.57042 ms  kept
                8 Recommendations   0.117   0.192    3.204  p99 <= 3200 ms     kept
                9 Report            0.117   0.263    1.079  p99 <= 3200 ms     kept
                10 Export           0.151   0.191    1.999  p99 <= 2.57042 ms  kept
                11 Upload               -       -        -  p99 <= 2.57042 ms  not measured
                12 Cleanup              -       -        -  p99 <= 1000 ms     BROKEN, not measured
                13 phases, 9 thresholds kept, 4 broken, 1 not measured""");
    }

    @Test
    void aMetricWithoutAColumnIsToldWithTheVerdict() {
        Verification verification = new Gate(
                        List.of(threshold("max", new Selector.AnyPhase(), "max", "2s")), DurationUnit.MICROSECONDS)
                .verify(List.of(phase("a", "first", "2000000.4"), phase("b", "second", "1999999.6")));
        assertThat(new VerificationTable(verification).lines())
                .containsExactly(
                        "phase     p50 ms  p95 ms  p99 ms  limit           verdict",
                        "a first    1.000   1.000   1.000  max <= 2000 ms  BROKEN at 2000.001 ms",
                        "b second   1.000   1.000   1.000  max <= 2000 ms  kept at 2000.000 ms",
                        "2 phases, 1 threshold kept, 1 broken, 0 not measured");
    }

    @Test
    void withoutAThresholdTheFiguresAreStillShown() {
        Verification verification = new Gate(List.of(), DurationUnit.MILLISECONDS).verify(List.of(phase("", "", "1")));
        assertThat(new VerificationTable(verification).lines())
                .containsExactly(
                        "phase    p50 ms    p95 ms    p99 ms  limit  verdict",
                        "''     1000.000  1000.000  1000.000  -      -",
                        "1 phase, no threshold set");
    }

    @Test
    void namesFromTheFilesAreMadeSafeAndShortened() {
        Verification verification = new Gate(List.of(), DurationUnit.MICROSECONDS)
                .verify(List.of(
                        phase("k\u001b[2J", "a\n[ERROR] b", "1"), phase("z", "long " + "x".repeat(100) + " end", "1")));
        assertThat(new VerificationTable(verification).lines())
                .containsExactly(
                        "phase                                       p50 ms  p95 ms  p99 ms  limit  verdict",
                        "k\\u001b[2J a\\u000a[ERROR] b                  1.000   1.000   1.000  -      -",
                        "z long xxxxxxxxxxxxxx...xxxxxxxxxxxxxx end   1.000   1.000   1.000  -      -",
                        "2 phases, no threshold set");
    }

    private static Threshold threshold(String source, Selector selector, String metric, String limit) {
        return new Threshold(source, selector, metric, Limit.parse(limit).orElseThrow());
    }

    private static Phase phase(String key, String name, @Nullable String max) {
        BigDecimal percentile = max == null ? null : new BigDecimal("1000");
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        latencies.put("p50", percentile);
        latencies.put("p95", percentile);
        latencies.put("p99", percentile);
        latencies.put("max", max == null ? null : new BigDecimal(max));
        return new Phase(key, name, BigDecimal.ONE, null, null, latencies);
    }
}
