package io.github.metricsgate.history;

import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The files of runs, for as many as {@link Retention#keepSets} says. */
public interface KeptFiles {

    /**
     * One file that a run had, to be closed; empty if it was not kept.
     *
     * @param name of the file in its set
     * @throws IOException if it cannot be read
     */
    Optional<InputStream> open(RecordedRun run, String name) throws IOException;
}
