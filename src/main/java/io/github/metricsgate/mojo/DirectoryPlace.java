package io.github.metricsgate.mojo;

import io.github.metricsgate.history.DirectoryStore;
import io.github.metricsgate.history.KeptFiles;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.history.RunStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** A history in a directory, which need not exist. */
record DirectoryPlace(Path directory, Retention retention, Clock clock) implements HistoryPlace {

    @Override
    public String name() {
        return directory.toString();
    }

    @Override
    public DirectoryStore open() {
        return new DirectoryStore(directory, retention, clock);
    }

    @Override
    public RunStore openToRead() {
        return open();
    }

    @Override
    public Optional<KeptFiles> keptFiles() {
        return Optional.of(open());
    }
}
