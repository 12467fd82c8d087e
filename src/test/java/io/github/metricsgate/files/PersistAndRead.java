package io.github.metricsgate.files;

import io.github.metricsgate.files.PersistResult.Persisted;
import io.github.metricsgate.metrics.SetReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Persists a snapshot and reads the set back, in a process of its own that tests give its limits. */
final class PersistAndRead {

    private PersistAndRead() {}

    public static void main(String[] args) throws Exception {
        SetLayout layout = GoldenSets.layout(Path.of(args[1]));
        PersistResult result = new SnapshotPersister(Duration.ofSeconds(5)).persist(Path.of(args[0]), layout);
        if (!(result instanceof Persisted persisted)) {
            throw new AssertionError(result);
        }
        // As many threads as there may ever be: memory must not grow with them either.
        SetReading reading = SetReader.read(layout, Optional.empty(), ReadOptions.threads(Integer.MAX_VALUE));
        System.out.println(persisted.phases() + " phases, "
                + reading.run().resources().samples() + " samples, "
                + reading.violations().total() + " violations");
    }
}
