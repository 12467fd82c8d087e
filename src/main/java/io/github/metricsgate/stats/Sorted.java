package io.github.metricsgate.stats;

import java.util.Arrays;

/** Values in ascending order, at least one, and what can be said of them. */
final class Sorted {

    /** What makes Rousseeuw and Croux's Qn the standard deviation where the values are normal. */
    private static final double QN_OF_NORMAL = 2.2219;

    /** What makes the mean distance to the median the standard deviation where the values are normal. */
    private static final double MEAN_DISTANCE_OF_NORMAL = 1.2533;

    /** What the largest distance is missed by if the second largest is taken for it, of ten to the median. */
    private static final double WITHOUT_LARGEST = 1.06;

    /** Leaves room to the estimate from one half of the values, which varies more than that from all. */
    private static final double ROOM_OF_HALF = 1.25;

    /** Two values that differ by less are one: what arithmetic leaves in the last bits. */
    private static final double SAME = 1e-9;

    private final double[] values;

    Sorted(double[] values) {
        this.values = values.clone();
        Arrays.sort(this.values);
    }

    int size() {
        return values.length;
    }

    double median() {
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    double lowest() {
        return values[0];
    }

    /** The largest for 1, the one before for 2, and so on. */
    double highest(int rank) {
        return values[values.length - rank];
    }

    /**
     * The standard deviation, if the values were normal, as the upper side shows it. The smaller of two robust
     * estimates: Qn, from all pairs, which a quarter of odd pairs cannot move; and the mean distance of the upper half
     * to the median, which runs on a faster machine cannot move.
     */
    double noise() {
        return Math.min(qn(), upperHalf());
    }

    private double qn() {
        int n = values.length;
        if (n < 2) {
            return 0;
        }
        double[] distances = new double[n * (n - 1) / 2];
        int count = 0;
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < i; j++) {
                distances[count++] = values[i] - values[j];
            }
        }
        Arrays.sort(distances);
        int half = n / 2 + 1;
        double ofFew = n % 2 == 1 ? n / (n + 1.4) : n / (n + 3.8);
        return QN_OF_NORMAL * ofFew * distances[half * (half - 1) / 2 - 1];
    }

    private double upperHalf() {
        int n = values.length;
        if (n < 4) {
            return Double.MAX_VALUE;
        }
        double median = median();
        int first = (n + 1) / 2;
        double sum = 0;
        for (int i = first; i < n; i++) {
            sum += values[Math.min(i, n - 2)] - median;
        }
        return ROOM_OF_HALF * WITHOUT_LARGEST * MEAN_DISTANCE_OF_NORMAL * sum / (n - first);
    }

    /** The smallest step between values of which at most half are different, as whole numbers often are; else 0. */
    double step() {
        int different = 1;
        double smallest = Double.MAX_VALUE;
        for (int i = 1; i < values.length; i++) {
            double step = values[i] - values[i - 1];
            if (step > SAME * Math.abs(values[i])) {
                different++;
                smallest = Math.min(smallest, step);
            }
        }
        return different > 1 && different <= values.length / 2 ? smallest : 0;
    }
}
