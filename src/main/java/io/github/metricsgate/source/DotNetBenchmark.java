package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.PhaseSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One benchmark with one job and one set of parameters. Times are in nanoseconds. */
final class DotNetBenchmark {

    private static final String NO_CALLS =
            "an iteration here is of several operations; [SimpleJob(RunStrategy.Monitoring, invocationCount: 1)] times each by"
                    + " itself";
    private static final String NO_MEASUREMENTS =
            "the file does not say of how many operations an iteration is; JsonExporter.Full does, and [SimpleJob("
                    + "RunStrategy.Monitoring, invocationCount: 1)] times each by itself";

    /** {@code Type.Method: Job(Runtime=.NET 8.0) [N=10]}: the job, and what it is made of. */
    private static final Pattern JOB = Pattern.compile("[^:]*: (?<id>[^(\\[ ]+)(?:\\((?<settings>.*)\\))?(?: \\[.*])?");
    /** An id that is worked out from the settings, and not the same in every version. */
    private static final Pattern UNNAMED = Pattern.compile("Job-[A-Z]+");

    private static final int MOST_METRICS = 100;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, @Nullable BigDecimal> statistics = new HashMap<>();
    private final Map<String, Summary.Measure> measures = new LinkedHashMap<>();
    /** Of iterations that were measured, without what the tool calls outliers. */
    private final SampleTimes results;
    /** The same as means of one operation, where nothing says of how many. */
    private final SampleTimes values;

    private boolean hasStatistics;
    private @Nullable BigDecimal allocated;

    private DotNetBenchmark() {
        MemoryBudget budget = MemoryBudget.ofOneResult();
        results = new SampleTimes(budget);
        values = new SampleTimes(budget);
    }

    /** Reads the object that comes next, to its end. */
    static DotNetBenchmark read(JsonInput json) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        DotNetBenchmark benchmark = new DotNetBenchmark();
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "DisplayInfo", "FullName" -> benchmark.texts.put(key, json.text());
                case "Statistics" -> benchmark.readStatistics(json);
                case "Memory" -> benchmark.readMemory(json);
                case "Measurements" -> benchmark.readMeasurements(json);
                case "Metrics" -> benchmark.readMetrics(json);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        if (!benchmark.texts.containsKey("FullName")) {
            throw new InvalidValueException("a benchmark has no FullName");
        }
        return benchmark;
    }

    /** {@code null} where the benchmark failed. */
    private void readStatistics(JsonInput json) throws IOException {
        if (json.token() == JsonToken.VALUE_NULL) {
            return;
        }
        json.expect(JsonToken.START_OBJECT);
        hasStatistics = true;
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "Min", "Median", "Max", "Mean", "StandardDeviation" -> statistics.put(key, json.numberOrNone());
                case "ConfidenceInterval" -> statistics.put("Margin", member(json, "Margin"));
                case "OriginalValues" -> readValues(json);
                default -> json.skip();
            }
            key = json.nextKey();
        }
    }

    private static @Nullable BigDecimal member(JsonInput json, String wanted) throws IOException {
        BigDecimal found = null;
        if (json.token() != JsonToken.START_OBJECT) {
            json.skip();
            return null;
        }
        String key = json.nextKey();
        while (key != null) {
            if (key.equals(wanted)) {
                found = json.numberOrNone();
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
        return found;
    }

    private void readValues(JsonInput json) throws IOException {
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            values.add(json.number(), DurationUnit.NANOSECONDS, 1);
        }
    }

    private void readMemory(JsonInput json) throws IOException {
        allocated = member(json, "BytesAllocatedPerOperation");
    }

    private void readMeasurements(JsonInput json) throws IOException {
        if (json.token() == JsonToken.VALUE_NULL) {
            return;
        }
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            json.expect(JsonToken.START_OBJECT);
            boolean isWorkload = false;
            boolean isResult = false;
            long operations = 0;
            BigDecimal nanoseconds = null;
            String key = json.nextKey();
            while (key != null) {
                switch (key) {
                    case "IterationMode" -> isWorkload = "Workload".equals(json.scalar());
                    case "IterationStage" -> isResult = "Result".equals(json.scalar());
                    case "Operations" -> operations = json.count();
                    case "Nanoseconds" -> nanoseconds = json.number();
                    default -> json.skip();
                }
                key = json.nextKey();
            }
            if (isWorkload && isResult && nanoseconds != null) {
                addResult(nanoseconds, operations);
            }
        }
    }

    private void addResult(BigDecimal nanoseconds, long operations) {
        if (operations == 0) {
            throw new InvalidValueException("an iteration of 0 operations");
        }
        BigDecimal each = operations == 1
                ? nanoseconds
                : nanoseconds.divide(BigDecimal.valueOf(operations), LatencyValues.INEXACT);
        results.add(each, DurationUnit.NANOSECONDS, operations);
    }

    /** {@code [{"Value": 1, "Descriptor": {"Id": "Gen0Collects", "Unit": "Count", "TheGreaterTheBetter": false}}]}. */
    private void readMetrics(JsonInput json) throws IOException {
        if (json.token() != JsonToken.START_ARRAY) {
            json.skip();
            return;
        }
        while (json.next() != JsonToken.END_ARRAY) {
            json.expect(JsonToken.START_OBJECT);
            BigDecimal value = null;
            Map<String, String> descriptor = new HashMap<>();
            String key = json.nextKey();
            while (key != null) {
                switch (key) {
                    case "Value" -> value = json.numberOrNone();
                    case "Descriptor" -> readDescriptor(json, descriptor);
                    default -> json.skip();
                }
                key = json.nextKey();
            }
            String id = descriptor.get("Id");
            if (id != null) {
                if (measures.size() == MOST_METRICS) {
                    throw new InvalidValueException("a benchmark has more than " + MOST_METRICS + " metrics");
                }
                measures.put(
                        Items.checkedName(id),
                        new Summary.Measure(
                                value,
                                descriptor.getOrDefault("Unit", ""),
                                better(descriptor.getOrDefault("TheGreaterTheBetter", ""))));
            }
        }
    }

    private static void readDescriptor(JsonInput json, Map<String, String> descriptor) throws IOException {
        json.expect(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "Id", "Unit", "TheGreaterTheBetter" -> descriptor.put(key, String.valueOf(json.scalar()));
                default -> json.skip();
            }
            key = json.nextKey();
        }
    }

    private static Better better(String theGreaterTheBetter) {
        return switch (theGreaterTheBetter) {
            case "true" -> Better.HIGHER;
            case "false" -> Better.LOWER;
            default -> Better.UNKNOWN;
        };
    }

    /** {@code Names.Sorting.Sort(N: 10)}, and the job behind it if it is not the default one. */
    String key() {
        Matcher job = JOB.matcher(texts.getOrDefault("DisplayInfo", ""));
        String name = texts.getOrDefault("FullName", "");
        if (!job.matches() || job.group("id").equals("DefaultJob")) {
            return name;
        }
        String settings = job.group("settings");
        boolean isUnnamed = UNNAMED.matcher(job.group("id")).matches() && settings != null;
        return name + "[" + (isUnnamed ? settings : job.group("id")) + "]";
    }

    PhaseAccumulator into(Items items) {
        PhaseAccumulator item = items.item(key());
        if (!hasStatistics) {
            item.fail(1);
            items.note("BenchmarkDotNet has no statistics of " + Quoted.text(key())
                    + ", because it could not be run: it counts as failed.");
            return item;
        }
        Summary summary = latencies(item);
        if (allocated != null || !measures.isEmpty()) {
            addMeasures(summary == null ? item.summary() : summary);
        }
        return item;
    }

    private @Nullable Summary latencies(PhaseAccumulator item) {
        if (results.samples() > 0) {
            Summary summary = results.into(item, 0, NO_CALLS);
            if (summary != null) {
                summary.latency("error", milliseconds("Margin"));
            }
            return summary;
        }
        Summary summary = item.summary().failed(0);
        if (values.samples() > 0) {
            summary.processed(values.samples());
            values.addStatistics(summary);
        } else {
            new ToolStatistics(
                            milliseconds("Min"),
                            milliseconds("Median"),
                            milliseconds("Max"),
                            milliseconds("Mean"),
                            milliseconds("StandardDeviation"))
                    .into(summary, "median");
        }
        summary.latency("error", milliseconds("Margin"));
        item.detail(PhaseSource.PERCENTILES, PhaseSource.NO_PERCENTILES + NO_MEASUREMENTS);
        return summary;
    }

    private void addMeasures(Summary summary) {
        if (allocated != null) {
            summary.measure("BytesAllocatedPerOperation", allocated, "B", Better.LOWER);
        }
        measures.forEach((id, measure) -> summary.measure(id, measure.value(), measure.unit(), measure.better()));
    }

    private @Nullable BigDecimal milliseconds(String statistic) {
        BigDecimal nanoseconds = statistics.get(statistic);
        return nanoseconds == null ? null : Decimals.milliseconds(nanoseconds, DurationUnit.NANOSECONDS, statistic);
    }
}
