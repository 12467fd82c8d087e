package io.github.metricsgate.history;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a history keeps of each module and branch. The newest run and the one just recorded are always kept.
 *
 * @param keepRuns how many runs, at least 1
 * @param keepFor for how long; empty for ever
 * @param keepSets of how many runs the files of the set are kept too
 */
public record Retention(int keepRuns, Optional<Duration> keepFor, int keepSets) {

    public static final Retention DEFAULT = new Retention(1000, Optional.empty(), 0);

    public Retention {
        if (keepRuns < 1 || keepSets < 0) {
            throw new IllegalArgumentException("keepRuns is " + keepRuns + ", keepSets is " + keepSets);
        }
    }

    /** What is from before it is too old; empty where nothing is. */
    public Optional<Instant> oldest(Instant now) {
        return keepFor.map(age -> {
            try {
                return now.minus(age);
            } catch (DateTimeException | ArithmeticException longerThanTime) {
                return Instant.MIN;
            }
        });
    }
}
