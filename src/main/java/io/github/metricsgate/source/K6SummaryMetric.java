package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A metric in a summary, with its values under k6's own names. */
final class K6SummaryMetric {

    private static final Pattern PERCENTILE = Pattern.compile("p\\(([0-9]{1,3}(?:\\.[0-9]{1,10})?)\\)");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final BigDecimal MEDIAN = BigDecimal.valueOf(50);
    private static final int MOST_VALUES = 1000;
    /** What percentiles may be out of order by, relatively: interpolated ones of equal values differ in the last digit. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.999999999");
    /** What a metric has that is no trend. */
    private static final Set<String> OF_OTHERS = Set.of("value", "rate", "passes", "fails", "matches", "total");

    private String name;
    private @Nullable String type;
    private @Nullable String contains;
    private final Map<String, BigDecimal> values = new LinkedHashMap<>();
    private @Nullable Long thresholdsFailed;

    private K6SummaryMetric(String name) {
        this.name = name;
    }

    /** Reads the object whose beginning is at hand, to its end. */
    static K6SummaryMetric read(JsonInput json, String name) throws IOException {
        K6SummaryMetric metric = new K6SummaryMetric(Items.checkedName(name));
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "name" -> metric.name = Items.checkedName(json.text());
                case "type" -> metric.type = json.text();
                case "contains" -> metric.contains = json.text();
                case "values" -> metric.readValues(json);
                case "thresholds" -> metric.readThresholds(json);
                default -> metric.readValue(key, json);
            }
            key = json.nextKey();
        }
        return metric;
    }

    private void readValues(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            readValue(key, json);
            key = json.nextKey();
        }
    }

    private void readValue(String key, JsonInput json) throws IOException {
        if (!json.isNumber()) {
            json.skip();
            return;
        }
        if (values.size() == MOST_VALUES) {
            throw new InvalidValueException("a metric has more than " + MOST_VALUES + " values");
        }
        values.put(Items.checkedName(key), json.number());
    }

    /** {@code {"p(95)<200": {"ok": true}}}, or of {@code --summary-export}, which says whether it failed, just true. */
    private void readThresholds(JsonInput json) throws IOException {
        if (json.token() != JsonToken.START_OBJECT) {
            json.skip();
            return;
        }
        long failed = 0;
        String key = json.nextKey();
        while (key != null) {
            if (json.token() == JsonToken.START_OBJECT) {
                failed += isOk(json) ? 0 : 1;
            } else {
                failed += json.token() == JsonToken.VALUE_TRUE ? 1 : 0;
                json.skip();
            }
            key = json.nextKey();
        }
        thresholdsFailed = failed;
    }

    private static boolean isOk(JsonInput json) throws IOException {
        boolean ok = true;
        String key = json.nextKey();
        while (key != null) {
            if (key.equals("ok")) {
                ok = json.token() == JsonToken.VALUE_TRUE;
            }
            json.skip();
            key = json.nextKey();
        }
        return ok;
    }

    String name() {
        return name;
    }

    K6Metric metric() {
        return new K6Metric(name, contains);
    }

    boolean isTrend() {
        if (type != null) {
            return type.equals("trend");
        }
        return values.size() > (values.containsKey("count") ? 1 : 0)
                && values.keySet().stream().noneMatch(OF_OTHERS::contains);
    }

    /** How many thresholds of the script it did not keep; empty if it has none. */
    Optional<Long> thresholdsFailed() {
        return Optional.ofNullable(thresholdsFailed);
    }

    /** Empty if the summary was not asked for it. */
    Optional<Long> count() {
        return count("count");
    }

    /** Of a rate: how many values are true. In {@code http_req_failed} those are the failures. */
    Optional<Long> trueValues() {
        Optional<Long> passes = count("passes");
        return passes.isPresent() ? passes : count("matches");
    }

    /** Of a rate: how many values are not true. */
    Optional<Long> falseValues() {
        Optional<Long> fails = count("fails");
        if (fails.isPresent()) {
            return fails;
        }
        Optional<Long> total = count("total");
        return total.flatMap(all -> trueValues().map(matches -> {
            if (matches > all) {
                throw new InvalidValueException(Quoted.text(name) + " has " + matches + " matches of " + all);
            }
            return all - matches;
        }));
    }

    private Optional<Long> count(String key) {
        BigDecimal value = values.get(key);
        return value == null
                ? Optional.empty()
                : Optional.of(Decimals.count(value.toString(), key + " of " + Quoted.text(name)));
    }

    /** Of a sub-metric without a single value k6 says that all are 0. */
    boolean isEmpty() {
        return count().map(count -> count == 0).orElse(false)
                || (metric().isSubMetric() && values.values().stream().allMatch(value -> value.signum() == 0));
    }

    boolean hasAllPercentiles() {
        Set<BigDecimal> ranks = percentiles().keySet();
        return ranks.contains(MEDIAN) && ranks.contains(new BigDecimal("95")) && ranks.contains(new BigDecimal("99"));
    }

    /** By rank. */
    private Map<BigDecimal, BigDecimal> percentiles() {
        Map<BigDecimal, BigDecimal> percentiles = new TreeMap<>();
        values.forEach((key, value) -> {
            Matcher percentile = PERCENTILE.matcher(key);
            if (key.equals("med")) {
                percentiles.put(MEDIAN, value);
            } else if (percentile.matches()) {
                BigDecimal rank = new BigDecimal(percentile.group(1));
                if (rank.signum() > 0 && rank.compareTo(ALL) < 0) {
                    percentiles.put(rank, value);
                }
            }
        });
        return percentiles;
    }

    void addLatencies(Summary summary, DurationUnit unit) {
        Map<String, BigDecimal> ascending = new LinkedHashMap<>();
        put(ascending, "min", values.get("min"), unit);
        percentiles().forEach((rank, value) -> put(ascending, LatencyValues.key(rank), value, unit));
        put(ascending, "max", values.get("max"), unit);
        checkAscending(ascending);
        put(ascending, "mean", values.get("avg"), unit);
        ascending.forEach(summary::latency);
    }

    private void put(Map<String, BigDecimal> latencies, String key, @Nullable BigDecimal value, DurationUnit unit) {
        if (value != null) {
            latencies.put(key, Decimals.milliseconds(value, unit, key + " of " + Quoted.text(name)));
        }
    }

    private void checkAscending(Map<String, BigDecimal> latencies) {
        String before = "";
        BigDecimal largest = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> each : latencies.entrySet()) {
            if (each.getValue().compareTo(largest.multiply(TOLERANCE)) < 0) {
                throw new InvalidValueException(each.getKey() + " of " + Quoted.text(name) + " is "
                        + Quoted.number(each.getValue()) + " ms, less than its " + before + " of "
                        + Quoted.number(largest)
                        + " ms");
            }
            before = each.getKey();
            largest = each.getValue();
        }
    }
}
