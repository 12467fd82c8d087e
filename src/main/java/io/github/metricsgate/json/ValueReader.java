package io.github.metricsgate.json;

import io.github.metricsgate.json.JsonValue.InvalidValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values as trees, and marks what is not valid JSON in them. */
final class ValueReader {

    /** A number without an exponent that has fewer characters before its point is always a finite double. */
    private static final int SURELY_FINITE_LENGTH = 300;

    private final Utf8Source source;
    private final Lexer lexer;
    private final Structure structure;

    ValueReader(Utf8Source source, Lexer lexer, Structure structure) {
        this.source = source;
        this.lexer = lexer;
        this.structure = structure;
    }

    /** See {@link JsonReader#value()}. */
    JsonValue read() throws IOException, MalformedJsonException {
        int first = source.peek();
        Position at = source.position();
        return switch (first) {
            case '{' -> object(at);
            case '[' -> array(at);
            case '"' -> string(at);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(lexer.number(), at);
            default -> {
                if (!Lexer.isLetter(first)) {
                    throw structure.unexpected(first == '\'' ? "double quotes" : "a JSON value");
                }
                yield word(lexer.word(), at);
            }
        };
    }

    private JsonValue object(Position at) throws IOException, MalformedJsonException {
        structure.holdValue(0, at);
        JsonPointer object = structure.enter();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (structure.isAnotherBefore('}', object)) {
            String key = structure.key(object);
            boolean isDuplicate = members.containsKey(key);
            if (isDuplicate) {
                structure.reportDuplicate(key);
            } else {
                structure.holdKey(members.size() + 1);
            }
            boolean isValidKey = !isDuplicate && lexer.halfPair() == 0;
            JsonValue value = read();
            members.put(key, isValidKey ? value : new InvalidValue(value.position()));
        }
        return new JsonObject(members, at);
    }

    private JsonValue array(Position at) throws IOException, MalformedJsonException {
        structure.holdValue(0, at);
        JsonPointer array = structure.enter();
        List<JsonValue> elements = new ArrayList<>();
        while (structure.isAnotherBefore(']', array)) {
            structure.element(array, elements.size());
            elements.add(read());
        }
        return new JsonArray(elements, at);
    }

    private JsonValue string(Position at) throws IOException, MalformedJsonException {
        String text = lexer.string();
        structure.holdValue(text.length(), at);
        return structure.reportHalfPair() ? new InvalidValue(at) : new JsonString(text, at);
    }

    private JsonValue number(String spelling, Position at) throws MalformedJsonException {
        char last = spelling.charAt(spelling.length() - 1);
        if (Lexer.isLetter(last) || last == '-') {
            return word(spelling, at);
        }
        structure.holdValue(spelling.length(), at);
        int point = spelling.indexOf('.');
        int whole = point < 0 ? spelling.length() : point;
        boolean isSurelyFinite = whole < SURELY_FINITE_LENGTH && spelling.indexOf('e') < 0 && spelling.indexOf('E') < 0;
        return isSurelyFinite || Double.isFinite(Double.parseDouble(spelling))
                ? new JsonNumber(spelling, at)
                : notFinite(spelling, at);
    }

    private JsonValue word(String word, Position at) throws MalformedJsonException {
        structure.holdValue(0, at);
        return switch (word) {
            // Compile-time literals, so that each exists only once.
            case "true" -> new JsonLiteral("true", at);
            case "false" -> new JsonLiteral("false", at);
            case "null" -> new JsonLiteral("null", at);
            case "NaN", "Infinity", "-Infinity" -> notFinite(word, at);
            default -> throw new MalformedJsonException(at, JsonProblems.word(word));
        };
    }

    private InvalidValue notFinite(String spelling, Position at) {
        structure.add(at, JsonProblems.notFinite(spelling));
        return new InvalidValue(at);
    }
}
