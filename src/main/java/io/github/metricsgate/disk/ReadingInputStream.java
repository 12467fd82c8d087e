package io.github.metricsgate.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * Reads a regular file up to the length that it had when it was opened. Error messages name the file. A file that turns
 * out to be longer or shorter is being written by someone: that is a failure too, so that reading ends however fast the
 * file grows.
 */
public final class ReadingInputStream extends InputStream {

    private final Path path;
    private final long size;
    private final Instant lastModified;
    private final InputStream in;
    private long position;

    private ReadingInputStream(Path path, BasicFileAttributes file, InputStream in) {
        this.path = path;
        this.size = file.size();
        this.lastModified = file.lastModifiedTime().toInstant();
        this.in = in;
    }

    /** The size of the file in bytes, when it was opened. */
    public long size() {
        return size;
    }

    /** When the file was last modified before it was opened. */
    public Instant lastModified() {
        return lastModified;
    }

    /**
     * Opens a regular file and nothing else: opening a pipe would wait for a writer, and a device may never end.
     *
     * @throws NoSuchFileException if the file does not exist
     * @throws FileAccessException if it cannot be read
     */
    public static ReadingInputStream open(Path path) throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (!file.isRegularFile()) {
                throw new IOException("it is not a regular file");
            }
            return new ReadingInputStream(path, file, Files.newInputStream(path));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new FileAccessException("read", path, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws FileAccessException if the file cannot be read, or is longer or shorter than when it was opened */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            if (position == size) {
                return checkThatItEnds();
            }
            int read = in.read(bytes, offset, (int) Math.min(length, size - position));
            if (read < 0) {
                throw new IOException("it became shorter while it was being read");
            }
            position += read;
            return read;
        } catch (IOException e) {
            throw new FileAccessException("read", path, e);
        }
    }

    private int checkThatItEnds() throws IOException {
        if (in.read() >= 0) {
            throw new IOException("it grew while it was being read");
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } catch (IOException e) {
            throw new FileAccessException("read", path, e);
        }
    }
}
