package io.github.metricsgate.gate;

/** What came of holding a threshold against a value. */
public enum Outcome {
    KEPT,
    /** Beyond a limit, or not measured although the threshold names the phase by its key or name. */
    BROKEN,
    /** There was no value, and nobody asked for this phase in particular. */
    NOT_MEASURED,
    /** There was a value, of fewer items than the threshold wants to judge by. */
    NOT_ENOUGH_DATA
}
