package io.github.metricsgate.stats;

/** The median without sorting all values, by Hoare's selection. */
final class Median {

    private Median() {}

    /** Of at least one value; puts {@code values} into another order. */
    static double of(double[] values) {
        int middle = values.length / 2;
        select(values, middle);
        if (values.length % 2 == 1) {
            return values[middle];
        }
        double below = values[0];
        for (int i = 1; i < middle; i++) {
            below = Math.max(below, values[i]);
        }
        return (below + values[middle]) / 2;
    }

    /** Puts at {@code place} what is there in ascending order, nothing larger before it and nothing smaller after it. */
    private static void select(double[] values, int place) {
        int from = 0;
        int to = values.length - 1;
        while (from < to) {
            double pivot = values[place];
            int low = from;
            int high = to;
            while (low <= high) {
                while (values[low] < pivot) {
                    low++;
                }
                while (values[high] > pivot) {
                    high--;
                }
                if (low <= high) {
                    double held = values[low];
                    values[low] = values[high];
                    values[high] = held;
                    low++;
                    high--;
                }
            }
            if (high < place) {
                from = low;
            }
            if (place < low) {
                to = high;
            }
        }
    }
}
