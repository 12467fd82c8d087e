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
        Histogram all = before;
        if (all == null || all.getNumberOfSignificantValueDigits() < added.getNumberOfSignificantValueDigits()) {
            all = new Histogram(added.getNumberOfSignificantValueDigits());
            all.setAutoResize(true);
            if (before != null) {
                all.add(before);
            }
        }
        all.add(added);
        budget.take(all.getEstimatedFootprintInBytes() - (before == null ? 0 : before.getEstimatedFootprintInBytes()));
        merged = all;
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
                ours.recordValueWithCount(nanoseconds.min(longest).longValue(), bucket.getCountAddedInThisIterationStep());
            }
        }
        return ours;
    }
}
