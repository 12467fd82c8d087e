package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The percentiles of a histogram, of each of which no more is known than its bucket. */
final class PrometheusBuckets {

    static final String ABOVE = "above_highest_bound";

    private final PrometheusSeries series;
    private final DurationUnit unit;
    private final List<String> said = new ArrayList<>();

    PrometheusBuckets(PrometheusSeries series, DurationUnit unit) {
        this.series = series;
        this.unit = unit;
    }

    void into(PhaseAccumulator item, Summary summary, Set<BigDecimal> ranks) {
        List<PrometheusSeries.Bucket> buckets = series.buckets();
        for (BigDecimal rank : ranks) {
            percentile(rank, summary);
        }
        if (buckets.size() == 1) {
            item.detail(
                    PhaseSource.PERCENTILES,
                    PhaseSource.NO_PERCENTILES
                            + "the histogram has no bounds, as a native one in text: only classic buckets"
                            + " can be written there; have the process write those");
            return;
        }
        long below = buckets.get(buckets.size() - 2).count();
        summary.measure(ABOVE, BigDecimal.valueOf(series.processed() - below), "", Better.LOWER);
        if (!said.isEmpty()) {
            item.detail(PhaseSource.PERCENTILES, "upper ends of buckets: " + String.join(", ", said));
        }
    }

    private void percentile(BigDecimal rank, Summary summary) {
        String key = LatencyValues.key(rank);
        if (series.processed() == 0) {
            summary.latency(key, null);
            return;
        }
        long wanted = LatencyValues.nearest(rank, series.processed());
        BigDecimal lower = null;
        for (PrometheusSeries.Bucket bucket : series.buckets()) {
            BigDecimal bound = bucket.bound();
            BigDecimal upper = bound == null || bound.signum() < 0 ? null : Decimals.milliseconds(bound, unit, "le");
            if (bucket.count() >= wanted) {
                summary.latency(key, upper);
                said.add(key
                        + (lower == null ? "" : " over " + lower.toPlainString())
                        + (upper == null
                                ? " ms, the highest bound (null)"
                                : (lower == null ? " " : " and ") + "at most " + upper.toPlainString() + " ms"));
                return;
            }
            lower = upper;
        }
        throw new AssertionError(rank);
    }
}
