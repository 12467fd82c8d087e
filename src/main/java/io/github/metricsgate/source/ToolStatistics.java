package io.github.metricsgate.source;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tool worked out of its samples, in milliseconds; null for what it does not say. */
record ToolStatistics(
        @Nullable BigDecimal min,
        @Nullable BigDecimal median,
        @Nullable BigDecimal max,
        @Nullable BigDecimal mean,
        @Nullable BigDecimal stddev) {

    /** What doubles may differ in that should be equal. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.999999999");

    /**
     * Tells the summary.
     *
     * @param medianName {@code p50} if the samples are calls, else {@code median}
     * @throws InvalidValueException if they cannot be of the same samples
     */
    void into(Summary summary, String medianName) {
        Map<String, @Nullable BigDecimal> ascending = new LinkedHashMap<>();
        ascending.put("min", min);
        ascending.put(medianName, median);
        ascending.put("max", max);
        String before = "";
        BigDecimal largest = null;
        for (Map.Entry<String, @Nullable BigDecimal> each : ascending.entrySet()) {
            BigDecimal value = each.getValue();
            if (value != null && largest != null && value.compareTo(largest.multiply(TOLERANCE)) < 0) {
                throw new InvalidValueException("its " + each.getKey() + " is smaller than its " + before);
            }
            if (value != null) {
                largest = value;
                before = each.getKey();
                summary.latency(each.getKey(), value);
            }
        }
        summary.latency("mean", mean);
        if (stddev != null) {
            summary.latency("stddev", stddev);
        }
    }
}
