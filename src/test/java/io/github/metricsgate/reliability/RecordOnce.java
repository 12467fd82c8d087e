package io.github.metricsgate.reliability;

import io.github.metricsgate.history.DirectoryStore;
import io.github.metricsgate.history.RecordedRuns;
import io.github.metricsgate.history.Retention;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Records runs into a history, in a separate process that may be killed: {@code DIR FIRST COUNT}. */
final class RecordOnce {

    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private RecordOnce() {}

    public static void main(String[] args) throws Exception {
        DirectoryStore store = new DirectoryStore(Path.of(args[0]), Retention.DEFAULT, Clock.systemUTC());
        int first = Integer.parseInt(args[1]);
        for (int number = first; number < first + Integer.parseInt(args[2]); number++) {
            store.record(RecordedRuns.run(START.plus(Duration.ofMinutes(number)), number), Path.of(args[0]));
        }
    }
}
