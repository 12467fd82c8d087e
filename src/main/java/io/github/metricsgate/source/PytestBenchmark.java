package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One test with one set of parameters, which pytest has in the test's name. Times are in seconds, those of a round of a single
 * call.
 */
final class PytestBenchmark {

    private static final String EACH_CALL =
            "benchmark.pedantic(function, rounds=1000, iterations=1) times each call by itself";

    private @Nullable String fullName;
    private @Nullable String group;
    /** As if each round were of one call: how many they are may come behind them. */
    private final LatencyValues rounds = new LatencyValues(MemoryBudget.ofOneResult());

    private final Map<String, @Nullable BigDecimal> statistics = new HashMap<>();
    private long iterations = 1;

    private PytestBenchmark() {}

    /** Reads the object whose beginning is at hand, to its end. */
    static PytestBenchmark read(JsonInput json) throws IOException {
        PytestBenchmark benchmark = new PytestBenchmark();
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "fullname" -> benchmark.fullName = json.text();
                case "group" -> benchmark.group = json.scalar();
                case "stats" -> benchmark.readStatistics(json);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        return benchmark;
    }

    private void readStatistics(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "data" -> readRounds(json);
                case "iterations" -> iterations = json.count();
                case "min", "max", "mean", "median", "stddev", "rounds" -> statistics.put(key, json.numberOrNone());
                default -> json.skip();
            }
            key = json.nextKey();
        }
    }

    private void readRounds(JsonInput json) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            rounds.addMilliseconds(Decimals.milliseconds(json.number(), DurationUnit.SECONDS, json.pointer()), 1);
        }
    }

    /**
     * Tells the item.
     *
     * @param setUp what else of the same name must have in common with it
     * @throws InvalidValueException if it has not what every one has
     */
    PhaseAccumulator into(Items items, Map<String, String> setUp) {
        if (fullName == null) {
            throw new InvalidValueException("a benchmark has no fullname");
        }
        if (iterations == 0) {
            throw new InvalidValueException("the rounds of " + Quoted.text(fullName) + " have 0 iterations");
        }
        PhaseAccumulator item = items.item(fullName, fullName, setUp);
        if (group != null) {
            item.detail("group", Quoted.bare(group));
        }
        if (rounds.total() > 0) {
            new SampleTimes(rounds, iterations).into(item, 0, "a round here is of several calls; " + EACH_CALL);
        } else {
            addSummary(item, items);
        }
        return item;
    }

    /** What is there where the times of the rounds were not saved. */
    private void addSummary(PhaseAccumulator item, Items items) {
        Summary summary = item.summary().failed(0);
        BigDecimal mean = milliseconds("mean");
        if (mean == null) {
            throw new InvalidValueException(
                    "the benchmark " + Quoted.text(item.item()) + " has neither data nor a mean");
        }
        BigDecimal number = statistics.get("rounds");
        boolean isOne = number != null && number.compareTo(BigDecimal.ONE) == 0;
        new ToolStatistics(
                        milliseconds("min"),
                        milliseconds("median"),
                        milliseconds("max"),
                        mean,
                        isOne ? null : milliseconds("stddev"))
                .into(summary, iterations == 1 ? "p50" : "median");
        if (number != null) {
            summary.processed(Decimals.count(number.toString(), "rounds"));
        }
        String data =
                "--benchmark-json saves the time of every round, --benchmark-save does with --benchmark-save-data";
        items.note("pytest-benchmark saved no times of single rounds: " + data + ".");
        if (iterations == 1) {
            item.detail(PhaseSource.PERCENTILES, "p50 is pytest-benchmark's median");
            item.detail(PhaseSource.OTHER_PERCENTILES, data);
        } else {
            item.detail(
                    PhaseSource.PERCENTILES,
                    PhaseSource.NO_PERCENTILES + "a round here is of several calls; " + EACH_CALL);
        }
    }

    private @Nullable BigDecimal milliseconds(String statistic) {
        BigDecimal seconds = statistics.get(statistic);
        return seconds == null ? null : Decimals.milliseconds(seconds, DurationUnit.SECONDS, statistic);
    }
}
