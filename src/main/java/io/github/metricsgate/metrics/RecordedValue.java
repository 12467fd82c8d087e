package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a run in the history.
 *
 * @param value as it was measured, in the unit of its metric: not freed of the run factor
 * @param status how it was judged when the run was recorded; later runs go by that, whatever the rules have become since
 * @param acceptance the id of the accepted change that it was judged under; null for none
 */
public record RecordedValue(
        BigDecimal value, Status status, @Nullable String acceptance) {

    /** What a value is to the baseline of its series. */
    public enum Status {
        /** Part of it. */
        NORMAL,
        /** Beyond its limit, and the next run decides. */
        SUSPECT,
        /** Beyond its limit, and so were the runs before it. */
        REGRESSION
    }
}
