package io.github.metricsgate.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The algorithm that Apache Otava (formerly Hunter) publishes (Fleming et al., "Hunter: Using Change Point Detection to Hunt for
 * Performance Regressions", ICPE 2023), written anew to what its own Python computes: E-divisive means over windows that slide
 * by half, with Student's t-test for the significance instead of permutations; then the weakest point is dropped, one after the
 * other, until all are significant and large enough. Like the original, the test takes a side's standard deviation without
 * Bessel's correction.
 */
final class Otava {

    private static final int WINDOW = 50;
    private static final double P_VALUE = 0.001;
    private static final double FIRST_P_VALUE = 10 * P_VALUE;

    private final double[] values;

    private Otava(double[] values) {
        this.values = values;
    }

    /** The first values of new levels, in their order. */
    static List<Integer> changePoints(double[] values, double minPercent) {
        return new Otava(values).search(minPercent / 100);
    }

    private List<Integer> search(double magnitude) {
        List<Integer> points = new ArrayList<>();
        for (int start = 0; start < values.length; ) {
            int end = Math.min(start + WINDOW, values.length);
            List<Integer> found = divide(start, end);
            found.stream().filter(point -> !points.contains(point)).forEach(points::add);
            int last = found.isEmpty() ? 0 : found.get(found.size() - 1);
            start = Math.max(last, start + WINDOW / 2);
        }
        points.sort(Comparator.naturalOrder());
        return merged(points, magnitude);
    }

    private record Strength(double p, double change) {}

    /** Like the original, looks again at the two points after the one that was dropped, not at the one before it. */
    private List<Integer> merged(List<Integer> points, double magnitude) {
        List<Strength> strengths = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            strengths.add(strength(points, i));
        }
        while (true) {
            int weakest = weakest(strengths, magnitude);
            if (weakest < 0) {
                return points;
            }
            points.remove(weakest);
            strengths.remove(weakest);
            for (int i = weakest; i < Math.min(weakest + 2, points.size()); i++) {
                strengths.set(i, strength(points, i));
            }
        }
    }

    private Strength strength(List<Integer> points, int i) {
        int from = i == 0 ? 0 : points.get(i - 1);
        int at = points.get(i);
        int to = i + 1 == points.size() ? values.length : points.get(i + 1);
        return new Strength(pValue(from, at, to), change(mean(from, at), mean(at, to)));
    }

    /** The place of the one to drop; -1 for none. */
    private static int weakest(List<Strength> strengths, double magnitude) {
        int worst = -1;
        double worstP = P_VALUE;
        int smallest = -1;
        double smallestChange = magnitude;
        for (int i = 0; i < strengths.size(); i++) {
            Strength strength = strengths.get(i);
            if (worst < 0 ? strength.p() >= worstP : strength.p() > worstP) {
                worst = i;
                worstP = strength.p();
            }
            if (smallest < 0 ? strength.change() <= smallestChange : strength.change() < smallestChange) {
                smallest = i;
                smallestChange = strength.change();
            }
        }
        return worst >= 0 ? worst : smallest;
    }

    /** The larger of the changes there and back, of 1. */
    private static double change(double before, double after) {
        double there = before == 0 ? 0 : Math.abs(after / before - 1);
        double back = after == 0 ? 0 : Math.abs(before / after - 1);
        return Math.max(there, back);
    }

    private List<Integer> divide(int start, int end) {
        double[][] sums = distances(start, end);
        List<Integer> points = new ArrayList<>();
        while (true) {
            int best = -1;
            double bestQ = Double.NEGATIVE_INFINITY;
            int bestFrom = start;
            int bestTo = end;
            for (int i = 0; i <= points.size(); i++) {
                int from = i == 0 ? start : points.get(i - 1);
                int to = i == points.size() ? end : points.get(i);
                double[] candidate = candidate(from - start, to - start, sums);
                if (candidate[1] > bestQ) {
                    best = start + (int) candidate[0];
                    bestQ = candidate[1];
                    bestFrom = from;
                    bestTo = to;
                }
            }
            if (best < 0 || !(pValue(bestFrom, best, bestTo) <= FIRST_P_VALUE)) {
                return points;
            }
            points.add(best);
            points.sort(Comparator.naturalOrder());
        }
    }

    /** At {@code [i][j]} the distances of the window's first {@code i} values from its value {@code j}. */
    private double[][] distances(int start, int end) {
        int n = end - start;
        double[][] sums = new double[n + 1][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sums[i + 1][j] = sums[i][j] + Math.abs(values[start + i] - values[start + j]);
            }
        }
        return sums;
    }

    /** Where the energy distance is largest between what is before and some values after, and how large it is there. */
    private static double[] candidate(int from, int to, double[][] sums) {
        double best = -1;
        double bestQ = Double.NEGATIVE_INFINITY;
        double left = 0;
        for (int at = from + 1; at < to; at++) {
            left += sums[at - 1][at - 1] - sums[from][at - 1];
            double m = at - from;
            double right = 0;
            double cross = 0;
            for (int last = at; last < to; last++) {
                right += sums[last][last] - sums[at][last];
                cross += sums[at][last] - sums[from][last];
                double k = last + 1 - at;
                double q = 2 / (m + k) * (cross - (m == 1 ? 0 : k / (m - 1) * left) - (k == 1 ? 0 : m / (k - 1) * right));
                if (q > bestQ) {
                    best = at;
                    bestQ = q;
                }
            }
        }
        return new double[] {best, bestQ};
    }

    private double mean(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private double squares(int from, int to, double mean) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return sum;
    }

    /** Student's t-test of equal means, two-sided, the variances taken for equal. */
    private double pValue(int from, int at, int to) {
        int m = at - from;
        int k = to - at;
        int freedom = m + k - 2;
        if (m < 1 || k < 1 || freedom < 1) {
            return 1;
        }
        double before = mean(from, at);
        double after = mean(at, to);
        double pooled =
                ((m - 1) * squares(from, at, before) / m + (k - 1) * squares(at, to, after) / k) / freedom;
        if (pooled == 0) {
            return before == after ? 1 : 0;
        }
        double t = (before - after) / Math.sqrt(pooled * (1.0 / m + 1.0 / k));
        return 2 * TDistribution.of(freedom).survivalProbability(Math.abs(t));
    }
}
