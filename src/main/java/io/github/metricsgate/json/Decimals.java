package io.github.metricsgate.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Makes decimals from numbers as spelled in JSON, including numbers with a hundred thousand digits. */
final class Decimals {

    /** Smaller numbers are rounded up to this: no limit can be written that is as small, and no sum overflows. */
    private static final int LARGEST_SCALE = 1_000_000_000;

    private static final BigDecimal SMALLEST = BigDecimal.valueOf(1, LARGEST_SCALE);

    /**
     * Up to this length {@link BigInteger#BigInteger(String)} is fastest; its time grows with the square of the digits.
     */
    private static final int PART = 256;

    /** An exponent with more digits exceeds every scale. */
    private static final int LONGEST_EXPONENT = 10;

    private Decimals() {}

    /** The number, exactly, except for those between 0 and 10^-1000000000. */
    static BigDecimal of(String text) {
        if (isZero(text)) {
            return BigDecimal.ZERO;
        }
        int mantissaEnd = mantissaEnd(text);
        if (mantissaEnd == text.length() && mantissaEnd <= PART) {
            return new BigDecimal(text);
        }
        boolean isNegative = text.startsWith("-");
        long exponent = exponent(text, mantissaEnd);
        BigDecimal mantissa = mantissa(text.substring(isNegative ? 1 : 0, mantissaEnd));
        long scale = mantissa.scale() - exponent;
        // How far behind the decimal point the first non-zero digit is.
        boolean isTiny = scale - mantissa.precision() >= LARGEST_SCALE;
        BigDecimal size = isTiny ? SMALLEST : new BigDecimal(mantissa.unscaledValue(), Math.toIntExact(scale));
        return isNegative ? size.negate() : size;
    }

    static boolean isZero(String text) {
        for (int i = 0; i < text.length() && text.charAt(i) != 'e' && text.charAt(i) != 'E'; i++) {
            if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
                return false;
            }
        }
        return true;
    }

    /** Decided on the spelling, because it takes long to make a decimal with many digits. */
    static boolean isInteger(String text) {
        int mantissaEnd = mantissaEnd(text);
        int point = text.lastIndexOf('.', mantissaEnd - 1);
        if (isZero(text) || (point < 0 && mantissaEnd == text.length())) {
            return true;
        }
        int last = mantissaEnd - 1;
        while (text.charAt(last) == '0' || text.charAt(last) == '.') {
            last--;
        }
        // The power of ten of the last non-zero digit.
        int power = (point < 0 ? mantissaEnd : point) - last - (point < 0 || last < point ? 1 : 0);
        return exponent(text, mantissaEnd) + power >= 0;
    }

    private static int mantissaEnd(String text) {
        int exponentAt = Math.max(text.indexOf('e'), text.indexOf('E'));
        return exponentAt < 0 ? text.length() : exponentAt;
    }

    /** The exponent; one far beyond every scale if it is out of range. */
    private static long exponent(String text, int mantissaEnd) {
        if (mantissaEnd == text.length()) {
            return 0;
        }
        int at = mantissaEnd + 1;
        boolean isNegative = text.charAt(at) == '-';
        while (at < text.length() && (text.charAt(at) < '1' || text.charAt(at) > '9')) {
            at++;
        }
        if (at == text.length()) {
            return 0;
        }
        long size = text.length() - at > LONGEST_EXPONENT
                ? Long.MAX_VALUE / 4
                : Long.parseLong(text, at, text.length(), 10);
        return isNegative ? -size : size;
    }

    private static BigDecimal mantissa(String digits) {
        int point = digits.indexOf('.');
        return point < 0
                ? new BigDecimal(integer(digits))
                : new BigDecimal(
                        integer(digits.substring(0, point) + digits.substring(point + 1)), digits.length() - point - 1);
    }

    /** Handles many digits in parts, because large numbers are multiplied in less than the square of their digits. */
    private static BigInteger integer(String digits) {
        List<BigInteger> parts = new ArrayList<>();
        for (int end = digits.length(); end > 0; end -= PART) {
            parts.add(new BigInteger(digits.substring(Math.max(0, end - PART), end)));
        }
        BigInteger power = BigInteger.TEN.pow(PART);
        while (parts.size() > 1) {
            List<BigInteger> pairs = new ArrayList<>();
            for (int i = 0; i < parts.size(); i += 2) {
                BigInteger low = parts.get(i);
                pairs.add(
                        i + 1 < parts.size() ? parts.get(i + 1).multiply(power).add(low) : low);
            }
            parts = pairs;
            power = parts.size() > 1 ? power.multiply(power) : power;
        }
        return parts.get(0);
    }
}
