package io.github.metricsgate.text;

import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one row as people read them: up to four significant digits, integers exact, and one unit of time for the
 * whole row, from {@code ns} to {@code h}. Values that differ in their first four digits differ as shown, and a value is
 * never shown on another side of one of the row's limits than it is, if that takes more digits. Limits are shown to their
 * last digit.
 */
public final class Figures {

    private final BigDecimal length;
    private final String unit;
    private final List<BigDecimal> limits;

    private Figures(BigDecimal length, String unit, List<BigDecimal> limits) {
        this.length = length;
        this.unit = unit;
        this.limits = limits;
    }

    /**
     * The figures that stand in one row, or in any other place where they are compared with each other.
     *
     * @param values times in milliseconds; null for what was not measured
     * @param limits times in milliseconds; null for no limit
     */
    public static Figures row(
            Collection<? extends @Nullable BigDecimal> values,
            Collection<? extends @Nullable BigDecimal> limits,
            Unit unit) {
        List<BigDecimal> presentLimits = present(limits);
        if (unit != Unit.TIME) {
            return new Figures(BigDecimal.ONE, unit.suffix().strip(), presentLimits);
        }
        return inUnit(TimeUnits.best(present(values), presentLimits), presentLimits);
    }

    /** A limit, an age or another number that was set, to its last digit and with its unit: "24 h", "1.5 s", "12". */
    public static String exact(BigDecimal number, Unit unit) {
        return row(List.of(), List.of(number), unit).withUnit(number);
    }

    static Figures inUnit(DurationUnit unit, List<BigDecimal> limits) {
        return new Figures(TimeUnits.length(unit), unit.symbol(), limits);
    }

    /** What all figures of the row are in: "us"; empty for a number without a unit. */
    public String unit() {
        return unit;
    }

    /** One of the row's values or limits without its unit: "2.85". */
    public String text(BigDecimal figure) {
        return Rounding.text(rounded(figure, 0));
    }

    /** One of the row's values or limits with its unit: "2.85 us". */
    public String withUnit(BigDecimal figure) {
        return unit.isEmpty() ? text(figure) : text(figure) + " " + unit;
    }

    /** In the unit of the row. */
    BigDecimal rounded(BigDecimal figure, int decimals) {
        return Rounding.round(figure, length, limits, decimals);
    }

    private static List<BigDecimal> present(Collection<? extends @Nullable BigDecimal> figures) {
        List<BigDecimal> present = new ArrayList<>();
        for (BigDecimal figure : figures) {
            if (figure != null) {
                present.add(figure);
            }
        }
        return present;
    }

    private static final int DECIMALS = 3;

    /** From here on, digits before the point are counted instead of written. */
    private static final int MANY_DIGITS = 15;

    /** So far behind the point nobody reads; a value still smaller is shown as if it were that. */
    private static final int FURTHEST = 20;

    private static final List<RoundingMode> MODES =
            List.of(RoundingMode.HALF_UP, RoundingMode.CEILING, RoundingMode.FLOOR);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

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
        return Rounding.text(value);
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
