package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the run ended, and whether its samples mean anything. */
final class RunCheck {

    private static final String FAILED = "failed";

    private RunCheck() {}

    static List<Finding> check(Policy policy, Run run) {
        List<Finding> findings = new ArrayList<>();
        AbortStatus status = run.context().abortStatus();
        if (status.aborted()) {
            findings.add(new Finding.AbortedRun(status, policy.ofAborted()));
        }
        for (Map.Entry<String, String> phase : run.context().phaseStatuses().entrySet()) {
            if (phase.getValue().strip().equalsIgnoreCase(FAILED)) {
                findings.add(new Finding.FailedPhase(phase.getKey(), phase.getValue(), policy.ofAborted()));
            }
        }
        List<Resource> onlyZeros = new ArrayList<>();
        for (Map.Entry<Resource, ResourceSummary> resource :
                run.resources().summaries().entrySet()) {
            // No sample is negative.
            if (resource.getValue().max().signum() == 0) {
                onlyZeros.add(resource.getKey());
            }
        }
        if (!onlyZeros.isEmpty()) {
            findings.add(new Finding.OnlyZeros(onlyZeros));
        }
        return findings;
    }
}
