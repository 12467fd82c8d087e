package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.PhaseMetric.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedSummariesTest {

    private static Summary summary(int figure) {
        BigDecimal value = BigDecimal.valueOf(figure);
        return new Summary(MemoryBudget.unlimited())
                .latency("p50", value)
                .latency("p99", value.multiply(BigDecimal.TEN))
                .throughput(value)
                .failed(figure)
                .measure("bytes", value, "B/op", Better.LOWER)
                .measure("hits", value, "", Better.HIGHER)
                .measure("odd", value, "", Better.UNKNOWN);
    }

    private static Summary merged(Repetitions repetitions, int... figures) {
        List<Summary> summaries = new ArrayList<>();
        for (int figure : figures) {
            summaries.add(summary(figure));
        }
        return RepeatedSummaries.merge(summaries, repetitions);
    }

    private static void assertFigures(Summary merged, int time, int rate, int unknown) {
        assertThat(merged.latencies())
                .containsExactly(entry("p50", BigDecimal.valueOf(time)), entry("p99", BigDecimal.valueOf(10L * time)));
        assertThat(merged.figures())
                .containsOnly(
                        entry(Figure.THROUGHPUT, BigDecimal.valueOf(rate)),
                        entry(Figure.ITEMS_FAILED, BigDecimal.valueOf(time)));
        assertThat(merged.measures())
                .containsExactly(
                        entry("bytes", new Summary.Measure(BigDecimal.valueOf(time), "B/op", Better.LOWER)),
                        entry("hits", new Summary.Measure(BigDecimal.valueOf(rate), "", Better.HIGHER)),
                        entry("odd", new Summary.Measure(BigDecimal.valueOf(unknown), "", Better.UNKNOWN)));
    }

    @Test
    void theMedianIsTheOneInTheMiddleOrTheWorseOfTwo() {
        assertFigures(merged(Repetitions.MEDIAN, 3, 1, 2), 2, 2, 2);
        assertFigures(merged(Repetitions.MEDIAN, 4, 1, 3, 2), 3, 2, 3);
    }

    @Test
    void theBestIsTheLowestTimeAndTheHighestRate() {
        assertFigures(merged(Repetitions.BEST, 4, 1, 3, 2), 1, 4, 3);
    }

    @Test
    void whatOneHasNotTheWholeHasNot() {
        Summary merged = RepeatedSummaries.merge(
                List.of(
                        new Summary(MemoryBudget.unlimited())
                                .latency("p50", BigDecimal.ONE)
                                .processed(5)
                                .measure("a", BigDecimal.ONE, "B", Better.LOWER),
                        new Summary(MemoryBudget.unlimited())
                                .latency("p50", null)
                                .measure("a", BigDecimal.ONE, "kB", Better.LOWER)),
                Repetitions.BEST);
        assertThat(merged.latencies()).containsExactly(entry("p50", null));
        assertThat(merged.figures()).isEmpty();
        assertThat(merged.measures()).containsExactly(entry("a", new Summary.Measure(null, "B", Better.LOWER)));
    }
}
