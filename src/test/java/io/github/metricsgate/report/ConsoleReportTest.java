package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.threshold;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Severity;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

    private static final String READ = "Read %s and 1 resource sample from /repo/artifacts/plan1";

    @Test
    void aMetricWithoutAColumnIsShownWithTheVerdict() {
        List<Threshold> thresholds = List.of(threshold("max", new Selector.AnyPhase(), "max", "2s"));
        assertThat(lines(Example.verify(
                        thresholds, of("a", "first", "2000.0004", "200"), of("b", "second", "1999.9996", "200"))))
                .containsExactly(
                        READ.formatted("2 phases"),
                        "phase     p50  p95  p99  limit       verdict",
                        "a first   1 s  1 s  1 s  max <= 2 s  BROKEN at 2.000001 s",
                        "b second  1 s  1 s  1 s  max <= 2 s  kept at 1.999999 s",
                        "2 phases, 1 threshold kept, 1 broken, 0 not measured");
    }

    @Test
    void withoutAThresholdTheFiguresAreStillShown() {
        assertThat(lines(Example.verify(List.of(), of("", "", "1", "100"))))
                .containsExactly(
                        READ.formatted("1 phase"),
                        "phase  p50  p95  p99  limit  verdict",
                        "''     1 s  1 s  1 s  -      -",
                        "1 phase, nothing judged: no threshold is set");
    }

    @Test
    void aHighPercentileOfFewItemsIsMarkedAndExplainedOnce() {
        assertThat(lines(Example.verify(
                        List.of(threshold("t", new Selector.Text("b"), "p99.9", "2s")),
                        of("a", "few", "1", "99"),
                        of("b", "enough for p99", "1", "999"),
                        of("c", "many", "1", "1000"))))
                .containsExactly(
                        READ.formatted("3 phases"),
                        "phase             p50  p95  p99   limit         verdict",
                        "a few             1 s  1 s  1 s*  -             -",
                        "b enough for p99  1 s  1 s  1 s   p99.9 <= 2 s  kept at 1 s*",
                        "c many            1 s  1 s  1 s   -             -",
                        "* of fewer than 100 items a p99 is their maximum (a p99.9 of fewer than 1000)",
                        "3 phases, 1 threshold kept, 0 broken, 0 not measured",
                        "2 phases without a limit: key a 'few' and key c 'many'");
    }

    @Test
    void namesFromTheFilesAreMadeSafeAndShortened() {
        assertThat(lines(Example.verify(
                        List.of(),
                        of("k\u001b[2J", "a\n[ERROR] b", "1", "100"),
                        of("z", "long " + "x".repeat(100) + " end", "1", "100"))))
                .containsExactly(
                        READ.formatted("2 phases"),
                        "phase                                       p50  p95  p99  limit  verdict",
                        "k\\u001b[2J a\\u000a[ERROR] b                 1 s  1 s  1 s  -      -",
                        "z long xxxxxxxxxxxxxx...xxxxxxxxxxxxxx end  1 s  1 s  1 s  -      -",
                        "2 phases, nothing judged: no threshold is set");
    }

    @Test
    void theTableFitsInto120ColumnsAfterMavensPrefix() {
        Threshold threshold = Example.with(
                threshold("t", new Selector.AnyPhase(), "m".repeat(60), "1234"),
                Severity.FAIL,
                null,
                "because of " + "r".repeat(600));
        Map<String, @Nullable String> latencies = new LinkedHashMap<>();
        List.of("p50", "p95", "p99", "m".repeat(60)).forEach(key -> latencies.put(key, "12345.678"));
        List<Phase> phases = new ArrayList<>();
        for (String name : List.of("n".repeat(200), "\u6f22".repeat(200), "\u001b".repeat(50), "a\u0301".repeat(90))) {
            phases.add(phase("k".repeat(100) + phases.size(), name, "100", latencies));
        }
        List<String> lines = lines(Example.verify(List.of(threshold), phases.toArray(Phase[]::new)));
        assertThat(lines)
                .hasSize(7)
                .allSatisfy(line -> assertThat(SafeText.width(line)).isLessThanOrEqualTo(113));
        assertThat(lines.subList(2, 6)).allMatch(line -> line.contains("12.35 s  12.35 s  12.35 s"));
        assertThat(lines.subList(2, 6))
                .allMatch(line -> line.contains("<= 1.234 s") && line.contains("BROKEN at 12.35 s"));
    }

    @Test
    void aTableWhoseNumbersDoNotFitIsTooWideRatherThanTruncated() {
        assertThat(lines(Example.verify(
                                List.of(threshold("t", new Selector.AnyPhase(), "p99", "1." + "0".repeat(99) + "1")),
                                of("a", "b", "1", "100")))
                        .get(2))
                .contains("p99 <= 0.001" + "0".repeat(99) + "1 s");
    }

    private static List<String> lines(Verification verification) {
        return new ConsoleReport(false).lines(Presentation.of(verification));
    }

    private static Phase of(String key, String name, String max, String items) {
        Map<String, @Nullable String> latencies = new LinkedHashMap<>();
        List.of("p50", "p95", "p99", "p99.9").forEach(statistic -> latencies.put(statistic, "1000"));
        latencies.put("max", max);
        return phase(key, name, items, latencies);
    }
}
