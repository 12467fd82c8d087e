package io.github.metricsgate.gate;

/** What a verification comes to. */
public enum Result {
    PASSED,
    FAILED,
    /** Nothing fails the build, and no value was compared with a limit: that is no pass, whatever the exit code. */
    NOTHING_JUDGED
}
