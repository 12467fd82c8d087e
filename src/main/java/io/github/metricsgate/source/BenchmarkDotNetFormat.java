package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What BenchmarkDotNet's exporters of JSON write: {@code -report-full.json}, {@code -report-brief.json} and their compressed
 * forms. Of the machine the version of .NET is taken, and nothing that says who or where.
 */
final class BenchmarkDotNetFormat implements SourceFormat {

    @Override
    public String name() {
        return "benchmarkdotnet";
    }

    @Override
    public String description() {
        return "a result of BenchmarkDotNet (*-report*.json; read are those of 0.11 to 0.15)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        return beginning.isJsonObject() && beginning.jsonKeys().contains("HostEnvironmentInfo")
                ? Recognition.CERTAIN
                : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        JsonInput json = input.jsonWithNonNumbers();
        List<PhaseAccumulator> ofThisFile = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        String version = null;
        String runtime = null;
        json.expectNext(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            if (key.equals("HostEnvironmentInfo")) {
                json.expect(JsonToken.START_OBJECT);
                String member = json.nextKey();
                while (member != null) {
                    switch (member) {
                        case "BenchmarkDotNetVersion" -> version = json.scalar();
                        case "RuntimeVersion" -> runtime = json.scalar();
                        default -> json.skip();
                    }
                    member = json.nextKey();
                }
            } else if (key.equals("Benchmarks")) {
                json.expect(JsonToken.START_ARRAY);
                while (json.next() != JsonToken.END_ARRAY) {
                    ofThisFile.add(readBenchmark(input, json, items, keys));
                }
            } else {
                json.skip();
            }
            key = json.nextKey();
        }
        json.expectEnd();
        for (PhaseAccumulator item : ofThisFile) {
            describe(item, version, runtime);
        }
    }

    private static PhaseAccumulator readBenchmark(SourceInput input, JsonInput json, Items items, Set<String> keys)
            throws IOException {
        DotNetBenchmark benchmark = DotNetBenchmark.read(json);
        if (!keys.add(benchmark.key())) {
            throw input.unreadableUnless(
                    "two of its benchmarks are called " + Quoted.text(benchmark.key()),
                    "Give each job an id of its own: [SimpleJob(id: \"net8\")], or Job.Default.WithId(\"net8\").");
        }
        return benchmark.into(items);
    }

    private static void describe(PhaseAccumulator item, @Nullable String version, @Nullable String runtime) {
        item.detail("unit", "ns");
        if (version != null) {
            item.detail("version", Quoted.bare(version));
        }
        if (runtime != null) {
            item.detail("runtime", Quoted.bare(runtime));
        }
    }
}
