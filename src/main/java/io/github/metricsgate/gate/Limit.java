package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Bounds;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One limit of a threshold. For a phase and a metric, limits compete only with limits of the same {@link Kind}. */
public sealed interface Limit {

    /** What a more specific threshold can override. */
    enum Kind {
        MIN,
        MAX,
        MAX_INCREASE,
        MAX_DECREASE
    }

    Kind kind();

    /** Whether the pom gives it a unit of time, which only a limit on a time may have. */
    boolean hasUnitOfTime();

    /** The bounds with this limit added to them. */
    Bounds addTo(Bounds bounds);

    /**
     * A fixed value.
     *
     * @param value in the unit of the metric; a value equal to it is kept
     */
    record Absolute(Bounds.Side side, BigDecimal value, boolean hasUnitOfTime) implements Limit {

        @Override
        public Kind kind() {
            return side == Bounds.Side.MIN ? Kind.MIN : Kind.MAX;
        }

        @Override
        public Bounds addTo(Bounds bounds) {
            return side == Bounds.Side.MIN ? new Bounds(value, bounds.max()) : new Bounds(bounds.min(), value);
        }
    }

    /**
     * How much worse than its baseline a value may be.
     *
     * @param kind an increase or a decrease
     * @param amount a share of the baseline's median, 0.1 for 10 %, or an amount in the unit of the metric
     * @param isShare which of the two
     * @param minRuns with fewer comparable runs, nothing is judged; null for what the build has
     * @param confirmations how many runs in a row must be beyond it; null for what the build has
     */
    record Relative(
            Kind kind,
            BigDecimal amount,
            boolean isShare,
            boolean hasUnitOfTime,
            @Nullable Integer minRuns,
            @Nullable Integer confirmations)
            implements Limit {

        @Override
        public Bounds addTo(Bounds bounds) {
            return bounds;
        }
    }

    static Limit min(BigDecimal value) {
        return new Absolute(Bounds.Side.MIN, value, false);
    }

    static Limit max(BigDecimal value) {
        return new Absolute(Bounds.Side.MAX, value, false);
    }
}
