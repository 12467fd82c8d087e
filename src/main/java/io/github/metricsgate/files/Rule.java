package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Set;

/** What the schema requires of a single value. */
enum Rule {
    OBJECT("an object"),
    ARRAY("an array"),
    STRING("a string"),
    TIMESTAMP("an ISO 8601 timestamp, as 2024-01-31T12:00:00.5Z"),
    INTEGER("an integer"),
    COUNT_OR_NULL("a whole number, not negative, or null"),
    BOOLEAN("true or false"),
    LATENCY_UNIT("one of \"ns\", \"us\", \"ms\", \"s\""),
    STRING_OR_NULL("a string or null"),
    /** A measured amount: cpu, memory. */
    AMOUNT("a number, not negative"),
    NUMBER_OR_NULL("a number or null"),
    AMOUNT_OR_NULL("a number, not negative, or null"),
    FRACTION_OR_NULL("a number from 0 to 1, or null");

    private static final Set<String> LATENCY_UNITS = Set.of("ns", "us", "ms", "s");

    private final String expected;

    Rule(String expected) {
        this.expected = expected;
    }

    boolean accepts(JsonValue value) {
        return switch (this) {
            case OBJECT -> value instanceof JsonObject;
            case ARRAY -> value instanceof JsonArray;
            case STRING -> value instanceof JsonString;
            case TIMESTAMP -> value instanceof JsonString string && Iso8601.isTimestamp(string.text());
            case INTEGER -> value instanceof JsonNumber number && number.isInteger();
            case COUNT_OR_NULL ->
                isNull(value) || (isAmount(value) && value instanceof JsonNumber number && number.isInteger());
            case BOOLEAN -> value instanceof JsonLiteral literal && !literal.isNull();
            case LATENCY_UNIT -> value instanceof JsonString string && LATENCY_UNITS.contains(string.text());
            case STRING_OR_NULL -> value instanceof JsonString || isNull(value);
            case AMOUNT -> isAmount(value);
            case NUMBER_OR_NULL -> value instanceof JsonNumber || isNull(value);
            case AMOUNT_OR_NULL -> isAmount(value) || isNull(value);
            case FRACTION_OR_NULL -> isFraction(value) || isNull(value);
        };
    }

    /** What was expected, in the wording of a violation. */
    String expected() {
        return expected;
    }

    private static boolean isAmount(JsonValue value) {
        return value instanceof JsonNumber number && !number.isNegative();
    }

    private static boolean isFraction(JsonValue value) {
        return isAmount(value)
                && value instanceof JsonNumber number
                && number.decimal().compareTo(BigDecimal.ONE) <= 0;
    }

    private static boolean isNull(JsonValue value) {
        return value instanceof JsonLiteral literal && literal.isNull();
    }
}
