package io.github.metricsgate.json;

import io.github.metricsgate.json.JsonValue.InvalidValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;

/** The part of a value that a violation quotes: enough to recognise it, never a page of it. */
public final class Excerpt {

    private static final int LONGEST = 40;

    private Excerpt() {}

    public static String of(JsonValue value) {
        if (value instanceof JsonString string) {
            return quoted(string.text());
        }
        if (value instanceof JsonNumber number) {
            return of(number.text());
        }
        if (value instanceof JsonLiteral literal) {
            return literal.text();
        }
        if (value instanceof JsonObject) {
            return "an object";
        }
        if (value instanceof JsonArray) {
            return "an array";
        }
        if (value instanceof InvalidValue) {
            return "a value reported before";
        }
        throw new AssertionError(value);
    }

    public static String quoted(String text) {
        return '"' + of(text) + '"';
    }

    public static String of(String text) {
        return of(text, LONGEST);
    }

    static String of(String text, int longest) {
        int length = text.codePointCount(0, text.length());
        return length <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "... (" + length + " characters)";
    }
}
