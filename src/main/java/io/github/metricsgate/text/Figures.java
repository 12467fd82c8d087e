package io.github.metricsgate.text;

import io.github.metricsgate.metrics.Bounds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Numbers as people read them. Rounded for reading, but never so that a value seems to be on the other side of a limit
 * than it is.
 */
public final class Figures {

    private static final int DECIMALS = 3;

    /** From here on, digits before the point are counted instead of written. */
    private static final int MANY_DIGITS = 15;

    /** So far behind the point nobody reads; a value still smaller is shown as if it were that. */
    private static final int FURTHEST = 20;

    private static final List<RoundingMode> MODES =
            List.of(RoundingMode.HALF_UP, RoundingMode.CEILING, RoundingMode.FLOOR);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Figures() {}

    /** Three decimals, or as many more as it takes to see on which side of {@code bounds} the value is. */
    public static String of(BigDecimal value, List<Bounds> bounds) {
        int scale = DECIMALS;
        for (Bounds each : bounds) {
            scale = Math.max(scale, each.decimals());
        }
        BigDecimal shown = notTooSmall(value, Math.max(FURTHEST, scale + 1));
        if (digitsBeforePoint(shown) > MANY_DIGITS) {
            BigDecimal brief = shown.round(new MathContext(6, RoundingMode.HALF_UP));
            if (agrees(value, brief, bounds)) {
                return brief.stripTrailingZeros().toString();
            }
        }
        // Each limit is a whole number of units of this scale, so that rounding away from it stays on the value's side.
        BigDecimal rounded = shown.setScale(DECIMALS, RoundingMode.HALF_UP);
        for (RoundingMode mode : MODES) {
            rounded = agrees(value, rounded, bounds) ? rounded : shown.setScale(scale, mode);
        }
        return (agrees(value, rounded, bounds) ? rounded : shown).toPlainString();
    }

    /** A figure in a sentence: no zeros at its end. */
    public static String inSentence(BigDecimal value, Bounds bounds) {
        String text = of(value, List.of(bounds));
        return text.contains("E") ? text : plain(new BigDecimal(text));
    }

    /** The number as it was set, to the last digit. */
    public static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** How far {@code value} is from {@code limit}, as in "by 62 %"; empty for a limit of 0. */
    public static String excess(BigDecimal value, BigDecimal limit) {
        if (limit.signum() == 0) {
            return "";
        }
        BigDecimal percent = value.subtract(limit, MathContext.DECIMAL64)
                .abs()
                .multiply(HUNDRED)
                .divide(limit.abs(), MathContext.DECIMAL64);
        if (percent.compareTo(BigDecimal.ONE) < 0) {
            return "by less than 1 %";
        }
        return digitsBeforePoint(percent) > MANY_DIGITS
                ? "by " + percent.round(new MathContext(6)).stripTrailingZeros() + " %"
                : "by " + percent.setScale(0, RoundingMode.HALF_UP).toPlainString() + " %";
    }

    private static BigDecimal notTooSmall(BigDecimal value, int scale) {
        BigDecimal smallest = BigDecimal.valueOf(1, scale);
        if (value.signum() == 0 || value.abs().compareTo(smallest) >= 0) {
            return value;
        }
        return value.signum() > 0 ? smallest : smallest.negate();
    }

    private static boolean agrees(BigDecimal value, BigDecimal shown, List<Bounds> bounds) {
        for (Bounds each : bounds) {
            if (!each.exceeded(value).equals(each.exceeded(shown))) {
                return false;
            }
        }
        return true;
    }

    private static long digitsBeforePoint(BigDecimal value) {
        return (long) value.precision() - value.scale();
    }
}
