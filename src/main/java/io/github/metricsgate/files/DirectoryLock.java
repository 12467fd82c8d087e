package io.github.metricsgate.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two builds, or two modules of one build, from writing one directory at the same time. The lock is the operating
 * system's, so it ends with the process that holds it, however that ends.
 *
 * <p>The lock file is deleted when the lock is released: artifacts are copied and committed, and a lock has no place
 * among them. So a waiting process may lock a file that was deleted meanwhile; it finds out by reading back, through the
 * path, what it wrote into the file.
 */
final class DirectoryLock implements Closeable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Far behind the content, which others must be able to read where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Waits until nobody else holds the lock.
     *
     * @throws DirectoryBusyException if that takes longer than {@code wait}
     * @throws FileAccessException if there can be no lock file
     */
    static DirectoryLock acquire(SetLayout layout, Duration wait) throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            DirectoryLock lock = tryAcquire(layout.lock());
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new DirectoryBusyException(layout.directory(), wait);
            }
            pause();
        }
    }

    private static @Nullable DirectoryLock tryAcquire(Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new FileAccessException("write", file, e);
        }
        boolean acquired = false;
        try {
            acquired = isLocked(channel) && isStillAt(file, channel);
        } catch (IOException e) {
            throw new FileAccessException("lock", file, e);
        } finally {
            if (!acquired) {
                channel.close();
            }
        }
        return acquired ? new DirectoryLock(file, channel) : null;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static boolean isStillAt(Path file, FileChannel channel) throws IOException {
        String token = UUID.randomUUID().toString();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)), 0);
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).equals(token);
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
        try {
            Files.deleteIfExists(file);
        } finally {
            channel.close();
        }
    }
}
