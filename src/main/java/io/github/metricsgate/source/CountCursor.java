package io.github.metricsgate.source;

/** A walk through ascending numbers, each once, with how often it is there. */
interface CountCursor {

    /** Goes on to the next number; false after the last. */
    boolean next();

    long value();

    long count();
}
