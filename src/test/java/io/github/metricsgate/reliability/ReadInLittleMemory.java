package io.github.metricsgate.reliability;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.PlainReading;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.json.ViolationFormat;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Reads the files whose paths come in, in a process of its own that has little memory, and says of each what became of
 * it: a snapshot is persisted and its set read back, samples are read.
 */
final class ReadInLittleMemory {

    private ReadInLittleMemory() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = in.readLine(); path != null; path = in.readLine()) {
            Path file = Path.of(path);
            String name = String.valueOf(file.getFileName());
            out.println(name.endsWith(".jsonl") ? read(file, name) : persist(file));
        }
    }

    private static String persist(Path snapshot) throws IOException {
        SetLayout layout = PersistOnce.layout(snapshot.resolveSibling("set"));
        PersistResult result = new SnapshotPersister(Duration.ofSeconds(5)).persist(snapshot, layout);
        if (result instanceof PersistResult.Refused refused) {
            return described(refused.violations());
        }
        SetReading reading = PlainReading.of(layout);
        return reading.violations().isEmpty()
                        && reading.checksummed()
                        && reading.missing().isEmpty()
                ? "accepted"
                : "accepted, and refused when read back: " + described(reading.violations());
    }

    private static String read(Path samples, String name) throws IOException {
        SetReading reading = PlainReading.of(new SetLayout(samples.getParent(), "no phases", name, "no latencies"));
        return reading.violations().isEmpty() && reading.hasSamples() ? "accepted" : described(reading.violations());
    }

    private static String described(Violations violations) {
        return violations.total() + ": " + String.join("; ", ViolationFormat.of(violations));
    }
}
