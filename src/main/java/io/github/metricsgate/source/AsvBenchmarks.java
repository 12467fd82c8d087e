package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code benchmarks.json} of asv says of the benchmarks: the kind, the unit and the version of each.
 *
 * @param file which of them: each directory of results has one
 */
record AsvBenchmarks(Path file, Map<String, Benchmark> all) {

    private static final int MOST = 50_000;

    /**
     * @param kind {@code time}, {@code memory}, {@code peakmemory}, {@code track} …
     * @param unit {@code seconds}, {@code bytes}, {@code unit} …
     * @param version changes with what it measures: a hash of its code, or what its author says; null for none
     */
    record Benchmark(String kind, String unit, @Nullable String version) {

        Better better() {
            return switch (kind) {
                case "time", "timeraw", "memory", "peakmemory" -> Better.LOWER;
                default -> Better.UNKNOWN;
            };
        }
    }

    static final String FILE = "benchmarks.json";

    AsvBenchmarks {
        all = Map.copyOf(all);
    }

    static AsvBenchmarks read(Path file, JsonInput json) throws IOException {
        Map<String, Benchmark> all = new HashMap<>();
        json.expectNext(JsonToken.START_OBJECT);
        String name = json.nextKey();
        while (name != null) {
            if (json.token() == JsonToken.START_OBJECT) {
                if (all.size() == MOST) {
                    throw new InvalidValueException("it has more than " + MOST + " benchmarks");
                }
                all.put(Items.checkedName(name), benchmark(json));
            } else {
                json.skip();
            }
            name = json.nextKey();
        }
        json.expectEnd();
        return new AsvBenchmarks(file, all);
    }

    private static Benchmark benchmark(JsonInput json) throws IOException {
        String kind = "";
        String unit = "";
        String version = null;
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "type" -> kind = json.text();
                case "unit" -> unit = String.valueOf(json.scalar());
                case "version" -> version = json.scalar();
                default -> json.skip();
            }
            key = json.nextKey();
        }
        return new Benchmark(kind, unit, version);
    }
}
