package io.github.metricsgate.bench;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.ReadOptions;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SetReader;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.gate.Circumstances;
import io.github.metricsgate.gate.Environment;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Rules;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonReader;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SetReading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The readers, the writers and the gate, by themselves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ReadBenchmark {

    @Param({"1000", "100000"})
    public int samples;

    @Param({"10", "1000"})
    public int phases;

    private SetLayout layout;
    private Path snapshot;
    private byte[] document;
    private JsonValue value;
    private SetReading reading;
    private Rules rules;

    @Setup
    public void prepare() throws IOException {
        Path directory = Files.createTempDirectory("metrics-gate-bench");
        layout = new SetLayout(directory.resolve("set"), "phases.json", "resources.jsonl", "latencies.json");
        snapshot = directory.resolve("snapshot.json");
        Generate.write(true, snapshot, samples);
        List<String> members = new ArrayList<>();
        for (int i = 0; i < phases; i++) {
            members.add("\"" + i + "\": {\"phase_id\": " + i + ", \"name\": \"Phase " + i + "\", \"duration_ms\": " + i
                    + ".25, \"items_processed\": 1000, \"items_total\": 1000, \"latency_histogram\": {\"p50\": 1.5,"
                    + " \"p95\": 20.25, \"p99\": 99.125}}");
        }
        String phaseMetrics = "{" + String.join(", ", members) + "}";
        Files.writeString(
                snapshot, Files.readString(snapshot).replace("\"phase_metrics\": {}", "\"phase_metrics\": " + phaseMetrics));
        document = phaseMetrics.getBytes(StandardCharsets.UTF_8);
        persist();
        reading = read();
        value = strictReader();
        Threshold threshold = Threshold.of(
                "p99Threshold",
                "the benchmark",
                new Selector.Everything(),
                new PhaseMetric.Latency("p99"),
                Limit.max(BigDecimal.valueOf(100)));
        rules = new Rules("bench", Optional.empty(), List.of(threshold), Policy.of(Environment.PROD));
    }

    @Benchmark
    public PersistResult persist() throws IOException {
        return new SnapshotPersister(Duration.ofSeconds(5)).persist(snapshot, layout);
    }

    @Benchmark
    public SetReading read() throws IOException {
        return SetReader.read(layout, Optional.empty(), ReadOptions.threads(1));
    }

    @Benchmark
    public SetReading readStrictly() throws IOException {
        return SetReader.read(layout, Optional.empty(), ReadOptions.strictly());
    }

    @Benchmark
    public JsonValue strictReader() throws IOException {
        JsonReader reader = new JsonReader(new ByteArrayInputStream(document), "document");
        JsonValue[] read = new JsonValue[1];
        reader.document(() -> read[0] = reader.value());
        return read[0];
    }

    @Benchmark
    public CanonicalWriter writer() throws IOException {
        CanonicalWriter writer = new CanonicalWriter(OutputStream.nullOutputStream());
        writer.document(value);
        return writer;
    }

    @Benchmark
    public Verification gate() {
        return Gate.verify(rules, reading, Circumstances.at(Instant.EPOCH));
    }
}
