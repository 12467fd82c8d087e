package io.github.metricsgate.stats;

/** The newest values of a series, oldest first. Immutable. */
final class Values {

    static final Values NONE = new Values(new double[0]);

    private final double[] values;

    private Values(double[] values) {
        this.values = values;
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    int size() {
        return values.length;
    }

    double last() {
        return values[values.length - 1];
    }

    Sorted sorted() {
        return new Sorted(values);
    }

    double[] toArray() {
        return values.clone();
    }

    /** These and {@code value}; the oldest go where there would be more than {@code most}. */
    Values with(double value, int most) {
        return with(new Values(new double[] {value}), most);
    }

    /** These and {@code later} ones; the oldest go where there would be more than {@code most}. */
    Values with(Values later, int most) {
        int kept = Math.max(0, Math.min(values.length, most - later.values.length));
        int added = Math.min(later.values.length, most);
        double[] all = new double[kept + added];
        System.arraycopy(values, values.length - kept, all, 0, kept);
        System.arraycopy(later.values, later.values.length - added, all, kept, added);
        return new Values(all);
    }
}
