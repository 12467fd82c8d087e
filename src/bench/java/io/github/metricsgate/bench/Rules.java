package io.github.metricsgate.bench;

import io.github.metricsgate.stats.Direction;
import io.github.metricsgate.stats.Judgement;
import io.github.metricsgate.stats.Series;
import io.github.metricsgate.stats.Settings;
import io.github.metricsgate.stats.Standing;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.TDistribution;

/** The product's rule, the reference, and rules of others. */
final class Rules {

    static final String OURS = "metrics-gate";
    static final String REFERENCE = "reference";

    private static final int MIN_RUNS = 10;

    private Rules() {}

    /** By name, each as it begins a series of some direction. */
    static Map<String, Function<Direction, Judge>> all() {
        Map<String, Function<Direction, Judge>> rules = new LinkedHashMap<>();
        rules.put("twice the previous", direction -> new Single(direction, 1, Rules::twice, new double[0]));
        rules.put("t-test, 0.99 of 64", direction -> new Single(direction, 64, Rules::tTest, new double[0]));
        rules.put("median + 4 MAD, +10 %", direction -> new Single(direction, 20, Rules::mad, new double[0]));
        rules.put(REFERENCE, direction -> new Reference(direction, new double[0], 0, 0));
        rules.put(OURS, direction -> new Ours(Series.empty(Settings.defaults(direction))));
        return rules;
    }

    /** The code that the goal calls. */
    private record Ours(Series series) implements Judge {

        @Override
        public Turn turn(double value) {
            Judgement judgement = series.judge(value);
            Series next = series.after(value, judgement.standing());
            boolean alarm = judgement.standing() == Standing.REGRESSION;
            return new Turn(alarm, new Ours(alarm ? next.accepted(value) : next));
        }

        @Override
        public OptionalDouble typical() {
            return series.typical();
        }
    }

    /**
     * The rule to beat: over the 95th percentile of the last 20 by more than 5 %, twice in a row. What was suspect never
     * joins; a new baseline begins with the accepted value, and the limit is that plus 10 % until it has ten values.
     *
     * @param known costs, where larger is worse, the newest last
     * @param suspect the value of the run before if it was over the limit, else 0
     * @param accepted the value that was accepted last, else 0
     */
    private record Reference(Direction direction, double[] known, double suspect, double accepted) implements Judge {

        @Override
        public Turn turn(double value) {
            double cost = cost(value, direction);
            if (!(cost > limit())) {
                return new Turn(false, new Reference(direction, with(known, cost, 20), 0, accepted));
            }
            return suspect > 0
                    ? new Turn(true, new Reference(direction, new double[] {cost}, 0, cost))
                    : new Turn(false, new Reference(direction, known, cost, accepted));
        }

        private double limit() {
            if (known.length < MIN_RUNS) {
                return accepted > 0 ? accepted * 1.10 : Double.POSITIVE_INFINITY;
            }
            double[] sorted = sorted(known);
            double rank = 0.95 * (sorted.length + 1);
            int below = Math.min(sorted.length - 1, (int) rank);
            double percentile = sorted[below - 1] + (rank - below) * (sorted[below] - sorted[below - 1]);
            return Math.max(Math.min(percentile, sorted[sorted.length - 1]), median(known)) * 1.05;
        }

        @Override
        public OptionalDouble typical() {
            return known.length >= MIN_RUNS || (accepted > 0 && known.length > 0)
                    ? OptionalDouble.of(cost(median(known), direction))
                    : OptionalDouble.empty();
        }
    }

    /** A rule of one crossing, without a run factor. */
    private record Single(Direction direction, int window, Limit limit, double[] known) implements Judge {

        interface Limit {
            double of(double[] known);
        }

        @Override
        public Turn turn(double value) {
            double cost = cost(value, direction);
            boolean alarm = known.length >= Math.min(window, MIN_RUNS) && cost > limit.of(known);
            return new Turn(alarm, new Single(direction, window, limit, with(alarm ? new double[0] : known, cost, window)));
        }

        @Override
        public OptionalDouble typical() {
            return OptionalDouble.empty();
        }
    }

    private static double twice(double[] known) {
        return 2 * known[known.length - 1];
    }

    private static double tTest(double[] known) {
        double mean = Arrays.stream(known).average().orElseThrow();
        double squares = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum();
        double deviation = Math.sqrt(squares / (known.length - 1));
        return mean + TDistribution.of(known.length - 1).inverseCumulativeProbability(0.99) * deviation;
    }

    private static double mad(double[] known) {
        double median = median(known);
        double mad = 1.4826 * median(Arrays.stream(known).map(x -> Math.abs(x - median)).toArray());
        return Math.max(median + 4 * mad, median * 1.10);
    }

    /** A rate as the time that one takes: larger is worse. */
    static double cost(double value, Direction direction) {
        return direction == Direction.LARGER_IS_BETTER ? 1 / value : value;
    }

    static double median(double[] values) {
        double[] sorted = sorted(values);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double[] with(double[] known, double value, int most) {
        int kept = Math.min(known.length, most - 1);
        double[] all = Arrays.copyOfRange(known, known.length - kept, known.length + 1);
        all[kept] = value;
        return all;
    }
}
