package io.github.metricsgate.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Numbers as people read them. Rounded for reading, but never so that a value seems to be on the other side of a limit
 * than it is.
 */
final class Figures {

    private static final int DECIMALS = 3;

    /** From here on, digits before the point are counted instead of written. */
    private static final int MANY_DIGITS = 15;

    /** A value this far behind the point is shown as if it were 10^-20. */
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(1, 20);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Figures() {}

    /** Three decimals, or as many more as it takes to tell {@code value} from {@code limits}. */
    static String of(BigDecimal value, List<BigDecimal> limits) {
        BigDecimal shown = value.signum() > 0 && value.compareTo(SMALLEST) < 0 ? SMALLEST : value;
        if (digitsBeforePoint(shown) > MANY_DIGITS) {
            BigDecimal brief = shown.round(new MathContext(6, RoundingMode.HALF_UP));
            if (agrees(value, brief, limits)) {
                return brief.stripTrailingZeros().toString();
            }
        }
        BigDecimal rounded = shown.setScale(DECIMALS, RoundingMode.HALF_UP);
        if (agrees(value, rounded, limits)) {
            return rounded.toPlainString();
        }
        // A limit is a whole number of units of this scale, so rounding up cannot cross it from below,
        // and what is above it stays above.
        int scale = limits.stream().mapToInt(BigDecimal::scale).reduce(DECIMALS, Math::max);
        return shown.setScale(scale, RoundingMode.CEILING).toPlainString();
    }

    /** A figure in a sentence: no zeros at its end. */
    static String inSentence(BigDecimal value, BigDecimal limit) {
        String text = of(value, List.of(limit));
        return text.contains("E") ? text : plain(new BigDecimal(text));
    }

    /** The number as it was set, to the last digit. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** How far {@code value} is over {@code limit}, as in "by 62 %"; empty for a limit of 0. */
    static String excess(BigDecimal value, BigDecimal limit) {
        if (limit.signum() == 0) {
            return "";
        }
        BigDecimal percent = value.subtract(limit).multiply(HUNDRED).divide(limit, MathContext.DECIMAL64);
        if (percent.compareTo(BigDecimal.ONE) < 0) {
            return "by less than 1 %";
        }
        return digitsBeforePoint(percent) > MANY_DIGITS
                ? "by " + percent.round(new MathContext(6)).stripTrailingZeros() + " %"
                : "by " + percent.setScale(0, RoundingMode.HALF_UP).toPlainString() + " %";
    }

    private static boolean agrees(BigDecimal value, BigDecimal shown, List<BigDecimal> limits) {
        return limits.stream().allMatch(limit -> value.compareTo(limit) > 0 == shown.compareTo(limit) > 0);
    }

    private static long digitsBeforePoint(BigDecimal value) {
        return (long) value.precision() - value.scale();
    }
}
