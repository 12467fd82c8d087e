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
 * <p>All files are written beside their places and flushed. Then {@code SHA256SUMS} takes its place, and only when that is
 * on the disk do the others: whatever stops the process from here on leaves checksums and files that disagree. A
 * publication that is closed before it was {@linkplain #publish() published} leaves no trace.
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
     * Begins a publication, alone in the directory: waits at most {@code wait} for another to end.
     *
     * @param lastModified what the published files get as the time of their last modification
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

    /** The file that will be the set's {@code role}, empty so far. */
    StagedFile stage(MetricsFile role) throws IOException {
        StagedFile file = new StagedFile(AtomicFile.create(layout.path(role), layout.staged(role), Durability.FLUSHED));
        staged.put(role, file);
        return file;
    }

    /** Puts the staged files, which must be all, in their places. */
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
        // From the first rename on there is something to keep, whether or not its checksums match.
        published = true;
        CreatedDirectories.flush(layout.directory());
        for (StagedFile file : staged.values()) {
            file.moveIntoPlace();
        }
        CreatedDirectories.flush(layout.directory());
        return files;
    }

    /**
     * Flushes the names that lead to the directory, unless an earlier publication did that before it put its
     * {@code SHA256SUMS} there. If the directory was there without one, nobody knows whose it is: it may have been created
     * by a publication that was killed.
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

    /** Deletes what this publication or one that was killed has staged; the lock is held, so no other is at work. */
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
