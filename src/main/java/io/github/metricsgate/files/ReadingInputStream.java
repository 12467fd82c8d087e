package io.github.metricsgate.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A file being read whose failures name it. */
final class ReadingInputStream extends FilterInputStream {

    private final Path path;

    ReadingInputStream(Path path, InputStream in) {
        super(in);
        this.path = path;
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
}
