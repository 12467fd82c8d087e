package io.github.metricsgate.files;

import io.github.metricsgate.disk.FileAccessException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two builds, or two modules of one build, from writing one directory at the same time. The lock is the operating
 * system's, so it ends with the process that holds it, however that ends.
 *
 * <p>Two things follow from what such a lock is on POSIX systems. A process loses it as soon as it closes <em>any</em>
 * channel on the file, so no second one may be opened while it is held: a claim that all of the process sees, whatever
 * class loader it came by, is taken first. And the lock is on a file, not on a name: the file is deleted when the lock is
 * released, as artifacts are copied and committed and a lock has no place among them, so one who waited may have locked a
 * file that is gone. It finds out by giving the file two sizes and asking, by name, for the size. So a file that is
 * empty is nobody's.
 */
final class DirectoryLock implements Closeable {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int LARGEST_SIZE = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final String claim;
    private final List<Path> createdDirectories;

    private DirectoryLock(Path file, FileChannel channel, String claim, List<Path> createdDirectories) {
        this.file = file;
        this.channel = channel;
        this.claim = claim;
        this.createdDirectories = createdDirectories;
    }

    /**
     * Makes the directory if need be, and waits until nobody else holds the lock.
     *
     * @throws DirectoryBusyException if that takes longer than {@code wait}
     * @throws FileAccessException if there can be no lock file
     */
    static DirectoryLock acquire(SetLayout layout, Duration wait) throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        List<Path> created = new ArrayList<>();
        try {
            while (true) {
                // Another's refused snapshot may have taken the directory away again.
                layout.createDirectory(created);
                DirectoryLock lock = tryAcquire(layout, created);
                if (lock != null) {
                    return lock;
                }
                if (System.nanoTime() - deadline >= 0) {
                    throw new DirectoryBusyException(layout.directory(), wait);
                }
                pause();
            }
        } catch (IOException e) {
            Closeable directories = () -> SetLayout.removeEmpty(created);
            try (directories) {
                throw e;
            }
        }
    }

    /** The directories that were made for this lock, the outermost first. */
    List<Path> createdDirectories() {
        return createdDirectories;
    }

    private static @Nullable DirectoryLock tryAcquire(SetLayout layout, List<Path> created) throws IOException {
        Path file = layout.lock();
        try {
            String claim =
                    DirectoryLock.class.getName() + ":" + layout.directory().toRealPath();
            return System.getProperties().putIfAbsent(claim, "held") == null ? tryAcquire(file, claim, created) : null;
        } catch (NoSuchFileException directoryTakenAway) {
            return null;
        } catch (IOException e) {
            throw new FileAccessException("lock", file, e);
        }
    }

    private static @Nullable DirectoryLock tryAcquire(Path file, String claim, List<Path> created) throws IOException {
        boolean acquired = false;
        try {
            FileChannel channel = open(file);
            try {
                acquired = isAcquired(file, channel);
            } finally {
                if (!acquired) {
                    channel.close();
                }
            }
            return acquired ? new DirectoryLock(file, channel, claim, created) : null;
        } finally {
            if (!acquired) {
                System.getProperties().remove(claim);
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            // One look: between two, another may let go of the lock and take the file away.
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile()) {
                throw new IOException("it is not a regular file");
            }
        } catch (NoSuchFileException nobodyHoldsIt) {
            // It is made now.
        }
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isAcquired(Path file, FileChannel channel) throws IOException {
        boolean locked = false;
        try {
            locked = isLocked(channel);
            return locked && isStillAt(file, channel);
        } catch (IOException e) {
            FileChannel own = locked ? channel : null;
            Closeable remains = () -> removeIfNobodys(file, own);
            try (remains) {
                throw e;
            }
        }
    }

    /** @param own the file that we have locked, which may no longer be what is there by name; null for none */
    private static void removeIfNobodys(Path file, @Nullable FileChannel own) throws IOException {
        if (own != null) {
            own.truncate(0);
        }
        if (Files.size(file) == 0) {
            Files.delete(file);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static boolean isStillAt(Path file, FileChannel channel) throws IOException {
        int size = ThreadLocalRandom.current().nextInt(1, LARGEST_SIZE);
        return hasSize(file, channel, size) && hasSize(file, channel, size + 1);
    }

    private static boolean hasSize(Path file, FileChannel channel, int size) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(new byte[1]), size - 1L);
        try {
            return Files.size(file) == size;
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a lock", e);
        }
    }

    /** Deletes the file while the lock is still held: after that, it might be another's. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FileAccessException("unlock", file, e);
        } finally {
            System.getProperties().remove(claim);
        }
    }
}
