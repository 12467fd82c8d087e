package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A histogram or a summary with all its series, or anything else that has a name. */
final class PrometheusFamily {

    private static final List<BigDecimal> RANKS =
            List.of(BigDecimal.valueOf(50), BigDecimal.valueOf(95), BigDecimal.valueOf(99));
    private static final Map<String, DurationUnit> TIMES = Map.of(
            "nanoseconds", DurationUnit.NANOSECONDS,
            "microseconds", DurationUnit.MICROSECONDS,
            "milliseconds", DurationUnit.MILLISECONDS,
            "seconds", DurationUnit.SECONDS,
            "minutes", DurationUnit.MINUTES,
            "hours", DurationUnit.HOURS,
            "days", DurationUnit.DAYS);
    private static final Set<String> NO_TIMES = Set.of(
            "bytes", "bits", "ratio", "percent", "celsius", "meters", "volts", "amperes", "joules", "watts", "grams",
            "hertz");

    private static final Set<String> OF_HISTOGRAM = Set.of("_bucket", "_count", "_sum", "_created");
    private static final Set<String> OF_SUMMARY = Set.of("", "_count", "_sum", "_created");

    private static final String OF_BUCKETS =
            "A percentile of a histogram is the upper end of its bucket: the true one is in that bucket and no larger. It is null"
                    + " where it is above the highest bound.";
    private static final String OF_QUANTILES =
            "The quantiles of a summary are of the last minutes in most libraries (in Micrometer 2 by default), its count and"
                    + " mean of all since the process started.";
    private static final String WAY_TO_BUCKETS =
            "have the process write buckets: in Micrometer publishPercentileHistogram(), in Spring Boot"
                    + " management.metrics.distribution.percentiles-histogram.http.server.requests=true";

    /** What a series takes beside its buckets, and what a bucket takes. */
    private static final long SERIES = 500;

    private static final long BUCKET = 100;

    private final String name;
    private final Items items;
    private final Map<String, PrometheusSeries> series = new LinkedHashMap<>();
    private String type = "";
    private @Nullable String saidUnit;
    private boolean hasSamples;
    private long held;

    PrometheusFamily(String name, Items items) {
        this.name = name;
        this.items = items;
    }

    String name() {
        return name;
    }

    void type(String said) {
        if (!type.isEmpty() || hasSamples) {
            throw new InvalidValueException(
                    "the type of " + Quoted.text(name) + " is said twice, or behind its samples");
        }
        type = said;
    }

    void unit(String said) {
        saidUnit = said;
    }

    boolean isHistogram() {
        return type.equals("histogram");
    }

    /** Whether it can be a phase. */
    boolean isOfItems() {
        return isHistogram() || type.equals("summary");
    }

    boolean isCounter() {
        return type.equals("counter");
    }

    boolean hasSamples() {
        return hasSamples;
    }

    /** The unit of its values; empty if it is not known, or none of times. */
    Optional<DurationUnit> unit(SourceOptions options) {
        DurationUnit unit = TIMES.get(unitWord());
        return unit == null && !isOfOtherUnit() ? options.unit() : Optional.ofNullable(unit);
    }

    /** Whether its values are certainly no times. */
    boolean isOfOtherUnit() {
        boolean isSaid = saidUnit != null && !saidUnit.isEmpty();
        return isSaid ? !TIMES.containsKey(unitWord()) : NO_TIMES.contains(unitWord());
    }

    private String unitWord() {
        String said = saidUnit;
        return said == null || said.isEmpty() ? name.substring(name.lastIndexOf('_') + 1) : said;
    }

    /** Takes a sample of the family; false if it is of another one. */
    boolean take(PrometheusSample sample) {
        String suffix = sample.name().startsWith(name) ? sample.name().substring(name.length()) : "?";
        boolean isOurs = isOfItems() && (isHistogram() ? OF_HISTOGRAM : OF_SUMMARY).contains(suffix);
        if (!isOurs || suffix.equals("_created")) {
            return isOurs;
        }
        hasSamples = true;
        try {
            take(suffix, sample);
        } catch (InvalidValueException e) {
            throw new InvalidValueException(Quoted.text(name) + ": " + e.problem());
        }
        return true;
    }

    private void take(String suffix, PrometheusSample sample) {
        String place = suffix.equals("_bucket")
                ? required(sample, "le")
                : suffix.isEmpty() ? required(sample, "quantile") : "";
        PrometheusSeries one = series(sample.labels());
        switch (suffix) {
            case "_bucket" -> one.bucket(place, sample.value());
            case "_count" -> one.count(sample.value());
            case "_sum" -> one.sum(sample.value());
            default -> one.quantile(place, sample.value());
        }
        held += BUCKET;
        items.requireMemory(held);
    }

    private static String required(PrometheusSample sample, String label) {
        String value = sample.take(label);
        if (value.isEmpty()) {
            throw new InvalidValueException("a line has no " + label);
        }
        return value;
    }

    private PrometheusSeries series(SortedMap<String, String> labels) {
        String key = PrometheusSample.written(labels);
        PrometheusSeries before = series.get(key);
        if (before != null) {
            return before;
        }
        held += SERIES + 6L * key.length();
        PrometheusSeries added = new PrometheusSeries(labels);
        series.put(key, added);
        return added;
    }

    /**
     * Makes items of its series.
     *
     * @param needsSum whether only a file that was cut off has none
     */
    void into(SourceOptions options, DurationUnit unit, boolean needsSum) {
        for (Map.Entry<String, PrometheusSeries> item : byKey(options, needsSum).entrySet()) {
            PhaseAccumulator accumulator = items.item(item.getKey());
            if (accumulator.isDiscarding()) {
                continue;
            }
            PrometheusSeries one = item.getValue();
            Summary summary = accumulator.summary();
            summary.processed(one.processed());
            BigDecimal sum = one.sum();
            if (sum != null && one.processed() > 0) {
                BigDecimal all = unit.toMilliseconds(sum);
                summary.latency(
                        "mean", Decimals.plain(all.divide(BigDecimal.valueOf(one.processed()), LatencyValues.INEXACT)));
            }
            accumulator.detail("unit", unit.symbol());
            accumulator.detail("mode", type);
            if (isHistogram()) {
                new PrometheusBuckets(one, unit).into(accumulator, summary, ranks(options));
                items.note(OF_BUCKETS);
            } else {
                addQuantiles(one, unit, accumulator, summary, options);
            }
        }
    }

    private Map<String, PrometheusSeries> byKey(SourceOptions options, boolean needsSum) {
        List<String> split = options.list(SourceOption.SPLIT_BY);
        Map<String, PrometheusSeries> byKey = new LinkedHashMap<>();
        series.forEach((labels, one) -> {
            String key = name + PrometheusSample.written(kept(one.labels(), split));
            try {
                if (isHistogram()) {
                    one.checkHistogram(needsSum);
                } else {
                    one.checkSummary(needsSum);
                }
                PrometheusSeries before = byKey.putIfAbsent(key, one);
                if (before != null) {
                    add(one, before);
                }
            } catch (InvalidValueException e) {
                throw new InvalidValueException(Quoted.text(key) + ": " + e.problem());
            }
        });
        return byKey;
    }

    private void add(PrometheusSeries added, PrometheusSeries to) {
        if (!isHistogram()) {
            throw new InvalidValueException(
                    "several series of a summary come to this item, and quantiles cannot be merged;"
                            + " <splitBy> must name the labels that tell them apart");
        }
        to.add(added);
    }

    private static Map<String, String> kept(SortedMap<String, String> labels, List<String> split) {
        TreeMap<String, String> kept = new TreeMap<>();
        labels.forEach((label, value) -> {
            if (split.isEmpty() || split.contains(label)) {
                kept.put(label, WithoutSecrets.of(value));
            }
        });
        return kept;
    }

    private static Set<BigDecimal> ranks(SourceOptions options) {
        Set<BigDecimal> ranks = new TreeSet<>(RANKS);
        ranks.addAll(options.percentiles());
        return ranks;
    }

    private void addQuantiles(
            PrometheusSeries one, DurationUnit unit, PhaseAccumulator item, Summary summary, SourceOptions options) {
        Set<BigDecimal> missing = ranks(options);
        List<BigDecimal> given = new ArrayList<>();
        one.quantiles().forEach((rank, value) -> {
            String key = rank.signum() == 0
                    ? "min"
                    : rank.compareTo(BigDecimal.valueOf(100)) == 0 ? "max" : LatencyValues.key(rank);
            boolean isKnown = value != null && one.processed() > 0 && !one.hasForgotten();
            summary.latency(key, isKnown ? Decimals.milliseconds(value, unit, key) : null);
            missing.removeIf(each -> each.compareTo(rank) == 0);
            given.add(rank);
        });
        missing.forEach(rank -> summary.latency(LatencyValues.key(rank), null));
        if (given.isEmpty()) {
            item.detail(
                    PhaseSource.PERCENTILES,
                    PhaseSource.NO_PERCENTILES + "the summary has no quantiles; " + WAY_TO_BUCKETS);
            items.note("A summary without quantiles has a mean and no percentile: " + WAY_TO_BUCKETS + ".");
            return;
        }
        items.note(OF_QUANTILES);
        if (one.hasForgotten()) {
            item.detail(
                    PhaseSource.PERCENTILES,
                    PhaseSource.NO_PERCENTILES
                            + "all quantiles are 0, as those of Micrometer are when nothing was measured in"
                            + " the last minutes; scrape at once, or " + WAY_TO_BUCKETS);
            return;
        }
        item.detail(
                PhaseSource.PERCENTILES, "the quantiles of the process, in most libraries of the last minutes alone");
        if (!missing.isEmpty()) {
            item.detail(
                    PhaseSource.OTHER_PERCENTILES,
                    "a summary has the quantiles that the process was told to publish: in Micrometer publishPercentiles(0.5,"
                            + " 0.95, 0.99); for those of all items " + WAY_TO_BUCKETS);
        }
    }
}
