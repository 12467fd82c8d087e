package io.github.metricsgate.json;

import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON values, the same bytes for equal values. The format, which users' files depend on:
 *
 * <ul>
 *   <li>UTF-8 without a byte order mark, numbers as they were spelled;
 *   <li>{@code "}, {@code \} and U+0000 to U+001F escaped ({@code \b \f \n \r \t}, else {@code \}{@code u001f} in
 *       lower-case hexadecimal), all else as itself;
 *   <li>a document: keys sorted by code point at every depth, two spaces of indent, one element a line, no newline at
 *       the end;
 *   <li>a line: keys in their order, {@code ", "} and {@code ": "} between, a line feed after it.
 * </ul>
 */
public final class CanonicalWriter {

    /** Text by Unicode code point. {@link String#compareTo} puts U+1F600 before U+FB00, as its UTF-16 units are less. */
    public static final Comparator<String> CODE_POINT_ORDER = CanonicalWriter::compareByCodePoint;

    private static final String HEX = "0123456789abcdef";

    /** When as much is gathered, it is passed on. */
    private static final int FULL = 1 << 16;

    private final OutputStream out;
    private byte[] gathered = new byte[1 << 10];
    private int length;

    /**
     * Writes to {@code out}, in large pieces.
     *
     * @param out closed by whoever opened it
     */
    public CanonicalWriter(OutputStream out) {
        this.out = out;
    }

    public void document(JsonValue value) throws IOException {
        indented(value, 0);
        passOn();
    }

    public void line(JsonValue value) throws IOException {
        inline(value);
        append('\n');
        passOn();
    }

    private void passOnIfFull() throws IOException {
        if (length >= FULL) {
            passOn();
        }
    }

    private void passOn() throws IOException {
        out.write(gathered, 0, length);
        length = 0;
    }

    private void indented(JsonValue value, int depth) throws IOException {
        if (value instanceof JsonObject object && !object.members().isEmpty()) {
            List<Map.Entry<String, JsonValue>> members =
                    new ArrayList<>(object.members().entrySet());
            members.sort(Map.Entry.comparingByKey(CODE_POINT_ORDER));
            char separator = '{';
            for (Map.Entry<String, JsonValue> member : members) {
                append(separator);
                newLine(depth + 1);
                string(member.getKey());
                ascii(": ");
                indented(member.getValue(), depth + 1);
                separator = ',';
            }
            newLine(depth);
            append('}');
        } else if (value instanceof JsonArray array && !array.elements().isEmpty()) {
            char separator = '[';
            for (JsonValue element : array.elements()) {
                append(separator);
                newLine(depth + 1);
                indented(element, depth + 1);
                separator = ',';
            }
            newLine(depth);
            append(']');
        } else {
            inline(value);
        }
        passOnIfFull();
    }

    private void newLine(int depth) {
        append('\n');
        for (int i = 0; i < depth; i++) {
            ascii("  ");
        }
    }

    private void inline(JsonValue value) throws IOException {
        if (value instanceof JsonObject object) {
            String separator = "";
            append('{');
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                ascii(separator);
                string(member.getKey());
                ascii(": ");
                inline(member.getValue());
                separator = ", ";
            }
            append('}');
        } else if (value instanceof JsonArray array) {
            String separator = "";
            append('[');
            for (JsonValue element : array.elements()) {
                ascii(separator);
                inline(element);
                separator = ", ";
            }
            append(']');
        } else if (value instanceof JsonString string) {
            string(string.text());
        } else if (value instanceof JsonNumber number) {
            ascii(number.text());
        } else if (value instanceof JsonLiteral literal) {
            ascii(literal.text());
        } else {
            throw new IllegalArgumentException("a violation has no canonical form: " + value);
        }
        passOnIfFull();
    }

    private void string(String text) {
        append('"');
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            switch (b) {
                case '"' -> ascii("\\\"");
                case '\\' -> ascii("\\\\");
                case '\b' -> ascii("\\b");
                case '\f' -> ascii("\\f");
                case '\n' -> ascii("\\n");
                case '\r' -> ascii("\\r");
                case '\t' -> ascii("\\t");
                default -> {
                    if (b >= 0 && b < ' ') {
                        ascii("\\u00");
                        append(HEX.charAt(b >> 4));
                        append(HEX.charAt(b & 0xF));
                    } else {
                        append(b);
                    }
                }
            }
        }
        append('"');
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
    }

    private void append(char ascii) {
        append((byte) ascii);
    }

    private void append(byte b) {
        if (length == gathered.length) {
            gathered = Arrays.copyOf(gathered, 2 * length);
        }
        gathered[length++] = b;
    }

    private static int compareByCodePoint(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
