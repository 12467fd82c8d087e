package io.github.metricsgate.mojo;

import io.github.metricsgate.history.KeptFiles;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.history.RunStore;
import java.io.IOException;
import java.util.Optional;

/** Where a history is. */
interface HistoryPlace {

    /** How messages name it: a directory, or a database by its address, never with a password. */
    String name();

    /** What it keeps. */
    Retention retention();

    /**
     * The store of its runs, to be closed.
     *
     * @throws IOException if it cannot be used
     */
    RunStore open() throws IOException;

    /**
     * The store of its runs for a goal that records none, to be closed. One that could only be empty because it cannot be seen
     * is told when it is read.
     *
     * @throws IOException if it cannot be used
     */
    RunStore openToRead() throws IOException;

    /** The files of its runs; empty where none can be kept. */
    Optional<KeptFiles> keptFiles();
}
