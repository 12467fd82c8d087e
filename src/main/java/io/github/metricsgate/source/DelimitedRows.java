package io.github.metricsgate.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file in UTF-8, each of at most a million bytes. A row without quotation marks, as nearly all of a log are, is
 * taken apart where it lies; only the others are given to the library, which takes as long for a file as everything else
 * together takes several times. Blank lines are passed over. A last row without a line end is an error.
 */
final class DelimitedRows implements PositionedReader {

    private static final int LONGEST = 1_000_000;
    private static final byte QUOTE = '"';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final boolean[] special = new boolean[256];
    private byte delimiter;
    private byte[] buffer = new byte[1 << 16];
    private int limit;
    /** Where the row that comes next begins in the buffer. */
    private int next;

    private long line;
    private long linesBefore;

    /** Where the cells of the row at hand lie: the buffer, or a copy of what was quoted. */
    private byte[] data = buffer;

    private byte[] unquoted = new byte[1 << 10];
    private int begin;
    /** Of each cell, counted from the beginning of the row. Between two cells there is one byte. */
    private int[] ends = new int[32];

    private int cells;

    DelimitedRows(InputStream in) throws IOException {
        this.in = in;
        special['\n'] = true;
        special[QUOTE] = true;
        while (limit < 3 && fill()) {
            // A mark has three bytes.
        }
        boolean mark = limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF;
        next = mark ? 3 : 0;
    }

    /** The line that comes next, which stays where it is. */
    String peekLine() throws IOException {
        int at = next;
        while (true) {
            if (at == limit) {
                checkLength(at);
                int length = at - next;
                if (!fill()) {
                    return decode(buffer, next, next + length);
                }
                at = next + length;
            }
            if (buffer[at] == '\n') {
                return decode(buffer, next, at > next && buffer[at - 1] == '\r' ? at - 1 : at);
            }
            at++;
        }
    }

    /** What stands between two cells: an ASCII character. To be called before the first {@link #next}. */
    void delimiter(char between) {
        delimiter = (byte) between;
        special[between] = true;
    }

    /**
     * Goes on to the next row; false behind the last one.
     *
     * @throws InvalidValueException if it is too long, has no end, or is quoted in a way that nobody can know what it says
     */
    boolean next() throws IOException {
        do {
            if (next == limit && !fill()) {
                return false;
            }
            line += linesBefore;
            linesBefore = 0;
            if (line == 0) {
                line = 1;
            }
            read();
        } while (cells == 1 && ends[0] == 0);
        return true;
    }

    private void read() throws IOException {
        int quotes = 0;
        int at = next;
        cells = 0;
        while (true) {
            while (at < limit && !special[buffer[at] & 0xFF]) {
                at++;
            }
            if (at == limit) {
                checkLength(at);
                int length = at - next;
                if (!fill()) {
                    throw new InvalidValueException(
                            (quotes & 1) == 0
                                    ? "the last line was cut off: it has no line end"
                                    : "a quoted cell is never closed");
                }
                at = next + length;
                continue;
            }
            byte found = buffer[at];
            if (found == QUOTE) {
                quotes++;
            } else if (found == '\n') {
                linesBefore++;
            }
            if ((quotes & 1) == 0 && found != QUOTE) {
                endCell(at - next);
                if (found == '\n') {
                    break;
                }
            }
            at++;
        }
        checkLength(at);
        begin = next;
        data = buffer;
        next = at + 1;
        int length = ends[cells - 1];
        if (length > 0 && buffer[begin + length - 1] == '\r' && (cells == 1 || ends[cells - 2] + 1 < length)) {
            ends[cells - 1]--;
        }
        if (quotes > 0) {
            unquote(decode(buffer, begin, begin + ends[cells - 1]));
        }
    }

    private void checkLength(int at) {
        if (at - next > LONGEST) {
            throw new InvalidValueException("a line of more than " + LONGEST + " bytes");
        }
    }

    private void endCell(int end) {
        if (cells == ends.length) {
            ends = Arrays.copyOf(ends, 2 * cells);
        }
        ends[cells++] = end;
    }

    private void unquote(String row) throws IOException {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setDelimiter((char) delimiter).get();
        try (CSVParser parser = CSVParser.parse(row, format)) {
            CSVRecord only = null;
            for (CSVRecord each : parser) {
                if (only != null) {
                    throw new InvalidValueException("its quotation marks are not balanced");
                }
                only = each;
            }
            keep(only == null ? new String[] {""} : only.values());
        } catch (IOException | IllegalStateException | UncheckedIOException e) {
            throw new InvalidValueException("its quotation marks are not balanced");
        }
    }

    private void keep(String[] texts) {
        cells = 0;
        begin = 0;
        int length = 0;
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (length + bytes.length + 1 > unquoted.length) {
                unquoted = Arrays.copyOf(unquoted, 2 * (length + bytes.length + 1));
            }
            System.arraycopy(bytes, 0, unquoted, length, bytes.length);
            length += bytes.length;
            endCell(length);
            length++;
        }
        data = unquoted;
    }

    /** Reads more behind what is there. The row that begins at {@code next} is moved to the front if there is no room. */
    private boolean fill() throws IOException {
        if (limit == buffer.length || next == limit) {
            System.arraycopy(buffer, next, buffer, 0, limit - next);
            limit -= next;
            next = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(count, 0);
        return count > 0;
    }

    int cells() {
        return cells;
    }

    private int from(int cell) {
        return cell == 0 ? begin : begin + ends[cell - 1] + 1;
    }

    /** The cell as a number; -1 if it is anything but 1 to 15 digits. */
    long digits(int cell) {
        int to = begin + ends[cell];
        int from = from(cell);
        if (to - from < 1 || to - from > 15) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    boolean is(int cell, byte[] expected) {
        return Arrays.equals(data, from(cell), begin + ends[cell], expected, 0, expected.length);
    }

    boolean startsWith(int cell, byte[] expected) {
        int from = from(cell);
        return begin + ends[cell] - from >= expected.length
                && Arrays.equals(data, from, from + expected.length, expected, 0, expected.length);
    }

    /** @throws InvalidValueException if it is no UTF-8 */
    String text(int cell) {
        return decode(data, from(cell), begin + ends[cell]);
    }

    /** What is remembered for the cell; null if nothing is. */
    <V> @Nullable V find(ByteKeys<V> keys, int cell) {
        return keys.get(data, from(cell), begin + ends[cell]);
    }

    <V> void remember(ByteKeys<V> keys, int cell, V value) {
        keys.put(data, from(cell), begin + ends[cell], value);
    }

    private String decode(byte[] bytes, int from, int to) {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidValueException("the line is not UTF-8");
        }
    }

    @Override
    public String position() {
        return line == 0 ? "" : "line " + line;
    }
}
