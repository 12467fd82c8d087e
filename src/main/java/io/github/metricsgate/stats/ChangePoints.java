package io.github.metricsgate.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds where a series went to another level for good, looking back at all of it.
 *
 * <p>The series is split where the means before and after differ most, over all of it and over intervals of many
 * lengths, so that a level which comes back is seen too; an outlier counts no more than a value somewhat off. A split
 * counts if hardly one random order of a thousand has a larger difference (p = 0.001), or if a short level is clear to
 * the eye. Both parts are then looked at the same way. Splits between levels whose medians differ too little are
 * dropped, the smallest first.
 *
 * <p>No random order is tried out. As outliers are cut off, the largest difference is distributed nearly the same for
 * values of any kind, and what one order of a thousand exceeds follows from the number of values alone.
 */
public final class ChangePoints {

    /** Fewer runs are no level. */
    public static final int MIN_RUNS = 3;

    private static final double SHRINK = Math.sqrt(0.5);

    /** In standard deviations, as Huber cuts off: costs little where the values are normal, gains much where not. */
    private static final double NEAR = 1.5;

    /** In standard deviations: keeps a short level in sight. */
    private static final double FAR = 6;

    private static final double CLEAR = 6;

    /** The median distance of two normal values, in standard deviations. */
    private static final double STEP_OF_NORMAL = 0.954;

    /**
     * What twice the logarithm of the likelihood ratio exceeds once in a thousand orders of n values is about this and
     * twice the logarithm of n, or less: from simulations of 6 to 300 values, normal, log-normal, of heavy tails,
     * bimodal.
     */
    private static final double RARE = 12.5;

    private final double[] values;
    private final List<Integer> splits = new ArrayList<>();

    private ChangePoints(double[] values) {
        this.values = values;
    }

    /**
     * One change of level.
     *
     * @param index the first value of the new level
     * @param before the median of the level before
     * @param after the median of the new level
     */
    public record ChangePoint(int index, double before, double after) {

        /** Signed, against the level before; infinite where that was 0. */
        public double changePercent() {
            return after == before ? 0 : (after - before) / Math.abs(before) * 100;
        }
    }

    /**
     * The changes of level in {@code values}, the oldest first. The same values give the same answer.
     *
     * @param minPercent the smallest change that counts, as 5 for 5 %
     */
    public static List<ChangePoint> of(double[] values, double minPercent) {
        ChangePoints search = new ChangePoints(values.clone());
        search.split(0, values.length);
        search.splits.sort(Comparator.naturalOrder());
        search.settle();
        return search.largerThan(minPercent);
    }

    /** Moves each split, one after the other, to where the values leave the two levels beside it least. */
    private void settle() {
        for (int split = 0; split < splits.size(); split++) {
            int from = split == 0 ? 0 : splits.get(split - 1);
            int to = split + 1 == splits.size() ? values.length : splits.get(split + 1);
            double before = median(from, splits.get(split));
            double after = median(splits.get(split), to);
            double left = 0;
            double least = Double.MAX_VALUE;
            for (int at = from + 1; at <= to - MIN_RUNS; at++) {
                left += Math.abs(values[at - 1] - before) - Math.abs(values[at - 1] - after);
                if (at - from >= MIN_RUNS && left < least) {
                    least = left;
                    splits.set(split, at);
                }
            }
        }
    }

    private void split(int from, int to) {
        if (to - from < 2 * MIN_RUNS) {
            return;
        }
        double[] part = Arrays.copyOfRange(values, from, to);
        double noise = noise(part);
        if (noise == 0) {
            return;
        }
        int at = place(part, noise);
        if (at > 0) {
            split(from, from + at);
            splits.add(from + at);
            split(from + at, to);
        }
    }

    /** Where {@code values} are to be split; 0 for nowhere. */
    private static int place(double[] values, double noise) {
        double median = Median.of(values.clone());
        if (range(values) >= CLEAR * noise) {
            int clear = Split.best(scores(values, median, FAR * noise)).at();
            if (clear > 0 && isClear(values, clear, noise)) {
                return clear;
            }
        }
        Split rare = Split.best(scores(values, median, NEAR * noise));
        return isRare(rare.difference(), values.length) ? rare.at() : 0;
    }

    private static boolean isRare(double difference, int length) {
        int freedom = length - 2;
        return freedom * Math.log1p(difference / freedom) > RARE + 2 * Math.log(length);
    }

    private List<ChangePoint> largerThan(double minPercent) {
        while (true) {
            List<ChangePoint> changes = new ArrayList<>();
            int smallest = -1;
            double least = minPercent;
            for (int split = 0; split < splits.size(); split++) {
                changes.add(change(split));
                double percent = Math.abs(changes.get(split).changePercent());
                if (percent < least) {
                    least = percent;
                    smallest = split;
                }
            }
            if (smallest < 0) {
                return List.copyOf(changes);
            }
            splits.remove(smallest);
        }
    }

    private ChangePoint change(int split) {
        int from = split == 0 ? 0 : splits.get(split - 1);
        int at = splits.get(split);
        int to = split + 1 == splits.size() ? values.length : splits.get(split + 1);
        return new ChangePoint(at, median(from, at), median(at, to));
    }

    private double median(int from, int to) {
        return Median.of(Arrays.copyOfRange(values, from, to));
    }

    private static double range(double[] values) {
        double lowest = values[0];
        double highest = values[0];
        for (double value : values) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        return highest - lowest;
    }

    /** How far each value is from the median, in units of {@code farthest} and no farther than that. */
    private static double[] scores(double[] values, double median, double farthest) {
        double[] scores = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scores[i] = Math.max(-1, Math.min(1, (values[i] - median) / farthest));
        }
        return scores;
    }

    /** The standard deviation from one value to the next, which a change of level leaves alone; 0 if all are equal. */
    private static double noise(double[] values) {
        double[] steps = new double[values.length - 1];
        double sum = 0;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(values[i + 1] - values[i]);
            sum += steps[i];
        }
        double usual = Median.of(steps) / STEP_OF_NORMAL;
        return usual > 0 ? usual : sum / steps.length;
    }

    /** Whether nobody would ask for a test: all values of the shorter side are far off, and hardly one of the longer. */
    private static boolean isClear(double[] values, int at, double noise) {
        boolean shortIsLeft = at < values.length - at;
        double[] left = Arrays.copyOfRange(values, 0, at);
        double[] right = Arrays.copyOfRange(values, at, values.length);
        double level = Median.of(shortIsLeft ? right : left);
        double gap = Median.of(shortIsLeft ? left : right) - level;
        return Math.abs(gap) >= CLEAR * noise
                && beyond(shortIsLeft ? left : right, level, gap) == 1
                && beyond(shortIsLeft ? right : left, level, gap) <= 0.05;
    }

    private static double beyond(double[] values, double level, double gap) {
        int beyond = 0;
        for (double value : values) {
            beyond += (value - level) * Math.signum(gap) > Math.abs(gap) / 2 ? 1 : 0;
        }
        return (double) beyond / values.length;
    }

    /**
     * Where the two sides differ most.
     *
     * @param at the first of the right side; 0 if they differ nowhere
     * @param difference of the mean scores, in standard errors, squared
     */
    private record Split(int at, double difference) {

        /** In all of it, then in ever shorter intervals that overlap by half, as seeded binary segmentation takes them. */
        static Split best(double[] scores) {
            double[] sums = new double[scores.length + 1];
            double[] squares = new double[scores.length + 1];
            double steps = 0;
            for (int i = 0; i < scores.length; i++) {
                sums[i + 1] = sums[i] + scores[i];
                squares[i + 1] = squares[i] + scores[i] * scores[i];
                double step = i == 0 ? 0 : scores[i] - scores[i - 1];
                steps += step * step;
            }
            double variance = steps / (2 * (scores.length - 1));
            Split best = new Split(0, 0);
            int length = scores.length;
            for (double size = length; size >= 4 * MIN_RUNS || size == length; size *= SHRINK) {
                int count = 2 * (int) Math.ceil(length / size) - 1;
                for (int i = 0; i < count; i++) {
                    double from = count == 1 ? 0 : i * (length - size) / (count - 1);
                    int to = Math.min(length, (int) Math.ceil(from + size));
                    Split split = within((int) from, to, sums, squares, variance);
                    best = split.difference > best.difference * (1 + 1e-12) ? split : best;
                }
            }
            return best;
        }

        /** The variance of the scores on both sides, but not less than {@code variance}: a few equal ones show none. */
        private static Split within(int from, int to, double[] sums, double[] squares, double variance) {
            int length = to - from;
            double mean = (sums[to] - sums[from]) / length;
            int at = 0;
            double most = 0;
            for (int i = from + MIN_RUNS; i <= to - MIN_RUNS; i++) {
                double lefts = i - from;
                double excess = sums[i] - sums[from] - lefts * mean;
                double between = excess * excess / (lefts * (length - lefts));
                if (between > most * (1 + 1e-12)) {
                    most = between;
                    at = i;
                }
            }
            most *= length;
            double all = squares[to] - squares[from] - length * mean * mean;
            return new Split(at, most / Math.max(variance, (all - most) / (length - 2)));
        }
    }
}
