package io.github.metricsgate.disk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file being read whose failures name it. */
public final class ReadingInputStream extends FilterInputStream {

    private final Path path;
    private final long size;

    private ReadingInputStream(Path path, long size, InputStream in) {
        super(in);
        this.path = path;
        this.size = size;
    }

    /** The size of the file in bytes, when it was opened. */
    public long size() {
        return size;
    }

    /**
     * Opens a regular file and nothing else: to open a pipe is to wait for who writes to it, and a device may never end.
     *
     * @throws NoSuchFileException if there is nothing
     * @throws FileAccessException if it cannot be read
     */
    public static ReadingInputStream open(Path path) throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (!file.isRegularFile()) {
                throw new IOException("it is not a regular file");
            }
            return new ReadingInputStream(path, file.size(), Files.newInputStream(path));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new FileAccessException("read", path, e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw new FileAccessException("read", path, e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw new FileAccessException("read", path, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } catch (IOException e) {
            throw new FileAccessException("read", path, e);
        }
    }
}
