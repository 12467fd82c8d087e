package io.github.metricsgate.stats;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** On which side of a baseline a limit is. */
enum Side {
    OVER {
        @Override
        double learnedLimit(double[] values) {
            return LearnedLimit.of(new Sorted(values));
        }

        @Override
        double limit(double median, double margin) {
            return median + margin;
        }

        @Override
        boolean isBeyond(double value, double limit) {
            return value - limit > tolerance(value, limit);
        }
    },
    UNDER {
        /** A rate is the inverse of a time, and is judged as that: a third less is what half as much time again is. */
        @Override
        double learnedLimit(double[] values) {
            DoubleUnaryOperator mirror = Arrays.stream(values).allMatch(v -> v > 0) ? v -> 1 / v : v -> -v;
            return mirror.applyAsDouble(
                    LearnedLimit.of(new Sorted(Arrays.stream(values).map(mirror).toArray())));
        }

        @Override
        double limit(double median, double margin) {
            return median - margin;
        }

        @Override
        boolean isBeyond(double value, double limit) {
            return limit - value > tolerance(value, limit);
        }
    };

    /** What arithmetic leaves in the last bits is not beyond a limit. */
    private static final double SAME = 1e-9;

    abstract double learnedLimit(double[] values);

    abstract double limit(double median, double margin);

    abstract boolean isBeyond(double value, double limit);

    private static double tolerance(double value, double limit) {
        return SAME * Math.max(Math.abs(value), Math.abs(limit));
    }
}
