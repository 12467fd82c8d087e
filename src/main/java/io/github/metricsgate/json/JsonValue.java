package io.github.metricsgate.json;

import io.github.metricsgate.metrics.Position;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A JSON value as it was read: numbers keep their spelling, members their order, and each value knows its position. */
public sealed interface JsonValue {

    /** The position of its first character. */
    Position position();

    /** Whether nothing in it was reported while it was read: it contains no {@link InvalidValue}. */
    default boolean isValid() {
        return true;
    }

    record JsonObject(Map<String, JsonValue> members, Position position) implements JsonValue {

        @Override
        public boolean isValid() {
            for (JsonValue member : members.values()) {
                if (!member.isValid()) {
                    return false;
                }
            }
            return true;
        }
    }

    record JsonArray(List<JsonValue> elements, Position position) implements JsonValue {

        @Override
        public boolean isValid() {
            for (JsonValue element : elements) {
                if (!element.isValid()) {
                    return false;
                }
            }
            return true;
        }
    }

    record JsonString(String text, Position position) implements JsonValue {}

    /** A number in its own spelling; its double is finite. */
    record JsonNumber(String text, Position position) implements JsonValue {

        /** The number, exactly, except for those between 0 and 10^-1000000000. */
        public BigDecimal decimal() {
            return Decimals.of(text);
        }

        /** Whether it is less than 0. */
        public boolean isNegative() {
            return text.startsWith("-") && !Decimals.isZero(text);
        }

        /** Whether it has no fractional part, which is what JSON Schema calls an integer: {@code 1.0} is one. */
        public boolean isInteger() {
            return Decimals.isInteger(text);
        }
    }

    /** {@code true}, {@code false} or {@code null}. */
    record JsonLiteral(String text, Position position) implements JsonValue {

        public boolean isNull() {
            return text.equals("null");
        }
    }

    /**
     * A value that is not valid JSON and has been reported already, so that nobody reports it again. It stands for a
     * number that is not finite, for a string with half of a surrogate pair, and for the value of a key that is such a
     * string or a duplicate.
     */
    record InvalidValue(Position position) implements JsonValue {

        @Override
        public boolean isValid() {
            return false;
        }
    }
}
