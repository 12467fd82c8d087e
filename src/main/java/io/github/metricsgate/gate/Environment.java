package io.github.metricsgate.gate;

/** How strict a build is about metrics that are not there. */
public enum Environment {
    /** A missing file is a warning. */
    DEV,
    /** A missing file fails the build, and whatever a threshold names must be measured. */
    PROD
}
