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
 * A file that is written whole or not at all: it is staged beside its target and, once it is complete, replaces the target
 * in one step. A file that is closed before that is given up and leaves the target as it was.
 *
 * <p>The new file has the permissions of the one that it replaces. What is replaced is the name: what a symbolic link
 * leads to is left alone. Not buffered.
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
     * Stages the file under a name of the caller's, who finds it there if the process is killed.
     *
     * @param staged in the same directory as {@code target}
     * @throws FileAccessException if there is a file of that name, or none can be created
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

    /** Done before there is any content, as the permissions may be there to protect it. */
    private void copyPermissions() throws IOException {
        if (!target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> replaced = permissionsOfFile(target);
        // Some file systems have one mode for all files, and refuse every change.
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

    /** Says that all has been written. The file is not in its place yet, but flushed if it has to be. */
    public void complete() throws IOException {
        completeAt(null);
    }

    /** The same, for a file that is as old as what it was made from. */
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

    /** Replaces the target with the complete file. The name is on the disk when its directory has been flushed. */
    public void moveIntoPlace() throws IOException {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            inPlace = true;
        } catch (IOException e) {
            throw new FileAccessException("replace", target, e);
        }
    }

    /** Completes the file and replaces the target with it, also on the disk if it has to be. */
    public void commit() throws IOException {
        complete();
        moveIntoPlace();
        Path directory = target.getParent();
        if (durability == Durability.FLUSHED && directory != null) {
            CreatedDirectories.flush(directory);
        }
    }

    /** Gives the file up and deletes it, unless it is in its place. */
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
