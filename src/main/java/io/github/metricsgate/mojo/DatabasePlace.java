package io.github.metricsgate.mojo;

import io.github.metricsgate.history.KeptFiles;
import io.github.metricsgate.history.PostgresAddress;
import io.github.metricsgate.history.PostgresStore;
import io.github.metricsgate.history.PostgresTimeouts;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.history.RunStore;
import io.github.metricsgate.history.StoreAccessException;
import java.time.Clock;
import java.util.Optional;

/**
 * A history in a database.
 *
 * @param isOffline whether the build must not use a network
 */
record DatabasePlace(
        PostgresAddress address, Servers.Credentials credentials, boolean isOffline, Retention retention, Clock clock)
        implements HistoryPlace {

    @Override
    public String name() {
        return address.name();
    }

    /** @throws StoreAccessException if the build is offline and the database may be elsewhere */
    @Override
    public RunStore open() throws StoreAccessException {
        return store();
    }

    /** @throws StoreAccessException if the build is offline and the database may be elsewhere */
    @Override
    public RunStore openToRead() throws StoreAccessException {
        return store().onlyRead();
    }

    @Override
    public Optional<KeptFiles> keptFiles() {
        return Optional.empty();
    }

    private PostgresStore store() throws StoreAccessException {
        if (isOffline && !address.isOnLoopback()) {
            throw new StoreAccessException("Maven is offline (-o), and " + address.hosts()
                    + " may be another machine: only a database on localhost, 127.0.0.1 or [::1] is used then");
        }
        return new PostgresStore(
                address, credentials.user(), credentials.password(), retention, clock, PostgresTimeouts.DEFAULT);
    }
}
