package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which benchmark a sample is of.
 *
 * @param id as Criterion prints it: {@code group/function/value}
 * @param throughput how many {@code bytes}, {@code elements} … a call handles
 */
record CriterionBenchmark(String id, Map<String, BigDecimal> throughput) {

    private static final int MOST = 10;

    CriterionBenchmark {
        throughput = Map.copyOf(throughput);
    }

    /** What {@code benchmark.json} says, which is beside {@code sample.json}. */
    static CriterionBenchmark beside(SourceInput input) throws IOException {
        Path file = input.file().path().resolveSibling("benchmark.json");
        try (InputStream in = SourceInput.openRegular(file)) {
            return read(new JsonInput(in));
        } catch (IOException | InvalidValueException e) {
            String why = e instanceof InvalidValueException ? ": " + e.getMessage() : "";
            throw input.unreadableUnless(
                    "benchmark.json beside it, which says what the benchmark is called, is missing or cannot be read"
                            + why,
                    "Keep the directories as Criterion.rs writes them, and name target/criterion or"
                            + " target/criterion/**/new/*.json.");
        }
    }

    private static CriterionBenchmark read(JsonInput json) throws IOException {
        String id = null;
        Map<String, BigDecimal> throughput = new TreeMap<>();
        json.expectNext(JsonToken.START_OBJECT);
        String key = json.nextKey();
        while (key != null) {
            switch (key) {
                case "full_id" -> id = json.text();
                case "throughput" -> readThroughput(json, throughput);
                default -> json.skip();
            }
            key = json.nextKey();
        }
        json.expectEnd();
        if (id == null) {
            throw new InvalidValueException("it has no full_id");
        }
        return new CriterionBenchmark(id, throughput);
    }

    /** {@code null}, {@code {"Bytes": 8}}, {@code {"ElementsAndBytes": {"elements": 1, "bytes": 8}}}. */
    private static void readThroughput(JsonInput json, Map<String, BigDecimal> throughput) throws IOException {
        if (json.token() == JsonToken.VALUE_NULL) {
            return;
        }
        json.expect(JsonToken.START_OBJECT);
        String kind = json.nextKey();
        while (kind != null) {
            if (json.token() == JsonToken.START_OBJECT) {
                readThroughput(json, throughput);
            } else {
                put(throughput, kind, json.number());
            }
            kind = json.nextKey();
        }
    }

    static void put(Map<String, BigDecimal> throughput, String kind, BigDecimal aCall) {
        if (throughput.size() == MOST) {
            throw new InvalidValueException("a benchmark has more than " + MOST + " throughputs");
        }
        String lower = kind.toLowerCase(Locale.ROOT);
        throughput.put(lower.equals("bytesdecimal") ? "bytes" : Quoted.bare(lower), aCall);
    }
}
