package io.github.metricsgate.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.ReadOptions;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SetReader;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.SetReading;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * One way to read a file of resource samples. Prints the seconds of the first pass, the median of the later ones, and the
 * answer: how many samples there are, and the largest and the smallest {@code rss_mb}.
 */
public final class Contestant {

    private static final int WARM_UP = 4;

    /** A pass over the file. */
    interface Pass {
        String answer(Path file) throws Exception;
    }

    private static final Map<String, Pass> PASSES = Map.of(
            "metrics-gate", file -> ours(file, ReadOptions.threads(Runtime.getRuntime().availableProcessors())),
            "metrics-gate-1-thread", file -> ours(file, ReadOptions.threads(1)),
            "metrics-gate-strict", file -> ours(file, ReadOptions.strictly()),
            "metrics-gate-persist", Contestant::persist,
            "jackson-tree", Contestant::jacksonTree,
            "jackson-streaming", Contestant::jacksonStreaming,
            "duckdb", Contestant::duckDb);

    private Contestant() {}

    public static void main(String[] args) throws Exception {
        time(PASSES.get(args[0]), Path.of(args[1]), Integer.parseInt(args[2]));
    }

    static void time(Pass pass, Path file, int passes) throws Exception {
        double[] seconds = new double[passes];
        String answer = "";
        for (int i = 0; i < seconds.length; i++) {
            long start = System.nanoTime();
            answer = pass.answer(file);
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        double[] warm = Arrays.copyOfRange(seconds, Math.min(WARM_UP, seconds.length - 1), seconds.length);
        Arrays.sort(warm);
        System.out.println(seconds[0] + " " + warm[warm.length / 2] + " " + answer);
    }

    /** With everything that the goal does to the file: its SHA-256, the whole schema, exact sums of every resource. */
    private static String ours(Path file, ReadOptions options) throws IOException {
        SetLayout layout = new SetLayout(file.getParent(), "none", String.valueOf(file.getFileName()), "none either");
        SetReading reading = SetReader.read(layout, Optional.empty(), options);
        if (!reading.violations().isEmpty()) {
            throw new IllegalStateException(reading.violations().toString());
        }
        ResourceUsage usage = reading.run().resources();
        ResourceSummary rss = usage.summaries().get(Resource.RSS_MB);
        return answer(usage.samples(), rss.max(), rss.min());
    }

    /** Persists a snapshot, with everything that the goal does: the file, its SHA-256, the flush. */
    private static String persist(Path snapshot) throws IOException {
        SetLayout layout = new SetLayout(snapshot.resolveSibling("persisted"), "p.json", "r.jsonl", "l.json");
        ReadOptions options = ReadOptions.threads(Runtime.getRuntime().availableProcessors());
        PersistResult result = new SnapshotPersister(Duration.ofSeconds(5), options).persist(snapshot, layout);
        if (result instanceof PersistResult.Persisted persisted) {
            return String.valueOf(persisted.samples());
        }
        throw new IllegalStateException(String.valueOf(result));
    }

    private static String jacksonTree(Path file) throws IOException {
        JsonMapper mapper = new JsonMapper();
        long samples = 0;
        double max = Double.NEGATIVE_INFINITY;
        double min = Double.POSITIVE_INFINITY;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode rss = mapper.readTree(line).get("rss_mb");
                max = Math.max(max, rss.doubleValue());
                min = Math.min(min, rss.doubleValue());
                samples++;
            }
        }
        return answer(samples, BigDecimal.valueOf(max), BigDecimal.valueOf(min));
    }

    /** The fields are there and numbers; that is all that is checked. */
    private static String jacksonStreaming(Path file) throws IOException {
        long samples = 0;
        double max = Double.NEGATIVE_INFINITY;
        double min = Double.POSITIVE_INFINITY;
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                int fields = 0;
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    switch (name) {
                        case "cpu_percent", "memory_percent", "worker_budget" -> fields += value.isNumeric() ? 1 : 0;
                        case "rss_mb" -> {
                            double rss = parser.getDoubleValue();
                            max = Math.max(max, rss);
                            min = Math.min(min, rss);
                            fields++;
                        }
                        case "timestamp" -> fields += value == JsonToken.VALUE_STRING ? 1 : 0;
                        default -> parser.skipChildren();
                    }
                }
                if (fields != 5) {
                    throw new IllegalStateException("a field is missing in sample " + samples);
                }
                samples++;
            }
        }
        return answer(samples, BigDecimal.valueOf(max), BigDecimal.valueOf(min));
    }

    private static String duckDb(Path file) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), max(rss_mb), min(rss_mb), avg(rss_mb),"
                        + " max(cpu_percent), max(memory_percent), max(worker_budget) FROM read_json('" + file
                        + "', format = 'newline_delimited')")) {
            row.next();
            return answer(row.getLong(1), BigDecimal.valueOf(row.getDouble(2)), BigDecimal.valueOf(row.getDouble(3)));
        }
    }

    private static String answer(long samples, BigDecimal max, BigDecimal min) {
        return samples + " " + max.stripTrailingZeros().toPlainString() + " "
                + min.stripTrailingZeros().toPlainString();
    }
}
