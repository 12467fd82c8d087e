package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All runs of one benchmark with one set of arguments, which its name has. */
final class GoogleBenchmark {

    private static final List<String> STATISTICS = List.of("min", "median", "max", "mean", "stddev");
    private static final long MEMORY = 2000;
    private static final long MEMORY_OF_A_MEASURE = 500;

    private static final String NO_CALLS =
            "a repetition here is of several iterations; ->Iterations(1)->Repetitions(1000) times each by itself";

    private final String name;
    private final MemoryBudget budget;
    private final SampleTimes repetitions;
    private final Map<String, BigDecimal> aggregates = new LinkedHashMap<>();
    private final Map<String, Mean> measures = new LinkedHashMap<>();
    private @Nullable DurationUnit unit;
    private long failed;
    private long skipped;

    /** What the file says of the library. */
    record Context(@Nullable String version, @Nullable String buildType) {

        static final Context UNKNOWN = new Context(null, null);

        static Context read(JsonInput json) throws IOException {
            String version = null;
            String buildType = null;
            json.expect(JsonToken.START_OBJECT);
            String key = json.nextKey();
            while (key != null) {
                switch (key) {
                    case "library_version" -> version = json.scalar();
                    case "library_build_type" -> buildType = json.scalar();
                    default -> json.skip();
                }
                key = json.nextKey();
            }
            return new Context(version, buildType);
        }
    }

    /** Google Benchmark's own mean of a counter is that of its repetitions, too. */
    private static final class Mean {

        private BigDecimal sum = BigDecimal.ZERO;
        private long count;
        private boolean isKnown = true;

        void add(@Nullable BigDecimal value) {
            isKnown &= value != null;
            sum = value == null ? sum : sum.add(value);
            count++;
        }

        @Nullable
        BigDecimal value() {
            return !isKnown ? null : count == 1 ? sum : sum.divide(BigDecimal.valueOf(count), LatencyValues.INEXACT);
        }
    }

    /** @param budget what all benchmarks of a file may take until they are known whole */
    GoogleBenchmark(String name, MemoryBudget budget) {
        this.name = name;
        this.budget = budget;
        this.repetitions = new SampleTimes(budget);
        budget.take(MEMORY);
    }

    void add(GoogleRun run) {
        if (run.isAggregate()) {
            addAggregate(run);
        } else if (run.failed()) {
            failed++;
        } else if (run.skipped()) {
            skipped++;
        } else {
            checkUnit(run.unit());
            repetitions.add(run.realTime(), run.unit(), run.iterations());
            addMeasures(run);
        }
    }

    private void checkUnit(DurationUnit ofRun) {
        if (unit != null && unit != ofRun) {
            throw new InvalidValueException(
                    "the runs of " + Quoted.text(name) + " are in " + unit.symbol() + " and in " + ofRun.symbol());
        }
        unit = ofRun;
    }

    private void addMeasures(GoogleRun run) {
        mean("cpu_time").add(run.cpuTime());
        run.counters().forEach((counter, value) -> mean(counter).add(value));
    }

    private Mean mean(String measure) {
        return measures.computeIfAbsent(measure, m -> {
            budget.take(MEMORY_OF_A_MEASURE);
            return new Mean();
        });
    }

    /** Of use where the repetitions were left out of the file (--benchmark_report_aggregates_only). */
    private void addAggregate(GoogleRun run) {
        if (run.failed() || run.isPercentage() || !STATISTICS.contains(run.aggregate())) {
            return;
        }
        checkUnit(run.unit());
        aggregates.put(run.aggregate(), Decimals.milliseconds(run.realTime(), run.unit(), "real_time"));
        if (run.aggregate().equals("mean") && repetitions.samples() == 0) {
            addMeasures(run);
        }
    }

    void into(Items items, Context context) {
        PhaseAccumulator item = items.item(name);
        if (failed > 0) {
            items.note("Google Benchmark reports an error of " + Quoted.text(name)
                    + " (SkipWithError): it counts as failed.");
        }
        if (skipped > 0) {
            item.count("skipped", skipped, Better.UNKNOWN);
        }
        describe(item, context);
        boolean isSummary = repetitions.samples() == 0 && failed == 0 && !aggregates.isEmpty();
        Summary summary = isSummary ? aggregates(item) : repetitions.into(item, failed, NO_CALLS);
        if (!measures.isEmpty()) {
            addMeasures(summary == null ? item.summary() : summary);
        }
    }

    private void describe(PhaseAccumulator item, Context context) {
        if (unit != null) {
            item.detail("unit", unit.symbol());
        }
        item.detail("times", "real time");
        if (context.version() != null) {
            item.detail("version", Quoted.bare(context.version()));
        }
        if (context.buildType() != null) {
            item.detail("library", Quoted.bare(context.buildType()));
        }
    }

    private Summary aggregates(PhaseAccumulator item) {
        Summary summary = item.summary().failed(0);
        new ToolStatistics(
                        aggregates.get("min"),
                        aggregates.get("median"),
                        aggregates.get("max"),
                        aggregates.get("mean"),
                        aggregates.get("stddev"))
                .into(summary, "median");
        item.detail(
                PhaseSource.PERCENTILES,
                PhaseSource.NO_PERCENTILES
                        + "only aggregates are in the file; --benchmark_report_aggregates_only=false adds the repetitions");
        return summary;
    }

    private void addMeasures(Summary summary) {
        String timeUnit = unit == null ? "" : unit.symbol();
        measures.forEach((measure, mean) -> {
            BigDecimal value = mean.value();
            BigDecimal plain = value == null ? null : Decimals.plain(value);
            switch (measure) {
                case "cpu_time" -> summary.measure(measure, plain, timeUnit, Better.LOWER);
                case "items_per_second" -> summary.measure(measure, plain, "items/s", Better.HIGHER);
                case "bytes_per_second" -> summary.measure(measure, plain, "B/s", Better.HIGHER);
                case "allocs_per_iter" -> summary.measure(measure, plain, "", Better.LOWER);
                case "max_bytes_used", "total_allocated_bytes", "net_heap_growth" ->
                    summary.measure(measure, plain, "B", Better.LOWER);
                default -> summary.measure(measure, plain, "", Better.UNKNOWN);
            }
        });
    }
}
