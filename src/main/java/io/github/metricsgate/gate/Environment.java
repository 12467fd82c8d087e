package io.github.metricsgate.gate;

/** How strict a build is about missing metrics. */
public enum Environment {
    /** A missing file is a warning. */
    DEV,
    /** A missing file fails the build, and if a threshold names a phase, its metric must have been measured. */
    PROD
}
