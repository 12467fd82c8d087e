package io.github.metricsgate.disk;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written completely or not at all: it is staged next to its target and, once it is complete, replaces
 * the target in one step. A file that is closed before that is discarded and leaves the target as it was.
 *
 * <p>The new file has the permissions of the one that it replaces. Only the name is replaced: the target of a symbolic
 * link is left alone. Not buffered.
 */
public final class AtomicFile extends OutputStream {

    private final Path target;
    private final Path staged;
    private final Durability durability;
    private final FileChannel channel;
    private final OutputStream out;
    private boolean inPlace;

    private AtomicFile(Path target, Path staged, Durability durability, FileChannel channel) {
        this.target = target;
        this.staged = staged;
        this.durability = durability;
        this.channel = channel;
        this.out = Channels.newOutputStream(channel);
    }

    /** Stages the file under a name that nobody else uses. A process that is killed leaves it behind. */
    public static AtomicFile create(Path target, Durability durability) throws IOException {
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return create(target, target.resolveSibling("." + target.getFileName() + "." + random + ".staged"), durability);
    }

    /**
     * Stages the file under a name that the caller chooses, so that the caller finds it if the process is killed.
     *
     * @param staged in the same directory as {@code target}
     * @throws FileAccessException if a file of that name exists, or none can be created
     */
    public static AtomicFile create(Path target, Path staged, Durability durability) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(staged, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new FileAccessException("write", staged, e);
        }
        AtomicFile file = new AtomicFile(target, staged, durability, channel);
        try {
            file.copyPermissions();
        } catch (IOException e) {
            try (file) {
                throw new FileAccessException("set the permissions of", staged, e);
            }
        }
        return file;
    }

    /** Called before there is any content, because the permissions may be there to protect it. */
    private void copyPermissions() throws IOException {
        if (!target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> replaced = permissionsOfFile(target);
        // Some file systems have a single mode for all files and refuse to change it.
        if (replaced != null && !replaced.equals(permissionsOfFile(staged))) {
            Files.setPosixFilePermissions(staged, replaced);
        }
    }

    private static @Nullable Set<PosixFilePermission> permissionsOfFile(Path path) throws IOException {
        try {
            PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file.isRegularFile() ? file.permissions() : null;
        } catch (NoSuchFileException nothingToReplace) {
            return null;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new FileAccessException("write", staged, e);
        }
    }

    /** Marks the file as completely written. It is flushed if necessary, but not in its place yet. */
    public void complete() throws IOException {
        completeAt(null);
    }

    /** The same, for a file that gets the age of what it was made from. */
    public void complete(Instant lastModified) throws IOException {
        completeAt(lastModified);
    }

    private void completeAt(@Nullable Instant lastModified) throws IOException {
        try {
            setLastModified(lastModified);
            if (durability == Durability.FLUSHED) {
                channel.force(true);
            }
            channel.close();
            if (File.separatorChar == '\\') {
                // Windows takes the time of closing for that of the last write.
                setLastModified(lastModified);
            }
        } catch (IOException e) {
            throw new FileAccessException("write", staged, e);
        }
    }

    private void setLastModified(@Nullable Instant lastModified) throws IOException {
        if (lastModified != null) {
            Files.setLastModifiedTime(staged, FileTime.from(lastModified));
        }
    }

    /** Replaces the target with the complete file. The new name is on the disk once the directory has been flushed. */
    public void moveIntoPlace() throws IOException {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            inPlace = true;
        } catch (IOException e) {
            throw new FileAccessException("replace", target, e);
        }
    }

    /** Completes the file and replaces the target with it, flushing the directory too if necessary. */
    public void commit() throws IOException {
        complete();
        moveIntoPlace();
        Path directory = target.getParent();
        if (durability == Durability.FLUSHED && directory != null) {
            CreatedDirectories.flush(directory);
        }
    }

    /** Discards and deletes the file, unless it is already in its place. */
    @Override
    public void close() throws IOException {
        if (inPlace) {
            return;
        }
        Closeable deletion = () -> delete(staged);
        try (deletion) {
            channel.close();
        } catch (FileAccessException e) {
            throw e;
        } catch (IOException e) {
            throw new FileAccessException("write", staged, e);
        }
    }

    /** Deletes a staged file that a killed process has left behind, if there is one. */
    public static void delete(Path staged) throws IOException {
        try {
            Files.deleteIfExists(staged);
        } catch (IOException e) {
            throw new FileAccessException("delete", staged, e);
        }
    }
}
