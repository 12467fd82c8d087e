package io.github.metricsgate.disk;

/** What a file that was reported as written has to survive. */
public enum Durability {

    /** It is flushed to the device and survives a loss of power: for what later builds rely on. */
    FLUSHED,

    /** It stays in the system's cache and survives the end of the process: for what every build writes anew. */
    CACHED
}
