package io.github.metricsgate.mojo;

import io.github.metricsgate.history.RunStore;
import java.io.IOException;

/** Where a history is. */
interface HistoryPlace {

    /** How messages name it: a directory, or a database by its address, never with a password. */
    String name();

    /**
     * The store of its runs, to be closed.
     *
     * @throws IOException if it cannot be used
     */
    RunStore open() throws IOException;
}
