package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.SetReading;
import java.util.List;

/**
 * What the gate found in a metrics set. Reports render it; all that there is to decide was decided before.
 *
 * @param rules what was asked for
 * @param set what was read; if it has violations, nothing was held against it
 * @param phases in the order in which a reader expects them: by key, numbers by their value
 * @param stale the files that are older than the rules allow
 * @param verdicts in the order of the phases, and within a phase in that of the thresholds; those on the run last
 * @param unmatched the thresholds that could hold nothing
 * @param overruled the limits that were taken over by ones that do not fail the build
 * @param unmeasured the thresholds that should fail the build and are on a metric of which not one value was met,
 *     although the files that would tell it are there: that is no pass
 * @param notHeld the thresholds that met nothing at all, as the files or the phases are missing
 */
public record Verification(
        Rules rules,
        SetReading set,
        List<Phase> phases,
        List<FoundFile> stale,
        List<Verdict> verdicts,
        List<UnusedThreshold> unmatched,
        List<OverriddenLimit> overruled,
        List<Threshold> unmeasured,
        List<Threshold> notHeld) {

    public Verification {
        phases = List.copyOf(phases);
        stale = List.copyOf(stale);
        verdicts = List.copyOf(verdicts);
        unmatched = List.copyOf(unmatched);
        overruled = List.copyOf(overruled);
        unmeasured = List.copyOf(unmeasured);
        notHeld = List.copyOf(notHeld);
    }

    public long count(Outcome outcome) {
        long count = 0;
        for (Verdict verdict : verdicts) {
            count += verdict.outcome() == outcome ? 1 : 0;
        }
        return count;
    }

    /** What a missing or stale file does to the build. */
    public Effect ofUnfitFile() {
        return rules.ofUnfitFile();
    }

    /** What a threshold does to the build that met nothing at all. */
    public Effect ofNotHeld(Threshold threshold) {
        return rules.ofNotHeld(threshold);
    }

    /** Whether the build may go on. */
    public boolean passed() {
        boolean unfit = !set.missing().isEmpty() || !stale.isEmpty();
        return set.violations().isEmpty()
                && unmatched.isEmpty()
                && unmeasured.isEmpty()
                && !(unfit && ofUnfitFile() == Effect.FAILS)
                && !aThresholdFails();
    }

    private boolean aThresholdFails() {
        for (Verdict verdict : verdicts) {
            if (verdict.effect() == Effect.FAILS) {
                return true;
            }
        }
        for (Threshold threshold : notHeld) {
            if (ofNotHeld(threshold) == Effect.FAILS) {
                return true;
            }
        }
        return false;
    }
}
