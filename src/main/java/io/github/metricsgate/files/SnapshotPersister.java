package io.github.metricsgate.files;

import io.github.metricsgate.disk.DirectoryBusyException;
import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.Position;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Turns a snapshot into a metrics set on disk. */
public final class SnapshotPersister {

    private static final Position NOWHERE = new Position(0, 0);

    private final Duration lockWait;
    private final ReadOptions options;

    /** @param lockWait how long to wait for another build that writes to the same directory */
    public SnapshotPersister(Duration lockWait, ReadOptions options) {
        this.lockWait = lockWait;
        this.options = options;
    }

    public SnapshotPersister(Duration lockWait) {
        this(lockWait, ReadOptions.threads(1));
    }

    /**
     * Reads and checks {@code snapshot}, and publishes the set if there are no violations. Memory grows with the number
     * of phases, not with the number of resource samples.
     *
     * @throws FileAccessException if a file cannot be read or written
     * @throws DirectoryBusyException if another build held the directory's lock for too long
     */
    public PersistResult persist(Path snapshot, SetLayout layout) throws IOException {
        try (ReadingInputStream in = open(snapshot);
                Publication publication = Publication.begin(layout, in.lastModified(), lockWait)) {
            Snapshot read = SnapshotReader.read(
                    in,
                    String.valueOf(snapshot.getFileName()),
                    publication.stage(MetricsFile.RESOURCE_USAGE),
                    new ResourceUsageReader(options));
            if (!read.violations().isEmpty()) {
                return new PersistResult.Refused(read.violations());
            }
            write(publication.stage(MetricsFile.PHASE_METRICS), new JsonObject(read.phases(), NOWHERE));
            write(publication.stage(MetricsFile.LATENCY_HISTOGRAMS), new JsonObject(read.latencies(), NOWHERE));
            write(publication.stage(MetricsFile.RUN), read.context());
            MetricsSet set = new MetricsSet(layout.directory(), publication.publish());
            return new PersistResult.Persisted(
                    set, ContextModel.of(read.context()), read.phases().size(), read.samples(), read.warnings());
        }
    }

    private static ReadingInputStream open(Path snapshot) throws IOException {
        try {
            return ReadingInputStream.open(snapshot);
        } catch (NoSuchFileException e) {
            throw new FileAccessException("read", snapshot, e);
        }
    }

    private static void write(StagedFile file, JsonObject document) throws IOException {
        new CanonicalWriter(file).document(document);
    }
}
