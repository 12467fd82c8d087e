package io.github.metricsgate.gate;

/**
 * A limit that should fail the build and decides nowhere: wherever it would, more specific ones do, and somewhere nothing
 * but such as only warn.
 *
 * @param side of which of the threshold's limits this is
 */
public record OverriddenLimit(Threshold threshold, Side side) {

    /** One of a threshold's limits. */
    public enum Side {
        MIN,
        MAX
    }
}
