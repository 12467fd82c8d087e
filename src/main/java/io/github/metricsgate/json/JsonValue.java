package io.github.metricsgate.json;

import io.github.metricsgate.metrics.Position;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** A JSON value as it was read: numbers keep their spelling, members their order, and each knows where it stands. */
public sealed interface JsonValue {

    /** Where its first character stands. */
    Position position();

    /** Whether nothing in it was reported when it was read: there is no {@link InvalidValue} in it. */
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

        /** Below this, a number is taken for this: no limit that can be written is as small, and no sum overflows. */
        private static final int LARGEST_SCALE = 1_000_000_000;

        private static final BigDecimal SMALLEST = BigDecimal.valueOf(1, LARGEST_SCALE);

        /** The number, exactly, but for those between 0 and 10^-1000000000. */
        public BigDecimal decimal() {
            BigDecimal decimal;
            try {
                decimal = new BigDecimal(text);
            } catch (NumberFormatException exponentBeyondInt) {
                decimal = isZero() ? BigDecimal.ZERO : signed(SMALLEST);
            }
            if (decimal.signum() == 0) {
                return BigDecimal.ZERO;
            }
            return decimal.abs().compareTo(SMALLEST) < 0 ? signed(SMALLEST) : decimal;
        }

        /**
         * Whether it has no fractional part, which is what JSON Schema calls an integer: {@code 1.0} is one. Decided on
         * the spelling, as a decimal of many digits takes long to make.
         */
        public boolean isInteger() {
            int exponentAt = Math.max(text.indexOf('e'), text.indexOf('E'));
            String mantissa = exponentAt < 0 ? text : text.substring(0, exponentAt);
            int point = mantissa.indexOf('.');
            if (isZero() || (exponentAt < 0 && point < 0)) {
                return true;
            }
            int last = mantissa.length() - 1;
            while (mantissa.charAt(last) == '0' || mantissa.charAt(last) == '.') {
                last--;
            }
            // The power of ten of the last digit that is not zero.
            int power = (point < 0 ? mantissa.length() : point) - last - (point < 0 || last < point ? 1 : 0);
            return exponentAt < 0
                    ? power >= 0
                    : new BigInteger(text.substring(exponentAt + 1).replace("+", ""))
                                    .add(BigInteger.valueOf(power))
                                    .signum()
                            >= 0;
        }

        private boolean isZero() {
            for (int i = 0; i < text.length() && text.charAt(i) != 'e' && text.charAt(i) != 'E'; i++) {
                if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
                    return false;
                }
            }
            return true;
        }

        private BigDecimal signed(BigDecimal size) {
            return text.startsWith("-") ? size.negate() : size;
        }
    }

    /** {@code true}, {@code false} or {@code null}. */
    record JsonLiteral(String text, Position position) implements JsonValue {

        public boolean isNull() {
            return text.equals("null");
        }
    }

    /**
     * A value that is no valid JSON, and reported: whoever meets it has nothing to add. It stands for a number that is not
     * finite, for a string with half of a surrogate pair, and for the value of such a key or of one that occurs again.
     */
    record InvalidValue(Position position) implements JsonValue {

        @Override
        public boolean isValid() {
            return false;
        }
    }
}
