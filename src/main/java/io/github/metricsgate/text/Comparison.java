package io.github.metricsgate.text;

import io.github.metricsgate.metrics.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * A value and its limit in a sentence. Both are in one unit, unless one is so much larger than the other that no unit
 * suits both; the value has at least as many decimals as the limit. What is said of their difference is true of the two
 * as they are shown.
 *
 * @param value with its unit: "2.85 us"
 * @param limit with its unit, to its last digit: "2.5 us"
 * @param side how the value compares with the limit: 1 if it is over it, -1 if it is under it, 0 if they are equal
 * @param difference "by 14 %", "841 times" from three times the limit on; empty where a share of the limit says nothing
 */
public record Comparison(String value, String limit, int side, String difference) {

    /** A value in the unit of the limit has no more zeros than this before its first digit, ... */
    private static final int LEAST_EXPONENT = -4;

    /** ... and no more digits than this after the first one, or else it gets a unit of its own. */
    private static final int LARGEST_EXPONENT = 6;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TIMES_FROM = BigDecimal.valueOf(3);
    private static final BigDecimal WHOLE_TIMES_FROM = BigDecimal.TEN;
    private static final BigDecimal A_MILLION = BigDecimal.valueOf(1_000_000);

    /**
     * Compares a value with its limit, exactly.
     *
     * @param value a time in milliseconds
     * @param limit a time in milliseconds
     */
    public static Comparison of(BigDecimal value, BigDecimal limit, Unit unit) {
        Figures ofLimit = Figures.row(limit.signum() == 0 ? List.of(value) : List.of(), List.of(limit), unit);
        BigDecimal shownLimit = ofLimit.rounded(limit, 0).stripTrailingZeros();
        int decimals = Math.max(0, shownLimit.scale());
        BigDecimal shownValue = ofLimit.rounded(value, decimals);
        long exponent = Rounding.exponent(shownValue);
        boolean isOneUnitEnough = value.signum() == 0
                || unit != Unit.TIME
                || (exponent >= LEAST_EXPONENT && exponent <= LARGEST_EXPONENT);
        String valueText = isOneUnitEnough
                ? withUnit(Rounding.text(shownValue, decimals), ofLimit)
                : Figures.row(List.of(value), List.of(), unit).withUnit(value);
        return new Comparison(
                valueText, ofLimit.withUnit(limit), value.compareTo(limit), difference(shownValue, shownLimit));
    }

    /** "2.85 us, over its limit of 2.5 us by 14 %" or "1682 ms, 841 times its limit of 2 ms" for {@code "its limit"}. */
    public String clause(String whatItIsComparedWith) {
        String of = whatItIsComparedWith + " of " + limit;
        if (difference.endsWith("times")) {
            return value + ", " + difference + " " + of;
        }
        String position = side > 0 ? "over" : side < 0 ? "under" : "equal to";
        return value + ", " + position + " " + of + (difference.isEmpty() ? "" : " " + difference);
    }

    private static String withUnit(String figure, Figures row) {
        return row.unit().isEmpty() ? figure : figure + " " + row.unit();
    }

    private static String difference(BigDecimal value, BigDecimal limit) {
        if (limit.signum() <= 0 || value.signum() < 0 || value.compareTo(limit) == 0) {
            return "";
        }
        BigDecimal ratio = value.divide(limit, MathContext.DECIMAL64);
        return ratio.compareTo(TIMES_FROM) >= 0 ? times(ratio) : percent(ratio);
    }

    private static String times(BigDecimal ratio) {
        if (ratio.compareTo(A_MILLION) > 0) {
            return "more than a million times";
        }
        int decimals = ratio.compareTo(WHOLE_TIMES_FROM) < 0 ? 1 : 0;
        return Rounding.text(ratio.setScale(decimals, RoundingMode.HALF_UP)) + " times";
    }

    private static String percent(BigDecimal ratio) {
        BigDecimal percent =
                ratio.subtract(BigDecimal.ONE, MathContext.DECIMAL64).abs().multiply(HUNDRED);
        if (percent.compareTo(BigDecimal.ONE) < 0) {
            return "by less than 1 %";
        }
        BigDecimal whole = percent.setScale(0, RoundingMode.HALF_UP);
        return whole.compareTo(HUNDRED) == 0 && ratio.compareTo(BigDecimal.ONE) < 0 && ratio.signum() > 0
                ? "by more than 99 %"
                : "by " + whole.toPlainString() + " %";
    }
}
