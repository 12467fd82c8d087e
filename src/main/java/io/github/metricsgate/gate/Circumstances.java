package io.github.metricsgate.gate;

import java.time.Instant;

/**
 * What is known of a set beside its files.
 *
 * @param now the time that the age of the files is counted to
 * @param ofEarlierRun whether this build was to persist a snapshot and found none, so that the set is an earlier one
 */
public record Circumstances(Instant now, boolean ofEarlierRun) {

    /** Of a set that is verified for what it is. */
    public static Circumstances at(Instant now) {
        return new Circumstances(now, false);
    }
}
