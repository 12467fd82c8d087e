package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.DurationUnit;
import java.util.List;
import java.util.Optional;

/**
 * What the user asks of a run.
 *
 * @param module what is verified, as its reports call it: a build has many
 * @param latencyUnit the unit that the pom says the percentiles have; empty where it does not say
 * @param thresholds in any order, which only decides the order in which the verdicts on a phase are listed
 */
public record Rules(String module, Optional<DurationUnit> latencyUnit, List<Threshold> thresholds, Policy policy) {

    public Rules {
        thresholds = List.copyOf(thresholds);
    }
}
