package io.github.metricsgate.text;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one row as people read them: up to four significant digits, integers exact, and one unit of time for
 * the whole row, from {@code ns} to {@code h}. Values that differ in their first four digits can be told apart. A value
 * gets more digits if they are needed to see whether it is over, under or equal to a limit of the row. Limits are shown
 * to their last digit.
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
     * The figures of one row, or of any other place where they are compared with each other.
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
        DurationUnit best = TimeUnits.best(present(values), presentLimits);
        return new Figures(TimeUnits.length(best), best.symbol(), presentLimits);
    }

    /** A limit, an age or another number that was set, to its last digit and with its unit: "24 h", "1.5 s", "12". */
    public static String exact(BigDecimal number, Unit unit) {
        return row(List.of(), List.of(number), unit).withUnit(number);
    }

    /** A number without a unit, to its last digit: "12", "0.5"; with an exponent if it has very many digits. */
    public static String plain(BigDecimal number) {
        return Rounding.text(number);
    }

    /** The unit of all figures of the row: "us"; empty for numbers without a unit. */
    public String unit() {
        return unit;
    }

    /** How many milliseconds the unit of the figures has if they are times; else 1. */
    public double length() {
        return length.doubleValue();
    }

    /** One of the row's values or limits without its unit: "2.85". */
    public String text(BigDecimal figure) {
        return Rounding.text(rounded(figure, 0));
    }

    /** One of the row's values or limits with its unit: "2.85 us". */
    public String withUnit(BigDecimal figure) {
        return followedByUnit(text(figure));
    }

    String followedByUnit(String text) {
        return unit.isEmpty() ? text : text + " " + unit;
    }

    /** Converts to the unit of the row. */
    BigDecimal rounded(BigDecimal figure, int decimals) {
        return Rounding.round(figure, length, limits, decimals);
    }

    /** Converts from the unit of the row to milliseconds, if it is a time. */
    BigDecimal inBaseUnit(BigDecimal rounded) {
        return rounded.multiply(length);
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
}
