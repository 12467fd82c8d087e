package io.github.metricsgate.source;

import java.util.Arrays;

/**
 * Ascending numbers and how often each is there, packed into bytes: the difference to the number before and the count, each in
 * seven bits a byte, the lowest first.
 */
final class PackedCounts {

    private PackedCounts() {}

    /**
     * All that is left of a walk.
     *
     * @param expectedLength in bytes, as far as one can know
     */
    static byte[] pack(CountCursor cursor, int expectedLength) {
        byte[] bytes = new byte[Math.max(16, expectedLength)];
        int length = 0;
        long before = 0;
        while (cursor.next()) {
            if (length + 20 > bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length + bytes.length / 2 + 20);
            }
            length = put(bytes, length, cursor.value() - before);
            length = put(bytes, length, cursor.count());
            before = cursor.value();
        }
        return Arrays.copyOf(bytes, length);
    }

    private static int put(byte[] bytes, int at, long number) {
        int next = at;
        long left = number;
        while (left > 0x7F) {
            bytes[next++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[next++] = (byte) left;
        return next;
    }

    /** Walks through what was packed. */
    static CountCursor unpack(byte[] bytes) {
        return new Reader(bytes);
    }

    private static final class Reader implements CountCursor {

        private final byte[] bytes;
        private int at;
        private long value;
        private long count;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean next() {
            if (at == bytes.length) {
                return false;
            }
            value += number();
            count = number();
            return true;
        }

        private long number() {
            long number = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[at++];
                number |= (next & 0x7FL) << shift;
                shift += 7;
            } while (next < 0);
            return number;
        }

        @Override
        public long value() {
            return value;
        }

        @Override
        public long count() {
            return count;
        }
    }
}
