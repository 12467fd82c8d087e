package io.github.metricsgate.gate;

/** The overall result of a verification. */
public enum Result {
    PASSED,
    FAILED,
    /** Nothing fails the build, but no value was compared with a limit: that is not a pass, whatever the exit code. */
    NOTHING_JUDGED
}
