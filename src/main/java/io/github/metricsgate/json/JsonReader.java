package io.github.metricsgate.json;

import static io.github.metricsgate.json.Utf8Source.END;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) from UTF-8 bytes, in one pass and with the position of everything.
 *
 * <p>Stricter than most readers, because what passes here is written again and judged: a duplicate key, {@code NaN} or
 * {@code Infinity}, a number whose double is infinite, half of a surrogate pair, malformed UTF-8, a byte order mark,
 * nesting over {@value #MAX_DEPTH} and trailing content are violations. The reader reports them itself. Where it can go on
 * it does, so that all are found; where it cannot, it throws {@link MalformedJsonException}.
 *
 * <p>Its limits, beside the nesting: a string of {@value Lexer#MAX_STRING_BYTES} bytes, a number of
 * {@value Lexer#MAX_NUMBER_LENGTH} characters, an object of {@value #MAX_MEMBERS} members, and what {@link MemoryBudget}
 * says of all that is held of one document. Neither layout nor order counts, so that what was read can be written in other
 * ones and read again.
 */
public final class JsonReader {

    static final int MAX_DEPTH = 64;
    static final int MAX_MEMBERS = 100_000;

    private static final int LONGEST_KNOWN_KEY = 100;

    /** A number of fewer characters and without an exponent has a finite double. */
    private static final int SURELY_FINITE_LENGTH = 300;

    /** Reads one value of an array or object, or a whole document or line. */
    public interface ValueHandler {
        void read() throws IOException, MalformedJsonException;
    }

    /** Reads the value of one member. */
    public interface MemberHandler {
        void read(String name) throws IOException, MalformedJsonException;
    }

    private final String file;
    private final Utf8Source source;
    private final Lexer lexer;
    private final MemoryBudget memory = new MemoryBudget();
    private final ViolationCollector violations = new ViolationCollector();
    private boolean hasViolations;

    private JsonPointer here = JsonPointer.ROOT;
    private int depth;
    /** Whether nothing was read yet of the object or array that was entered last. */
    private boolean isFirst;

    // The key that was read last.
    private long keyLine;
    private long keyColumn;
    private long keyCost;
    private final Map<String, String> knownKeys = new HashMap<>();

    private JsonReader(Utf8Source source, String file) {
        this.file = file;
        this.source = source;
        this.lexer = new Lexer(source);
    }

    /**
     * Reads a file from its beginning.
     *
     * @param in closed by whoever opened it
     * @param file the name that violations give
     */
    public JsonReader(InputStream in, String file) {
        this(new Utf8Source(in), file);
    }

    /**
     * Reads on in the middle of a file, at the start of a line.
     *
     * @param read the next {@code length} bytes, which were read already; nobody else may write to it meanwhile, and the
     *     reader will
     * @param in what comes after those
     * @param offset where in the file {@code read} begins
     * @param line the number of its first line
     */
    public JsonReader(byte[] read, int length, InputStream in, long offset, long line, String file) {
        this(new Utf8Source(read, length, in, offset, line), file);
    }

    /** Whether a file that begins like this may be in UTF-8; if not, its bytes do not show where a line ends. */
    public static boolean mayBeUtf8(byte[] beginning, int length) {
        return Encoding.of(beginning, length) != Encoding.UTF_16;
    }

    /**
     * Reads a file that is one value, which {@code root} reads, to its end or to where it cannot be read on.
     *
     * @return what is wrong with it: what this reader found and what {@code root} {@linkplain #report reported}, in the
     *     order of the file
     */
    public Violations document(ValueHandler root) throws IOException {
        if (!isReadable()) {
            return violations.violations();
        }
        if (source.peek() == END) {
            add(null, JsonProblems.EMPTY);
            return violations.violations();
        }
        try {
            root.read();
            if (source.peek() != END) {
                throw unexpected("the end of the file");
            }
        } catch (MalformedJsonException e) {
            add(e.position(), e.problem());
        }
        return violations.violations();
    }

    /**
     * Reads a file of JSON Lines, one value a line and a line feed after each; {@code value} reads one of them. A
     * malformed line is reported and the next one read.
     *
     * @return what is wrong with the lines, as {@link #document} has it
     */
    public Violations lines(ValueHandler value) throws IOException {
        source.stopAtLineFeeds();
        if (!isReadable()) {
            source.skipFile();
        }
        while (source.current() != END) {
            here = JsonPointer.ROOT;
            depth = 0;
            memory.releaseTo(0);
            try {
                value.read();
                if (source.peek() != END) {
                    throw unexpected("the end of the line");
                }
                if (source.current() == END) {
                    throw new MalformedJsonException(source.position(), JsonProblems.NO_LINE_FEED);
                }
                source.takeLineFeed();
            } catch (MalformedJsonException e) {
                add(e.position(), e.problem());
                source.skipLine();
            }
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

    /** The number of the line that is read next. */
    public long line() {
        return source.line();
    }

    /** The path of the value that is read next, or is being read. */
    public JsonPointer pointer() {
        return here;
    }

    public boolean isObjectNext() throws IOException {
        return source.peek() == '{';
    }

    public boolean isArrayNext() throws IOException {
        return source.peek() == '[';
    }

    /** Where the next value begins. */
    public Position positionOfNext() throws IOException {
        source.peek();
        return source.position();
    }

    /**
     * Skips the next value if it matches, and in JSON Lines those of the next lines as far as they match; false, with nothing
     * read, if the next value does not match.
     */
    public boolean skipMatching(LineTemplate template) throws IOException {
        return source.skipMatching(template);
    }

    /** Lets {@code template} learn from the value that did not match it and was read, if its bytes are still at hand. */
    public void showLastValueTo(LineTemplate template) {
        source.showLastValueTo(template);
    }

    /**
     * Reads an object, {@code members} each value. A key that occurs again is reported, and {@code members} reads its value
     * too.
     */
    public void object(MemberHandler members) throws IOException, MalformedJsonException {
        JsonPointer object = enter();
        Set<String> names = new HashSet<>();
        long held = 0;
        while (isAnotherBefore('}', object)) {
            String name = key(object);
            if (names.add(name)) {
                held += holdKey(names.size());
            } else {
                add(keyPosition(), JsonProblems.duplicateKey(name));
            }
            members.read(name);
        }
        memory.release(held);
        leave(object);
    }

    /** Reads an array, {@code elements} each value. */
    public void array(ValueHandler elements) throws IOException, MalformedJsonException {
        JsonPointer array = enter();
        for (long index = 0; isAnotherBefore(']', array); index++) {
            here = array.child(index);
            elements.read();
        }
        leave(array);
    }

    /**
     * Reads a value that the caller may keep for as long as it reads the document. What is no valid JSON in it is reported,
     * and marked in it: {@link JsonValue#isValid()} tells.
     */
    public JsonValue value() throws IOException, MalformedJsonException {
        int first = source.peek();
        Position at = source.position();
        return switch (first) {
            case '{' -> object(at);
            case '[' -> array(at);
            case '"' -> string(at);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(lexer.number(), at);
            default -> {
                if (!Lexer.isLetter(first)) {
                    throw unexpected(first == '\'' ? "double quotes" : "a JSON value");
                }
                yield word(lexer.word(), at);
            }
        };
    }

    /** Reads a value like {@link #value()} that the caller drops before it reads on. */
    public JsonValue passingValue() throws IOException, MalformedJsonException {
        long before = memory.held();
        JsonValue value = value();
        memory.releaseTo(before);
        return value;
    }

    /** Reads past a value of any kind, holding none of it. */
    public void skip() throws IOException, MalformedJsonException {
        if (isObjectNext()) {
            object(name -> skip());
        } else if (isArrayNext()) {
            array(this::skip);
        } else {
            passingValue();
        }
    }

    private JsonValue object(Position at) throws IOException, MalformedJsonException {
        hold(0, at);
        JsonPointer object = enter();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (isAnotherBefore('}', object)) {
            String name = key(object);
            boolean isDuplicate = members.containsKey(name);
            if (isDuplicate) {
                add(keyPosition(), JsonProblems.duplicateKey(name));
            } else {
                holdKey(members.size() + 1);
            }
            boolean isValidKey = !isDuplicate && lexer.halfPair() == 0;
            JsonValue value = value();
            members.put(name, isValidKey ? value : new InvalidValue(value.position()));
        }
        leave(object);
        return new JsonObject(members, at);
    }

    private JsonValue array(Position at) throws IOException, MalformedJsonException {
        hold(0, at);
        JsonPointer array = enter();
        List<JsonValue> elements = new ArrayList<>();
        while (isAnotherBefore(']', array)) {
            here = array.child(elements.size());
            elements.add(value());
        }
        leave(array);
        return new JsonArray(elements, at);
    }

    private JsonValue string(Position at) throws IOException, MalformedJsonException {
        String text = lexer.string();
        hold(text.length(), at);
        reportHalfPair();
        return lexer.halfPair() == 0 ? new JsonString(text, at) : new InvalidValue(at);
    }

    private JsonValue number(String spelling, Position at) throws MalformedJsonException {
        char last = spelling.charAt(spelling.length() - 1);
        if (Lexer.isLetter(last) || last == '-') {
            return word(spelling, at);
        }
        hold(spelling.length(), at);
        boolean isSurelyFinite =
                spelling.length() < SURELY_FINITE_LENGTH && spelling.indexOf('e') < 0 && spelling.indexOf('E') < 0;
        return isSurelyFinite || Double.isFinite(Double.parseDouble(spelling))
                ? new JsonNumber(spelling, at)
                : notFinite(spelling, at);
    }

    private JsonValue word(String word, Position at) throws MalformedJsonException {
        hold(0, at);
        return switch (word) {
            // Literals of the class file, of which there is one each.
            case "true" -> new JsonLiteral("true", at);
            case "false" -> new JsonLiteral("false", at);
            case "null" -> new JsonLiteral("null", at);
            case "NaN", "Infinity", "-Infinity" -> notFinite(word, at);
            default -> throw new MalformedJsonException(at, JsonProblems.word(word));
        };
    }

    private InvalidValue notFinite(String spelling, Position at) {
        add(at, JsonProblems.notFinite(spelling));
        return new InvalidValue(at);
    }

    /** Reads a key of {@code object}, which is where {@link #here} is then, and the colon after it. */
    private String key(JsonPointer object) throws IOException, MalformedJsonException {
        if (source.current() != '"') {
            throw unexpected("a key in double quotes");
        }
        keyLine = source.line();
        keyColumn = source.column();
        String name = known(lexer.string());
        here = object.child(name);
        reportHalfPair();
        if (source.peek() != ':') {
            throw unexpected("':' after the key");
        }
        source.next++;
        return name;
    }

    /** The key as it was held before, if it is one of those that are held once. */
    private String known(String key) {
        String before = knownKeys.get(key);
        if (before == null && knownKeys.size() < MemoryBudget.KNOWN_KEYS && key.length() <= LONGEST_KNOWN_KEY) {
            knownKeys.put(key, key);
            before = key;
        }
        keyCost = before == null
                ? MemoryBudget.OTHER_KEY + (long) MemoryBudget.CHARACTER * key.length()
                : MemoryBudget.KNOWN_KEY;
        return before == null ? key : before;
    }

    private void reportHalfPair() {
        if (lexer.halfPair() != 0) {
            add(lexer.halfPairPosition(), JsonProblems.halfOfASurrogatePair(lexer.halfPair()));
        }
    }

    private JsonPointer enter() throws MalformedJsonException {
        if (depth == MAX_DEPTH) {
            throw new MalformedJsonException(source.position(), JsonProblems.TOO_DEEP);
        }
        depth++;
        source.next++;
        isFirst = true;
        return here;
    }

    private void leave(JsonPointer container) {
        here = container;
        depth--;
    }

    /** Goes to the next key or element of {@code container}, or past its end; says whether there is another. */
    private boolean isAnotherBefore(char close, JsonPointer container) throws IOException, MalformedJsonException {
        boolean needsComma = !isFirst;
        isFirst = false;
        here = container;
        int b = source.peek();
        if (b == close) {
            source.next++;
            return false;
        }
        if (needsComma) {
            if (b != ',') {
                throw unexpected("',' or '" + close + "'");
            }
            long line = source.line();
            long column = source.column();
            source.next++;
            if (source.peek() == close) {
                throw new MalformedJsonException(new Position(line, column), JsonProblems.trailingComma(close));
            }
        }
        return true;
    }

    private Position keyPosition() {
        return new Position(keyLine, keyColumn);
    }

    /** Holds a value of so many characters. */
    private void hold(int length, Position at) throws MalformedJsonException {
        if (!memory.hold(MemoryBudget.VALUE + (long) MemoryBudget.CHARACTER * length)) {
            throw new MalformedJsonException(at, JsonProblems.TOO_LARGE);
        }
    }

    /** Holds the key that was read last, the object's {@code count}th; returns what that costs. */
    private long holdKey(int count) throws MalformedJsonException {
        if (count > MAX_MEMBERS) {
            throw new MalformedJsonException(keyPosition(), JsonProblems.TOO_MANY_MEMBERS);
        }
        if (!memory.hold(keyCost)) {
            throw new MalformedJsonException(keyPosition(), JsonProblems.TOO_LARGE);
        }
        return keyCost;
    }

    /** Whether the file is in UTF-8 as far as its beginning shows; a byte order mark is reported and passed over. */
    private boolean isReadable() throws IOException {
        return switch (source.encoding()) {
            case UTF_8 -> true;
            case UTF_8_WITH_BYTE_ORDER_MARK -> {
                add(null, JsonProblems.BYTE_ORDER_MARK);
                source.takeByteOrderMark();
                yield true;
            }
            case UTF_16 -> {
                add(null, JsonProblems.UTF_16);
                yield false;
            }
        };
    }

    private MalformedJsonException unexpected(String expected) throws IOException {
        return new MalformedJsonException(source.position(), JsonProblems.unexpected(source.current(), expected));
    }

    private void add(@Nullable Position at, String problem) {
        hasViolations = true;
        violations.add(file, here, at, problem);
    }
}
