package io.github.metricsgate.json;

import io.github.metricsgate.json.JsonValue.InvalidValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads JSON (RFC 8259) from UTF-8 bytes, in one pass and with the position of everything.
 *
 * <p>Stricter than most readers, because what passes here is written again and judged: a duplicate key, {@code NaN} or
 * {@code Infinity}, a number whose double is infinite, half of a surrogate pair, malformed UTF-8, a byte order mark,
 * nesting over {@value #MAX_DEPTH} and trailing content are violations. The reader reports them itself. Where it can
 * read on it does, so that all are found; where it cannot, it throws {@link MalformedJsonException}.
 *
 * <p>Its limits, beside the nesting: a string of {@value #MAX_STRING_BYTES} bytes, a number of
 * {@value #MAX_NUMBER_LENGTH} characters, an object of {@value #MAX_MEMBERS} members, and, in a value that is
 * held whole, {@value #MAX_HELD_VALUES} values with {@value #MAX_HELD_CHARACTERS} characters of keys, strings and numbers;
 * the same goes for the keys of the objects around it. Neither layout nor order counts, so that what was read can be
 * written in other ones and read again.
 */
public final class JsonReader {

    static final int MAX_DEPTH = 64;
    static final int MAX_STRING_BYTES = 16 * 1024 * 1024;
    static final int MAX_NUMBER_LENGTH = 128 * 1024;
    static final int MAX_MEMBERS = 100_000;
    static final int MAX_HELD_VALUES = 1_000_000;
    static final int MAX_HELD_CHARACTERS = 32 * 1024 * 1024;

    /** Of so many keys, each is kept once, however often it occurs: the objects of a file have mostly the same. */
    private static final int SHARED_KEYS = 1000;

    private static final int LONGEST_SHARED_KEY = 100;

    /** No double is infinite that has this many digits before its point, and no exponent. */
    private static final int SURELY_FINITE_LENGTH = 300;

    private static final int END = -1;

    /** Reads one value of an array or object, or a whole document or line. */
    public interface ValueHandler {
        void read() throws IOException, MalformedJsonException;
    }

    /** Reads the value of one member. */
    public interface MemberHandler {
        void read(String name) throws IOException, MalformedJsonException;
    }

    private final InputStream in;
    private final String file;
    private final ViolationCollector violations = new ViolationCollector();
    private boolean hasViolations;

    private final byte[] buffer;
    private int next;
    private int end;
    private long bufferOffset;
    /** Where in the file the value begins that was last begun. */
    private long valueOffset;

    private long line = 1;
    private long lineOffset;
    /** Bytes of this line that continue a character: the column counts characters. */
    private long continuationBytes;

    private byte[] text = new byte[256];
    private int textLength;
    /** Whether half of a surrogate pair was reported in the string that was read last. */
    private boolean isTextMarred;

    private boolean isNameMarred;

    private JsonPointer here = JsonPointer.ROOT;
    private int depth;
    private boolean lineByLine;

    private final Map<String, String> sharedKeys = new HashMap<>();
    /** While a value is read that is held whole; what is counted is in it, else the keys of the objects around. */
    private boolean whole;

    private int heldValues;
    private int heldCharacters;

    /**
     * @param in closed by whoever opened it
     * @param file the name that violations give
     */
    public JsonReader(InputStream in, String file) {
        this.in = in;
        this.file = file;
        this.buffer = new byte[1 << 16];
    }

    /**
     * Reads on in the middle of a file, at the start of a line.
     *
     * @param read what was read of the file already, whole, up to {@code length}; nobody may write to it meanwhile, and this
     *     will
     * @param in what comes after that
     * @param offset where in the file {@code read} begins
     * @param line the number of its first line
     */
    public JsonReader(byte[] read, int length, InputStream in, long offset, long line, String file) {
        this.in = in;
        this.file = file;
        this.buffer = read;
        this.end = length;
        this.bufferOffset = offset;
        this.lineOffset = offset;
        this.line = line;
    }

    /**
     * Reads a file that is one value, which {@code root} reads, to its end or to where it cannot be read on.
     *
     * @return what is wrong with it: what this reader found and what {@code root} {@linkplain #report reported}, in the
     *     order of the file
     */
    public Violations document(ValueHandler root) throws IOException {
        try {
            root.read();
            if (peek() != END) {
                throw malformed("the end of the file");
            }
        } catch (MalformedJsonException reported) {
            // Among the violations that are returned.
        }
        return violations.violations();
    }

    /** Adds what a caller found wrong with a value that was just read. */
    public void report(Violations found) {
        if (!found.isEmpty()) {
            hasViolations = true;
            violations.addAll(found);
        }
    }

    /** Whether anything was found wrong with what was read so far, by this reader or by its callers. */
    public boolean hasViolations() {
        return hasViolations;
    }

    /**
     * Reads a file of JSON Lines, one value a line and a line feed after each; {@code value} reads one of them. A
     * malformed line is reported and the next one read.
     *
     * @return what is wrong with the lines, as {@link #document} has it
     */
    public Violations lines(ValueHandler value) throws IOException {
        lineByLine = true;
        while (current() != END) {
            here = JsonPointer.ROOT;
            depth = 0;
            whole = false;
            heldValues = 0;
            heldCharacters = 0;
            try {
                value.read();
                if (peek() != END) {
                    throw malformed("the end of the line");
                }
                if (current() == END) {
                    throw malformed("a line feed after the last sample: the file is cut off");
                }
            } catch (MalformedJsonException reported) {
                while (current() != '\n' && current() != END) {
                    next++;
                }
            }
            if (current() == '\n') {
                next++;
                newLine();
            }
        }
        return violations.violations();
    }

    /** The number of the line that is read next. */
    public long line() {
        return line;
    }

    /**
     * Skips the next value if it matches, and in JSON Lines those of the next lines as far as they match; false, with nothing
     * read, if the next value does not match.
     */
    public boolean skipMatching(LineTemplate template) throws IOException {
        peek();
        valueOffset = bufferOffset + next;
        int valueEnd = template.match(buffer, next, end);
        if (valueEnd < 0) {
            return false;
        }
        if (lineByLine) {
            int lineStart = next;
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
        }
        next = valueEnd;
        if (template.lineFeeds() > 0) {
            line += template.lineFeeds();
            lineOffset = bufferOffset + next - template.lengthOfLastLine();
            continuationBytes = 0;
        }
        return true;
    }

    /** Lets {@code template} learn from the value that did not match it and was read, if its bytes are still at hand. */
    public void showLastValueTo(LineTemplate template) {
        if (valueOffset >= bufferOffset) {
            template.learnFrom(buffer, (int) (valueOffset - bufferOffset), next);
        }
    }

    /** The path of the value that is read next, or is being read. */
    public JsonPointer pointer() {
        return here;
    }

    public boolean isObjectNext() throws IOException {
        return peek() == '{';
    }

    public boolean isArrayNext() throws IOException {
        return peek() == '[';
    }

    /** Where the next value begins. */
    public Position positionOfNext() throws IOException {
        peek();
        return position();
    }

    /** Reads an object, {@code members} each value; a name that comes again is reported. */
    public void object(MemberHandler members) throws IOException, MalformedJsonException {
        JsonPointer object = enter();
        Set<String> names = new HashSet<>();
        int characters = 0;
        if (peek() == '}') {
            next++;
        } else {
            do {
                if (peek() != '"') {
                    throw malformed("a key in double quotes");
                }
                Position at = position();
                String name = shared(string());
                boolean isMarred = isTextMarred;
                here = object.child(name);
                if (names.add(name)) {
                    if (names.size() > MAX_MEMBERS) {
                        throw malformed("an object of at most " + MAX_MEMBERS + " members", "a larger object", at);
                    }
                    if (!whole) {
                        hold(name.length(), at);
                        characters += name.length();
                    }
                } else {
                    add(here, at, "duplicate key " + Excerpt.quoted(name));
                }
                if (peek() != ':') {
                    throw malformed("':' after the key");
                }
                next++;
                isNameMarred = isMarred;
                members.read(name);
                here = object;
            } while (moreBefore('}'));
        }
        if (!whole) {
            heldValues -= names.size();
            heldCharacters -= characters;
        }
        depth--;
    }

    /** Reads an array, {@code elements} each value. */
    public void array(ValueHandler elements) throws IOException, MalformedJsonException {
        JsonPointer array = enter();
        if (peek() == ']') {
            next++;
        } else {
            long index = 0;
            do {
                here = array.child(index++);
                elements.read();
                here = array;
            } while (moreBefore(']'));
        }
        depth--;
    }

    /**
     * Reads a value that the caller may keep for as long as it reads the document. What is no valid JSON in it is reported,
     * and marked in it: {@link JsonValue#isValid()} tells.
     */
    public JsonValue value() throws IOException, MalformedJsonException {
        int valuesAround = heldValues;
        int charactersAround = heldCharacters;
        whole = true;
        heldValues = 0;
        heldCharacters = 0;
        JsonValue value = held();
        whole = false;
        heldValues = valuesAround;
        heldCharacters = charactersAround;
        return value;
    }

    /** Reads a value like {@link #value()} that the caller drops before it reads on. */
    public JsonValue passingValue() throws IOException, MalformedJsonException {
        return value();
    }

    private JsonValue held() throws IOException, MalformedJsonException {
        int first = peek();
        Position at = position();
        hold(0, at);
        return switch (first) {
            case '{' -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                object(name -> {
                    holdCharacters(name.length(), at);
                    boolean isMarred = isNameMarred;
                    JsonValue member = held();
                    if (isMarred || members.containsKey(name)) {
                        members.put(name, new InvalidValue(member.position()));
                    } else {
                        members.put(name, member);
                    }
                });
                yield new JsonObject(members, at);
            }
            case '[' -> {
                List<JsonValue> elements = new ArrayList<>();
                array(() -> elements.add(held()));
                yield new JsonArray(elements, at);
            }
            case '"' -> {
                String string = string();
                holdCharacters(string.length(), at);
                yield isTextMarred ? new InvalidValue(at) : new JsonString(string, at);
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(at);
            default -> {
                if (!isLetter(first)) {
                    throw malformed("a JSON value");
                }
                textLength = 0;
                yield word(at);
            }
        };
    }

    /** Reads past a value of any kind, holding none of it. */
    public void skip() throws IOException, MalformedJsonException {
        if (isObjectNext()) {
            object(name -> skip());
        } else if (isArrayNext()) {
            array(this::skip);
        } else {
            value();
        }
    }

    private void hold(int characters, Position at) throws MalformedJsonException {
        if (++heldValues > MAX_HELD_VALUES) {
            throw tooLarge(at);
        }
        holdCharacters(characters, at);
    }

    private void holdCharacters(int characters, Position at) throws MalformedJsonException {
        heldCharacters += characters;
        if (heldCharacters > MAX_HELD_CHARACTERS) {
            throw tooLarge(at);
        }
    }

    private MalformedJsonException tooLarge(Position at) {
        return malformed(
                "a value of at most " + MAX_HELD_VALUES + " values and " + MAX_HELD_CHARACTERS + " characters",
                "a larger value",
                at);
    }

    private String shared(String key) {
        if (key.length() > LONGEST_SHARED_KEY || (sharedKeys.size() == SHARED_KEYS && !sharedKeys.containsKey(key))) {
            return key;
        }
        String before = sharedKeys.putIfAbsent(key, key);
        return before == null ? key : before;
    }

    private JsonPointer enter() throws IOException, MalformedJsonException {
        if (depth == MAX_DEPTH) {
            add(here, position(), "nesting is deeper than " + MAX_DEPTH + " levels");
            throw new MalformedJsonException();
        }
        depth++;
        next++;
        return here;
    }

    private boolean moreBefore(char close) throws IOException, MalformedJsonException {
        int b = peek();
        if (b != ',' && b != close) {
            throw malformed("',' or '" + close + "'");
        }
        next++;
        return b == ',';
    }

    // Strings: their UTF-8 is gathered in text, so that a string is valid before it becomes one.

    private String string() throws IOException, MalformedJsonException {
        isTextMarred = false;
        next++;
        for (int i = next; i < end; i++) {
            byte b = buffer[i];
            if (b == '"') {
                String ascii = new String(buffer, next, i - next, StandardCharsets.ISO_8859_1);
                next = i + 1;
                return ascii;
            }
            if (b == '\\' || b < ' ') {
                break;
            }
        }
        textLength = 0;
        for (int b = current(); b != '"'; b = current()) {
            if (b == END || b < ' ') {
                throw malformed("the rest of a string, control characters escaped, and its closing quote");
            } else if (b == '\\') {
                escape();
            } else if (b < 0x80) {
                take();
            } else {
                multiByte(b);
            }
            if (textLength > MAX_STRING_BYTES) {
                throw malformed("a string of at most " + MAX_STRING_BYTES + " bytes", "a longer string");
            }
        }
        next++;
        return new String(text, 0, textLength, StandardCharsets.UTF_8);
    }

    private void escape() throws IOException, MalformedJsonException {
        Position at = position();
        next++;
        int b = current();
        int plain = switch (b) {
            case '"', '\\', '/' -> b;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> END;
            default -> throw malformed("one of \" \\ / b f n r t u after a backslash");
        };
        next++;
        appendCodePoint(plain == END ? codePoint(at) : plain);
    }

    /** The code point of an escape whose {@code \}{@code u} has been read, or of two that are a surrogate pair. */
    private int codePoint(Position at) throws IOException, MalformedJsonException {
        int unit = fourHexDigits();
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        if (Character.isHighSurrogate((char) unit) && current() == '\\') {
            next++;
            if (current() != 'u') {
                next--;
            } else {
                next++;
                int second = fourHexDigits();
                if (Character.isLowSurrogate((char) second)) {
                    return Character.toCodePoint((char) unit, (char) second);
                }
            }
        }
        add(here, at, found(String.format(Locale.ROOT, "\\u%04x", unit), "a whole surrogate pair"));
        isTextMarred = true;
        return '?';
    }

    private int fourHexDigits() throws IOException, MalformedJsonException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = current() == END ? -1 : Character.digit(current(), 16);
            if (digit < 0) {
                throw malformed("four hexadecimal digits after \\u");
            }
            unit = unit << 4 | digit;
            next++;
        }
        return unit;
    }

    private void appendCodePoint(int codePoint) {
        if (codePoint < 0x80) {
            append((byte) codePoint);
        } else {
            for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
                append(b);
            }
        }
    }

    /** Takes a character of several bytes; which bytes may follow which is table 3-7 of the Unicode Standard. */
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
            throw malformed("UTF-8");
        }
        take();
        for (int i = 0; i < continuations; i++) {
            int b = current();
            if (b < lowest || b > highest) {
                throw malformed("UTF-8");
            }
            take();
            continuationBytes++;
            lowest = 0x80;
            highest = 0xBF;
        }
    }

    // Numbers and words.

    private JsonValue number(Position at) throws IOException, MalformedJsonException {
        textLength = 0;
        boolean exponent = false;
        if (current() == '-') {
            take();
            if (current() == 'I') {
                return word(at);
            }
        }
        if (current() == '0') {
            take();
            if (isDigit(current())) {
                throw malformed("a number without leading zeros");
            }
        } else {
            digits();
        }
        if (current() == '.') {
            take();
            digits();
        }
        if (current() == 'e' || current() == 'E') {
            exponent = true;
            take();
            if (current() == '+' || current() == '-') {
                take();
            }
            digits();
        }
        String spelling = taken();
        holdCharacters(spelling.length(), at);
        if ((exponent || spelling.length() > SURELY_FINITE_LENGTH) && Double.isInfinite(Double.parseDouble(spelling))) {
            return notFinite(spelling, at);
        }
        return new JsonNumber(spelling, at);
    }

    private void digits() throws IOException, MalformedJsonException {
        if (!isDigit(current())) {
            throw malformed("a digit");
        }
        while (isDigit(current())) {
            if (textLength == MAX_NUMBER_LENGTH) {
                throw malformed("a number of at most " + MAX_NUMBER_LENGTH + " characters", "a longer number");
            }
            take();
        }
    }

    private JsonValue word(Position at) throws IOException, MalformedJsonException {
        while (isLetter(current()) && textLength < "-Infinity".length()) {
            take();
        }
        String word = taken();
        return switch (word) {
            case "true", "false", "null" -> new JsonLiteral(word, at);
            case "NaN", "Infinity", "-Infinity" -> notFinite(word, at);
            default -> throw malformed("a JSON value", word, at);
        };
    }

    private InvalidValue notFinite(String spelling, Position at) {
        add(here, at, found(Excerpt.of(spelling), "a finite number"));
        return new InvalidValue(at);
    }

    // Bytes.

    /** The next byte that is no white space, left where it is; {@link #END} where file or line ends. */
    private int peek() throws IOException {
        while (true) {
            int b = current();
            if (b == ' ' || b == '\t' || b == '\r') {
                next++;
            } else if (b == '\n') {
                if (lineByLine) {
                    return END;
                }
                next++;
                newLine();
            } else {
                return b;
            }
        }
    }

    /** The next byte, left where it is; {@link #END} at the end of the file. */
    private int current() throws IOException {
        if (next == end && !refill()) {
            return END;
        }
        return buffer[next] & 0xFF;
    }

    private boolean refill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        if (read <= 0) {
            return false;
        }
        bufferOffset += end;
        next = 0;
        end = read;
        return true;
    }

    private void newLine() {
        line++;
        lineOffset = bufferOffset + next;
        continuationBytes = 0;
    }

    private Position position() {
        return new Position(line, bufferOffset + next - lineOffset - continuationBytes + 1);
    }

    /** Takes the current byte over into text. */
    private void take() {
        append(buffer[next++]);
    }

    private void append(byte b) {
        if (textLength == text.length) {
            text = Arrays.copyOf(text, 2 * text.length);
        }
        text[textLength++] = b;
    }

    private String taken() {
        return new String(text, 0, textLength, StandardCharsets.ISO_8859_1);
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isLetter(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    private MalformedJsonException malformed(String expected) throws IOException {
        return malformed(expected, describeCurrent());
    }

    private MalformedJsonException malformed(String expected, String found) {
        return malformed(expected, found, position());
    }

    private MalformedJsonException malformed(String expected, String found, Position at) {
        add(here, at, found(found, expected));
        return new MalformedJsonException();
    }

    private void add(JsonPointer pointer, Position at, String problem) {
        hasViolations = true;
        violations.add(file, pointer, at, problem);
    }

    private static String found(String found, String expected) {
        return "found " + found + ", expected " + expected;
    }

    private String describeCurrent() throws IOException {
        int b = current();
        if (b == END) {
            return "the end of the file";
        }
        if (b == '\n') {
            return "the end of the line";
        }
        if (b == 0xEF && bufferOffset + next == 0 && end >= 3 && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            return "a byte order mark";
        }
        return b > ' ' && b < 0x7F ? "'" + (char) b + "'" : String.format(Locale.ROOT, "byte 0x%02X", b);
    }
}
