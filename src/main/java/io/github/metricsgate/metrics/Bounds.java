package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The range in which a metric must be, in the metric's unit; a value equal to a bound is allowed.
 *
 * @param min the lowest value allowed; null for no limit
 * @param max the highest value allowed; null for no limit
 */
public record Bounds(@Nullable BigDecimal min, @Nullable BigDecimal max) {

    /** One of the two ends. */
    public enum Side {
        MIN,
        MAX
    }

    public static Bounds max(BigDecimal max) {
        return new Bounds(null, max);
    }

    public static Bounds min(BigDecimal min) {
        return new Bounds(min, null);
    }

    /** The limit at that end; null for none. */
    public @Nullable BigDecimal limit(Side side) {
        return side == Side.MIN ? min : max;
    }

    /** The end that {@code value} exceeds, compared exactly; empty if it is within the range. */
    public Optional<Side> exceeded(BigDecimal value) {
        if (max != null && value.compareTo(max) > 0) {
            return Optional.of(Side.MAX);
        }
        return min != null && value.compareTo(min) < 0 ? Optional.of(Side.MIN) : Optional.empty();
    }

    public boolean isEmpty() {
        return min == null && max == null;
    }

    /** How many decimals the limits have. */
    public int decimals() {
        return Math.max(min == null ? 0 : min.scale(), max == null ? 0 : max.scale());
    }
}
