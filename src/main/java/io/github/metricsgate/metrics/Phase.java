package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stage of the pipeline, as a metrics set tells it. Numbers are the decimals that the file spells.
 *
 * @param key its key in the file, text that is often a number
 * @param name its name; two phases may share one
 * @param itemsProcessed how many items went through it; an integer of any size
 * @param itemsTotal how many there were to process; null where the file does not say
 * @param progress from 0 to 1; null where the file does not say
 * @param duration how long it took, in milliseconds; null where it never completed
 * @param throughput items a second; null where it was not measured
 * @param warnings how many warnings it gave; null where the file has no list of them
 * @param errors how many errors, as {@code warnings}
 * @param anomalies how many anomalies, as {@code warnings}
 * @param latencies percentile or statistic ({@code p50}, {@code p99.9}, {@code max}) to its value in the unit of the
 *     file, in the file's order; null where nothing was measured
 */
public record Phase(
        String key,
        String name,
        BigDecimal itemsProcessed,
        @Nullable BigDecimal itemsTotal,
        @Nullable BigDecimal progress,
        @Nullable BigDecimal duration,
        @Nullable BigDecimal throughput,
        @Nullable BigDecimal warnings,
        @Nullable BigDecimal errors,
        @Nullable BigDecimal anomalies,
        Map<String, @Nullable BigDecimal> latencies) {

    /** The percentiles that every phase has, each at least as large as the one before. */
    public static final List<String> PERCENTILES = List.of("p50", "p95", "p99");

    public Phase {
        latencies = Collections.unmodifiableMap(new LinkedHashMap<>(latencies));
    }
}
