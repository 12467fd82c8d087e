package io.github.metricsgate.gate;

import java.util.List;

/**
 * What the user asks of a run.
 *
 * @param module what is verified, as its reports call it: a build has many
 * @param thresholds in any order, which only decides the order in which the verdicts on a phase are listed
 */
public record Rules(String module, List<Threshold> thresholds, Policy policy) {

    public Rules {
        thresholds = List.copyOf(thresholds);
    }
}
