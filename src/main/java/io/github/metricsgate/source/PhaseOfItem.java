package io.github.metricsgate.source;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.PhaseSource;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Makes a phase of all that the files of a source say of an item. */
final class PhaseOfItem {

    private static final List<BigDecimal> RANKS =
            List.of(BigDecimal.valueOf(50), BigDecimal.valueOf(95), BigDecimal.valueOf(99));

    private final SourceRequest request;
    private final String format;
    private final String file;
    private final PhaseAccumulator item;
    private final Map<String, String> details;

    private PhaseOfItem(SourceRequest request, String format, String file, PhaseAccumulator item) {
        this.request = request;
        this.format = format;
        this.file = file;
        this.item = item;
        this.details = new LinkedHashMap<>(item.details());
    }

    /**
     * The phase.
     *
     * @param file what the snapshot says it was read from
     * @throws InvalidValueException if there are several results that cannot be merged, and the pom does not say what to make
     *     of them
     */
    static Phase of(SourceRequest request, String format, String file, PhaseAccumulator item) {
        return new PhaseOfItem(request, format, file, item).phase();
    }

    private Phase phase() {
        Summary summary = summary();
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        for (String percentile : Phase.PERCENTILES) {
            latencies.put(percentile, null);
        }
        latencies.putAll(summary.latencies());
        latencies.putAll(measured());
        Map<Figure, BigDecimal> figures = figures(summary);
        Map<String, @Nullable BigDecimal> measures = new LinkedHashMap<>();
        summary.measures().forEach((name, measure) -> {
            measures.put(name, measure.value());
            describe(name, measure.unit(), measure.better());
        });
        item.counters().forEach((name, counter) -> {
            measures.put(name, BigDecimal.valueOf(counter.count()));
            describe(name, "", counter.better());
        });
        return new Phase(
                request.name() + "/" + item.item(),
                item.name(),
                figures,
                latencies,
                measures,
                histogram(),
                new PhaseSource(request.name(), format, file, details));
    }

    private Summary summary() {
        List<Summary> summaries = item.summaries();
        if (summaries.isEmpty()) {
            return new Summary(MemoryBudget.unlimited());
        }
        if (summaries.size() > 1 && request.repetitions() == Repetitions.REFUSE) {
            throw new InvalidValueException("there are " + summaries.size() + " results of "
                    + Quoted.text(item.item())
                    + ", each with figures that cannot be merged, such as a percentile or a mean."
                    + " <repetitions>median</repetitions> takes of each figure the one in the middle,"
                    + " <repetitions>best</repetitions> the best; if they are not repetitions of one measurement, give each file"
                    + " a source of its own.");
        }
        if (summaries.size() > 1) {
            details.put("repetitions", request.repetitions().element() + " of " + summaries.size());
        }
        return RepeatedSummaries.merge(summaries, request.repetitions());
    }

    private boolean hasHistogram() {
        MergedHistogram histogram = item.histogram();
        return histogram != null && histogram.total() > 0;
    }

    private Map<String, @Nullable BigDecimal> measured() {
        if (!item.measuresItems()) {
            return Map.of();
        }
        Set<BigDecimal> ranks = new TreeSet<>(RANKS);
        ranks.addAll(item.ranks());
        ranks.addAll(request.options().percentiles());
        MergedHistogram histogram = item.histogram();
        if (histogram != null && histogram.total() > 0) {
            if (item.values().total() > 0) {
                throw new IllegalStateException("values beside a histogram: " + item.item());
            }
            details.putIfAbsent(
                    "percentiles",
                    "nearest rank of " + histogram.total() + " values in a histogram with " + histogram.digits()
                            + " significant digits");
            return histogram.statistics(ranks);
        }
        long total = item.values().total();
        if (total > 0) {
            details.putIfAbsent("percentiles", "nearest rank of all " + total + " values, exact");
            addResolution(total);
        }
        return item.values().statistics(ranks);
    }

    private void addResolution(long total) {
        BigDecimal resolution = item.resolution();
        if (resolution != null) {
            details.put(
                    "resolution",
                    resolution.toPlainString() + " ms; " + item.values().countUpTo(resolution) + " of " + total
                            + " values are no longer than that");
        }
    }

    private Map<Figure, BigDecimal> figures(Summary summary) {
        Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        figures.putAll(summary.figures());
        BigDecimal duration = item.duration();
        if (duration != null) {
            figures.put(Figure.DURATION, duration);
        }
        if (item.measuresItems()) {
            MergedHistogram histogram = item.histogram();
            long processed = item.values().total() + (histogram == null ? 0 : histogram.total());
            figures.put(Figure.ITEMS_PROCESSED, BigDecimal.valueOf(processed));
        }
        Long failed = item.failed();
        if (failed != null) {
            figures.put(Figure.ITEMS_FAILED, BigDecimal.valueOf(failed));
        }
        addRates(figures);
        return figures;
    }

    private static void addRates(Map<Figure, BigDecimal> figures) {
        BigDecimal processed = figures.get(Figure.ITEMS_PROCESSED);
        BigDecimal failed = figures.get(Figure.ITEMS_FAILED);
        BigDecimal duration = figures.get(Figure.DURATION);
        BigDecimal errorRate = processed == null || failed == null ? null : Figure.errorRate(processed, failed);
        if (errorRate != null) {
            figures.put(Figure.ERROR_RATE, errorRate);
        }
        if (processed != null && duration != null && duration.signum() > 0 && !figures.containsKey(Figure.THROUGHPUT)) {
            figures.put(
                    Figure.THROUGHPUT,
                    Decimals.plain(processed.movePointRight(3).divide(duration, LatencyValues.INEXACT)));
        }
    }

    private void describe(String measure, String unit, Better better) {
        if (!unit.isEmpty()) {
            details.put("unit of " + measure, Quoted.bare(unit));
        }
        if (better != Better.UNKNOWN) {
            details.put("better of " + measure, better.name().toLowerCase(Locale.ROOT));
        }
    }

    private @Nullable String histogram() {
        MergedHistogram merged = item.histogram();
        if (merged == null && item.values().total() == 0) {
            return null;
        }
        Histogram histogram =
                merged != null && hasHistogram() ? merged.ours() : item.values().histogram();
        return histogram.getTotalCount() == 0 ? null : PhaseHistogram.encode(histogram);
    }
}
