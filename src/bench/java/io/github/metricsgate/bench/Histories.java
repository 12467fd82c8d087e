package io.github.metricsgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metricsgate.stats.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Recorded histories: a file a suite; its first line says when each run was, each further line is a series. */
final class Histories {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Histories() {}

    /** One series: a value a run, NaN where the run had none. */
    record Recorded(String name, Direction direction, double[] values) {

        boolean isRate() {
            return direction == Direction.LARGER_IS_BETTER;
        }
    }

    record Suite(String name, int runs, List<Recorded> series) {}

    /** The suites of a directory, by name. */
    static List<Suite> of(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException(directory + " has no file *.jsonl");
        }
        List<Suite> suites = new ArrayList<>();
        for (Path file : files) {
            suites.add(suite(file));
        }
        return suites;
    }

    private static Suite suite(Path file) throws IOException {
        int runs = 0;
        List<Recorded> series = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode node = JSON.readTree(line);
            if (node.has("runs")) {
                runs = node.get("runs").size();
                continue;
            }
            JsonNode values = node.get("values");
            if (values.size() != runs) {
                throw new IOException(file + ", series " + node.get("series").asText() + ": " + values.size()
                        + " values for " + runs + " runs");
            }
            double[] numbers = new double[runs];
            for (int i = 0; i < runs; i++) {
                numbers[i] = values.get(i).isNull() ? Double.NaN : values.get(i).doubleValue();
            }
            series.add(new Recorded(node.get("series").asText(), direction(node.path("unit").asText()), numbers));
        }
        return new Suite(file.getFileName().toString().replace(".jsonl", ""), runs, series);
    }

    /** {@code ops/s} and {@code MB/sec} are rates; {@code ms}, {@code us/op} and {@code B/op} are costs. */
    private static Direction direction(String unit) {
        String lower = unit.toLowerCase(Locale.ROOT);
        boolean rate = lower.matches("[tqr]ps|[a-z0-9]+/(ns|us|µs|ms|s|sec|seconds?|min|minutes?|h|hours?)");
        return rate ? Direction.LARGER_IS_BETTER : Direction.SMALLER_IS_BETTER;
    }
}
