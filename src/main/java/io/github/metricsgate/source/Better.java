package io.github.metricsgate.source;

/** In which direction a figure gets better. */
public enum Better {
    LOWER,
    HIGHER,
    UNKNOWN
}
