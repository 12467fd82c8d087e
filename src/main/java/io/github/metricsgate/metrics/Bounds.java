package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Between what a value must be, in the unit of its metric; equal to either is kept.
 *
 * @param min the least that it may be; null for no limit
 * @param max the most that it may be; null for no limit
 */
public record Bounds(@Nullable BigDecimal min, @Nullable BigDecimal max) {

    /** Which of the two a value is beyond. */
    public enum Side {
        UNDER,
        WITHIN,
        OVER
    }

    public static Bounds max(BigDecimal max) {
        return new Bounds(null, max);
    }

    public static Bounds min(BigDecimal min) {
        return new Bounds(min, null);
    }

    /** Where {@code value} lies, compared exactly. */
    public Side side(BigDecimal value) {
        if (max != null && value.compareTo(max) > 0) {
            return Side.OVER;
        }
        return min != null && value.compareTo(min) < 0 ? Side.UNDER : Side.WITHIN;
    }

    /** How many decimals the limits are written with. */
    public int decimals() {
        return IntStream.of(min == null ? 0 : min.scale(), max == null ? 0 : max.scale())
                .max()
                .orElse(0);
    }
}
