package io.github.metricsgate.gate;

/** The result of comparing a value with its limits. */
public enum Outcome {
    KEPT,
    /** Beyond a limit, or not measured although the threshold names the phase by its key or name. */
    BROKEN,
    /** There was no value, and no threshold names this phase. */
    NOT_MEASURED,
    /** There was a value, but it is based on fewer items than the threshold requires. */
    NOT_ENOUGH_DATA;

    /** Whether a value was compared with a limit, so that something was judged. */
    public boolean isJudgement() {
        return this == KEPT || this == BROKEN;
    }
}
