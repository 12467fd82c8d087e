package io.github.metricsgate.disk;

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
import java.security.Security;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two builds, or two modules of one build, from writing to one directory at the same time. It is a lock of the
 * operating system, so it ends with the process that holds it, however that ends.
 *
 * <p>Two properties of POSIX locks determine the design. A process loses its lock as soon as it closes <em>any</em>
 * channel on the file, so nobody in the process may open the file while it is locked: before opening it, a thread
 * claims the directory in a way that is visible to every class loader of the process. And the lock is on a file, not on
 * a name: the lock file is deleted when the lock is released, because it does not belong among the artifacts, so a
 * waiting process may end up with a lock on a deleted file. To detect that, it resizes the locked file twice and checks
 * the size by name. A consequence is that an empty lock file has no owner.
 */
public final class DirectoryLock implements Closeable {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int LARGEST_SIZE = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final String claim;
    private final CreatedDirectories createdDirectories;

    private DirectoryLock(Path file, FileChannel channel, String claim, CreatedDirectories createdDirectories) {
        this.file = file;
        this.channel = channel;
        this.claim = claim;
        this.createdDirectories = createdDirectories;
    }

    /**
     * Creates the directory if necessary, and waits until nobody else holds the lock.
     *
     * @param directory absolute
     * @param file in the directory; exists only while the lock is held or waited for
     * @throws DirectoryBusyException if that takes longer than {@code wait}
     * @throws FileAccessException if the directory or the lock file cannot be created or locked
     */
    public static DirectoryLock acquire(Path directory, Path file, Duration wait) throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        CreatedDirectories created = new CreatedDirectories(directory);
        try {
            while (true) {
                // The previous owner may have published nothing and removed the directory.
                created.create();
                DirectoryLock lock = tryToAcquire(directory, file, created);
                if (lock != null) {
                    return lock;
                }
                if (System.nanoTime() - deadline >= 0) {
                    throw new DirectoryBusyException(directory, wait);
                }
                pause();
            }
        } catch (IOException e) {
            Closeable directories = created::removeEmpty;
            try (directories) {
                throw e;
            }
        }
    }

    /** The directories that were created for this lock. */
    public CreatedDirectories createdDirectories() {
        return createdDirectories;
    }

    private static @Nullable DirectoryLock tryToAcquire(Path directory, Path file, CreatedDirectories created)
            throws IOException {
        try {
            String claim = DirectoryLock.class.getName() + ":" + directory.toRealPath();
            return claim(claim) ? tryToLock(file, claim, created) : null;
        } catch (NoSuchFileException directoryRemoved) {
            return null;
        } catch (IOException e) {
            throw new FileAccessException("lock", file, e);
        }
    }

    /**
     * Claims the directory for this thread; false if another thread of the process has it. Plugins are loaded by
     * several class loaders, which share neither classes nor static fields. The system properties are shared, but any
     * {@code System.setProperties} replaces them. The security properties are shared and cannot be replaced. They have
     * no atomic operation, so an interned string, which is one object for the whole process, serves as the monitor.
     */
    private static boolean claim(String claim) {
        String monitor = claim.intern();
        synchronized (monitor) {
            if ("held".equals(Security.getProperty(claim))) {
                return false;
            }
            Security.setProperty(claim, "held");
            return true;
        }
    }

    private static void release(String claim) {
        String monitor = claim.intern();
        synchronized (monitor) {
            Security.setProperty(claim, "free");
        }
    }

    private static @Nullable DirectoryLock tryToLock(Path file, String claim, CreatedDirectories created)
            throws IOException {
        boolean locked = false;
        try {
            FileChannel channel = open(file);
            try {
                locked = lock(file, channel);
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
            return locked ? new DirectoryLock(file, channel, claim, created) : null;
        } finally {
            if (!locked) {
                release(claim);
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            // Check only once: between two checks, the owner may release the lock and delete the file.
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile()) {
                throw new IOException("it is not a regular file");
            }
        } catch (NoSuchFileException nobodyHoldsTheLock) {
            // It has just been created.
        }
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** False if another process holds the lock, or has just released it and deleted the file. */
    private static boolean lock(Path file, FileChannel channel) throws IOException {
        boolean locked = false;
        try {
            locked = lock(channel);
            return locked && resizeAndCompare(file, channel);
        } catch (IOException e) {
            FileChannel own = locked ? channel : null;
            Closeable remains = () -> deleteWithoutOwner(file, own);
            try (remains) {
                throw e;
            }
        }
    }

    /** @param own the file that we have locked, whose name may now belong to another file; null for none */
    private static void deleteWithoutOwner(Path file, @Nullable FileChannel own) throws IOException {
        if (own != null) {
            own.truncate(0);
        }
        if (Files.size(file) == 0) {
            Files.delete(file);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** Whether the name still belongs to the locked file. */
    private static boolean resizeAndCompare(Path file, FileChannel channel) throws IOException {
        int size = ThreadLocalRandom.current().nextInt(1, LARGEST_SIZE);
        return resizeAndCompare(file, channel, size) && resizeAndCompare(file, channel, size + 1);
    }

    private static boolean resizeAndCompare(Path file, FileChannel channel, int size) throws IOException {
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

    /** Deletes the file while the lock is still held: after that, the file may belong to someone else. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FileAccessException("unlock", file, e);
        } finally {
            release(claim);
        }
    }
}
