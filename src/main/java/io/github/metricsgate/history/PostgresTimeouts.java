package io.github.metricsgate.history;

import java.time.Duration;

/**
 * How long a database may take.
 *
 * @param connect until there is a connection, to whichever of the hosts
 * @param statement for each statement, as the server counts; it is ended there
 * @param silence between two answers, as the client counts: more than a statement may take
 * @param lastTry when what failed for a reason that may pass is tried no more
 */
public record PostgresTimeouts(Duration connect, Duration statement, Duration silence, Duration lastTry) {

    /** Together, no use of the store takes longer than a minute. */
    public static final PostgresTimeouts DEFAULT = new PostgresTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(20));
}
