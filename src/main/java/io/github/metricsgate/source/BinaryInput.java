package io.github.metricsgate.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/**
 * Big-endian binary records. A file that ends within one is an error; a record begins where {@link #kind} is asked, which is
 * also the position that an error names.
 */
public final class BinaryInput implements PositionedReader {

    private static final int LENGTH = 1 << 16;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final InputStream in;
    private final byte[] buffer = new byte[LENGTH];
    private int at;
    private int limit;
    /** Where in the file the buffer begins. */
    private long offset;

    private long record;

    BinaryInput(InputStream in) {
        this.in = in;
    }

    /** The byte that a record begins with; -1 at the end of the file. */
    public int kind() throws IOException {
        record = offset + at;
        if (at == limit && !fill()) {
            return -1;
        }
        return buffer[at++] & 0xFF;
    }

    public int i32() throws IOException {
        require(Integer.BYTES);
        int value = (int) INT.get(buffer, at);
        at += Integer.BYTES;
        return value;
    }

    public long i64() throws IOException {
        require(Long.BYTES);
        long value = (long) LONG.get(buffer, at);
        at += Long.BYTES;
        return value;
    }

    /**
     * A boolean in one byte.
     *
     * @throws InvalidValueException if it is neither 0 nor 1
     */
    public boolean flag() throws IOException {
        require(1);
        byte value = buffer[at++];
        if (value != 0 && value != 1) {
            throw new InvalidValueException("a boolean is " + value + ", expected 0 or 1");
        }
        return value == 1;
    }

    /**
     * A number of something that follows.
     *
     * @throws InvalidValueException if it is negative
     */
    public int count(String what) throws IOException {
        int count = i32();
        if (count < 0) {
            throw new InvalidValueException("the number of " + what + " is " + count);
        }
        return count;
    }

    /** So many bytes, which must not be more than fit into memory. */
    public byte[] bytes(int length) throws IOException {
        if (length <= LENGTH) {
            require(length);
            byte[] bytes = Arrays.copyOfRange(buffer, at, at + length);
            at += length;
            return bytes;
        }
        throw new IllegalArgumentException(length + " bytes at once");
    }

    public void skip(long length) throws IOException {
        long left = length;
        while (left > limit - at) {
            left -= limit - at;
            at = limit;
            if (!fill()) {
                throw tornRecord();
            }
        }
        at += (int) left;
    }

    private void require(int bytes) throws IOException {
        if (limit - at < bytes) {
            offset += at;
            System.arraycopy(buffer, at, buffer, 0, limit - at);
            limit -= at;
            at = 0;
            while (limit < bytes) {
                int count = in.read(buffer, limit, LENGTH - limit);
                if (count <= 0) {
                    throw tornRecord();
                }
                limit += count;
            }
        }
    }

    /** With nothing left in the buffer. */
    private boolean fill() throws IOException {
        offset += limit;
        at = 0;
        limit = Math.max(in.read(buffer, 0, LENGTH), 0);
        return limit > 0;
    }

    private static EOFException tornRecord() {
        return new EOFException("the file ends in the middle of a record");
    }

    @Override
    public String position() {
        return String.format(Locale.ROOT, "the record at byte %,d", record);
    }
}
