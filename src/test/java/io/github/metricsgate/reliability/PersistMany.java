package io.github.metricsgate.reliability;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import java.nio.file.Path;
import java.time.Duration;

/** Persists a snapshot again and again, in a separate process, while others do the same. */
final class PersistMany {

    private PersistMany() {}

    public static void main(String[] args) throws Exception {
        SetLayout layout = PersistOnce.layout(Path.of(args[1]));
        long longest = 0;
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            long start = System.nanoTime();
            PersistResult result = new SnapshotPersister(Duration.ofSeconds(60)).persist(Path.of(args[0]), layout);
            longest = Math.max(longest, System.nanoTime() - start);
            if (!(result instanceof PersistResult.Persisted)) {
                throw new AssertionError(result);
            }
        }
        System.out.println(longest / 1_000_000);
    }
}
