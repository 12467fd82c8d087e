package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One benchmark in one mode, with one set of parameters. */
final class JmhResult {

    private static final String SAMPLE = "sample";
    private static final int MOST = 1000;
    private static final int LONGEST_ARGS = 1_000_000;

    /** Texts and numbers that tell one result from another, or are worth knowing. Paths and arguments are not among them. */
    private static final List<Detail> DETAILS = List.of(
            new Detail("jmhVersion", "version"),
            new Detail("mode", "mode"),
            new Detail("forks", "forks"),
            new Detail("threads", "threads"),
            new Detail("measurementIterations", "iterations"),
            new Detail("jdkVersion", "jdk"),
            new Detail("vmName", "vm"));

    private record Detail(String field, String name) {}

    /** Results that differ in one of these are of different things, though their keys are the same. */
    private static final List<String> SET_UP =
            List.of("jvmArgs", "jdkVersion", "vmName", "vmVersion", "measurementBatchSize");

    /** In mode {@code sample} JMH says percentiles once more as secondary metrics of these names. */
    private static final Pattern PERCENTILE_AS_MEASURE = Pattern.compile("(.*\u00B7)?p[01]\\.[0-9]+");

    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> params = new TreeMap<>();
    private final Map<String, JmhMetric> secondary = new LinkedHashMap<>();
    private @Nullable JmhMetric primary;

    private JmhResult() {}

    /** Reads the object whose beginning is at hand, to its end. */
    static JmhResult read(JsonInput json) throws IOException {
        JmhResult result = new JmhResult();
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "params" -> result.readParams(json);
                case "primaryMetric" -> result.primary = result.readPrimary(json);
                case "secondaryMetrics" -> result.readSecondary(json);
                case "jvmArgs" -> result.fields.put(key, args(json));
                default -> result.readField(key, json);
            }
            key = json.nextKey();
        }
        return result;
    }

    private JmhMetric readPrimary(JsonInput json) throws IOException {
        boolean mayBeSample = fields.getOrDefault("mode", SAMPLE).equals(SAMPLE);
        return mayBeSample ? JmhMetric.readWhole(json) : JmhMetric.readScore(json);
    }

    private void readField(String key, JsonInput json) throws IOException {
        boolean isDetail = DETAILS.stream().anyMatch(detail -> detail.field().equals(key));
        if (key.equals("benchmark") || isDetail || SET_UP.contains(key)) {
            String value = json.scalar();
            if (value != null) {
                fields.put(key, value);
            }
        } else {
            json.skip();
        }
    }

    private void readParams(JsonInput json) throws IOException {
        if (json.token() == JsonToken.VALUE_NULL) {
            return;
        }
        json.expect(JsonToken.START_OBJECT);
        String name = json.nextKey();
        while (name != null) {
            params.put(Items.checkedName(name), Items.checkedName(String.valueOf(json.scalar())));
            checkNumber(params.size(), "params");
            name = json.nextKey();
        }
    }

    private void readSecondary(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String name = json.nextKey();
        while (name != null) {
            secondary.put(Items.checkedName(name), JmhMetric.readScore(json));
            checkNumber(secondary.size(), "secondaryMetrics");
            name = json.nextKey();
        }
    }

    private static void checkNumber(int number, String what) {
        if (number > MOST) {
            throw new InvalidValueException("a result has more than " + MOST + " " + what);
        }
    }

    private static String args(JsonInput json) throws IOException {
        StringBuilder args = new StringBuilder();
        if (json.token() == JsonToken.VALUE_NULL) {
            return "";
        }
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            args.append(json.text()).append('\n');
            if (args.length() > LONGEST_ARGS) {
                throw new InvalidValueException("jvmArgs has more than " + LONGEST_ARGS + " characters");
            }
        }
        return args.toString();
    }

    /** @throws InvalidValueException if the result has not what every one has */
    void into(Items items) {
        JmhMetric metric = primary;
        if (metric == null) {
            throw new InvalidValueException(
                    "the result of " + Quoted.text(required("benchmark")) + " has no primaryMetric");
        }
        String key = key();
        PhaseAccumulator item = items.item(key, key, setUp());
        describe(item, metric);
        boolean isSample = required("mode").equals(SAMPLE);
        if (isSample && metric.hasHistogram()) {
            metric.addValues(item);
            if (measures().isEmpty()) {
                return;
            }
        }
        Summary summary = item.summary();
        addMeasures(summary);
        if (!isSample) {
            summary.failed(0);
            metric.addScore(summary);
            item.detail(
                    "percentiles",
                    "none: JMH measures single calls in mode sample alone (-bm sample, @BenchmarkMode(Mode.SampleTime))");
            items.note("JMH measures single calls, and so percentiles, in mode sample alone (-bm sample,"
                    + " @BenchmarkMode(Mode.SampleTime)): in the others there is a mean or a throughput.");
        } else if (!metric.hasHistogram()) {
            summary.failed(0);
            metric.addPercentiles(summary);
            item.detail("percentiles", "JMH's own, interpolated between measured values");
        }
    }

    private String required(String field) {
        String value = fields.get(field);
        if (value == null) {
            throw new InvalidValueException("a result has no " + field);
        }
        return value;
    }

    private String key() {
        return key(required("benchmark"), required("mode"), fields.get("threads"), params);
    }

    /**
     * {@code x.Bench.sum[sample,threads=1,size=10]}.
     *
     * @param threads null where nobody knows
     * @param params in the order of their names
     */
    static String key(String benchmark, String mode, @Nullable String threads, Map<String, String> params) {
        StringBuilder key = new StringBuilder(benchmark).append('[').append(mode);
        if (threads != null) {
            key.append(",threads=").append(threads);
        }
        params.forEach((name, value) -> key.append(',').append(name).append('=').append(value));
        return key.append(']').toString();
    }

    private Map<String, String> setUp() {
        Map<String, String> setUp = new HashMap<>();
        for (String field : SET_UP) {
            String value = fields.get(field);
            if (value != null) {
                setUp.put(field, value);
            }
        }
        return setUp;
    }

    private void describe(PhaseAccumulator item, JmhMetric metric) {
        for (Detail detail : DETAILS) {
            String value = fields.get(detail.field());
            if (value != null) {
                item.detail(detail.name(), Quoted.bare(value));
            }
        }
        item.detail("unit", metric.unit());
    }

    private Map<String, JmhMetric> measures() {
        Map<String, JmhMetric> measures = new LinkedHashMap<>();
        secondary.forEach((name, metric) -> {
            // Until 1.36 names of profilers have a middle dot before them, or between them and the benchmark's name.
            if (!PERCENTILE_AS_MEASURE.matcher(name).matches()) {
                measures.put(name.startsWith("\u00B7") ? name.substring(1) : name, metric);
            }
        });
        return measures;
    }

    private void addMeasures(Summary summary) {
        measures().forEach((name, metric) -> summary.measure(name, metric.score(), metric.unit(), metric.better()));
    }

    /** A time of JMH's, as in {@code us/op} and {@code ops/us}. */
    static @Nullable DurationUnit unit(String symbol) {
        return switch (symbol) {
            case "min" -> DurationUnit.MINUTES;
            case "hr" -> DurationUnit.HOURS;
            case "day" -> DurationUnit.DAYS;
            case "ns", "us", "ms", "s" -> DurationUnit.ofSymbol(symbol).orElse(null);
            default -> null;
        };
    }

    /** Nothing, for a number that is none: JMH writes NaN, +INF and -INF as texts. */
    static @Nullable BigDecimal numberOrNone(JsonInput json) throws IOException {
        if (json.token() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.token() == JsonToken.VALUE_STRING) {
            String text = json.text();
            if (text.equals("NaN") || text.equals("+INF") || text.equals("-INF")) {
                return null;
            }
        }
        return json.number();
    }
}
