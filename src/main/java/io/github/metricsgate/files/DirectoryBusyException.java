package io.github.metricsgate.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Another build held the lock on a metrics set's directory for longer than we wait. */
public final class DirectoryBusyException extends IOException {

    private static final long serialVersionUID = 1;

    DirectoryBusyException(Path directory, Duration waited) {
        super("another build or module is writing to " + directory + ", and did not finish within " + waited.toSeconds()
                + " s");
    }
}
