package io.github.metricsgate.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One value held against the baseline of its series.
 *
 * @param standing the answer
 * @param baseline what was normal before; empty for the first run
 * @param limit what the value may not be beyond, in its unit; where the direction is unknown, the limit on the value's
 *     side of the median; empty without enough data
 * @param changePercent how far the value is from the baseline's median, signed; empty without a baseline, and where
 *     the median is 0
 */
public record Judgement(
        Standing standing, Optional<Baseline> baseline, OptionalDouble limit, OptionalDouble changePercent) {}
