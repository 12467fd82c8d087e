package io.github.metricsgate.files;

import io.github.metricsgate.files.JsonValue.JsonArray;
import io.github.metricsgate.files.JsonValue.JsonLiteral;
import io.github.metricsgate.files.JsonValue.JsonNumber;
import io.github.metricsgate.files.JsonValue.JsonObject;
import io.github.metricsgate.files.JsonValue.JsonString;
import io.github.metricsgate.files.JsonValue.Reported;

/** What a violation says it found: enough of a value to recognise it, never a page of it. */
final class Excerpt {

    private static final int LONGEST = 40;

    private Excerpt() {}

    static String of(JsonValue value) {
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
        if (value instanceof Reported) {
            return "a value reported before";
        }
        throw new AssertionError(value);
    }

    static String quoted(String text) {
        return '"' + of(text) + '"';
    }

    static String of(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "... (" + length + " characters)";
    }
}
