package io.github.metricsgate.files;

import io.github.metricsgate.disk.AtomicFile;
import io.github.metricsgate.disk.Durability;
import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.metrics.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes the snapshot of a run, as a pipeline that measures itself writes its own. */
public final class SnapshotWriter {

    private SnapshotWriter() {}

    /**
     * Deletes the snapshot of an earlier build, if there is one, so that it is never taken for this one's.
     *
     * @throws FileAccessException if it cannot be deleted
     */
    public static void delete(Path snapshot) throws IOException {
        try {
            Files.deleteIfExists(snapshot);
        } catch (IOException e) {
            throw new FileAccessException("delete", snapshot, e);
        }
    }

    /**
     * Writes the snapshot whole or not at all, as old as the run. Not flushed: after a loss of power there is no build any
     * more that would read it.
     *
     * @param run one without resource samples and without counts of warnings, errors and anomalies: a run only knows what
     *     they amount to
     * @throws FileAccessException if it cannot be written
     */
    public static void write(Run run, Path snapshot) throws IOException {
        write(run, List.of(), snapshot);
    }

    /**
     * The same with the run's resource samples.
     *
     * @param samples become one, in the order of time; none of them is held
     */
    public static void write(Run run, List<SampleSeries> samples, Path snapshot) throws IOException {
        write(run, Map.of(), samples, snapshot);
    }

    /**
     * The same with what its phases say in lists.
     *
     * @param remarks by the keys of the phases; as many as the figures of each phase say
     */
    public static void write(Run run, Map<String, PhaseRemarks> remarks, List<SampleSeries> samples, Path snapshot)
            throws IOException {
        Path directory = snapshot.toAbsolutePath().getParent();
        try {
            if (directory != null) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new FileAccessException("create", directory, e);
        }
        Instant time = run.context().time();
        try (SampleMerge merged = SampleMerge.of(samples);
                AtomicFile file = AtomicFile.create(snapshot, Durability.CACHED)) {
            new CanonicalWriter(file).document(SnapshotDocument.of(run, remarks), SnapshotDocument.SAMPLES, merged);
            if (time == null) {
                file.complete();
            } else {
                file.complete(time);
            }
            file.moveIntoPlace();
        }
    }
}
