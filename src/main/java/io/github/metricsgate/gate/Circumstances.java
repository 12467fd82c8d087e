package io.github.metricsgate.gate;

import java.time.Instant;

/**
 * What is known about a set besides its files.
 *
 * @param now the reference time for the age of the files
 * @param ofEarlierRun whether this build should have persisted a snapshot but found none, so that the set is an earlier
 *     one
 */
public record Circumstances(Instant now, boolean ofEarlierRun) {

    /** For a set that is verified as it is. */
    public static Circumstances at(Instant now) {
        return new Circumstances(now, false);
    }
}
