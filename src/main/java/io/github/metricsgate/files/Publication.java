package io.github.metricsgate.files;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces a metrics set so that a reader sees the old one, the new one, or one that {@code SHA256SUMS} convicts.
 *
 * <p>All four files are written beside their places and flushed. Then {@code SHA256SUMS} takes its place, and only when
 * that is on the disk do the three: whatever stops the process from here on leaves sums and files that disagree. A
 * publication that is closed before it was {@linkplain #publish() published} leaves no trace.
 */
final class Publication implements Closeable {

    private final SetLayout layout;
    private final DirectoryLock lock;
    private final Map<MetricsFile, StagedFile> staged = new EnumMap<>(MetricsFile.class);
    private boolean published;

    private Publication(SetLayout layout, DirectoryLock lock) {
        this.layout = layout;
        this.lock = lock;
    }

    /** Begins a publication, alone in the directory: waits at most {@code wait} for another to end. */
    static Publication begin(SetLayout layout, Duration wait) throws IOException {
        Publication publication = new Publication(layout, DirectoryLock.acquire(layout, wait));
        try {
            publication.removeStaged();
        } catch (IOException e) {
            try (publication) {
                throw e;
            }
        }
        return publication;
    }

    /** The file that will be the set's {@code role}, empty so far. */
    StagedFile stage(MetricsFile role) throws IOException {
        StagedFile file = new StagedFile(layout.staged(role));
        staged.put(role, file);
        return file;
    }

    /** Puts the staged files, which must be all three, in their places. */
    List<WrittenFile> publish() throws IOException {
        List<WrittenFile> files = new ArrayList<>();
        for (MetricsFile role : MetricsFile.values()) {
            StagedFile file = staged.get(role);
            if (file != null) {
                files.add(file.finish(role, layout.path(role)));
            } else if (role.required()) {
                throw new IllegalStateException(role + " was not staged");
            }
        }
        try (StagedFile checksums = new StagedFile(layout.staged(null))) {
            checksums.write(Checksums.write(layout, files).getBytes(StandardCharsets.UTF_8));
            checksums.finish();
        }
        flushAbove();
        move(layout.staged(null), layout.checksums());
        // From the first rename on there is something to keep, whole or convicted.
        published = true;
        flush(layout.directory());
        for (WrittenFile file : files) {
            move(layout.staged(file.role()), file.path());
        }
        flush(layout.directory());
        return files;
    }

    /** Does all that is to be done, whatever of it fails. */
    @Override
    public void close() throws IOException {
        List<Closeable> steps = new ArrayList<>(staged.values());
        steps.add(this::removeStaged);
        steps.add(lock);
        if (!published) {
            steps.add(() -> SetLayout.removeEmpty(lock.createdDirectories()));
        }
        closeAll(steps);
    }

    /** Removes what this publication or one that was killed has staged; the lock is held, so no other is at work. */
    private void removeStaged() throws IOException {
        List<Closeable> steps = new ArrayList<>();
        steps.add(() -> remove(layout.staged(null)));
        for (MetricsFile role : MetricsFile.values()) {
            steps.add(() -> remove(layout.staged(role)));
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

    private static void remove(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FileAccessException("delete", file, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FileAccessException("replace", to, e);
        }
    }

    /**
     * Flushes the names that lead to the directory. Whoever made those that were there before, as a persist that was
     * killed, need not have. But they are not ours: one that cannot be flushed, or not by us, is no reason to fail.
     */
    private void flushAbove() throws IOException {
        Path inner = layout.directory();
        for (Path outer = inner.getParent(); outer != null; outer = outer.getParent()) {
            try {
                flush(outer);
            } catch (FileAccessException e) {
                if (lock.createdDirectories().contains(inner)) {
                    throw e;
                }
            }
            inner = outer;
        }
    }

    /** Flushes a directory's entries. Windows has no such thing and needs none. */
    private static void flush(Path directory) throws IOException {
        if (File.separatorChar == '\\') {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new FileAccessException("flush", directory, e);
        }
    }
}
