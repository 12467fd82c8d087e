package io.github.metricsgate.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;

/**
 * Rounds for display. A rounded value is on the same side as the value: over, under or equal to each of the limits that
 * it is compared with. Numbers of any size are rounded quickly, and the results are short.
 */
final class Rounding {

    /** Nobody reads more digits of a measurement. */
    static final int DIGITS = 4;

    /** Up to this many digits before the point are written out; a larger number is written with an exponent. */
    private static final int MOST_BEFORE_POINT = 15;

    /** A number with more zeros after the point than this is written with an exponent. */
    private static final int MOST_ZEROS = 5;

    /** How many more digits a value near a limit may get before it is rounded away from the limit. */
    private static final int MORE_DIGITS = 3;

    /** Beyond these powers of ten, only the sign of a number matters: converting its unit would overflow. */
    private static final int LARGEST_EXPONENT = 1_000_000;

    /** More than a calculation in doubles yields. */
    private static final int DIGITS_KEPT = 40;

    private static final List<RoundingMode> AWAY =
            List.of(RoundingMode.CEILING, RoundingMode.FLOOR, RoundingMode.HALF_UP);

    private Rounding() {}

    /**
     * {@code value} in a unit, rounded.
     *
     * @param value in the base unit, like the limits
     * @param length of the unit, in the base unit; every limit is a finite decimal in it
     * @param decimals how many are kept at least, if the value has them
     */
    static BigDecimal round(BigDecimal value, BigDecimal length, Collection<BigDecimal> limits, int decimals) {
        for (BigDecimal limit : limits) {
            if (limit.compareTo(value) == 0) {
                return exact(limit, length);
            }
        }
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal cut = cut(value, limits);
        int digits = digits(cut, length, decimals);
        for (int more = 0; more <= MORE_DIGITS; more++) {
            BigDecimal rounded = in(cut, length, new MathContext(digits + more, RoundingMode.HALF_UP));
            if (agrees(cut, rounded, length, limits)) {
                return rounded;
            }
        }
        // Rounding away from one limit stays on the value's side of it at any precision. Between two limits, more
        // digits may be needed.
        for (int precision = digits + MORE_DIGITS; ; precision *= 2) {
            for (RoundingMode mode : AWAY) {
                BigDecimal rounded = in(cut, length, new MathContext(precision, mode));
                if (agrees(cut, rounded, length, limits)) {
                    return rounded;
                }
            }
        }
    }

    /** {@code value} in a unit in which it is a finite decimal. */
    static BigDecimal exact(BigDecimal value, BigDecimal length) {
        return isPowerOfTen(length) ? value.scaleByPowerOfTen(length.scale()) : value.divide(length);
    }

    /** {@code value} in a unit, to the digits of {@code precision}. */
    static BigDecimal in(BigDecimal value, BigDecimal length, MathContext precision) {
        return isPowerOfTen(length)
                ? value.scaleByPowerOfTen(length.scale()).round(precision)
                : value.divide(length, precision);
    }

    /**
     * {@code value} with no more digits than are needed to round it and to compare it with the limits, and with no
     * power of ten so large that its unit could not be converted.
     *
     * @param limits none of which is equal to the value
     */
    static BigDecimal cut(BigDecimal value, Collection<BigDecimal> limits) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (Math.abs(exponent(value)) > LARGEST_EXPONENT) {
            return BigDecimal.valueOf(value.signum(), exponent(value) > 0 ? -LARGEST_EXPONENT : LARGEST_EXPONENT);
        }
        int digits = DIGITS_KEPT;
        for (BigDecimal limit : limits) {
            digits = Math.max(digits, limit.precision());
        }
        if (value.precision() <= digits) {
            return value;
        }
        // The digit that replaces the truncated ones keeps the value apart from a limit that has the same first digits.
        BigDecimal first = value.round(new MathContext(digits, RoundingMode.DOWN));
        return first.add(BigDecimal.valueOf(value.signum(), first.scale() + 1));
    }

    /** The power of ten of the first digit: 0 for 5, 2 for 812, -3 for 0.0025. */
    static long exponent(BigDecimal value) {
        return (long) value.precision() - value.scale() - 1;
    }

    /** The power of ten of the first digit of {@code value} in a unit. */
    static long exponent(BigDecimal value, BigDecimal length) {
        return isPowerOfTen(length)
                ? exponent(value) + length.scale()
                : exponent(value.divide(length, new MathContext(DIGITS, RoundingMode.DOWN)));
    }

    /** All of its digits, without trailing zeros; with an exponent if it would be mostly zeros otherwise. */
    static String text(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return isMostlyZeros(stripped) ? stripped.toString() : stripped.toPlainString();
    }

    /** Like {@link #text(BigDecimal)}, with trailing zeros up to this many decimals. */
    static String text(BigDecimal value, int decimals) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() >= decimals || isMostlyZeros(stripped)
                ? text(value)
                : stripped.setScale(decimals).toPlainString();
    }

    private static boolean isMostlyZeros(BigDecimal stripped) {
        long exponent = exponent(stripped);
        return (exponent >= MOST_BEFORE_POINT && stripped.scale() < 0) || exponent < -MOST_ZEROS - 1;
    }

    private static int digits(BigDecimal value, BigDecimal length, int decimals) {
        long beforePoint = exponent(value, length) + 1;
        if (beforePoint > MOST_BEFORE_POINT) {
            return DIGITS;
        }
        return (int) Math.max(DIGITS, beforePoint + decimals);
    }

    private static boolean agrees(
            BigDecimal value, BigDecimal rounded, BigDecimal length, Collection<BigDecimal> limits) {
        if (limits.isEmpty()) {
            return true;
        }
        BigDecimal shown = rounded.multiply(length);
        for (BigDecimal limit : limits) {
            if (value.compareTo(limit) != shown.compareTo(limit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPowerOfTen(BigDecimal length) {
        return length.unscaledValue().equals(BigInteger.ONE);
    }
}
