package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/** The histograms of a phase as one, in the unit of the first; those of other precision lose none of what they have. */
final class MergedHistogram {

    private final MemoryBudget budget;
    private final DurationUnit unit;
    private @Nullable Histogram merged;
    private int fewestDigits = Integer.MAX_VALUE;

    MergedHistogram(MemoryBudget budget, DurationUnit unit) {
        this.budget = budget;
        this.unit = unit;
    }

    void add(AbstractHistogram added, DurationUnit itsUnit) {
        if (itsUnit != unit) {
            throw new IllegalArgumentException("a histogram of " + itsUnit + " beside one of " + unit);
        }
        fewestDigits = Math.min(fewestDigits, added.getNumberOfSignificantValueDigits());
        Histogram before = merged;
        long footprint = before == null ? 0 : before.getEstimatedFootprintInBytes();
        Histogram all = before == null || !isAsFine(before, added) ? asFine(before, added) : before;
        record(added, all);
        budget.take(all.getEstimatedFootprintInBytes() - footprint);
        merged = all;
    }

    private static boolean isAsFine(Histogram histogram, AbstractHistogram added) {
        return histogram.getNumberOfSignificantValueDigits() >= added.getNumberOfSignificantValueDigits()
                && histogram.getLowestDiscernibleValue() <= added.getLowestDiscernibleValue();
    }

    /** One that can hold what either can tell apart, with what {@code before} has in it. */
    private static Histogram asFine(@Nullable Histogram before, AbstractHistogram added) {
        long lowest = added.getLowestDiscernibleValue();
        int digits = added.getNumberOfSignificantValueDigits();
        if (before != null) {
            lowest = Math.min(lowest, before.getLowestDiscernibleValue());
            digits = Math.max(digits, before.getNumberOfSignificantValueDigits());
        }
        Histogram all = new Histogram(lowest, Math.max(2 * lowest, 2), digits);
        all.setAutoResize(true);
        if (before != null) {
            record(before, all);
        }
        return all;
    }

    /** A value counts as the largest of its bucket, which is what its percentile would be. */
    private static void record(AbstractHistogram from, Histogram to) {
        for (HistogramIterationValue bucket : from.recordedValues()) {
            to.recordValueWithCount(bucket.getValueIteratedTo(), bucket.getCountAddedInThisIterationStep());
        }
        if (to.getTotalCount() < 0) {
            throw new InvalidValueException("it counts more items than a 64-bit number can");
        }
    }

    long total() {
        return merged == null ? 0 : merged.getTotalCount();
    }

    /** How many digits of a value are certain. */
    int digits() {
        return fewestDigits;
    }

    /** As {@link LatencyValues#statistics}, as far as a histogram can tell: a value is the largest of its bucket. */
    Map<String, @Nullable BigDecimal> statistics(Collection<BigDecimal> ranks) {
        Map<String, @Nullable BigDecimal> statistics = new LinkedHashMap<>();
        Histogram histogram = merged;
        boolean isEmpty = histogram == null || histogram.getTotalCount() == 0;
        for (BigDecimal rank : ranks) {
            statistics.put(
                    LatencyValues.key(rank),
                    histogram == null || isEmpty ? null : milliseconds(valueAt(histogram, rank)));
        }
        if (histogram != null && !isEmpty) {
            statistics.put("min", milliseconds(histogram.getMinValue()));
            statistics.put("max", milliseconds(histogram.getMaxValue()));
            statistics.put("mean", milliseconds(histogram.getMean()));
            statistics.put("stddev", milliseconds(histogram.getStdDeviation()));
        }
        return statistics;
    }

    private static long valueAt(Histogram histogram, BigDecimal percent) {
        long rank = LatencyValues.nearest(percent, histogram.getTotalCount());
        for (HistogramIterationValue bucket : histogram.recordedValues()) {
            if (bucket.getTotalCountToThisValue() >= rank) {
                return Math.min(histogram.highestEquivalentValue(bucket.getValueIteratedTo()), histogram.getMaxValue());
            }
        }
        return histogram.getMaxValue();
    }

    private BigDecimal milliseconds(long value) {
        return Decimals.plain(unit.toMilliseconds(BigDecimal.valueOf(value)));
    }

    private BigDecimal milliseconds(double value) {
        return Decimals.plain(unit.toMilliseconds(new BigDecimal(Double.toString(value))));
    }

    /** The same as a histogram of ours; what is too long for nanoseconds in 64 bits counts as the longest there is. */
    Histogram ours() {
        Histogram ours = PhaseHistogram.empty();
        if (merged != null) {
            BigDecimal longest = BigDecimal.valueOf(Long.MAX_VALUE / 4);
            for (HistogramIterationValue bucket : merged.recordedValues()) {
                BigDecimal nanoseconds = unit.toMilliseconds(BigDecimal.valueOf(bucket.getValueIteratedTo()))
                        .movePointRight(6);
                ours.recordValueWithCount(
                        nanoseconds.min(longest).longValue(), bucket.getCountAddedInThisIterationStep());
            }
        }
        return ours;
    }
}
