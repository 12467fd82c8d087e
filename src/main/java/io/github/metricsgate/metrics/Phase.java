package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stage of the pipeline. Its figures are accessed by metric; {@link Measurements} lists them all.
 *
 * @param key its key in the file, text that is often a number
 * @param name its name; two phases may have the same
 * @param figures what was measured besides the latencies; a figure that was not measured is absent
 * @param latencies percentile or statistic ({@code p50}, {@code p99.9}, {@code max}) to its value in milliseconds, in
 *     the file's order; null if it was not measured
 * @param measures other values by name, in units of their own, which the source gives
 * @param histogram all latencies: an HdrHistogram V2, compressed, in base64, of nanoseconds with 3 significant digits;
 *     null if there is none
 * @param source the tool's result that it was read from; null if the pipeline wrote its snapshot itself
 */
public record Phase(
        String key,
        String name,
        Map<PhaseMetric.Figure, BigDecimal> figures,
        Map<String, @Nullable BigDecimal> latencies,
        Map<String, @Nullable BigDecimal> measures,
        @Nullable String histogram,
        @Nullable PhaseSource source) {

    /** The percentiles that every phase has, each at least as large as the previous one. */
    public static final List<String> PERCENTILES = List.of("p50", "p95", "p99");

    /** The order that people expect: keys that are numbers first, by value; then text. */
    public static final Comparator<Phase> READING_ORDER = Phase::compareForReading;

    /** A key with more digits does not fit into a {@code long}. */
    private static final int LONGEST_NUMBER = 18;

    public Phase {
        figures = figures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(figures));
        latencies = Collections.unmodifiableMap(new LinkedHashMap<>(latencies));
        measures = measures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /** A phase with nothing but figures and latencies. */
    public Phase(
            String key,
            String name,
            Map<PhaseMetric.Figure, BigDecimal> figures,
            Map<String, @Nullable BigDecimal> latencies) {
        this(key, name, figures, latencies, Map.of(), null, null);
    }

    /** How many items were measured; null if that is not known. */
    public @Nullable BigDecimal itemsProcessed() {
        return figures.get(PhaseMetric.Figure.ITEMS_PROCESSED);
    }

    private static int compareForReading(Phase a, Phase b) {
        boolean numberBefore = isNumber(a.key);
        if (numberBefore != isNumber(b.key)) {
            return numberBefore ? -1 : 1;
        }
        int order = numberBefore ? Long.compare(Long.parseLong(a.key), Long.parseLong(b.key)) : 0;
        return order != 0 ? order : a.key.compareTo(b.key);
    }

    private static boolean isNumber(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                return false;
            }
        }
        return !key.isEmpty() && key.length() <= LONGEST_NUMBER;
    }
}
