package io.github.metricsgate.files;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * Reads and checks {@code snapshot}, and publishes the set if nothing is wrong with it. Memory grows with the number
     * of phases, not with that of the resource samples.
     *
     * @throws FileAccessException if a file cannot be read or written
     * @throws DirectoryBusyException if another build held the directory's lock for too long
     */
    public PersistResult persist(Path snapshot, SetLayout layout) throws IOException {
        try (ReadingInputStream in = open(snapshot);
                Publication publication = Publication.begin(layout, lockWait)) {
            Snapshot read = Snapshot.read(
                    in,
                    String.valueOf(snapshot.getFileName()),
                    publication.stage(MetricsFile.RESOURCE_USAGE),
                    new ResourceUsageReader(options));
            if (!read.violations().isEmpty()) {
                return new PersistResult.Refused(read.violations());
            }
            write(publication.stage(MetricsFile.PHASE_METRICS), read.phases());
            // Each in the place of what it was taken from: many phases are held once.
            for (Map.Entry<String, JsonValue> phase : read.phases().entrySet()) {
                phase.setValue(latencies(phase.getValue()));
            }
            write(publication.stage(MetricsFile.LATENCY_HISTOGRAMS), read.phases());
            List<WrittenFile> files = publication.publish();
            return new PersistResult.Persisted(
                    new MetricsSet(layout.directory(), files, read.phases().size(), read.samples(), read.abortStatus()),
                    read.warnings());
        }
    }

    private static ReadingInputStream open(Path snapshot) throws IOException {
        try {
            return ReadingInputStream.open(snapshot);
        } catch (NoSuchFileException e) {
            throw new FileAccessException("read", snapshot, e);
        }
    }

    private static void write(StagedFile file, Map<String, JsonValue> phases) throws IOException {
        new CanonicalWriter(file).document(new JsonObject(phases, NOWHERE));
    }

    /** What {@code latency_histograms.json} keeps of a phase. */
    private static JsonValue latencies(JsonValue value) {
        if (!(value instanceof JsonObject phase)) {
            return value;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>(phase.members());
        members.keySet().retainAll(Schema.LATENCY_FIELDS);
        members.putIfAbsent("throughput", new JsonLiteral("null", NOWHERE));
        return new JsonObject(members, NOWHERE);
    }
}
