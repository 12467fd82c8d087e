package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a stream of tokens, and as a tree where it is small. Depth, names, texts and numbers are bounded; a duplicate key is
 * an error; numbers are decimals, exactly as they are written.
 */
public final class JsonInput implements PositionedReader {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NAME = 10_000;
    private static final int LONGEST_TEXT = 1_000_000;
    private static final int LONGEST_NUMBER = 100;
    private static final int LARGEST_TREE = 1_000_000;

    private static final Set<String> NO_NUMBERS =
            Set.of("", "NaN", "Infinity", "-Infinity", "+Infinity", "INF", "-INF", "+INF");

    private final JsonParser parser;
    /** Where it stopped being JSON; null as long as it is. */
    private @Nullable JsonLocation malformed;

    JsonInput(InputStream in) throws IOException {
        parser = factory(false).createParser(in);
    }

    JsonInput(Reader in) throws IOException {
        parser = factory(false).createParser(in);
    }

    /** @param nonNumbers whether {@code NaN} and {@code Infinity} may stand where a number may: they are {@linkplain #numberOrNone none} */
    JsonInput(InputStream in, boolean nonNumbers) throws IOException {
        parser = factory(nonNumbers).createParser(in);
    }

    private static JsonFactory factory(boolean nonNumbers) {
        return JsonFactory.builder()
                .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, nonNumbers)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(LONGEST_NAME)
                        .maxStringLength(LONGEST_TEXT)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                // Names of a hostile file must not stay in memory.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** Goes on to the next token; null at the end of the file. */
    public @Nullable JsonToken next() throws IOException {
        return parser.nextToken();
    }

    /** The token at hand; null before the first and behind the last. */
    public @Nullable JsonToken token() {
        return parser.currentToken();
    }

    /**
     * Goes on to the next token, which must be this one.
     *
     * @throws InvalidValueException if it is another
     */
    public void expectNext(JsonToken expected) throws IOException {
        next();
        expect(expected);
    }

    /**
     * Checks the token at hand.
     *
     * @throws InvalidValueException if it is another one
     */
    public void expect(JsonToken expected) {
        if (token() != expected) {
            throw new InvalidValueException(pointer() + " is " + found() + ", expected " + describe(expected));
        }
    }

    /**
     * Goes on to the next key of the object that is being read, and then to its value; null at the object's end. To be called
     * with the object's beginning or the end of the value before at hand.
     */
    public @Nullable String nextKey() throws IOException {
        JsonToken token = next();
        if (token != JsonToken.FIELD_NAME) {
            return null;
        }
        String key = parser.currentName();
        next();
        return key;
    }

    /** Leaves the object or array at hand out, to its end; of another value there is nothing to leave out. */
    public void skip() throws IOException {
        parser.skipChildren();
    }

    /**
     * The text at hand.
     *
     * @throws InvalidValueException if the value at hand is no text
     */
    public String text() throws IOException {
        expect(JsonToken.VALUE_STRING);
        return parser.getText();
    }

    /** The value at hand as text if it is text, a number or a boolean; null if it is null. */
    public @Nullable String scalar() throws IOException {
        JsonToken token = token();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token == null || !token.isScalarValue()) {
            throw new InvalidValueException(pointer() + " is " + found() + ", expected a text or a number");
        }
        return parser.getText();
    }

    public boolean isNumber() {
        JsonToken token = token();
        return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    }

    /**
     * The number at hand, exactly.
     *
     * @throws InvalidValueException if it is none, or no double comes near it
     */
    public BigDecimal number() throws IOException {
        if (!isNumber()) {
            throw new InvalidValueException(pointer() + " is " + found() + ", expected a number");
        }
        if (parser.isNaN()) {
            throw new InvalidValueException(pointer() + " is " + parser.getText() + ", expected a number");
        }
        try {
            BigDecimal number = parser.getDecimalValue();
            if (Decimals.isInRange(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // An exponent of more digits than an int has.
        }
        throw new InvalidValueException(pointer() + " is out of range");
    }

    /**
     * The number at hand, exactly; null for {@code null}, and for what is no number in the words of the tool: {@code NaN} or
     * an infinity, as a text or not, or an empty text.
     *
     * @throws InvalidValueException if the value at hand is neither, or no double comes near it
     */
    public @Nullable BigDecimal numberOrNone() throws IOException {
        JsonToken token = token();
        boolean isNone = token == JsonToken.VALUE_NULL
                || ((token == JsonToken.VALUE_STRING || parser.isNaN()) && NO_NUMBERS.contains(parser.getText()));
        return isNone ? null : number();
    }

    /**
     * The count at hand.
     *
     * @throws InvalidValueException if the value at hand is no whole number from 0 to 2^63-1
     */
    public long count() throws IOException {
        if (!isNumber()) {
            throw new InvalidValueException(pointer() + " is " + found() + ", expected a count");
        }
        if (parser.getNumberType() == JsonParser.NumberType.INT
                || parser.getNumberType() == JsonParser.NumberType.LONG) {
            long count = parser.getLongValue();
            if (count >= 0) {
                return count;
            }
        }
        return Decimals.count(parser.getText(), pointer());
    }

    /**
     * The value at hand as a tree, its numbers as exact decimals. For what is known to be small: a tree of more than a million
     * values is an error.
     */
    public JsonNode tree() throws IOException {
        return tree(LARGEST_TREE);
    }

    /** The same with a limit of its own: of values, or of texts of 64 characters. */
    JsonNode tree(int largest) throws IOException {
        return new JsonTree(this, largest).read();
    }

    /**
     * Checks that the file ends here.
     *
     * @throws InvalidValueException if anything follows
     */
    public void expectEnd() throws IOException {
        if (next() != null) {
            throw new InvalidValueException(found() + " follows behind the end of the document");
        }
    }

    /** The JSON pointer of the value at hand; "the document" for the whole. */
    public String pointer() {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return pointer.isEmpty() ? "the document" : Quoted.bare(pointer);
    }

    /** What the token at hand is, as a noun phrase. */
    public String found() {
        JsonToken token = token();
        try {
            return token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL
                    ? Quoted.text(parser.getText())
                    : describe(token);
        } catch (IOException e) {
            return describe(token);
        }
    }

    private static String describe(@Nullable JsonToken token) {
        if (token == null) {
            return "the end of the file";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case END_OBJECT -> "the end of an object";
            case END_ARRAY -> "the end of an array";
            case FIELD_NAME -> "a key";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> token.toString();
        };
    }

    @Override
    public String position() {
        JsonLocation location = malformed != null ? malformed : parser.currentTokenLocation();
        return location.getLineNr() < 1 || location.getColumnNr() < 1
                ? ""
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    @Override
    public String explain(IOException thrown) {
        if (thrown instanceof JsonProcessingException syntax) {
            malformed = syntax.getLocation();
        }
        if (thrown instanceof JsonEOFException) {
            return "the file ends in the middle of a value";
        }
        if (thrown instanceof StreamConstraintsException limit) {
            return "a limit is exceeded: " + limit.getOriginalMessage();
        }
        if (thrown instanceof JsonProcessingException syntax) {
            return "it is not JSON: " + syntax.getOriginalMessage();
        }
        return PositionedReader.super.explain(thrown);
    }
}
