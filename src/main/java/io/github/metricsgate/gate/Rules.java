package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.DurationUnit;
import java.util.List;
import java.util.Optional;

/**
 * What the user requires of a run.
 *
 * @param module the name of what is verified in its reports: a build has many modules
 * @param latencyUnit the unit of the percentiles according to the pom; empty if it does not say
 * @param thresholds in any order, which only determines the order in which the verdicts on a phase are listed
 * @param baselines how a run is compared with those before it, where there is a history
 */
public record Rules(
        String module,
        Optional<DurationUnit> latencyUnit,
        List<Threshold> thresholds,
        Policy policy,
        BaselineRules baselines) {

    public Rules {
        thresholds = List.copyOf(thresholds);
    }

    /** How many comparable runs are enough for everything that is compared: those of a window, or of a limit that needs more. */
    int runsToCompareWith() {
        int runs = baselines.window();
        for (Threshold threshold : thresholds) {
            for (Limit.Relative limit : threshold.relativeLimits()) {
                runs = Math.max(runs, limit.minRuns() == null ? 0 : limit.minRuns());
            }
        }
        return runs;
    }

    /** The rules of a build that has no history. */
    public Rules(String module, Optional<DurationUnit> latencyUnit, List<Threshold> thresholds, Policy policy) {
        this(module, latencyUnit, thresholds, policy, BaselineRules.defaults());
    }
}
