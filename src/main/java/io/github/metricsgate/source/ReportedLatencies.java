package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latencies of one item that a tool worked out itself. Percentiles must ascend between the minimum and the maximum; one
 * that the tool approximates may be outside by the tool's precision, and is then the minimum or the maximum itself.
 */
final class ReportedLatencies {

    /** What percentiles may be out of order by, relatively: interpolated ones of equal values differ in the last digit. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.999999999");

    private final String item;
    private final DurationUnit unit;
    private final TreeMap<BigDecimal, BigDecimal> percentiles = new TreeMap<>();
    private final Map<String, BigDecimal> statistics = new LinkedHashMap<>();
    private String whoSaysRanks = "";
    private BigDecimal relativePrecision = BigDecimal.ZERO;
    private BigDecimal absolutePrecision = BigDecimal.ZERO;

    ReportedLatencies(String item, DurationUnit unit) {
        this.item = item;
        this.unit = unit;
    }

    /**
     * Says that percentiles are approximations.
     *
     * @param relative the part of itself by which one may be wrong
     * @param absoluteMilliseconds what it may be wrong by in any case
     */
    ReportedLatencies approximate(BigDecimal relative, BigDecimal absoluteMilliseconds) {
        relativePrecision = relative;
        absolutePrecision = absoluteMilliseconds;
        return this;
    }

    /** Says that the ranks of percentiles are not the file's but those of {@link SourceOption#PERCENTILES}. */
    ReportedLatencies ranksAreOfThePom() {
        whoSaysRanks = "; which percentiles they are, <percentiles> says, in the order of the file";
        return this;
    }

    /** @param rank over 0 and up to 100 */
    ReportedLatencies percentile(BigDecimal rank, @Nullable BigDecimal value) {
        if (value != null) {
            percentiles.put(rank.stripTrailingZeros(), milliseconds(LatencyValues.key(rank), value));
        }
        return this;
    }

    /** @param name {@code min}, {@code max}, {@code mean} or {@code stddev} */
    ReportedLatencies statistic(String name, @Nullable BigDecimal value) {
        if (value != null) {
            statistics.put(name, milliseconds(name, value));
        }
        return this;
    }

    private BigDecimal milliseconds(String name, BigDecimal value) {
        return Decimals.milliseconds(value, unit, name + " of " + Quoted.text(item));
    }

    boolean hasPercentile(String rank) {
        return percentiles.containsKey(new BigDecimal(rank).stripTrailingZeros());
    }

    boolean hasAllPercentiles() {
        return hasPercentile("50") && hasPercentile("95") && hasPercentile("99");
    }

    /** @throws InvalidValueException if they are out of order */
    void into(Summary summary) {
        Map<String, BigDecimal> ascending = new LinkedHashMap<>();
        BigDecimal min = statistics.get("min");
        BigDecimal max = statistics.get("max");
        if (min != null) {
            ascending.put("min", min);
        }
        percentiles.forEach((rank, value) -> ascending.put(LatencyValues.key(rank), within(min, value, max)));
        if (max != null) {
            ascending.put("max", max);
        }
        checkAscending(ascending);
        ascending.forEach(summary::latency);
        statistics.forEach((name, value) -> {
            if (!ascending.containsKey(name)) {
                summary.latency(name, value);
            }
        });
    }

    private BigDecimal within(@Nullable BigDecimal min, BigDecimal value, @Nullable BigDecimal max) {
        BigDecimal slack = value.multiply(relativePrecision).add(absolutePrecision);
        if (max != null && value.compareTo(max) > 0 && value.subtract(slack).compareTo(max) <= 0) {
            return max;
        }
        if (min != null && value.compareTo(min) < 0 && value.add(slack).compareTo(min) >= 0) {
            return min;
        }
        return value;
    }

    private void checkAscending(Map<String, BigDecimal> latencies) {
        String before = "";
        BigDecimal largest = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> each : latencies.entrySet()) {
            if (each.getValue().compareTo(largest.multiply(TOLERANCE)) < 0) {
                throw new InvalidValueException(each.getKey() + " of " + Quoted.text(item) + " is "
                        + Quoted.number(each.getValue()) + " ms, less than its " + before + " of "
                        + Quoted.number(largest) + " ms" + whoSaysRanks);
            }
            before = each.getKey();
            largest = each.getValue();
        }
    }
}
