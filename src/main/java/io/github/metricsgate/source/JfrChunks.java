package io.github.metricsgate.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Checks that the chunks of a recording are whole, as the JDK reads what it finds of the others without a word. A chunk begins
 * with {@code FLR\0}, its version (two shorts) and its size (a long); the 65th byte is 0 once it is finished.
 */
final class JfrChunks {

    private static final int HEADER = 68;
    private static final int SIZE = 8;
    private static final int STATE = 64;
    private static final int MAGIC = 0x464C5200;
    private static final int VERSION = 2;

    private JfrChunks() {}

    /** @throws InvalidValueException if one is cut off, not finished, or of another version */
    static void check(Path recording) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(recording)) {
            long end = channel.size();
            for (long at = 0; at < end; ) {
                ByteBuffer header = ByteBuffer.allocate(HEADER);
                channel.position(at);
                while (header.hasRemaining() && channel.read(header) >= 0) {
                    // A channel may give less than it has.
                }
                if (header.hasRemaining()) {
                    throw wrong(at, "is cut off");
                }
                if (header.getInt(0) != MAGIC) {
                    throw wrong(at, "is expected and not there");
                }
                if (header.getShort(4) != VERSION) {
                    throw new InvalidValueException(
                            "its version is " + header.getShort(4) + "." + header.getShort(6) + ", read is " + VERSION);
                }
                long size = header.getLong(SIZE);
                if (header.get(STATE) != 0 || size < HEADER) {
                    throw wrong(at, "is not finished, because the JVM was killed or is still recording");
                }
                if (size > end - at) {
                    throw wrong(at, "is cut off");
                }
                at += size;
            }
        }
    }

    private static InvalidValueException wrong(long at, String problem) {
        return new InvalidValueException("the chunk at byte " + String.format(Locale.ROOT, "%,d", at) + " " + problem);
    }
}
