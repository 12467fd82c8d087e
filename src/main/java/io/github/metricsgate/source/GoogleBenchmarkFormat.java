package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What Google Benchmark writes with {@code --benchmark_out_format=json}: a run for each repetition of a benchmark, and behind
 * them what the tool made of them. Of the machine and of the program's path nothing is taken.
 */
final class GoogleBenchmarkFormat implements SourceFormat {

    private static final Set<String> OF_CONTEXT =
            Set.of("\"num_cpus\"", "\"mhz_per_cpu\"", "\"library_build_type\"", "\"cpu_scaling_enabled\"");

    @Override
    public String name() {
        return "google-benchmark";
    }

    @Override
    public String description() {
        return "a result of Google Benchmark (--benchmark_out_format=json; read are those of 1.4 and later)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        if (!beginning.isJsonObject() || !beginning.jsonKeys().contains("context")) {
            return Recognition.NO;
        }
        String text = beginning.text();
        return OF_CONTEXT.stream().filter(text::contains).count() >= 2 ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        JsonInput json = input.jsonWithNonNumbers();
        Map<String, GoogleBenchmark> benchmarks = new LinkedHashMap<>();
        GoogleBenchmark.Context context = GoogleBenchmark.Context.UNKNOWN;
        json.expectNext(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "context" -> context = GoogleBenchmark.Context.read(json);
                case "benchmarks" -> readRuns(json, benchmarks, items);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        json.expectEnd();
        for (GoogleBenchmark benchmark : benchmarks.values()) {
            benchmark.into(items, context);
        }
    }

    private static void readRuns(JsonInput json, Map<String, GoogleBenchmark> benchmarks, Items items)
            throws IOException {
        MemoryBudget budget = MemoryBudget.ofOneResult();
        json.expect(JsonToken.START_ARRAY);
        while (json.next() != JsonToken.END_ARRAY) {
            json.expect(JsonToken.START_OBJECT);
            GoogleRun run = GoogleRun.read(json);
            if (run.isOfNoSingleBenchmark()) {
                items.note("What Google Benchmark fits to several benchmarks (BigO, RMS) is left out.");
            } else {
                benchmarks
                        .computeIfAbsent(run.benchmark(), name -> new GoogleBenchmark(name, budget))
                        .add(run);
            }
        }
    }
}
