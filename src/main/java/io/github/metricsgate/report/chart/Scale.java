package io.github.metricsgate.report.chart;

/**
 * Where the values of an axis are in a picture.
 *
 * @param start the coordinate of its first value
 * @param end the coordinate of its last value
 */
public record Scale(Axis axis, double start, double end) {

    /** The coordinate of a value; that of the nearest end if the axis does not reach so far. */
    public double at(double value) {
        double low = axis.low();
        double high = axis.high();
        double within = Math.max(low, Math.min(value, high));
        double share = axis.isLogarithmic()
                ? (Math.log(within) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (within - low) / (high - low);
        return start + share * (end - start);
    }
}
