package io.github.metricsgate.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Finds where a series went to another level for good, looking back at all of it.
 *
 * <p>The series is split where the means before and after differ most, over all of it and over intervals of many
 * lengths, so that a level which comes back is seen too; an outlier counts no more than a large step. A split counts if
 * none of 999 random orders of the same values has a larger difference (p = 0.001), or if a short level is clear to the
 * eye. Both parts are then looked at the same way. Splits between levels whose medians differ too little are dropped,
 * the smallest first.
 */
public final class ChangePoints {

    /** Fewer runs are no level. */
    public static final int MIN_RUNS = 3;

    private static final int ORDERS = 999;
    private static final double SHRINK = Math.sqrt(0.5);
    private static final double FARTHEST = 6;
    private static final double CLEAR = 6;

    /** The median distance of two normal values, in standard deviations. */
    private static final double STEP_OF_NORMAL = 0.954;

    private static final long SEED = 20_24_03;

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
        double[] scores = scores(part, noise);
        List<int[]> intervals = intervals(part.length);
        Split best = Split.best(scores, intervals);
        if (best.difference() > 0
                && (isClear(part, best.at(), noise) || isRare(best.difference(), scores, intervals))) {
            split(from, from + best.at());
            splits.add(from + best.at());
            split(from + best.at(), to);
        }
    }

    private static boolean isRare(double difference, double[] scores, List<int[]> intervals) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] shuffled = scores.clone();
        for (int order = 0; order < ORDERS; order++) {
            for (int i = shuffled.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                double held = shuffled[i];
                shuffled[i] = shuffled[other];
                shuffled[other] = held;
            }
            if (Split.best(shuffled, intervals).difference() >= difference) {
                return false;
            }
        }
        return true;
    }

    private List<ChangePoint> largerThan(double minPercent) {
        while (true) {
            List<ChangePoint> changes =
                    IntStream.range(0, splits.size()).mapToObj(this::change).toList();
            int smallest = IntStream.range(0, changes.size())
                    .boxed()
                    .min(Comparator.comparingDouble(i -> Math.abs(changes.get(i).changePercent())))
                    .orElse(-1);
            if (smallest < 0 || Math.abs(changes.get(smallest).changePercent()) >= minPercent) {
                return changes;
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
        return new Sorted(Arrays.copyOfRange(values, from, to)).median();
    }

    /** How far each value is from the median, in units of {@code noise}, an outlier no farther than a large step. */
    private static double[] scores(double[] values, double noise) {
        double median = new Sorted(values).median();
        return Arrays.stream(values)
                .map(x -> Math.max(-FARTHEST, Math.min(FARTHEST, (x - median) / noise)))
                .toArray();
    }

    /** The standard deviation from one value to the next, which a change of level leaves alone; 0 if all are equal. */
    private static double noise(double[] values) {
        double[] steps = IntStream.range(1, values.length)
                .mapToDouble(i -> Math.abs(values[i] - values[i - 1]))
                .toArray();
        double usual = new Sorted(steps).median() / STEP_OF_NORMAL;
        return usual > 0 ? usual : Arrays.stream(steps).average().orElse(0);
    }

    /** Whether nobody would ask for a test: all values of the shorter side are far off, and hardly one of the longer. */
    private static boolean isClear(double[] values, int at, double noise) {
        boolean shortIsLeft = at < values.length - at;
        double[] left = Arrays.copyOfRange(values, 0, at);
        double[] right = Arrays.copyOfRange(values, at, values.length);
        double level = new Sorted(shortIsLeft ? right : left).median();
        double gap = new Sorted(shortIsLeft ? left : right).median() - level;
        return Math.abs(gap) >= CLEAR * noise
                && beyond(shortIsLeft ? left : right, level, gap) == 1
                && beyond(shortIsLeft ? right : left, level, gap) <= 0.05;
    }

    private static double beyond(double[] values, double level, double gap) {
        return (double) Arrays.stream(values)
                        .filter(x -> (x - level) * Math.signum(gap) > Math.abs(gap) / 2)
                        .count()
                / values.length;
    }

    /** All of it, then ever shorter ones that overlap by half, as seeded binary segmentation takes them. */
    private static List<int[]> intervals(int length) {
        List<int[]> intervals = new ArrayList<>();
        for (double size = length; size >= 4 * MIN_RUNS || size == length; size *= SHRINK) {
            int count = 2 * (int) Math.ceil(length / size) - 1;
            for (int i = 0; i < count; i++) {
                double from = count == 1 ? 0 : i * (length - size) / (count - 1);
                intervals.add(new int[] {(int) from, Math.min(length, (int) Math.ceil(from + size))});
            }
        }
        return intervals;
    }

    /**
     * Where the two sides differ most.
     *
     * @param at the first of the right side
     * @param difference of the mean scores, in standard errors but for a constant; 0 if nowhere
     */
    private record Split(int at, double difference) {

        static Split best(double[] scores, List<int[]> intervals) {
            int at = 0;
            double most = 0;
            for (int[] interval : intervals) {
                int from = interval[0];
                int to = interval[1];
                double right = 0;
                for (int i = from; i < to; i++) {
                    right += scores[i];
                }
                double left = 0;
                for (int i = from + 1; i <= to - MIN_RUNS; i++) {
                    left += scores[i - 1];
                    right -= scores[i - 1];
                    double lefts = i - from;
                    double rights = to - i;
                    double gap = left / lefts - right / rights;
                    double squared = gap * gap * lefts * rights / (lefts + rights);
                    if (lefts >= MIN_RUNS && squared > most * (1 + 1e-12)) {
                        most = squared;
                        at = i;
                    }
                }
            }
            return new Split(at, most);
        }
    }
}
