package io.github.metricsgate.gate;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known about a set besides its files.
 *
 * @param now the reference time for the age of the files
 * @param ofEarlierRun whether this build should have persisted a snapshot but found none, so that the set is an earlier
 *     one
 * @param past the runs before it; empty if there is no history, or if it could not be read
 * @param obstacle why it could not be read; empty if nothing went wrong
 */
public record Circumstances(Instant now, boolean ofEarlierRun, Optional<Past> past, Optional<Obstacle> obstacle) {

    /** For a build whose history can be read, or that has none. */
    public Circumstances(Instant now, boolean ofEarlierRun, Optional<Past> past) {
        this(now, ofEarlierRun, past, Optional.empty());
    }

    /** For a build without a history. */
    public Circumstances(Instant now, boolean ofEarlierRun) {
        this(now, ofEarlierRun, Optional.empty());
    }

    /** For a set that is verified as it is. */
    public static Circumstances at(Instant now) {
        return new Circumstances(now, false);
    }
}
