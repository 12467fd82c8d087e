package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.PhaseMetric;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One time of each phase tells what the whole run suffered: the first of these that the phase and its baseline have. */
final class TypicalTimes {

    private static final List<PhaseMetric> METRICS =
            List.of(new PhaseMetric.Latency("p50"), new PhaseMetric.Latency("mean"), PhaseMetric.Figure.DURATION);

    private TypicalTimes() {}

    /**
     * How many times as long a phase took as it usually does; empty where nobody knows.
     *
     * @param value what was measured; null for nothing
     * @param typical what is usual
     */
    static OptionalDouble ratio(
            Function<PhaseMetric, @Nullable BigDecimal> value, Function<PhaseMetric, OptionalDouble> typical) {
        for (PhaseMetric metric : METRICS) {
            BigDecimal measured = value.apply(metric);
            OptionalDouble usual = measured == null ? OptionalDouble.empty() : typical.apply(metric);
            if (measured != null && usual.isPresent()) {
                return OptionalDouble.of(measured.doubleValue() / usual.getAsDouble());
            }
        }
        return OptionalDouble.empty();
    }
}
