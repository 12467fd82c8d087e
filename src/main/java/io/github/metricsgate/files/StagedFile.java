package io.github.metricsgate.files;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** A file that is written beside the place it will take, and hashed on the way. */
final class StagedFile extends OutputStream {

    private final Path path;
    private final FileChannel channel;
    private final MessageDigest digest = Checksums.newDigest();
    private final OutputStream out;
    private long size;

    StagedFile(Path path) throws IOException {
        this.path = path;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new FileAccessException("write", path, e);
        }
        out = new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), digest), 1 << 16);
    }

    @Override
    public void write(int b) throws IOException {
        try {
            out.write(b);
        } catch (IOException e) {
            throw new FileAccessException("write", path, e);
        }
        size++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new FileAccessException("write", path, e);
        }
        size += length;
    }

    /** Ends the file, on the disk and not only in its cache, and says what it is as the set's {@code role}. */
    WrittenFile finish(MetricsFile role, Path target) throws IOException {
        finish();
        return new WrittenFile(role, target, size, Checksums.hex(digest));
    }

    void finish() throws IOException {
        try {
            out.flush();
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw new FileAccessException("write", path, e);
        }
    }

    /** Gives the file up if it is not finished; what was not written yet is dropped. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new FileAccessException("write", path, e);
        }
    }
}
