package io.github.metricsgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.SimulatedHistory;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.SeriesName;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reports on runs that were compared with others, beyond what the golden ones show. */
class BaselineReportsTest {

    /** A measure with the name of a figure, and a rate. */
    private static Phase phase(String rate) {
        return new Phase(
                "1",
                "checkout",
                Map.of(Figure.THROUGHPUT, new BigDecimal(rate)),
                Map.of(),
                Map.of("throughput", new BigDecimal("7")),
                null,
                null);
    }

    private static Limit relative(Limit.Kind kind) {
        return new Limit.Relative(kind, new BigDecimal("0.1"), true, false, null, null);
    }

    private static String text(Report report, Verification verification) throws IOException {
        StringBuilder text = new StringBuilder();
        report.write(Presentation.of(verification), text);
        return text.toString();
    }

    @Test
    void noLineOfTheMetricsIsThereTwice() throws IOException {
        SimulatedHistory history = SimulatedHistory.of(
                BaselineRules.defaults(),
                Example.with(
                        Example.threshold("steady", new Selector.AnyPhase(), "throughput", "1"),
                        relative(Limit.Kind.MAX_INCREASE),
                        relative(Limit.Kind.MAX_DECREASE)));
        for (int i = 0; i < 10; i++) {
            history.run(phase("100"));
        }
        List<String> lines = text(new OpenMetricsReport(), history.run(phase("100")))
                .lines()
                .map(line -> line.replaceFirst(" [^ ]*$", ""))
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines)
                .hasSameSizeAs(new HashSet<>(lines))
                .contains(
                        "metrics_gate_baseline{module=\"module\",phase=\"1\",name=\"checkout\",metric=\"throughput\",threshold=\"steady\"}",
                        "metrics_gate_baseline{module=\"module\",phase=\"1\",name=\"checkout\",measure=\"throughput\"}");
    }

    @Test
    void aRateUnderItsAcceptedLimitHadToBeAbove() throws IOException {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        for (int i = 0; i < 10; i++) {
            history.run(phase("100"));
        }
        history.accept(new Acceptance(
                new SeriesName("1", Figure.THROUGHPUT),
                "checkout",
                new BigDecimal("80"),
                null,
                "intended",
                LocalDate.parse("2026-11-01"),
                null,
                null));
        assertThat(text(new ConsoleReport(false), history.run(phase("50")))).isEqualTo("""
                Read 1 phase and 1 resource sample from /repo/artifacts/plan1
                phase       p50  p95  p99  change  limit                        verdict
                1 checkout    -    -    -          throughput >= 72 (baseline)  suspect at 50
                1 phase, 17 values within the baseline, 1 suspect, 0 regressions
                Compared with 10 runs on main since 2026-11-01T01:00:00Z; how fast the machine was is not known: 0 phases \
                can be compared, and it takes 5
                throughput of phase 1 'checkout' is 50, and no run since the accepted change has a value: suspect, the next \
                run decides
                """);
    }
}
