package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Phase;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One threshold held against one phase.
 *
 * @param value the phase's value in milliseconds, exactly; null if it was not measured
 */
public record Verdict(
        Threshold threshold, Phase phase, @Nullable BigDecimal value, Outcome outcome) {}
