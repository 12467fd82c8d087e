package io.github.metricsgate.files;

import io.github.metricsgate.disk.AtomicFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;

/** A file of a set while it is being written: buffered, counted, hashed, and not in its place yet. */
final class StagedFile extends OutputStream {

    private final AtomicFile file;
    private final MessageDigest digest = Checksums.newDigest();
    private final OutputStream out;
    private long size;

    StagedFile(AtomicFile file) {
        this.file = file;
        this.out = new BufferedOutputStream(new DigestOutputStream(file, digest), 1 << 16);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        size++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        size += length;
    }

    /** Marks the file as completely written, and returns what was written. */
    WrittenFile complete(MetricsFile role, Path target, Instant lastModified) throws IOException {
        out.flush();
        file.complete(lastModified);
        return new WrittenFile(role, target, size, Checksums.hex(digest));
    }

    void moveIntoPlace() throws IOException {
        file.moveIntoPlace();
    }

    /** Discards the file unless it is already in its place; what is still in the buffer is dropped. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
