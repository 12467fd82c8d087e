package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import java.math.BigDecimal;

/** What the schema asks of one value. */
enum Rule {
    OBJECT("an object") {
        @Override
        boolean accepts(JsonValue value) {
            return value instanceof JsonObject;
        }
    },
    ARRAY("an array") {
        @Override
        boolean accepts(JsonValue value) {
            return value instanceof JsonArray;
        }
    },
    STRING("a string") {
        @Override
        boolean accepts(JsonValue value) {
            return value instanceof JsonString;
        }
    },
    TIMESTAMP("an ISO 8601 timestamp, as 2024-01-31T12:00:00.5Z") {
        @Override
        boolean accepts(JsonValue value) {
            return value instanceof JsonString string && Iso8601.isTimestamp(string.text());
        }
    },
    INTEGER("an integer") {
        @Override
        boolean accepts(JsonValue value) {
            return value instanceof JsonNumber number && number.isInteger();
        }
    },
    /** A measured amount: cpu, memory. */
    AMOUNT("a number, not negative") {
        @Override
        boolean accepts(JsonValue value) {
            return value instanceof JsonNumber number && isNotNegative(number);
        }
    },
    NUMBER_OR_NULL("a number or null") {
        @Override
        boolean accepts(JsonValue value) {
            return value instanceof JsonNumber || isNull(value);
        }
    },
    AMOUNT_OR_NULL("a number, not negative, or null") {
        @Override
        boolean accepts(JsonValue value) {
            return AMOUNT.accepts(value) || isNull(value);
        }
    },
    FRACTION_OR_NULL("a number from 0 to 1, or null") {
        @Override
        boolean accepts(JsonValue value) {
            return isNull(value)
                    || (value instanceof JsonNumber number
                            && isNotNegative(number)
                            && number.decimal().compareTo(BigDecimal.ONE) <= 0);
        }
    };

    private final String expected;

    Rule(String expected) {
        this.expected = expected;
    }

    abstract boolean accepts(JsonValue value);

    /** What a violation of this rule says was expected. */
    String expected() {
        return expected;
    }

    private static boolean isNotNegative(JsonNumber number) {
        return !number.text().startsWith("-") || number.decimal().signum() == 0;
    }

    private static boolean isNull(JsonValue value) {
        return value instanceof JsonLiteral literal && literal.isNull();
    }
}
