package io.github.metricsgate.disk;

/** What a file must survive once it has been reported as written. */
public enum Durability {

    /** The file is flushed to the device and survives a power loss: for files that later builds rely on. */
    FLUSHED,

    /**
     * The file stays in the system's cache and survives the end of the process: for files that every build writes
     * again.
     */
    CACHED
}
