package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one benchmark, each the mean time of so many calls. Where every sample is of one call, they are latencies.
 * Where not, they are means, and a percentile of means is none of calls: then the statistics that benchmarking tools print of
 * their samples are all that is taken.
 */
final class SampleTimes {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    /** Enough to hit a rank among as many values as a long can count. */
    private static final MathContext RANK_DIGITS = new MathContext(50);

    private final LatencyValues values;
    private long fewest = Long.MAX_VALUE;
    private long most;

    SampleTimes(MemoryBudget budget) {
        this.values = new LatencyValues(budget);
    }

    /** Samples of as many calls each. */
    SampleTimes(LatencyValues values, long ofCalls) {
        this.values = values;
        this.fewest = ofCalls;
        this.most = ofCalls;
    }

    /**
     * A sample.
     *
     * @param time of one call, on average
     * @throws InvalidValueException if it is no time, or not a number of calls
     */
    void add(BigDecimal time, DurationUnit unit, long ofCalls) {
        if (ofCalls < 1) {
            throw new InvalidValueException("a time of " + ofCalls + " calls");
        }
        values.addMilliseconds(unit.toMilliseconds(time), 1);
        fewest = Math.min(fewest, ofCalls);
        most = Math.max(most, ofCalls);
    }

    long samples() {
        return values.total();
    }

    /** Whether each sample is of one call. */
    boolean areCalls() {
        return most == 1;
    }

    /** In milliseconds, of the samples. */
    BigDecimal mean() {
        return required(values.statistics(List.of()).get("mean"));
    }

    /**
     * Tells the item. Where the samples are means, they are its items.
     *
     * @param failed how many samples there would be more if they had not failed
     * @param howToTimeCalls what a user can do to get percentiles, as it stands behind "none: "
     * @return what further figures of the result go into; null if the samples need no summary
     */
    @Nullable
    Summary into(PhaseAccumulator item, long failed, String howToTimeCalls) {
        if (samples() == 0 || areCalls()) {
            item.addAll(values, DurationUnit.NANOSECONDS);
            item.fail(failed);
            return null;
        }
        Summary summary = item.summary().processed(samples()).failed(failed);
        addStatistics(summary);
        item.detail("calls of a sample", fewest == most ? String.valueOf(most) : fewest + " to " + most);
        item.detail(PhaseSource.PERCENTILES, PhaseSource.NO_PERCENTILES + howToTimeCalls);
        return summary;
    }

    /** The statistics of the samples, as of means: of a single one, which is the mean of all its calls, that alone. */
    void addStatistics(Summary summary) {
        if (samples() == 1) {
            summary.latency("mean", mean());
            return;
        }
        BigDecimal lower = middle((samples() + 1) / 2);
        BigDecimal upper = middle(samples() / 2 + 1);
        Map<String, @Nullable BigDecimal> statistics = values.statistics(List.of(lower, upper));
        BigDecimal median = required(statistics.get(LatencyValues.key(lower)))
                .add(required(statistics.get(LatencyValues.key(upper))))
                .divide(TWO);
        summary.latency("min", statistics.get("min"));
        summary.latency("median", Decimals.plain(median));
        summary.latency("max", statistics.get("max"));
        summary.latency("mean", statistics.get("mean"));
        summary.latency("stddev", statistics.get("stddev"));
    }

    /** The percentile whose nearest rank is that one, counted from 1. */
    private BigDecimal middle(long rank) {
        return BigDecimal.valueOf(rank)
                .subtract(new BigDecimal("0.5"))
                .movePointRight(2)
                .divide(BigDecimal.valueOf(samples()), RANK_DIGITS);
    }

    private static BigDecimal required(@Nullable BigDecimal value) {
        if (value == null) {
            throw new IllegalStateException("no sample");
        }
        return value;
    }
}
