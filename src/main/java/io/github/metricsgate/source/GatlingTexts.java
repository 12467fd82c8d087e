package io.github.metricsgate.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The texts of a binary log. A text may be meant again as a name, so that all are kept, messages of failures too; of those
 * there may be as many as there are failures, and so only so many. Names are looked at as text only when they are new.
 */
final class GatlingTexts {

    /** In bytes. A longer one cannot be the name of an item, and is not kept. */
    private static final int LONGEST_KEPT = 4 * Items.LONGEST_NAME;
    /** For what one text costs beside its bytes. */
    private static final int OVERHEAD = 24;
    /** How often the budget is asked. */
    private static final long STEP = 1 << 20;

    /** In bytes, of all texts, from which on no more messages are kept. */
    private static final long MOST_MESSAGES = 16 << 20;

    private static final byte[] EMPTY = new byte[0];
    private static final byte[] NOT_KEPT = new byte[0];

    private final BinaryInput in;
    private final Items items;
    /** The bytes of each and one for their encoding; by number, from 1. */
    private byte[][] cached = new byte[64][];

    private int known;
    private long memory;
    private long checkedMemory;

    GatlingTexts(BinaryInput in, Items items) {
        this.in = in;
        this.items = items;
    }

    /** A text that is read at once. */
    String read(String what) throws IOException {
        byte[] encoded = encoded(in.count("bytes of " + what), true);
        if (encoded == NOT_KEPT) {
            throw new InvalidValueException(what + " is longer than " + LONGEST_KEPT + " bytes");
        }
        return decode(encoded);
    }

    void skip(String what) throws IOException {
        int length = in.count("bytes of " + what);
        in.skip(length == 0 ? 0 : length + 1L);
    }

    /** The number of a text that is a name. */
    int cachedName() throws IOException {
        int number = in.i32();
        if (number <= 0) {
            return referred(number);
        }
        define(number, true);
        return number;
    }

    void skipCachedMessage() throws IOException {
        int number = in.i32();
        if (number <= 0) {
            referred(number);
        } else {
            define(number, memory < MOST_MESSAGES);
        }
    }

    private int referred(int number) {
        // Of the smallest int there is no opposite.
        if (number == 0 || number < -known) {
            throw new InvalidValueException("a reference to text " + -(long) number + ", of which there are " + known);
        }
        return -number;
    }

    private void define(int number, boolean kept) throws IOException {
        if (number != known + 1) {
            throw new InvalidValueException("text " + number + " is defined, expected number " + (known + 1));
        }
        if (number == cached.length) {
            account(8L * cached.length);
            cached = Arrays.copyOf(cached, 2 * cached.length);
        }
        byte[] encoded = encoded(in.count("bytes of a text"), kept);
        if (encoded.length > 0) {
            account(OVERHEAD + encoded.length);
        }
        cached[number] = encoded;
        known = number;
    }

    private byte[] encoded(int length, boolean kept) throws IOException {
        if (length == 0) {
            return EMPTY;
        }
        if (kept && length <= LONGEST_KEPT) {
            return in.bytes(length + 1);
        }
        in.skip(length + 1L);
        return NOT_KEPT;
    }

    /**
     * Accounts for memory that is held until the whole log is read.
     *
     * @throws InvalidValueException if there is not so much
     */
    void account(long bytes) {
        memory += bytes;
        if (memory - checkedMemory > STEP) {
            items.requireMemory(memory);
            checkedMemory = memory;
        }
    }

    /**
     * The text of that number, with its line ends and tabs as spaces, as in Gatling's reports.
     *
     * @throws InvalidValueException if it is none, or too long for a name
     */
    String text(int number) {
        byte[] encoded = cached[number];
        if (encoded == null || encoded == NOT_KEPT) {
            throw new InvalidValueException("a name is longer than " + LONGEST_KEPT
                    + " bytes, or was the message of a failure before, among too many of them");
        }
        return decode(encoded).replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    }

    private static String decode(byte[] encoded) {
        if (encoded.length == 0) {
            return "";
        }
        int length = encoded.length - 1;
        Charset charset = charset(encoded[length], length);
        return new String(encoded, 0, length, charset);
    }

    private static Charset charset(byte coder, int length) {
        if (coder == 0) {
            return StandardCharsets.ISO_8859_1;
        }
        if (coder == 1 && length % 2 == 0) {
            return StandardCharsets.UTF_16LE;
        }
        throw new InvalidValueException("a text of " + length + " bytes is encoded as " + coder
                + ", expected 0, or 1 of an even number of bytes");
    }
}
