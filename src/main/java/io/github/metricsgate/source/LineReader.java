package io.github.metricsgate.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8, each of at most a million bytes. A line ends at a line feed, with or without a carriage return before it. */
public final class LineReader implements PositionedReader {

    private static final int LONGEST = 1_000_000;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private long line;
    private boolean ended = true;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its end; null behind the last one.
     *
     * @throws InvalidValueException if it is too long or no UTF-8
     */
    public @Nullable String next() throws IOException {
        ByteArrayOutputStream longer = null;
        while (true) {
            if (at == limit && !fill()) {
                if (longer == null) {
                    return null;
                }
                line++;
                ended = false;
                return decode(longer.toByteArray(), 0, longer.size());
            }
            int end = at;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            if (end < limit && longer == null) {
                int begin = at;
                at = end + 1;
                line++;
                return decode(buffer, begin, end - begin);
            }
            longer = longer == null ? new ByteArrayOutputStream() : longer;
            longer.write(buffer, at, end - at);
            at = end;
            if (longer.size() > LONGEST) {
                line++;
                throw new InvalidValueException("a line of more than " + LONGEST + " bytes");
            }
            if (end < limit) {
                at++;
                line++;
                return decode(longer.toByteArray(), 0, longer.size());
            }
        }
    }

    /** Whether the line that was read last had an end: the last one of a file that was cut off has none. */
    public boolean hasEnded() {
        return ended;
    }

    /** The number of the line that was read last, from 1. */
    public long line() {
        return line;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(in.read(buffer, 0, buffer.length), 0);
        return limit > 0;
    }

    private String decode(byte[] bytes, int offset, int length) {
        int without = length > 0 && bytes[offset + length - 1] == '\r' ? length - 1 : length;
        boolean mark = line == 1
                && without >= 3
                && bytes[offset] == (byte) 0xEF
                && bytes[offset + 1] == (byte) 0xBB
                && bytes[offset + 2] == (byte) 0xBF;
        try {
            return decoder.decode(ByteBuffer.wrap(bytes, mark ? offset + 3 : offset, mark ? without - 3 : without))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidValueException("the line is not UTF-8");
        }
    }

    @Override
    public String position() {
        return line == 0 ? "" : "line " + line;
    }
}
