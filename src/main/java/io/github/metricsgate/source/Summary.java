package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one result that the tool worked out itself, and that cannot be merged with those of another one. What is not set
 * was not measured.
 */
public final class Summary {

    private static final int MOST_MEASURES = 1000;
    /** Here and in the phase that is made of it. */
    private static final int BYTES_OF_A_LATENCY = 150;

    private final MemoryBudget budget;
    private final Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
    private final Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
    private final Map<String, Measure> measures = new LinkedHashMap<>();

    /** Something that is neither a latency nor a count. */
    record Measure(@Nullable BigDecimal value, String unit, Better better) {}

    Summary(MemoryBudget budget) {
        this.budget = budget;
        budget.take(500);
    }

    /**
     * A percentile of measured items ({@code p99}, {@code p99.9}), or a statistic of theirs: {@code mean}, {@code min},
     * {@code max}, {@code stddev}, {@code error}.
     *
     * @param milliseconds null where the tool says that there is none
     */
    public Summary latency(String statistic, @Nullable BigDecimal milliseconds) {
        if (!latencies.containsKey(statistic)) {
            budget.take(BYTES_OF_A_LATENCY);
        }
        latencies.put(statistic, milliseconds);
        return this;
    }

    /** Successful items a second. */
    public Summary throughput(BigDecimal perSecond) {
        figures.put(Figure.THROUGHPUT, perSecond);
        return this;
    }

    /**
     * Successful items a second, of a rate that counts all items.
     *
     * @throws InvalidValueException if the rate is negative
     */
    Summary throughputOf(BigDecimal allPerSecond, long successful, long failed) {
        long all = successful + failed;
        if (all < 0) {
            throw new InvalidValueException("a sum of " + successful + " and " + failed + " items");
        }
        if (all == 0) {
            return this;
        }
        BigDecimal rate = failed == 0
                ? allPerSecond
                : allPerSecond
                        .multiply(BigDecimal.valueOf(successful))
                        .divide(BigDecimal.valueOf(all), LatencyValues.INEXACT);
        return throughput(Decimals.perSecond(rate, DurationUnit.SECONDS, "the throughput"));
    }

    public Summary duration(BigDecimal milliseconds) {
        figures.put(Figure.DURATION, milliseconds);
        return this;
    }

    /** How many items were measured, that is successful ones. Not needed where there are values or a histogram. */
    public Summary processed(long items) {
        figures.put(Figure.ITEMS_PROCESSED, BigDecimal.valueOf(items));
        return this;
    }

    /** How many items failed. Not needed where {@link PhaseAccumulator#fail} is called. */
    public Summary failed(long items) {
        figures.put(Figure.ITEMS_FAILED, BigDecimal.valueOf(items));
        return this;
    }

    /**
     * Something else that was measured.
     *
     * @param value null where the tool says that there is none
     * @param unit as the tool writes it; empty for none
     */
    public Summary measure(String name, @Nullable BigDecimal value, String unit, Better better) {
        if (measures.size() == MOST_MEASURES && !measures.containsKey(name)) {
            throw new InvalidValueException("an item has more than " + MOST_MEASURES + " measures");
        }
        budget.take(200 + 2L * (name.length() + unit.length()));
        measures.put(Items.checkedName(name), new Measure(value, unit, better));
        return this;
    }

    Map<String, @Nullable BigDecimal> latencies() {
        return latencies;
    }

    Map<Figure, BigDecimal> figures() {
        return figures;
    }

    Map<String, Measure> measures() {
        return measures;
    }
}
