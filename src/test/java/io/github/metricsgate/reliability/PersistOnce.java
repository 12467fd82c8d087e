package io.github.metricsgate.reliability;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import java.nio.file.Path;
import java.time.Duration;

/** Persists a snapshot into a directory, in a separate process that may be killed. */
final class PersistOnce {

    private PersistOnce() {}

    public static void main(String[] args) throws Exception {
        PersistResult result =
                new SnapshotPersister(Duration.ofSeconds(60)).persist(Path.of(args[0]), layout(Path.of(args[1])));
        if (!(result instanceof PersistResult.Persisted)) {
            throw new AssertionError(result);
        }
    }

    static SetLayout layout(Path directory) {
        return new SetLayout(directory, "phase_metrics.json", "resource_usage.jsonl", "latency_histograms.json");
    }
}
