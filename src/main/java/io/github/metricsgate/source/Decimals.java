package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers and times as files write them, exactly. Units are converted by moving the decimal point, never through a double. */
public final class Decimals {

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");
    private static final int LONGEST = 100;
    /** No double is larger, and none but 0 is smaller. */
    private static final int LARGEST_EXPONENT = 400;

    private Decimals() {}

    /**
     * The number that {@code text} is.
     *
     * @param what a name for it in the error, as {@code "elapsed"}
     * @throws InvalidValueException if it is none, or one that no double comes near
     */
    public static BigDecimal number(String text, String what) {
        if (text.length() > LONGEST || !NUMBER.matcher(text).matches()) {
            throw new InvalidValueException(what + " is " + Quoted.text(text) + ", expected a number");
        }
        return checked(new BigDecimal(text), what);
    }

    /** Whether {@link #number} takes it. */
    static boolean isNumber(String text) {
        return text.length() <= LONGEST && NUMBER.matcher(text).matches() && isInRange(new BigDecimal(text));
    }

    static BigDecimal checked(BigDecimal number, String what) {
        if (!isInRange(number)) {
            throw new InvalidValueException(what + " is out of range");
        }
        return number;
    }

    /** Whether a double comes near it; only such numbers can be worked with at a bounded cost. */
    static boolean isInRange(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale();
        return number.precision() <= LONGEST && (number.signum() == 0 || Math.abs(exponent) <= LARGEST_EXPONENT);
    }

    /**
     * A time in milliseconds.
     *
     * @throws InvalidValueException if it is no number, or negative
     */
    public static BigDecimal milliseconds(String text, DurationUnit unit, String what) {
        return milliseconds(number(text, what), unit, what);
    }

    /**
     * A time in milliseconds, exactly.
     *
     * @throws InvalidValueException if it is negative
     */
    public static BigDecimal milliseconds(BigDecimal amount, DurationUnit unit, String what) {
        if (amount.signum() < 0) {
            throw new InvalidValueException(what + " is " + Quoted.number(amount) + ", expected a time");
        }
        return plain(unit.toMilliseconds(checked(amount, what)));
    }

    /**
     * A rate in items a second, exactly where it can be: of items a minute, an hour or a day it has 18 digits.
     *
     * @param per the time in which so many items were done
     * @throws InvalidValueException if it is negative
     */
    public static BigDecimal perSecond(BigDecimal items, DurationUnit per, String what) {
        if (items.signum() < 0) {
            throw new InvalidValueException(what + " is " + Quoted.number(items) + ", expected a rate");
        }
        BigDecimal perMillisecond = checked(items, what).movePointRight(3);
        BigDecimal length = per.toMilliseconds(BigDecimal.ONE).stripTrailingZeros();
        return length.unscaledValue().equals(BigInteger.ONE)
                ? plain(perMillisecond.scaleByPowerOfTen(length.scale()))
                : plain(perMillisecond.divide(length, LatencyValues.INEXACT));
    }

    /**
     * A count.
     *
     * @throws InvalidValueException if it is no whole number from 0 to 2^63-1
     */
    public static long count(String text, String what) {
        BigDecimal number = number(text, what);
        if (number.signum() < 0
                || number.precision() - number.scale() > 19
                || number.stripTrailingZeros().scale() > 0) {
            throw notACount(text, what);
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw notACount(text, what);
        }
    }

    private static InvalidValueException notACount(String text, String what) {
        return new InvalidValueException(what + " is " + Quoted.text(text) + ", expected a count");
    }

    /** The same value with neither an exponent nor trailing zeros. */
    static BigDecimal plain(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
