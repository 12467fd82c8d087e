package io.github.metricsgate.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.metricsgate.metrics.Phase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The figures of one report of Bencher: of several iterations, the mean. */
final class BencherRun {

    private static final int MOST = 200_000;
    private static final String LATENCY = "latency";
    private static final String THROUGHPUT = "throughput";
    private static final String VALUE = "value";
    private static final Set<String> VALUE_AND_BOUNDS = Set.of(VALUE, "lower_value", "upper_value");

    private final ImportedRuns runs;
    private final String adapter;
    private final Map<Key, Sum> sums = new LinkedHashMap<>();

    private record Key(String benchmark, Map<String, String> params, String slug, String units) {}

    private record Sum(BigDecimal sum, int count) {

        Sum plus(BigDecimal value) {
            return new Sum(sum.add(value), count + 1);
        }

        BigDecimal mean() {
            return count == 1 ? sum : Decimals.plain(sum.divide(BigDecimal.valueOf(count), LatencyValues.INEXACT));
        }
    }

    /** @param adapter what read the tool's result for Bencher; empty where nobody knows */
    BencherRun(ImportedRuns runs, String adapter) {
        this.runs = runs;
        this.adapter = adapter;
    }

    /**
     * @param params what tells a variant of the benchmark from others, in the order of their names
     * @param figures what has {@code metric}, or {@code metrics} by their names
     */
    void add(String benchmark, Map<String, String> params, JsonNode measure, JsonNode figures) {
        String slug = measure.path("slug").asText(measure.path("name").asText(""));
        if (slug.isEmpty()) {
            throw new InvalidValueException("a measure of " + Quoted.text(benchmark) + " has neither slug nor name");
        }
        Map<String, JsonNode> named = named(figures.path("metrics"));
        JsonNode value = named.getOrDefault(VALUE, figures.path("metric").path(VALUE));
        if (value.isMissingNode() && !named.isEmpty()) {
            runs.leaveOut("measures without a value, which have other figures alone", benchmark);
            return;
        }
        for (String name : named.keySet()) {
            if (!VALUE_AND_BOUNDS.contains(name)) {
                runs.leaveOut("figures of a measure that are not its value", slug + " " + name);
            }
        }
        if (!value.isNumber()) {
            throw new InvalidValueException(ImportedPhases.what(benchmark) + " is missing, or no number");
        }
        if (sums.size() == MOST) {
            throw new InvalidValueException("a run has more than " + MOST + " figures");
        }
        Key key = new Key(
                benchmark,
                params,
                Items.checkedName(slug),
                Items.checkedName(measure.path("units").asText("")));
        Sum sum = new Sum(Decimals.checked(value.decimalValue(), ImportedPhases.what(benchmark)), 1);
        sums.merge(key, sum, (a, b) -> a.plus(b.sum()));
    }

    /** A query has them by name, a report one after another. */
    private static Map<String, JsonNode> named(JsonNode metrics) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        if (metrics.isObject()) {
            metrics.properties()
                    .forEach(metric ->
                            named.put(metric.getKey(), metric.getValue().path(VALUE)));
        }
        for (JsonNode metric : metrics.isArray() ? metrics : MissingNode.getInstance()) {
            named.put(metric.path("name").asText(), metric.path(VALUE));
        }
        return named;
    }

    List<Phase> phases() {
        ImportedPhases phases = new ImportedPhases(runs);
        sums.forEach((key, sum) -> {
            BenchmarkUnit unit = runs.unit(key.units());
            boolean isTime = key.slug().equals(LATENCY) && unit.kind() == BenchmarkUnit.Kind.TIME;
            boolean isRate = key.slug().equals(THROUGHPUT) && unit.kind() == BenchmarkUnit.Kind.RATE;
            if ((isTime || isRate) && sum.sum().signum() < 0) {
                runs.leaveOut("times and rates that are negative", key.benchmark());
            } else if (isTime || isRate) {
                phases.add(name(key, isTime), sum.mean(), key.units(), key.slug());
            } else {
                phases.measure(
                        name(key), key.slug(), sum.mean(), key.units(), BencherHistory.better(key.slug(), key.units()));
            }
        });
        return phases.phases();
    }

    /** Of JMH, Bencher keeps the benchmark's name alone, unless it was told of parameters. */
    private String name(Key key, boolean isTime) {
        if (!adapter.equals("java_jmh")) {
            return name(key);
        }
        runs.note(
                "Bencher keeps neither JMH's mode nor its threads: they are taken for one thread, and times for those of mode "
                        + runs.request().jmhMode() + " (<importJmhMode>).");
        return JmhResult.key(key.benchmark(), isTime ? runs.request().jmhMode() : "thrpt", "1", key.params());
    }

    /** {@code copy[mode=read,size=16]}: two variants of a benchmark are two series. */
    private static String name(Key key) {
        List<String> params = new ArrayList<>();
        key.params().forEach((name, value) -> params.add(name + "=" + value));
        return params.isEmpty() ? key.benchmark() : key.benchmark() + "[" + String.join(",", params) + "]";
    }
}
