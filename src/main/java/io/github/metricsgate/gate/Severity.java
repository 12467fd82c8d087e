package io.github.metricsgate.gate;

/** What a broken threshold does to the build. */
public enum Severity {
    FAIL,
    /** It is reported, and never stops the build. */
    WARN
}
