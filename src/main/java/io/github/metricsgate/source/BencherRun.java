package io.github.metricsgate.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.metricsgate.metrics.Phase;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one report of Bencher: of several iterations, the mean. */
final class BencherRun {

    private static final int MOST = 200_000;
    private static final String LATENCY = "latency";
    private static final String THROUGHPUT = "throughput";

    private final ImportedRuns runs;
    private final String adapter;
    private final Map<Key, Sum> sums = new LinkedHashMap<>();

    private record Key(String benchmark, String slug, String units) {}

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

    void add(String benchmark, JsonNode measure, JsonNode metric) {
        String slug = measure.path("slug").asText(measure.path("name").asText(""));
        if (slug.isEmpty()) {
            throw new InvalidValueException("a measure of " + Quoted.text(benchmark) + " has neither slug nor name");
        }
        if (sums.size() == MOST) {
            throw new InvalidValueException("a run has more than " + MOST + " figures");
        }
        Key key = new Key(
                benchmark,
                Items.checkedName(slug),
                Items.checkedName(measure.path("units").asText("")));
        sums.merge(key, new Sum(BencherHistory.number(metric, benchmark), 1), (a, b) -> a.plus(b.sum()));
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
                phases.add(name(key.benchmark(), isTime), sum.mean(), key.units(), key.slug());
            } else {
                phases.measure(
                        key.benchmark(),
                        key.slug(),
                        sum.mean(),
                        key.units(),
                        BencherHistory.better(key.slug(), key.units()));
            }
        });
        return phases.phases();
    }

    /** Of JMH, Bencher keeps the benchmark's name alone. */
    private String name(String benchmark, boolean isTime) {
        if (!adapter.equals("java_jmh")) {
            return benchmark;
        }
        runs.note(
                "Bencher keeps neither JMH's mode nor its threads: they are taken for one thread, and times for those of mode "
                        + runs.request().jmhMode() + " (<importJmhMode>).");
        return JmhResult.key(benchmark, isTime ? runs.request().jmhMode() : "thrpt", "1", Map.of());
    }
}
