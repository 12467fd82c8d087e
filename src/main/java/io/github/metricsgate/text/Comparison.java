package io.github.metricsgate.text;

import io.github.metricsgate.metrics.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * A value and its limit in a sentence. Both have the same unit, unless one is tens of thousands of times the other, and
 * the value has at least as many decimals as the limit. Their difference is that of the figures as shown.
 *
 * @param value with its unit: "2.85 us"
 * @param limit with its unit, to its last digit: "2.5 us"
 * @param side how the value compares with the limit: 1 if it is over, -1 if it is under, 0 if they are equal
 * @param difference "by 14 %", or "841 times" if it is at least three times the limit; empty if a ratio to the limit is
 *     meaningless
 */
public record Comparison(String value, String limit, int side, String difference) {

    /** If a value and a limit differ by more powers of ten, each gets its own unit. */
    private static final int POWERS_OF_TEN_IN_ONE_UNIT = 4;

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
        Figures ofValue =
                unit == Unit.TIME && areFarApart(value, limit) ? Figures.row(List.of(value), List.of(), unit) : ofLimit;
        int decimals = ofValue.unit().equals(ofLimit.unit()) ? decimals(ofLimit.rounded(limit, 0)) : 0;
        BigDecimal shown = ofValue.rounded(value, decimals);
        return new Comparison(
                ofValue.followedByUnit(Rounding.text(shown, decimals)),
                ofLimit.withUnit(limit),
                value.compareTo(limit),
                difference(ofValue.inBaseUnit(shown), limit));
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

    private static boolean areFarApart(BigDecimal value, BigDecimal limit) {
        return value.signum() != 0
                && limit.signum() != 0
                && Math.abs(Rounding.exponent(value) - Rounding.exponent(limit)) > POWERS_OF_TEN_IN_ONE_UNIT;
    }

    private static int decimals(BigDecimal figure) {
        return Math.max(0, figure.stripTrailingZeros().scale());
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
