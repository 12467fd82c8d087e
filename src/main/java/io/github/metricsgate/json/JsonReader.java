package io.github.metricsgate.json;

import static io.github.metricsgate.json.Utf8Source.END;

import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads JSON (RFC 8259) from UTF-8 bytes, in one pass and with the position of everything.
 *
 * <p>Stricter than most readers, because what it accepts is written again and judged: a duplicate key, {@code NaN} or
 * {@code Infinity}, a number that overflows a double, half of a surrogate pair, malformed UTF-8, a byte order mark,
 * nesting over {@value #MAX_DEPTH} and trailing content are violations. The reader reports them itself. It continues
 * after a violation where it can, so that all are found; where it cannot, it throws {@link MalformedJsonException}.
 *
 * <p>Apart from nesting, there are limits on strings ({@value Lexer#MAX_STRING_BYTES} bytes), numbers ({@value
 * Lexer#MAX_NUMBER_LENGTH} characters), objects ({@value #MAX_MEMBERS} members), and, by {@link MemoryBudget}, on
 * everything that is held of one document. Neither layout nor order counts, so that a document can be written with a
 * different layout or order and read again.
 */
public final class JsonReader {

    static final int MAX_DEPTH = 64;
    static final int MAX_MEMBERS = 100_000;

    /** Reads one value of an array or object, or a whole document or line. */
    public interface ValueHandler {
        void read() throws IOException, MalformedJsonException;
    }

    /** Reads the value of one member. */
    public interface MemberHandler {
        void read(String name) throws IOException, MalformedJsonException;
    }

    private final Utf8Source source;
    private final Structure structure;
    private final ValueReader values;

    private JsonReader(Utf8Source source, String file) {
        this.source = source;
        Lexer lexer = new Lexer(source);
        this.structure = new Structure(file, source, lexer);
        this.values = new ValueReader(source, lexer, structure);
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
     * Continues reading in the middle of a file, at the start of a line.
     *
     * @param read contains the next {@code length} bytes, which have already been read; nobody else may write to it
     *     meanwhile, and the reader will
     * @param in what comes after those bytes
     * @param offset where in the file {@code read} begins
     * @param line the number of its first line
     */
    public JsonReader(byte[] read, int length, InputStream in, long offset, long line, String file) {
        this(new Utf8Source(read, length, in, offset, line), file);
    }

    /** Whether a file that begins like this may be UTF-8; if not, its bytes do not show where a line ends. */
    public static boolean mayBeUtf8(byte[] beginning, int length) {
        return Encoding.of(beginning, length) != Encoding.UTF_16;
    }

    /**
     * Reads a file that is a single value, which {@code root} reads, to its end or as far as possible.
     *
     * @return the violations that this reader found and those that {@code root} {@linkplain #report reported}, in the
     *     order of the file
     */
    public Violations document(ValueHandler root) throws IOException {
        if (!isReadable()) {
            return structure.violations();
        }
        if (source.peek() == END) {
            structure.add(null, JsonProblems.EMPTY);
            return structure.violations();
        }
        try {
            root.read();
            if (source.peek() != END) {
                throw structure.unexpected("the end of the file");
            }
        } catch (MalformedJsonException e) {
            structure.add(e.position(), e.problem());
        }
        return structure.violations();
    }

    /**
     * Reads a file of JSON Lines, each a value followed by a line feed; {@code value} reads one of them. A malformed
     * line is reported, and reading continues with the next.
     *
     * @return the violations, as for {@link #document}
     */
    public Violations lines(ValueHandler value) throws IOException {
        source.stopAtLineFeeds();
        if (!isReadable()) {
            source.skipFile();
        }
        while (source.current() != END) {
            structure.startOver();
            try {
                value.read();
                if (source.peek() != END) {
                    throw structure.unexpected("the end of the line");
                }
                if (source.current() == END) {
                    throw new MalformedJsonException(source.position(), JsonProblems.NO_LINE_FEED);
                }
                source.takeLineFeed();
            } catch (MalformedJsonException e) {
                structure.add(e.position(), e.problem());
                source.skipLine();
            }
        }
        return structure.violations();
    }

    /** Adds a violation that a caller found in a value that was just read. */
    public void report(Violations found) {
        structure.addAll(found);
    }

    /** Whether this reader or its callers have found any violation so far. */
    public boolean hasViolations() {
        return structure.hasViolations();
    }

    /** The number of the line that is read next. */
    public long line() {
        return source.line();
    }

    /** The path of the value that is being read or is read next. */
    public JsonPointer pointer() {
        return structure.here();
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
     * Skips the next value if it matches, and in JSON Lines those of the following lines as long as they match; false,
     * with nothing read, if the next value does not match.
     */
    public boolean skipMatching(LineTemplate template) throws IOException {
        return source.skipMatching(template);
    }

    /** Shows {@code template} the value that did not match and was then read, if its bytes are still in the buffer. */
    public void showLastValueTo(LineTemplate template) {
        source.showLastValueTo(template);
    }

    /**
     * Reads an object, using {@code members} for each value. A duplicate key is reported, and {@code members} reads its
     * value too.
     */
    public void object(MemberHandler members) throws IOException, MalformedJsonException {
        JsonPointer object = structure.enter();
        Set<String> keys = new HashSet<>();
        long held = 0;
        while (structure.isAnotherBefore('}', object)) {
            String key = structure.key(object);
            if (keys.add(key)) {
                held += structure.holdKey(keys.size());
            } else {
                structure.reportDuplicate(key);
            }
            members.read(key);
        }
        structure.memory().release(held);
    }

    /** Reads an array, using {@code elements} for each value. */
    public void array(ValueHandler elements) throws IOException, MalformedJsonException {
        JsonPointer array = structure.enter();
        for (long index = 0; structure.isAnotherBefore(']', array); index++) {
            structure.element(array, index);
            elements.read();
        }
    }

    /**
     * Reads a value that the caller may keep while it reads the document. Anything in it that is not valid JSON is
     * reported and marked: see {@link JsonValue#isValid()}.
     */
    public JsonValue value() throws IOException, MalformedJsonException {
        return values.read();
    }

    /** Reads a value like {@link #value()}, but the caller drops it before it reads on. */
    public JsonValue passingValue() throws IOException, MalformedJsonException {
        MemoryBudget memory = structure.memory();
        long before = memory.held();
        JsonValue value = value();
        memory.releaseTo(before);
        return value;
    }

    /** Skips a value of any kind without keeping anything. */
    public void skip() throws IOException, MalformedJsonException {
        if (isObjectNext()) {
            object(name -> skip());
        } else if (isArrayNext()) {
            array(this::skip);
        } else {
            passingValue();
        }
    }

    /** Whether the file looks like UTF-8 from its first bytes; a byte order mark is reported and skipped. */
    private boolean isReadable() throws IOException {
        return switch (source.encoding()) {
            case UTF_8 -> true;
            case UTF_8_WITH_BYTE_ORDER_MARK -> {
                structure.add(null, JsonProblems.BYTE_ORDER_MARK);
                source.takeByteOrderMark();
                yield true;
            }
            case UTF_16 -> {
                structure.add(null, JsonProblems.UTF_16);
                yield false;
            }
        };
    }
}
