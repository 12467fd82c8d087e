package io.github.metricsgate.gate;

/** What the user wants where a threshold could not be held: nothing was measured, or too little. */
public enum Inconclusive {
    FAIL,
    WARN,
    /** It is a line in the reports and nothing more. */
    IGNORE
}
