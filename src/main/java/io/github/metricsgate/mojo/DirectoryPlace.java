package io.github.metricsgate.mojo;

import io.github.metricsgate.history.DirectoryStore;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.history.RunStore;
import java.nio.file.Path;
import java.time.Clock;

/** A history in a directory, which need not exist. */
record DirectoryPlace(Path directory, Retention retention, Clock clock) implements HistoryPlace {

    @Override
    public String name() {
        return directory.toString();
    }

    @Override
    public RunStore open() {
        return new DirectoryStore(directory, retention, clock);
    }

    @Override
    public RunStore openToRead() {
        return open();
    }
}
