package io.github.metricsgate.report.chart;

import io.github.metricsgate.text.Figures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that a chart can show, with ticks at round ones.
 *
 * @param low the first value
 * @param high the last value; larger than the first
 * @param ticks from the smallest to the largest
 */
public record Axis(double low, double high, boolean isLogarithmic, List<Tick> ticks) {

    /** Beyond this, a difference of two values may overflow; larger values are drawn where this is. */
    private static final double LARGEST = 1e300;

    /** A value with its text. */
    public record Tick(double value, String label) {}

    public Axis {
        ticks = List.copyOf(ticks);
    }

    /** From zero to at least {@code high}: where lengths or areas are compared. */
    public static Axis fromZero(double high, int most) {
        double top = Math.min(high, LARGEST);
        return linear(0, top > 0 ? top : 1, most);
    }

    /**
     * From a tick to at least {@code high}: where places are compared.
     *
     * @param most how many ticks there are at most; at least 4
     */
    public static Axis between(double low, double high, int most) {
        double bottom = Math.max(-LARGEST, Math.min(low, LARGEST));
        double top = Math.max(-LARGEST, Math.min(high, LARGEST));
        if (bottom < top) {
            return linear(bottom, top, most);
        }
        double room = bottom == 0 ? 1 : Math.abs(bottom) / 10;
        return linear(bottom - room, top + room, most);
    }

    /** With a tick at each power of ten, and at twice and five times it if there are few. */
    public static Axis logarithmic(double low, double high) {
        double bottom = Math.max(Double.MIN_NORMAL, Math.min(low, LARGEST));
        double top = Math.max(bottom * 1.001, Math.min(high, LARGEST));
        int first = (int) Math.floor(Math.log10(bottom));
        int last = (int) Math.ceil(Math.log10(top));
        int step = Math.max(1, (last - first + 5) / 6);
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent += step) {
            for (int digit : step == 1 && last - first <= 3 ? new int[] {1, 2, 5} : new int[] {1}) {
                BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
                if (value.doubleValue() >= bottom && value.doubleValue() <= top) {
                    ticks.add(tick(value));
                }
            }
        }
        return new Axis(bottom, top, true, ticks);
    }

    /** The runs of a series, or whatever else is only counted: without ticks. */
    public static Axis ofPlaces(int places) {
        return places < 2 ? new Axis(-1, 1, false, List.of()) : new Axis(0, places - 1.0, false, List.of());
    }

    /**
     * Where the places of a series are in a picture, at its end: where there are many, a whole number of pixels apart, which
     * makes a path a quarter shorter.
     */
    public Scale overPlaces(double start, double end) {
        double step = Math.floor((end - start) / high);
        return low < 0 || step < 2 ? over(start, end) : over(end - step * high, end);
    }

    /** Where values are in a picture. */
    public Scale over(double start, double end) {
        return new Scale(this, start, end);
    }

    /** The longest label's length. */
    public int longestLabel() {
        int longest = 1;
        for (Tick tick : ticks) {
            longest = Math.max(longest, tick.label().length());
        }
        return longest;
    }

    /** It begins at a tick, and ends where its values do: no room is left for what is not there. */
    private static Axis linear(double low, double high, int most) {
        BigDecimal step = step((high - low) / (most - 1));
        while (true) {
            BigDecimal first = multiple(low, step, RoundingMode.FLOOR);
            BigDecimal last = multiple(high, step, RoundingMode.FLOOR);
            if (last.subtract(first).divide(step, 0, RoundingMode.HALF_UP).intValue() < most) {
                List<Tick> ticks = new ArrayList<>();
                for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(step)) {
                    ticks.add(tick(value));
                }
                return new Axis(first.doubleValue(), Math.max(high, last.doubleValue()), false, ticks);
            }
            step = step(step.doubleValue() * 1.01);
        }
    }

    /** The next of 1, 2, 2.5, 5, 10, 20 … and 0.5, 0.25 … */
    private static BigDecimal step(double atLeast) {
        double least = Math.max(atLeast, 1e-300);
        int exponent = (int) Math.floor(Math.log10(least));
        for (int tenths : new int[] {10, 20, 25, 50}) {
            BigDecimal step = BigDecimal.valueOf(tenths, 1).stripTrailingZeros().scaleByPowerOfTen(exponent);
            if (step.doubleValue() >= least) {
                return step;
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(exponent + 1);
    }

    private static BigDecimal multiple(double value, BigDecimal step, RoundingMode mode) {
        return BigDecimal.valueOf(value).divide(step, 0, mode).multiply(step);
    }

    private static Tick tick(BigDecimal value) {
        return new Tick(value.doubleValue(), Figures.plain(value));
    }
}
