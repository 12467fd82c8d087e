package io.github.metricsgate.json;

import io.github.metricsgate.metrics.Position;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a document, one after the other, and the position of each. */
final class Utf8Source {

    /** Returned instead of a byte at the end of the file, or of the line where lines are read one by one. */
    static final int END = -1;

    /** The number of bytes that it takes to recognise an encoding. */
    private static final int FIRST_BYTES = 3;

    private final InputStream in;

    /** Contains what has been read but not taken, from {@code next} to {@code end}. */
    final byte[] buffer;

    int next;
    int end;
    private long bufferOffset;
    /** Where in the file the value begins that was last compared with a template. */
    private long valueOffset;

    private long line = 1;
    private long lineOffset;
    /** Bytes of this line that continue a character: the column counts characters. */
    private long continuationBytes;

    private boolean lineByLine;

    Utf8Source(InputStream in) {
        this.in = in;
        this.buffer = new byte[1 << 16];
    }

    /**
     * Continues in the middle of a file, see {@link JsonReader#JsonReader(byte[], int, InputStream, long, long,
     * String)}.
     */
    Utf8Source(byte[] read, int length, InputStream in, long offset, long line) {
        this.in = in;
        this.buffer = read;
        this.end = length;
        this.bufferOffset = offset;
        this.lineOffset = offset;
        this.line = line;
    }

    /** From here on, {@link #peek} stops at a line feed. */
    void stopAtLineFeeds() {
        lineByLine = true;
    }

    /** The next byte, without taking it; {@link #END} at the end of the file. */
    int current() throws IOException {
        if (next == end && !refill()) {
            return END;
        }
        return buffer[next] & 0xFF;
    }

    /** The next byte that is not white space, without taking it; {@link #END} at the end of the file or the line. */
    int peek() throws IOException {
        while (true) {
            int b = current();
            if (b > ' ' || b == END) {
                return b;
            }
            if (b == '\n') {
                if (lineByLine) {
                    return END;
                }
                next++;
                startLine();
            } else if (b == ' ' || b == '\t' || b == '\r') {
                next++;
            } else {
                return b;
            }
        }
    }

    /** Takes the current byte, which begins a character. */
    int take() {
        return buffer[next++] & 0xFF;
    }

    /** Takes the current byte, which continues a character. */
    int takeContinuation() {
        continuationBytes++;
        return buffer[next++] & 0xFF;
    }

    /** Skips the rest of the line, including its line feed if there is one. */
    void skipLine() throws IOException {
        while (current() != '\n' && current() != END) {
            next++;
        }
        takeLineFeed();
    }

    void takeLineFeed() throws IOException {
        if (current() == '\n') {
            next++;
            startLine();
        }
    }

    void skipFile() throws IOException {
        do {
            next = end;
        } while (current() != END);
    }

    /** The number of the line of the current byte. */
    long line() {
        return line;
    }

    /** The column of the current byte. */
    long column() {
        return bufferOffset + next - lineOffset - continuationBytes + 1;
    }

    Position position() {
        return new Position(line, column());
    }

    /** Takes the byte order mark that the file begins with. */
    void takeByteOrderMark() {
        take();
        takeContinuation();
        takeContinuation();
    }

    /** The encoding of the file if its beginning is not UTF-8; reads only the beginning. */
    Encoding encoding() throws IOException {
        return current() == END || bufferOffset + next > 0 ? Encoding.UTF_8 : Encoding.of(buffer, end);
    }

    /** See {@link JsonReader#skipMatching}. */
    boolean skipMatching(LineTemplate template) throws IOException {
        peek();
        valueOffset = bufferOffset + next;
        int valueEnd = template.match(buffer, next, end);
        if (valueEnd < 0) {
            return false;
        }
        if (lineByLine) {
            valueEnd = skipMatchingLines(template, valueEnd);
        }
        next = valueEnd;
        if (template.lineFeeds() > 0) {
            line += template.lineFeeds();
            lineOffset = bufferOffset + next - template.lengthOfLastLine();
            continuationBytes = 0;
        }
        return true;
    }

    private int skipMatchingLines(LineTemplate template, int firstEnd) throws IOException {
        int lineStart = next;
        int valueEnd = firstEnd;
        int nextEnd;
        while (valueEnd + 1 < end
                && buffer[valueEnd] == '\n'
                && (nextEnd = template.match(buffer, valueEnd + 1, end)) >= 0) {
            lineStart = valueEnd + 1;
            valueEnd = nextEnd;
            line++;
        }
        if (lineStart > next) {
            lineOffset = bufferOffset + lineStart;
            continuationBytes = 0;
        }
        return valueEnd;
    }

    /** See {@link JsonReader#showLastValueTo}. */
    void showLastValueTo(LineTemplate template) {
        if (valueOffset >= bufferOffset) {
            template.learnFrom(buffer, (int) (valueOffset - bufferOffset), next);
        }
    }

    private boolean refill() throws IOException {
        bufferOffset += end;
        next = 0;
        end = 0;
        do {
            int read = in.read(buffer, end, buffer.length - end);
            if (read <= 0) {
                break;
            }
            end += read;
        } while (bufferOffset == 0 && end < FIRST_BYTES);
        return end > 0;
    }

    private void startLine() {
        line++;
        lineOffset = bufferOffset + next;
        continuationBytes = 0;
    }
}
