package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import java.util.List;

/**
 * What the gate found: the phases, the verdicts on them, and the thresholds that hold nothing. Reports render it; all
 * that there is to decide was decided before.
 *
 * @param phases in the order in which a reader expects them: by key, numbers by their value
 * @param latencyUnit the unit of the phases' latencies
 * @param thresholds how many thresholds were to be held
 * @param verdicts in the order of the phases, and within a phase in that of the thresholds
 */
public record Verification(
        List<Phase> phases,
        DurationUnit latencyUnit,
        int thresholds,
        List<Verdict> verdicts,
        List<Unmatched> unmatched) {

    public Verification {
        phases = List.copyOf(phases);
        verdicts = List.copyOf(verdicts);
        unmatched = List.copyOf(unmatched);
    }

    public long count(Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }

    public List<Verdict> broken() {
        return verdicts.stream()
                .filter(verdict -> verdict.outcome() == Outcome.BROKEN)
                .toList();
    }

    /** Whether thresholds were set and not one of them met a value: that is no pass. */
    public boolean nothingMeasured() {
        return thresholds > 0 && verdicts.stream().allMatch(verdict -> verdict.value() == null);
    }
}
