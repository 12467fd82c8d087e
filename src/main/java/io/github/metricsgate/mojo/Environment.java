package io.github.metricsgate.mojo;

/** How strict a build is about metrics that are not there. */
enum Environment {
    /** A missing file is a warning. */
    DEV,
    /** A missing file fails the build. */
    PROD
}
