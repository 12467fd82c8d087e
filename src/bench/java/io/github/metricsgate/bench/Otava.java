package io.github.metricsgate.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The algorithm that Apache Otava (formerly Hunter) publishes, written anew from its paper (Fleming et al., "Hunter: Using
 * Change Point Detection to Hunt for Performance Regressions", ICPE 2023): E-divisive means over windows that slide by half,
 * with Student's t-test for the significance instead of permutations; then the weakest point is dropped, one after the
 * other, until all are significant and large enough.
 */
final class Otava {

    private static final int WINDOW = 50;
    private static final int MIN_SEGMENT = 2;
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
        while (!points.isEmpty()) {
            int weakest = weakest(points, magnitude);
            if (weakest < 0) {
                break;
            }
            points.remove(weakest);
        }
        return points;
    }

    /** The place in {@code points} of the one to drop; -1 for none. */
    private int weakest(List<Integer> points, double magnitude) {
        int worst = -1;
        double worstP = P_VALUE;
        int smallest = -1;
        double smallestChange = magnitude;
        for (int i = 0; i < points.size(); i++) {
            int from = i == 0 ? 0 : points.get(i - 1);
            int to = i + 1 == points.size() ? values.length : points.get(i + 1);
            double p = pValue(from, points.get(i), to);
            if (!(p < worstP)) {
                worst = i;
                worstP = p;
            }
            double before = mean(from, points.get(i));
            double change = Math.abs(mean(points.get(i), to) / before - 1);
            if (change < smallestChange) {
                smallest = i;
                smallestChange = change;
            }
        }
        return worst >= 0 ? worst : smallest;
    }

    private List<Integer> divide(int start, int end) {
        List<Integer> points = new ArrayList<>();
        while (true) {
            int best = -1;
            double bestQ = Double.NEGATIVE_INFINITY;
            int bestFrom = start;
            int bestTo = end;
            for (int i = 0; i <= points.size(); i++) {
                int from = i == 0 ? start : points.get(i - 1);
                int to = i == points.size() ? end : points.get(i);
                double[] candidate = candidate(from, to);
                if (candidate[1] > bestQ) {
                    best = (int) candidate[0];
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

    /** Where the energy distance between both sides is largest, and how large it is there. */
    private double[] candidate(int from, int to) {
        int n = to - from;
        double best = -1;
        double bestQ = Double.NEGATIVE_INFINITY;
        double left = 0;
        double right = 0;
        double cross = 0;
        for (int i = from; i < to; i++) {
            for (int j = from; j < i; j++) {
                right += Math.abs(values[i] - values[j]);
            }
        }
        for (int at = from; at < to; at++) {
            int m = at - from;
            int k = to - at;
            if (m >= MIN_SEGMENT && k >= MIN_SEGMENT) {
                double q = (double) m * k / n
                        * (2 * cross / ((double) m * k)
                                - 2 * left / ((double) m * (m - 1))
                                - 2 * right / ((double) k * (k - 1)));
                if (q > bestQ) {
                    best = at;
                    bestQ = q;
                }
            }
            double toLeft = 0;
            double toRight = 0;
            for (int j = from; j < at; j++) {
                toLeft += Math.abs(values[at] - values[j]);
            }
            for (int j = at + 1; j < to; j++) {
                toRight += Math.abs(values[at] - values[j]);
            }
            left += toLeft;
            right -= toRight;
            cross += toRight - toLeft;
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
        double pooled = (squares(from, at, before) + squares(at, to, after)) / freedom;
        if (pooled == 0) {
            return before == after ? 1 : 0;
        }
        double t = (before - after) / Math.sqrt(pooled * (1.0 / m + 1.0 / k));
        return 2 * TDistribution.of(freedom).survivalProbability(Math.abs(t));
    }
}
