package io.github.metricsgate.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Another build, or another module of this one, held the lock on a directory for longer than we wait. */
public final class DirectoryBusyException extends IOException {

    private static final long serialVersionUID = 1;

    DirectoryBusyException(Path directory, Duration waited) {
        super("another build or module is writing to " + directory + ", and did not finish within " + waited.toSeconds()
                + " s");
    }
}
