package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ReportedLatenciesTest {

    private static ReportedLatencies latencies(String min, String p50, String max) {
        return new ReportedLatencies("it", DurationUnit.SECONDS)
                .statistic("min", new BigDecimal(min))
                .percentile(BigDecimal.valueOf(50), new BigDecimal(p50))
                .statistic("max", new BigDecimal(max));
    }

    private static Summary read(ReportedLatencies latencies) {
        Summary summary = new Summary(MemoryBudget.unlimited());
        latencies.into(summary);
        return summary;
    }

    @Test
    void theyAscendWhateverTheOrderInTheFileAndAreMilliseconds() {
        Summary summary = read(latencies("0.001", "0.002", "0.004")
                .percentile(new BigDecimal("99.90"), new BigDecimal("0.003"))
                .percentile(new BigDecimal("9"), new BigDecimal("0.001"))
                .percentile(new BigDecimal("95"), null));
        assertThat(summary.latencies())
                .containsExactly(
                        entry("min", new BigDecimal("1")),
                        entry("p9", new BigDecimal("1")),
                        entry("p50", new BigDecimal("2")),
                        entry("p99.9", new BigDecimal("3")),
                        entry("max", new BigDecimal("4")));
    }

    @Test
    void whatIsOutOfOrderIsRefusedUnlessItIsTheLastDigitOfAnInterpolation() {
        assertThatThrownBy(() -> read(latencies("2", "1", "3")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("p50 of \"it\" is 1000 ms, less than its min of 2000 ms");
        assertThatThrownBy(() -> read(latencies("1", "4", "3").ranksAreOfThePom()))
                .hasMessage(
                        "max of \"it\" is 3000 ms, less than its p50 of 4000 ms; which percentiles they are, <percentiles> says,"
                                + " in the order of the file");
        assertThat(read(latencies("1", "3.0000000001", "3")).latencies())
                .containsEntry("p50", new BigDecimal("3000.0000001"));
        assertThatThrownBy(() -> latencies("-1", "1", "2")).hasMessage("min of \"it\" is -1, expected a time");
    }

    @Test
    void anApproximationIsNoFurtherOutThanThePrecisionAllows() {
        BigDecimal tenth = new BigDecimal("0.1");
        assertThat(read(latencies("1", "3.3", "3").approximate(tenth, BigDecimal.ZERO))
                        .latencies())
                .containsEntry("p50", new BigDecimal("3000"));
        assertThat(read(latencies("1", "0.9992", "3").approximate(BigDecimal.ZERO, BigDecimal.ONE))
                        .latencies())
                .containsEntry("p50", new BigDecimal("1000"));
        assertThatThrownBy(() -> read(latencies("1", "3.4", "3").approximate(tenth, BigDecimal.ZERO)))
                .hasMessage("max of \"it\" is 3000 ms, less than its p50 of 3400 ms");
        assertThatThrownBy(() -> read(latencies("1", "0.9", "3").approximate(BigDecimal.ZERO, BigDecimal.ONE)))
                .hasMessage("p50 of \"it\" is 900 ms, less than its min of 1000 ms");
    }

    @Test
    void aSummaryAccountsForItsLatenciesOnce() {
        MemoryBudget budget = new MemoryBudget(1000);
        Summary summary = new Summary(budget);
        for (int i = 0; i < 100; i++) {
            summary.latency("p50", BigDecimal.ONE);
        }
        summary.latency("p90", null).latency("p95", null);
        assertThatThrownBy(() -> summary.latency("p99", BigDecimal.ONE))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("its figures need more than 0 MB of memory");
    }
}
