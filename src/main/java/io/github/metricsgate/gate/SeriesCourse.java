package io.github.metricsgate.gate;

import io.github.metricsgate.stats.Direction;
import io.github.metricsgate.stats.Series;
import io.github.metricsgate.stats.Settings;
import io.github.metricsgate.stats.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A series over the runs of a history, freed of what the runs suffered, to try settings on. */
final class SeriesCourse {

    /** So many later values are needed to tell an alarm from a change that stayed. */
    static final int LATER = 6;

    /** The level after a crossing is the median of the values from this one on, counted from the first that crossed. */
    private static final int FIRST_OF_LEVEL = 3;

    private static final int VALUES_OF_LEVEL = 5;

    /** Within how many runs a step is to be found, at most. */
    static final int WITHIN = 3;

    /** In percent. */
    static final int LARGEST_STEP = 200;

    /** At how many places steps are tried. */
    private static final int PLACES = 10;

    /** How much a value differs from the one before on average, for a standard deviation of 1. */
    private static final double DIFFERENCE_OF_NORMAL = 2 / Math.sqrt(Math.PI);

    /**
     * What some settings make of the series.
     *
     * @param checks the places where a value was judged and {@link #LATER} values follow
     * @param falseAlarms those of them where the series became a regression and the level did not stay
     */
    record Alarms(List<Integer> checks, List<Integer> falseAlarms) {}

    private final Direction direction;
    private final double[] values;
    private final int[] runs;

    /**
     * A course.
     *
     * @param direction which way it gets worse
     * @param values a value a run that has one, the oldest first
     * @param runs which run each value is of, by its place in the history
     */
    SeriesCourse(Direction direction, double[] values, int[] runs) {
        this.direction = direction;
        this.values = values.clone();
        this.runs = runs.clone();
    }

    Direction direction() {
        return direction;
    }

    /** The place in the history of the run that a value is of. */
    int run(int place) {
        return runs[place];
    }

    int length() {
        return values.length;
    }

    /** How every value stands by these settings. */
    Standing[] standings(Settings settings) {
        Standing[] standings = new Standing[values.length];
        Series series = Series.empty(settings);
        for (int i = 0; i < values.length; i++) {
            standings[i] = series.judge(values[i]).standing();
            series = series.after(values[i], standings[i]);
        }
        return standings;
    }

    Alarms alarms(Settings settings) {
        return alarms(settings, standings(settings));
    }

    /**
     * An alarm is a value with which the series becomes a regression. It is false if the level did not stay: if the median of
     * the third to seventh value, counted from the first that was beyond the limit, is back by more than half of the way to
     * what it was. So the answer does not depend on how many confirmations there were, up to three.
     *
     * @param standings how each value stood by {@code settings}
     */
    Alarms alarms(Settings settings, Standing[] standings) {
        List<Integer> checks = new ArrayList<>();
        List<Integer> falseAlarms = new ArrayList<>();
        for (int i = 0; i + LATER < values.length; i++) {
            if (standings[i] == Standing.NOT_ENOUGH_DATA) {
                continue;
            }
            checks.add(i);
            boolean isNew = i == 0 || standings[i - 1] != Standing.REGRESSION;
            if (standings[i] == Standing.REGRESSION && isNew && isBackSoon(i, settings)) {
                falseAlarms.add(i);
            }
        }
        return new Alarms(checks, falseAlarms);
    }

    private boolean isBackSoon(int place, Settings settings) {
        int first = Math.max(1, place - settings.confirmations() + 1);
        int level = Math.max(place, first + FIRST_OF_LEVEL - 1);
        double was = median(Math.max(0, first - settings.window()), first);
        double jump = values[place] - was;
        double stays = median(level, Math.min(values.length, level + VALUES_OF_LEVEL)) - was;
        return Math.signum(jump) * stays < Math.abs(jump) / 2;
    }

    /** The median of the values from one place to before another. */
    double median(int from, int to) {
        double[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * How much values differ from each other without any change, in percent of the median: the standard deviation that the
     * differences between neighbours show, which a step in the course hardly moves. NaN where the median is 0.
     */
    double noisePercent() {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += Math.abs(values[i] - values[i - 1]);
        }
        double noise = sum / (values.length - 1) / DIFFERENCE_OF_NORMAL;
        return 100 * noise / Math.abs(median(0, values.length));
    }

    /** A value that has got worse by a share: where less is worse, it is the inverse that grows. */
    double worse(double value, double share) {
        return direction == Direction.LARGER_IS_BETTER ? value / (1 + share) : value * (1 + share);
    }

    /**
     * The smallest step, in whole percent, that is found within so many runs at nine of ten places at the end of the series;
     * 0 for none up to {@link #LARGEST_STEP}.
     *
     * @param standings how each value stood by {@code settings}
     */
    int[] smallestSteps(Settings settings, Standing[] standings) {
        List<Series> before = new ArrayList<>();
        int first = Math.max(0, values.length - WITHIN + 1 - PLACES);
        Series series = Series.empty(settings);
        for (int i = 0; i + WITHIN <= values.length; i++) {
            if (i >= first && standings[i] != Standing.NOT_ENOUGH_DATA) {
                before.add(series.closed());
            } else if (i >= first) {
                first = i + 1;
            }
            series = series.after(values[i], standings[i]);
        }
        int[][] found = new int[LARGEST_STEP + 1][];
        int[] smallest = new int[WITHIN];
        for (int within = 1; within <= WITHIN; within++) {
            smallest[within - 1] = smallest(before, first, within, found);
        }
        return smallest;
    }

    private int smallest(List<Series> before, int first, int within, int[][] found) {
        int needed = (9 * before.size() + 9) / 10;
        if (before.isEmpty() || found(before, first, LARGEST_STEP, found)[within - 1] < needed) {
            return 0;
        }
        int low = 0;
        int high = LARGEST_STEP;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (found(before, first, middle, found)[within - 1] < needed) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** At how many places a step is found within 1, 2, 3 runs. */
    private int[] found(List<Series> before, int first, int percent, int[][] known) {
        int[] counts = known[percent];
        if (counts == null) {
            counts = new int[WITHIN];
            for (int i = 0; i < before.size(); i++) {
                Series series = before.get(i);
                for (int run = 0; run < WITHIN; run++) {
                    double value = worse(values[first + i + run], percent / 100.0);
                    Standing standing = series.judge(value).standing();
                    if (standing == Standing.REGRESSION) {
                        for (int within = run; within < WITHIN; within++) {
                            counts[within]++;
                        }
                        break;
                    }
                    series = series.after(value, standing);
                }
            }
            known[percent] = counts;
        }
        return counts;
    }
}
