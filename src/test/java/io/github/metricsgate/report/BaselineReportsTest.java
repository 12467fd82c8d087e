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
import io.github.metricsgate.report.chart.Ink;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

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

    private static void runs(SimulatedHistory history, int count, double factor) {
        for (int i = 0; i < count; i++) {
            history.run(fivePhases(factor));
        }
    }

    /** All of them suffer from a slow machine alike. */
    private static Phase[] fivePhases(double factor) {
        Phase[] phases = new Phase[5];
        for (int i = 0; i < phases.length; i++) {
            Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
            latencies.put("p50", BigDecimal.valueOf(100 * factor));
            latencies.put("p99", BigDecimal.valueOf(500 * factor));
            phases[i] = new Phase(String.valueOf(i + 1), "phase" + i, Map.of(), latencies);
        }
        return phases;
    }

    private static Page page(Verification verification) throws IOException {
        return Page.of(new HtmlReport(SamplePages.REPORTS), Presentation.of(verification));
    }

    /** What is compared with the baseline is not what was measured: a dot alone would be above a limit that it keeps. */
    @Test
    void theValueOfASlowRunIsDrawnAsItWasComparedToo() throws IOException {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        runs(history, 10, 1);
        Page page = page(history.run(fivePhases(1.5)));
        Element phase = page.withId("phase-1");
        Element latencies = Page.figure(phase, "Latencies");
        assertThat(Page.description(latencies))
                .isEqualTo("p50 is 150 ms (100 ms adjusted for the slower run), usually 100 to 100 ms and "
                        + "p99 is 750 ms (500 ms adjusted for the slower run), usually 500 to 500 ms");
        assertThat(Page.texts(latencies, "figcaption").get(0))
                .isEqualTo("Latencies of this run; bars: the range of the baseline, with its median; hollow: adjusted "
                        + "for the slower run");
        assertThat(Page.rows(latencies))
                .containsExactly(
                        List.of(
                                "latency",
                                "value, ms",
                                "limit, ms",
                                "median before",
                                "range before",
                                "compared with them"),
                        List.of("p50", "150", "-", "100", "100 to 100", "100"),
                        List.of("p99", "750", "-", "500", "500 to 500", "500"));
        assertThat(rings(latencies)).isEqualTo(2);
        Element trend = Page.figure(phase, "p99");
        assertThat(Page.description(trend))
                .isEqualTo("p99 rose from 500 ms to 750 ms over 11 runs, 500 ms adjusted for the slower run; "
                        + "usually 500 ms to 500 ms");
        assertThat(Page.texts(trend, "figcaption").get(0)).endsWith(". Hollow: 500 ms adjusted for the slower run");
        // The line over the runs, and the ring.
        assertThat(rings(trend)).isEqualTo(2);
    }

    @Test
    void nothingIsHollowOfARunThatIsAsFastAsUsual() throws IOException {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        runs(history, 10, 1);
        Page page = page(history.run(fivePhases(1)));
        assertThat(rings(Page.figure(page.withId("phase-1"), "Latencies"))).isZero();
        assertThat(rings(Page.figure(page.withId("phase-1"), "p99"))).isEqualTo(1);
        assertThat(page.source()).doesNotContain("ollow").contains("Latencies");
    }

    @Test
    void theWorstLatenciesAreDrawnWhereThereAreTooMany() throws IOException {
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        for (int i = 1; i <= 12; i++) {
            latencies.put("p" + (i + 80), BigDecimal.valueOf(i));
        }
        Phase phase = new Phase("1", "checkout", Map.of(), latencies);
        SimulatedHistory history = SimulatedHistory.of(
                BaselineRules.defaults(), Example.threshold("slo", new Selector.AnyPhase(), "p92", "10ms"));
        Element figure = Page.figure(page(history.run(phase)).withId("phase-1"), "Latencies");
        assertThat(Page.texts(figure, "figcaption").get(0)).isEqualTo("Latencies of this run; 2 more are not shown");
        assertThat(Page.rows(figure))
                .extracting(row -> row.get(0))
                .containsExactly("latency", "p81", "p82", "p83", "p84", "p85", "p86", "p87", "p88", "p89", "p92");
        assertThat(Page.description(figure)).endsWith("p89 is 9 ms and p92 is 12 ms, its limit 10 ms");
    }

    private static long rings(Element figure) {
        return Page.shapes(figure, Ink.MAIN).stream()
                .filter(path -> path.getAttribute("fill").equals("none"))
                .mapToLong(path -> path.getAttribute("d")
                        .chars()
                        .filter(c -> c == 'm' || c == 'M')
                        .count())
                .sum();
    }
}
