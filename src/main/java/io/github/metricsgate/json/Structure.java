package io.github.metricsgate.json;

import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reader's position in the objects and arrays of a document; moves from one key or element to the next. */
final class Structure {

    private static final int LONGEST_KNOWN_KEY = 100;

    private final String file;
    private final Utf8Source source;
    private final Lexer lexer;
    private final MemoryBudget memory = new MemoryBudget();
    private final ViolationCollector violations = new ViolationCollector();
    private boolean hasViolations;

    private JsonPointer here = JsonPointer.ROOT;
    private int depth;
    /** Whether nothing has been read yet of the object or array that was entered last. */
    private boolean isFirst;

    private final Map<String, String> knownKeys = new HashMap<>();
    // The key that was read last.
    private long keyLine;
    private long keyColumn;
    private long keyCost;

    Structure(String file, Utf8Source source, Lexer lexer) {
        this.file = file;
        this.source = source;
        this.lexer = lexer;
    }

    /** The path of the value that is being read or is read next. */
    JsonPointer here() {
        return here;
    }

    MemoryBudget memory() {
        return memory;
    }

    /** Begins a value that is not inside another. */
    void startOver() {
        here = JsonPointer.ROOT;
        depth = 0;
        memory.releaseTo(0);
    }

    /** Enters the object or array that begins at the current byte, and returns its path. */
    JsonPointer enter() throws MalformedJsonException {
        if (depth == JsonReader.MAX_DEPTH) {
            throw new MalformedJsonException(source.position(), JsonProblems.TOO_DEEP);
        }
        depth++;
        source.next++;
        isFirst = true;
        return here;
    }

    /** Moves to the next key or element of {@code container}, or past its end; returns whether there is another. */
    boolean isAnotherBefore(char close, JsonPointer container) throws IOException, MalformedJsonException {
        boolean needsComma = !isFirst;
        isFirst = false;
        here = container;
        int b = source.peek();
        if (b == close) {
            source.next++;
            depth--;
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

    /** Sets the path: the value that is read next is this element of {@code array}. */
    void element(JsonPointer array, long index) {
        here = array.child(index);
    }

    /** Reads a key of {@code object}, and the colon after it. */
    String key(JsonPointer object) throws IOException, MalformedJsonException {
        if (source.current() != '"') {
            throw unexpected("a key in double quotes");
        }
        keyLine = source.line();
        keyColumn = source.column();
        String key = known(lexer.string());
        here = object.child(key);
        reportHalfPair();
        if (source.peek() != ':') {
            throw unexpected("':' after the key");
        }
        source.next++;
        return key;
    }

    /** Reports an unpaired surrogate in the string that was read last, and returns whether there was one. */
    boolean reportHalfPair() {
        if (lexer.halfPair() == 0) {
            return false;
        }
        add(lexer.halfPairPosition(), JsonProblems.halfOfASurrogatePair(lexer.halfPair()));
        return true;
    }

    /** Reports that the key that was read last is a duplicate. */
    void reportDuplicate(String key) {
        add(new Position(keyLine, keyColumn), JsonProblems.duplicateKey(key));
    }

    /** Adds the key that was read last, the object's {@code count}th, to the budget; returns its cost. */
    long holdKey(int count) throws MalformedJsonException {
        if (count > JsonReader.MAX_MEMBERS) {
            throw new MalformedJsonException(new Position(keyLine, keyColumn), JsonProblems.TOO_MANY_MEMBERS);
        }
        if (!memory.hold(keyCost)) {
            throw new MalformedJsonException(new Position(keyLine, keyColumn), JsonProblems.TOO_LARGE);
        }
        return keyCost;
    }

    /** Adds a value of this many characters to the budget. */
    void holdValue(int length, Position at) throws MalformedJsonException {
        if (!memory.hold(MemoryBudget.VALUE + (long) MemoryBudget.CHARACTER * length)) {
            throw new MalformedJsonException(at, JsonProblems.TOO_LARGE);
        }
    }

    /** The exception for a current byte that the grammar does not allow. */
    MalformedJsonException unexpected(String expected) throws IOException {
        return new MalformedJsonException(source.position(), JsonProblems.unexpected(source.current(), expected));
    }

    /** @param at null where the whole file is meant */
    void add(@Nullable Position at, String problem) {
        hasViolations = true;
        violations.add(file, here, at, problem);
    }

    void addAll(Violations found) {
        hasViolations |= !found.isEmpty();
        violations.addAll(found);
    }

    boolean hasViolations() {
        return hasViolations;
    }

    Violations violations() {
        return violations.violations();
    }

    /** The key as it was kept before, if it is one of those that are kept once. */
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
}
