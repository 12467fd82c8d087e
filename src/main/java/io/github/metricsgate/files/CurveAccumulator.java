package io.github.metricsgate.files;

import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceCurve;
import io.github.metricsgate.metrics.ResourceCurve.Extremes;
import io.github.metricsgate.metrics.ResourceCurve.Stretch;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link ResourceCurve} of samples that come in any order. As stretches begin at multiples of their length since
 * 1970, the curve of some samples and that of others give the curve of all, however they were divided.
 */
final class CurveAccumulator {

    /** The time of a sample that has no place in time: a day that does not exist. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final Resource[] RESOURCES = Resource.values();
    private static final int SLOT = ResourceCurve.MOST - 1;

    /** A double has all integers up to this. */
    private static final long EXACT = 1L << 53;

    private static final double[] POWERS = powers();

    /** A stretch is this power of two long, in milliseconds. */
    private int power;
    /** The numbers of the first and the last stretch that have a sample; none if the first is above the last. */
    private long first = Long.MAX_VALUE;

    private long last = Long.MIN_VALUE;

    // By the last bits of the number of a stretch: no two between the first and the last have the same.
    private long[] counts = new long[ResourceCurve.MOST];
    /** Of each slot, one for each resource. */
    private double[] mins = extremes(Double.POSITIVE_INFINITY);

    private double[] maxs = extremes(Double.NEGATIVE_INFINITY);

    private long current = Long.MIN_VALUE;
    private int slot;

    // Of each resource, digits that are within the extremes of the current stretch if there are as many after the
    // point.
    private final long[] lowest = new long[RESOURCES.length];
    private final long[] highest = new long[RESOURCES.length];
    private final int[] scales = new int[RESOURCES.length];

    CurveAccumulator() {}

    /** For samples that are going to be added to {@code others}, whose stretches are never shorter than they are now. */
    CurveAccumulator(CurveAccumulator others) {
        power = others.power;
    }

    private static double[] powers() {
        double[] powers = new double[SampleTemplate.MAX_DIGITS + 1];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Math.pow(10, i);
        }
        return powers;
    }

    private static double[] extremes(double value) {
        double[] extremes = new double[ResourceCurve.MOST * RESOURCES.length];
        Arrays.fill(extremes, value);
        return extremes;
    }

    /** @param time milliseconds since 1970 or {@link #NO_TIME} */
    void add(long time, Map<Resource, BigDecimal> amounts) {
        if (time == NO_TIME) {
            return;
        }
        count(time);
        current = Long.MIN_VALUE;
        for (int i = 0; i < RESOURCES.length; i++) {
            BigDecimal amount = amounts.get(RESOURCES[i]);
            if (amount != null) {
                extend(i, amount.doubleValue());
            }
        }
    }

    /** Adds the last sample that matched. */
    void add(SampleTemplate template) {
        long time = template.time();
        if (time == NO_TIME) {
            return;
        }
        if (time >> power != current) {
            Arrays.fill(scales, -1);
        }
        count(time);
        for (int i = 0; i < RESOURCES.length; i++) {
            long unscaled = template.unscaled(i);
            int scale = template.scale(i);
            if (scale != scales[i]) {
                scales[i] = scale;
                lowest[i] = unscaled;
                highest[i] = unscaled;
            } else if (unscaled < lowest[i]) {
                lowest[i] = unscaled;
            } else if (unscaled > highest[i]) {
                highest[i] = unscaled;
            } else {
                continue;
            }
            extend(i, toDouble(unscaled, scale));
        }
    }

    /** Adds all samples of another instance. */
    void add(CurveAccumulator other) {
        if (other.first > other.last) {
            return;
        }
        int finer = Math.max(power, other.power);
        long from = other.first >> (finer - other.power);
        long to = other.last >> (finer - other.power);
        if (first <= last) {
            from = Math.min(from, first >> (finer - power));
            to = Math.max(to, last >> (finer - power));
        }
        coarsen(finer + excess(from, to));
        for (long stretch = other.first; stretch <= other.last; stretch++) {
            int theirs = (int) (stretch & SLOT);
            if (other.counts[theirs] > 0) {
                long ours = stretch >> (power - other.power);
                first = Math.min(first, ours);
                last = Math.max(last, ours);
                take(other.counts, other.mins, other.maxs, theirs, (int) (ours & SLOT));
            }
        }
        current = Long.MIN_VALUE;
    }

    private void take(long[] otherCounts, double[] otherMins, double[] otherMaxs, int theirs, int ours) {
        counts[ours] += otherCounts[theirs];
        for (int i = 0; i < RESOURCES.length; i++) {
            int at = ours * RESOURCES.length + i;
            mins[at] = Math.min(mins[at], otherMins[theirs * RESOURCES.length + i]);
            maxs[at] = Math.max(maxs[at], otherMaxs[theirs * RESOURCES.length + i]);
        }
    }

    /** Makes the stretch of that time the current one. */
    private void count(long time) {
        long stretch = time >> power;
        if (stretch != current) {
            int excess = excess(Math.min(first, stretch), Math.max(last, stretch));
            if (excess > 0) {
                coarsen(power + excess);
                stretch = time >> power;
            }
            first = Math.min(first, stretch);
            last = Math.max(last, stretch);
            current = stretch;
            slot = (int) (stretch & SLOT);
        }
        counts[slot]++;
    }

    private void extend(int resource, double amount) {
        int at = slot * RESOURCES.length + resource;
        mins[at] = Math.min(mins[at], amount);
        maxs[at] = Math.max(maxs[at], amount);
    }

    /** How many times stretches must become twice as long for there to be no more than the most. */
    private static int excess(long from, long to) {
        int excess = 0;
        while ((to >> excess) - (from >> excess) >= ResourceCurve.MOST) {
            excess++;
        }
        return excess;
    }

    private void coarsen(int newPower) {
        int by = newPower - power;
        if (by == 0) {
            return;
        }
        long[] fineCounts = counts;
        double[] fineMins = mins;
        double[] fineMaxs = maxs;
        counts = new long[ResourceCurve.MOST];
        mins = extremes(Double.POSITIVE_INFINITY);
        maxs = extremes(Double.NEGATIVE_INFINITY);
        for (long stretch = first; stretch <= last; stretch++) {
            int fine = (int) (stretch & SLOT);
            if (fineCounts[fine] > 0) {
                take(fineCounts, fineMins, fineMaxs, fine, (int) ((stretch >> by) & SLOT));
            }
        }
        if (first <= last) {
            first >>= by;
            last >>= by;
        }
        power = newPower;
    }

    /** The same as the double of the decimal: dividing integers that a double can have rounds no more than once. */
    private static double toDouble(long unscaled, int scale) {
        return unscaled < EXACT
                ? unscaled / POWERS[scale]
                : BigDecimal.valueOf(unscaled, scale).doubleValue();
    }

    ResourceCurve curve() {
        List<Stretch> stretches = new ArrayList<>();
        for (long stretch = first; stretch <= last; stretch++) {
            int at = (int) (stretch & SLOT);
            if (counts[at] > 0) {
                stretches.add(new Stretch(Instant.ofEpochMilli(stretch << power), counts[at], extremesAt(at)));
            }
        }
        return stretches.isEmpty() ? ResourceCurve.NONE : new ResourceCurve(1L << power, stretches);
    }

    private Map<Resource, Extremes> extremesAt(int at) {
        Map<Resource, Extremes> all = new EnumMap<>(Resource.class);
        for (int i = 0; i < RESOURCES.length; i++) {
            double min = mins[at * RESOURCES.length + i];
            double max = maxs[at * RESOURCES.length + i];
            if (min <= max) {
                all.put(RESOURCES[i], new Extremes(min, max));
            }
        }
        return all;
    }
}
