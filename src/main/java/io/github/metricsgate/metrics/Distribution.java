package io.github.metricsgate.metrics;

import java.util.List;

/**
 * How often a phase took how long.
 *
 * @param buckets those that have a count, by time
 */
public record Distribution(List<Bucket> buckets) {

    /**
     * Latencies that are told apart no further.
     *
     * @param from in milliseconds, included
     * @param to in milliseconds, not included
     * @param count how many; at least 1
     */
    public record Bucket(double from, double to, long count) {}

    public Distribution {
        buckets = List.copyOf(buckets);
    }

    /** How many latencies there are in all. */
    public long count() {
        return buckets.stream().mapToLong(Bucket::count).sum();
    }
}
