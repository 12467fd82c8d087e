package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All points of a run, one a line, and before the first of a metric what it is. */
final class K6Points {

    private static final String EXPECTED_RESPONSE = "expected_response";
    private static final int MOST_METRICS = 10_000;
    private static final int MOST_REMEMBERED = 10_000;
    /** 31 years. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(1_000_000_000_000L);

    private final JsonInput json;
    private final SourceOptions options;
    private final Items items;
    private final List<String> splitBy;
    /** By name; null for what is of no use. */
    private final Map<String, Optional<Trend>> metrics = new HashMap<>();

    private record Trend(K6Metric metric, DurationUnit unit, Map<String, PhaseAccumulator> items) {}

    /** The line being read. */
    private String metric = "";

    private String type = "";
    private String dataType = "";
    private @Nullable String contains;
    private @Nullable String time;
    private @Nullable BigDecimal value;
    private final Map<String, String> tags = new HashMap<>();

    K6Points(JsonInput json, SourceOptions options, Items items) {
        this.json = json;
        this.options = options;
        this.items = items;
        Set<String> distinct = new LinkedHashSet<>(options.list(SourceOption.SPLIT_BY));
        this.splitBy = List.copyOf(distinct);
    }

    void read() throws IOException {
        while (json.next() != null) {
            readLine();
            switch (type) {
                case "Metric" -> declare();
                case "Point" -> {
                    Optional<Trend> trend = metrics.get(metric);
                    if (trend == null) {
                        throw new InvalidValueException("a point of the metric " + Quoted.text(metric)
                                + ", which no line before says what it is: the beginning of the file is missing");
                    }
                    if (trend.isPresent()) {
                        add(trend.get());
                    }
                }
                default ->
                    throw new InvalidValueException(
                            "a line of the type " + Quoted.text(type) + ", expected Metric or Point");
            }
        }
    }

    private void readLine() throws IOException {
        json.expect(JsonToken.START_OBJECT);
        metric = "";
        type = "";
        dataType = "";
        contains = null;
        time = null;
        value = null;
        tags.clear();
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "metric" -> metric = Items.checkedName(json.text());
                case "type" -> type = json.text();
                case "data" -> readData();
                default -> json.skip();
            }
            key = json.nextKey();
        }
    }

    private void readData() throws IOException {
        Optional<Trend> known = metrics.get(metric);
        if (known != null && known.isEmpty()) {
            json.skip();
            return;
        }
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "type" -> dataType = json.text();
                case "contains" -> contains = json.scalar();
                case "time" -> time = json.text();
                case "value" -> value = json.number();
                case "tags" -> readTags();
                default -> json.skip();
            }
            key = json.nextKey();
        }
    }

    /** Those that are needed: the others may have secrets in them. */
    private void readTags() throws IOException {
        if (json.token() == JsonToken.VALUE_NULL) {
            return;
        }
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            if (key.equals(EXPECTED_RESPONSE) || splitBy.contains(key)) {
                String tag = json.scalar();
                tags.put(key, tag == null ? "" : tag);
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
    }

    private void declare() {
        if (metrics.containsKey(metric)) {
            return;
        }
        if (metrics.size() == MOST_METRICS) {
            throw new InvalidValueException("it has more than " + MOST_METRICS + " metrics");
        }
        Optional<Trend> trend = Optional.empty();
        if (dataType.equals("trend")) {
            K6Metric of = new K6Metric(metric, contains == null ? "default" : contains);
            trend = of.unit(options, items).map(unit -> new Trend(of, unit, new HashMap<>()));
        }
        metrics.put(metric, trend);
    }

    private void add(Trend trend) {
        BigDecimal amount = value;
        if (amount == null || time == null) {
            throw new InvalidValueException(
                    "a point of " + Quoted.text(metric) + " has no " + (time == null ? "time" : "value"));
        }
        PhaseAccumulator item = item(trend);
        if (item.isDiscarding()) {
            return;
        }
        BigDecimal milliseconds = Decimals.milliseconds(amount, trend.unit(), metric);
        if (milliseconds.compareTo(LONGEST) > 0) {
            throw new InvalidValueException(
                    metric + " is " + Quoted.number(amount) + ", expected a time of less than 31 years");
        }
        String expected = trend.metric().isOfRequest() ? tags.get(EXPECTED_RESPONSE) : "true";
        if (expected == null) {
            item.failuresUnknown();
            items.note(
                    "The points of requests have no tag expected_response (--system-tags leaves it out, or a script with"
                            + " http.setResponseCallback(null)): which of them failed is not known, and they are in the latencies.");
        }
        if ("false".equals(expected)) {
            item.fail(1);
        } else {
            item.addMilliseconds(milliseconds, 1);
        }
        long end = epochMillisecond(time);
        item.span(end - milliseconds.setScale(0, RoundingMode.CEILING).longValueExact(), end);
    }

    private static long epochMillisecond(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new InvalidValueException(
                    "time is " + Quoted.text(time) + ", expected one like 2026-01-01T00:00:00.5Z");
        }
    }

    private PhaseAccumulator item(Trend trend) {
        String tagged = tagged();
        PhaseAccumulator known = trend.items().get(tagged);
        if (known != null) {
            return known;
        }
        PhaseAccumulator item = items.item(WithoutSecrets.of(metric) + tagged);
        item.detail("unit", trend.unit().symbol());
        item.detail("mode", "points (--out json)");
        if (trend.items().size() < MOST_REMEMBERED) {
            trend.items().put(tagged, item);
        }
        return item;
    }

    /** As k6 calls a sub-metric: {@code {name:login, group:::checkout}}. */
    private String tagged() {
        if (splitBy.isEmpty()) {
            return "";
        }
        StringBuilder tagged = new StringBuilder();
        for (String tag : splitBy) {
            String text = tags.get(tag);
            if (text != null) {
                // One by one: a URL's query would end where the next blank is.
                tagged.append(tagged.isEmpty() ? "{" : ", ")
                        .append(tag)
                        .append(':')
                        .append(WithoutSecrets.of(text));
            }
        }
        return tagged.isEmpty() ? "" : tagged.append('}').toString();
    }
}
