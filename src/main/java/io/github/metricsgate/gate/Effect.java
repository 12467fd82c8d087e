package io.github.metricsgate.gate;

/** What a finding does to the build. */
public enum Effect {
    FAILS,
    WARNS,
    NONE
}
