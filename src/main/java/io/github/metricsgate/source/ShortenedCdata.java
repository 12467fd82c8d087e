package io.github.metricsgate.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * XML without most of what is in its CDATA sections, which the JDK's reader would hold in memory as one text: a test's output
 * may have hundreds of megabytes. The beginning of each section stays, and every line end, so that line numbers do. For
 * encodings that have ASCII in them, as nearly all have; in others, everything stays.
 */
final class ShortenedCdata extends FilterInputStream {

    /** Behind a {@code <}: so it fits into a window of eight bytes. */
    private static final long CDATA = ascii("![CDATA[");

    private static final long CDATA_END = ascii("]]>");
    private static final long COMMENT = ascii("<!--");
    private static final long COMMENT_END = ascii("-->");
    private static final long FOUR_BYTES = 0xFFFF_FFFFL;
    private static final long THREE_BYTES = 0xFF_FFFFL;

    private static final int KEPT = 1 << 16;

    private enum State {
        MARKUP,
        CDATA,
        COMMENT
    }

    private State state = State.MARKUP;
    /** The last eight bytes, as far as they belong to the state. */
    private long window;
    /** How many bytes of the section were kept; -1 where the rest of it is left out. */
    private int kept;

    ShortenedCdata(InputStream in) {
        super(in);
    }

    private static long ascii(String text) {
        byte[] bytes = new byte[Long.BYTES];
        byte[] characters = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(characters, 0, bytes, Long.BYTES - characters.length, characters.length);
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int left = 0;
        while (left == 0 && length > 0) {
            int count = super.read(bytes, offset, length);
            if (count < 0) {
                return -1;
            }
            for (int i = offset; i < offset + count; i++) {
                if (isKept(bytes[i])) {
                    bytes[offset + left++] = bytes[i];
                }
            }
        }
        return left;
    }

    private boolean isKept(byte each) {
        long before = window >>> (Long.SIZE - Byte.SIZE);
        window = (window << Byte.SIZE) | (each & 0xFF);
        switch (state) {
            case MARKUP -> {
                if (window == CDATA && before == '<') {
                    kept = 0;
                    enter(State.CDATA);
                } else if ((window & FOUR_BYTES) == COMMENT) {
                    enter(State.COMMENT);
                }
            }
            case COMMENT -> {
                if ((window & THREE_BYTES) == COMMENT_END) {
                    enter(State.MARKUP);
                }
            }
            case CDATA -> {
                return isKeptOfCdata(each);
            }
        }
        return true;
    }

    private void enter(State next) {
        state = next;
        window = 0;
    }

    private boolean isKeptOfCdata(byte each) {
        if ((window & THREE_BYTES) == CDATA_END) {
            enter(State.MARKUP);
            return true;
        }
        boolean continuesCharacter = (each & 0xC0) == 0x80;
        if (kept >= 0 && (kept < KEPT || continuesCharacter)) {
            kept++;
            return true;
        }
        kept = -1;
        // Brackets may belong to the section's end.
        return each == '\n' || each == ']';
    }
}
