package io.github.metricsgate.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A connection, made when it is needed, and made anew when it is lost. Everything is done in it so that doing it twice is
 * the same as once, so that what failed for a reason that passes is tried again.
 */
final class PostgresSession implements Closeable {

    private static final int MOST_TRIES = 10;
    private static final int LONGEST_PAUSE = 50;

    interface Work<T> {

        T in(Connection connection) throws SQLException, IOException;
    }

    private final PostgresAddress address;
    private final Properties properties;
    private final PostgresTimeouts timeouts;
    private @Nullable Connection connection;

    PostgresSession(
            PostgresAddress address, @Nullable String user, @Nullable String password, PostgresTimeouts timeouts) {
        this.address = address;
        this.timeouts = timeouts;
        this.properties = properties(user, password, timeouts);
    }

    /** What the address says itself goes first. */
    private static Properties properties(@Nullable String user, @Nullable String password, PostgresTimeouts timeouts) {
        Properties properties = new Properties();
        if (user != null) {
            PGProperty.USER.set(properties, user);
        }
        if (password != null) {
            PGProperty.PASSWORD.set(properties, password);
        }
        PGProperty.APPLICATION_NAME.set(properties, "metrics-gate");
        // Sends the name with the first message, without a round trip of its own.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.4");
        int connect = (int) timeouts.connect().toSeconds();
        PGProperty.LOGIN_TIMEOUT.set(properties, connect);
        PGProperty.CONNECT_TIMEOUT.set(properties, connect);
        PGProperty.SOCKET_TIMEOUT.set(properties, (int) timeouts.silence().toSeconds());
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        return properties;
    }

    /** @throws StoreAccessException if it cannot be done */
    <T> T run(Work<T> work) throws IOException {
        long begin = System.nanoTime();
        for (int tries = 1; ; tries++) {
            try {
                return work.in(connection());
            } catch (SQLException e) {
                close();
                Duration taken = Duration.ofNanos(System.nanoTime() - begin);
                if (tries == MOST_TRIES
                        || taken.compareTo(timeouts.lastTry()) > 0
                        || !(PostgresFault.isTransient(e) || PostgresFault.isMadeByAnother(e))) {
                    throw PostgresFault.sentence(e, timeouts);
                }
                pause(tries);
            } catch (IOException | RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    /** At random, so that those who got in each other's way do not again. */
    private static void pause(int tries) throws IOException {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, (long) LONGEST_PAUSE << Math.min(tries, 5)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the build was interrupted");
        }
    }

    private Connection connection() throws SQLException {
        Connection present = connection;
        if (present == null) {
            // Not by way of the DriverManager, which would load all drivers there are.
            present = new Driver().connect(address.url(), properties);
            if (present == null) {
                throw new SQLException("the driver does not know this address");
            }
            connection = present;
        }
        return present;
    }

    PostgresTimeouts timeouts() {
        return timeouts;
    }

    @Override
    public void close() {
        Connection present = connection;
        connection = null;
        if (present != null) {
            try {
                present.close();
            } catch (SQLException lostAlready) {
                return;
            }
        }
    }
}
