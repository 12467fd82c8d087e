package io.github.metricsgate.text;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds the unit of time in which figures are easiest to read. */
final class TimeUnits {

    /** From the shortest to the longest. */
    private static final List<DurationUnit> ALL = List.of(
            DurationUnit.NANOSECONDS,
            DurationUnit.MICROSECONDS,
            DurationUnit.MILLISECONDS,
            DurationUnit.SECONDS,
            DurationUnit.MINUTES,
            DurationUnit.HOURS);

    private static final MathContext AS_SHOWN = new MathContext(Rounding.DIGITS, RoundingMode.HALF_UP);

    /** Dividing a finite decimal by an hour adds at most this many digits. */
    private static final int DIGITS_OF_AN_HOUR = 16;

    private TimeUnits() {}

    /**
     * The unit in which the figures are as close as possible to having one to three digits before the point, two for
     * seconds and minutes. Of several such units, the one with the shortest figures, then the shortest unit.
     *
     * @param times in milliseconds
     * @param limits in milliseconds; they are finite decimals in the unit
     */
    static DurationUnit best(Collection<BigDecimal> times, Collection<BigDecimal> limits) {
        List<BigDecimal> figures = new ArrayList<>();
        for (BigDecimal time : times) {
            figures.add(Rounding.cut(time, List.of()).round(AS_SHOWN));
        }
        figures.addAll(limits);
        figures.removeIf(figure -> figure.signum() == 0);
        if (figures.isEmpty()) {
            return DurationUnit.MILLISECONDS;
        }
        List<DurationUnit> readable = readable(figures, limits);
        DurationUnit best = readable.get(0);
        for (DurationUnit unit : readable.subList(1, readable.size())) {
            best = length(figures, unit) < length(figures, best) ? unit : best;
        }
        return best;
    }

    /** The length of the unit in milliseconds, without trailing zeros, so that a power of ten has a single digit. */
    static BigDecimal length(DurationUnit unit) {
        return unit.toMilliseconds(BigDecimal.ONE).stripTrailingZeros();
    }

    private static List<DurationUnit> readable(List<BigDecimal> figures, Collection<BigDecimal> limits) {
        List<DurationUnit> readable = new ArrayList<>();
        long least = Long.MAX_VALUE;
        for (DurationUnit unit : ALL) {
            long digits = unreadableDigits(figures, unit);
            if (digits > least || !areFinite(limits, unit)) {
                continue;
            }
            if (digits < least) {
                readable.clear();
                least = digits;
            }
            readable.add(unit);
        }
        return readable;
    }

    /** How many digits before the point, or zeros after it, the figures have too many. */
    private static long unreadableDigits(List<BigDecimal> figures, DurationUnit unit) {
        int most = unit == DurationUnit.SECONDS || unit == DurationUnit.MINUTES ? 2 : 3;
        long digits = 0;
        for (BigDecimal figure : figures) {
            long exponent = Rounding.exponent(figure, length(unit));
            digits += exponent < 0 ? -exponent : Math.max(0, exponent + 1 - most);
        }
        return digits;
    }

    private static boolean areFinite(Collection<BigDecimal> limits, DurationUnit unit) {
        if (unit != DurationUnit.MINUTES && unit != DurationUnit.HOURS) {
            return true;
        }
        for (BigDecimal limit : limits) {
            MathContext enough = new MathContext(limit.precision() + DIGITS_OF_AN_HOUR);
            if (limit.divide(length(unit), enough).multiply(length(unit)).compareTo(limit) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int length(List<BigDecimal> figures, DurationUnit unit) {
        int length = 0;
        for (BigDecimal figure : figures) {
            length += Rounding.text(Rounding.in(figure, length(unit), AS_SHOWN)).length();
        }
        return length;
    }
}
