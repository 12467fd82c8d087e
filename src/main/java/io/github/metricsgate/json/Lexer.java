package io.github.metricsgate.json;

import static io.github.metricsgate.json.Utf8Source.END;

import io.github.metricsgate.metrics.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads strings, numbers and words of a document. */
final class Lexer {

    static final int MAX_STRING_BYTES = 2 * 1024 * 1024;
    static final int MAX_NUMBER_LENGTH = 128 * 1024;

    /** Room for the character that exceeds the limit. */
    private static final int ROOM = 4;

    private static final int LONGEST_WORD = "-Infinity".length();

    private final Utf8Source source;

    /** The UTF-8 of a string, or the characters of a number, as far as it has been read. */
    private byte[] text = new byte[256];

    private int length;
    private boolean isAscii;
    private int halfPair;
    private Position halfPairPosition = new Position(0, 0);

    Lexer(Utf8Source source) {
        this.source = source;
    }

    /** The text of the string that begins at the current byte. */
    String string() throws IOException, MalformedJsonException {
        halfPair = 0;
        source.next++;
        byte[] buffer = source.buffer;
        int start = source.next;
        for (int i = start; i < source.end; i++) {
            byte b = buffer[i];
            if (b == '"') {
                source.next = i + 1;
                return new String(buffer, start, i - start, StandardCharsets.ISO_8859_1);
            }
            if (b == '\\' || b < ' ') {
                break;
            }
        }
        return anyString();
    }

    /** For a string that is not plain ASCII, or not completely in the buffer. */
    private String anyString() throws IOException, MalformedJsonException {
        length = 0;
        isAscii = true;
        for (int b = source.current(); b != '"'; b = source.current()) {
            if (b == END || b < ' ') {
                throw malformed(JsonProblems.unexpectedInString(b));
            } else if (b == '\\') {
                escape();
            } else if (b < 0x80) {
                append(source.take());
            } else {
                multiByte(b);
            }
            if (length > MAX_STRING_BYTES) {
                throw malformed(JsonProblems.STRING_TOO_LONG);
            }
        }
        source.next++;
        return new String(text, 0, length, isAscii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** The unpaired surrogate in the string read last, which is therefore not text; 0 if there is none. */
    int halfPair() {
        return halfPair;
    }

    /** Where that is. */
    Position halfPairPosition() {
        return halfPairPosition;
    }

    private void escape() throws IOException, MalformedJsonException {
        Position at = source.position();
        source.next++;
        int b = source.current();
        int plain = switch (b) {
            case '"', '\\', '/' -> b;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> END;
            default -> throw unexpected("one of \" \\ / b f n r t u after a backslash");
        };
        source.next++;
        appendCodePoint(plain == END ? escapedCodePoint(at) : plain);
    }

    /** The code point of an escape after its {@code \}{@code u}, or of two that form a surrogate pair. */
    private int escapedCodePoint(Position at) throws IOException, MalformedJsonException {
        int unit = fourHexDigits();
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        if (Character.isHighSurrogate((char) unit) && source.current() == '\\') {
            source.next++;
            if (source.current() != 'u') {
                source.next--;
            } else {
                source.next++;
                int second = fourHexDigits();
                if (Character.isLowSurrogate((char) second)) {
                    return Character.toCodePoint((char) unit, (char) second);
                }
            }
        }
        if (halfPair == 0) {
            halfPair = unit;
            halfPairPosition = at;
        }
        return '?';
    }

    private int fourHexDigits() throws IOException, MalformedJsonException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = source.current() == END ? -1 : Character.digit(source.current(), 16);
            if (digit < 0) {
                throw unexpected("four hexadecimal digits after \\u");
            }
            unit = unit << 4 | digit;
            source.next++;
        }
        return unit;
    }

    private void appendCodePoint(int codePoint) {
        if (codePoint < 0x80) {
            append(codePoint);
        } else {
            isAscii = false;
            for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
                append(b);
            }
        }
    }

    /** Reads a character of several bytes; table 3-7 of the Unicode Standard defines which bytes may follow which. */
    private void multiByte(int lead) throws IOException, MalformedJsonException {
        int continuations;
        int lowest = 0x80;
        int highest = 0xBF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            continuations = 1;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            continuations = 2;
            lowest = lead == 0xE0 ? 0xA0 : 0x80;
            highest = lead == 0xED ? 0x9F : 0xBF;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            continuations = 3;
            lowest = lead == 0xF0 ? 0x90 : 0x80;
            highest = lead == 0xF4 ? 0x8F : 0xBF;
        } else {
            Position at = source.position();
            source.next++;
            throw new MalformedJsonException(at, JsonProblems.notUtf8(lead, source.current()));
        }
        isAscii = false;
        append(source.take());
        for (int i = 0; i < continuations; i++) {
            int b = source.current();
            if (b == END) {
                throw malformed(JsonProblems.unexpectedInString(END));
            }
            if (b < lowest || b > highest) {
                Position behind = source.position();
                throw new MalformedJsonException(
                        new Position(behind.line(), behind.column() - 1), JsonProblems.notUtf8(lead, b));
            }
            append(source.takeContinuation());
            lowest = 0x80;
            highest = 0xBF;
        }
    }

    /** The number that begins at the current byte, as it is spelled; also {@code -Infinity}, which is not a number. */
    String number() throws IOException, MalformedJsonException {
        byte[] buffer = source.buffer;
        int start = source.next;
        int end = source.end;
        int at = buffer[start] == '-' ? start + 1 : start;
        int whole = at;
        while (at < end && isDigit(buffer[at])) {
            at++;
        }
        boolean isPlain = at > whole && (buffer[whole] != '0' || at == whole + 1);
        if (isPlain && at < end && buffer[at] == '.') {
            int fraction = ++at;
            while (at < end && isDigit(buffer[at])) {
                at++;
            }
            isPlain = at > fraction;
        }
        if (!isPlain || at == end || (buffer[at] | 0x20) == 'e' || at - start > MAX_NUMBER_LENGTH) {
            return anyNumber();
        }
        source.next = at;
        return new String(buffer, start, at - start, StandardCharsets.ISO_8859_1);
    }

    /** For a number that has an exponent, is not completely in the buffer, or is not a number after all. */
    private String anyNumber() throws IOException, MalformedJsonException {
        length = 0;
        if (source.current() == '-') {
            append(source.take());
            if (source.current() == 'I') {
                return restOfWord();
            }
        }
        if (source.current() == '0') {
            append(source.take());
            if (isDigit(source.current())) {
                throw malformed(JsonProblems.LEADING_ZERO);
            }
        } else {
            digits();
        }
        if (source.current() == '.') {
            append(source.take());
            digits();
        }
        if (source.current() == 'e' || source.current() == 'E') {
            append(source.take());
            if (source.current() == '+' || source.current() == '-') {
                append(source.take());
            }
            digits();
        }
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void digits() throws IOException, MalformedJsonException {
        if (!isDigit(source.current())) {
            throw unexpected("a digit");
        }
        while (isDigit(source.current())) {
            if (length == MAX_NUMBER_LENGTH) {
                throw malformed(JsonProblems.NUMBER_TOO_LONG);
            }
            append(source.take());
        }
    }

    /** The letters that begin at the current byte; if there are many, the first ones. */
    String word() throws IOException {
        length = 0;
        return restOfWord();
    }

    private String restOfWord() throws IOException {
        while (isLetter(source.current()) && length < LONGEST_WORD) {
            append(source.take());
        }
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void append(int b) {
        if (length == text.length) {
            text = Arrays.copyOf(text, Math.min(2 * text.length, MAX_STRING_BYTES + ROOM));
        }
        text[length++] = (byte) b;
    }

    private MalformedJsonException unexpected(String expected) throws IOException {
        return malformed(JsonProblems.unexpected(source.current(), expected));
    }

    private MalformedJsonException malformed(String problem) {
        return new MalformedJsonException(source.position(), problem);
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    static boolean isLetter(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }
}
