package io.github.metricsgate.files;

import io.github.metricsgate.disk.AtomicFile;
import io.github.metricsgate.disk.CreatedDirectories;
import io.github.metricsgate.disk.DirectoryLock;
import io.github.metricsgate.disk.Durability;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces a metrics set so that a reader sees the old one, the new one, or one whose checksums do not match.
 *
 * <p>All files are staged next to their targets and flushed. Then {@code SHA256SUMS} is moved into place, and the
 * others follow only when that is on the disk: whatever interrupts the process from here on, the checksums do not match
 * the files. A publication that is closed before it was {@linkplain #publish() published} leaves no trace.
 */
final class Publication implements Closeable {

    private final SetLayout layout;
    private final Instant lastModified;
    private final DirectoryLock lock;
    private final Map<MetricsFile, StagedFile> staged = new EnumMap<>(MetricsFile.class);
    private boolean published;

    private Publication(SetLayout layout, Instant lastModified, DirectoryLock lock) {
        this.layout = layout;
        this.lastModified = lastModified;
        this.lock = lock;
    }

    /**
     * Begins a publication with exclusive access to the directory: waits at most {@code wait} for another to end.
     *
     * @param lastModified the last-modified time of the published files
     */
    static Publication begin(SetLayout layout, Instant lastModified, Duration wait) throws IOException {
        DirectoryLock lock = DirectoryLock.acquire(layout.directory(), layout.lock(), wait);
        Publication publication = new Publication(layout, lastModified, lock);
        try {
            publication.deleteStaged();
        } catch (IOException e) {
            try (publication) {
                throw e;
            }
        }
        return publication;
    }

    /** The staged file that will become the set's {@code role}, still empty. */
    StagedFile stage(MetricsFile role) throws IOException {
        StagedFile file = new StagedFile(AtomicFile.create(layout.path(role), layout.staged(role), Durability.FLUSHED));
        staged.put(role, file);
        return file;
    }

    /** Moves the staged files, which must be complete, into place. */
    List<WrittenFile> publish() throws IOException {
        List<WrittenFile> files = new ArrayList<>();
        for (MetricsFile role : MetricsFile.values()) {
            StagedFile file = staged.get(role);
            if (file == null) {
                throw new IllegalStateException(role + " was not staged");
            }
            files.add(file.complete(role, layout.path(role), lastModified));
        }
        try (AtomicFile checksums =
                AtomicFile.create(layout.checksums(), layout.stagedChecksums(), Durability.FLUSHED)) {
            checksums.write(Checksums.content(layout, files));
            checksums.complete(lastModified);
            flushNamesAbove();
            checksums.moveIntoPlace();
        }
        // From the first rename on, the directory must be kept, whether or not the checksums match.
        published = true;
        CreatedDirectories.flush(layout.directory());
        for (StagedFile file : staged.values()) {
            file.moveIntoPlace();
        }
        CreatedDirectories.flush(layout.directory());
        return files;
    }

    /**
     * Flushes the names of the directory and its parents, unless an earlier publication has done so before it wrote
     * {@code SHA256SUMS}. If the directory existed without one, nobody knows where it comes from: it may have been
     * created by a publication that was killed.
     */
    private void flushNamesAbove() throws IOException {
        CreatedDirectories created = lock.createdDirectories();
        if (!created.isEmpty()) {
            created.flushNames();
        } else if (!Files.exists(layout.checksums())) {
            CreatedDirectories.tryToFlushNamesAbove(layout.directory());
        }
    }

    /** Takes every step, even if one of them fails. */
    @Override
    public void close() throws IOException {
        List<Closeable> steps = new ArrayList<>(staged.values());
        if (published) {
            steps.add(lock);
        } else {
            steps.add(this::deleteStaged);
            steps.add(lock);
            steps.add(lock.createdDirectories()::removeEmpty);
        }
        closeAll(steps);
    }

    /** Deletes what this publication, or one that was killed, has staged; the lock is held, so no other is running. */
    private void deleteStaged() throws IOException {
        List<Closeable> steps = new ArrayList<>();
        steps.add(() -> AtomicFile.delete(layout.stagedChecksums()));
        for (MetricsFile role : MetricsFile.values()) {
            steps.add(() -> AtomicFile.delete(layout.staged(role)));
        }
        closeAll(steps);
    }

    private static void closeAll(List<Closeable> steps) throws IOException {
        IOException failure = null;
        for (Closeable step : steps) {
            try {
                step.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
