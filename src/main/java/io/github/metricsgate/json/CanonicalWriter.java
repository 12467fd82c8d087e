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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /**
     * Orders text by Unicode code point. {@link String#compareTo} puts U+1F600 before U+FB00, because its UTF-16 units
     * are smaller.
     */
    public static final Comparator<String> CODE_POINT_ORDER = CanonicalWriter::compareByCodePoint;

    private static final String HEX = "0123456789abcdef";

    /** How many characters are collected before they are written. */
    private static final int FULL = 1 << 16;

    private final OutputStream out;
    private final StringBuilder gathered = new StringBuilder(1 << 10);

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

    /** Elements of an array that are not held all at once. */
    public interface Elements {

        /** Null behind the last one. */
        @Nullable
        JsonValue next() throws IOException;
    }

    /** A document with an array in it whose elements are lines, each with its keys in their order. */
    public void document(JsonObject value, String array, Elements elements) throws IOException {
        Map<String, JsonValue> members = new TreeMap<>(CODE_POINT_ORDER);
        members.putAll(value.members());
        members.put(array, value);
        char separator = '{';
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            gathered.append(separator);
            newLine(1);
            string(member.getKey());
            gathered.append(": ");
            if (member.getKey().equals(array)) {
                lines(elements);
            } else {
                indented(member.getValue(), 1);
            }
            separator = ',';
        }
        newLine(0);
        gathered.append('}');
        passOn();
    }

    private void lines(Elements elements) throws IOException {
        char separator = '[';
        for (JsonValue each = elements.next(); each != null; each = elements.next()) {
            gathered.append(separator);
            newLine(2);
            inline(each);
            separator = ',';
        }
        if (separator == '[') {
            gathered.append("[]");
        } else {
            newLine(1);
            gathered.append(']');
        }
    }

    public void line(JsonValue value) throws IOException {
        inline(value);
        gathered.append('\n');
        passOn();
    }

    private void passOnIfFull() throws IOException {
        if (gathered.length() >= FULL) {
            passOn();
        }
    }

    /** Never splits the two units of a character. */
    private void passOn() throws IOException {
        out.write(gathered.toString().getBytes(StandardCharsets.UTF_8));
        gathered.setLength(0);
    }

    private void indented(JsonValue value, int depth) throws IOException {
        if (value instanceof JsonObject object && !object.members().isEmpty()) {
            List<Map.Entry<String, JsonValue>> members =
                    new ArrayList<>(object.members().entrySet());
            members.sort(Map.Entry.comparingByKey(CODE_POINT_ORDER));
            char separator = '{';
            for (Map.Entry<String, JsonValue> member : members) {
                gathered.append(separator);
                newLine(depth + 1);
                string(member.getKey());
                gathered.append(": ");
                indented(member.getValue(), depth + 1);
                separator = ',';
            }
            newLine(depth);
            gathered.append('}');
        } else if (value instanceof JsonArray array && !array.elements().isEmpty()) {
            char separator = '[';
            for (JsonValue element : array.elements()) {
                gathered.append(separator);
                newLine(depth + 1);
                indented(element, depth + 1);
                separator = ',';
            }
            newLine(depth);
            gathered.append(']');
        } else {
            inline(value);
        }
        passOnIfFull();
    }

    private void newLine(int depth) {
        gathered.append('\n');
        for (int i = 0; i < depth; i++) {
            gathered.append("  ");
        }
    }

    private void inline(JsonValue value) throws IOException {
        if (value instanceof JsonObject object) {
            String separator = "";
            gathered.append('{');
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                gathered.append(separator);
                string(member.getKey());
                gathered.append(": ");
                inline(member.getValue());
                separator = ", ";
            }
            gathered.append('}');
        } else if (value instanceof JsonArray array) {
            String separator = "";
            gathered.append('[');
            for (JsonValue element : array.elements()) {
                gathered.append(separator);
                inline(element);
                separator = ", ";
            }
            gathered.append(']');
        } else if (value instanceof JsonString string) {
            string(string.text());
        } else if (value instanceof JsonNumber number) {
            gathered.append(number.text());
        } else if (value instanceof JsonLiteral literal) {
            gathered.append(literal.text());
        } else {
            throw new IllegalArgumentException("an invalid value has no canonical form: " + value);
        }
        passOnIfFull();
    }

    private void string(String text) throws IOException {
        gathered.append('"');
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + FULL);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            part(text, from, to);
            passOnIfFull();
            from = to;
        }
        gathered.append('"');
    }

    private void part(String text, int from, int to) {
        int plain = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                gathered.append(text, plain, i);
                escaped(c);
                plain = i + 1;
            }
        }
        // Nearly always in one piece, because nothing had to be escaped.
        gathered.append(plain == 0 && to == text.length() ? text : text.substring(plain, to));
    }

    private void escaped(char c) {
        gathered.append('\\');
        switch (c) {
            case '"', '\\' -> gathered.append(c);
            case '\b' -> gathered.append('b');
            case '\f' -> gathered.append('f');
            case '\n' -> gathered.append('n');
            case '\r' -> gathered.append('r');
            case '\t' -> gathered.append('t');
            default -> gathered.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
        }
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
