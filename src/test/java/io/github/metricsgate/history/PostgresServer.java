package io.github.metricsgate.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server of PostgreSQL for all tests of a JVM, in which each test has a schema of its own. */
public final class PostgresServer {

    /** Short ones: what is to be told after a minute is told after seconds. */
    public static final PostgresTimeouts SHORT = new PostgresTimeouts(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(3));

    private static final class Shared {

        private static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                return new PostgresServer(builder().start());
            } catch (IOException e) {
                throw new IllegalStateException("no server", e);
            }
        }
    }

    private final EmbeddedPostgres server;
    private final AtomicInteger schemas = new AtomicInteger();

    public PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server of this JVM; the test is left out where there is no program for this machine. */
    public static PostgresServer shared() {
        assumeRunsHere();
        return Shared.SERVER;
    }

    public static void assumeRunsHere() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        assumeTrue(
                os.equals("linux") && (arch.equals("amd64") || arch.equals("x86_64")),
                "PostgreSQL is here for Linux on amd64 alone");
    }

    /**
     * With what a server has by default where the library has something faster. The role {@code with_password} needs its
     * password, all others none.
     */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("hba_file", rightsToConnect().toString())
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on");
    }

    private static Path rightsToConnect() {
        try {
            Path file = Files.createTempFile("rights", ".conf");
            file.toFile().deleteOnExit();
            // The server runs as somebody else.
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            return Files.writeString(file, """
                    host all with_password all scram-sha-256
                    host all all all trust
                    local all all trust
                    """);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of an empty schema of its own. */
    public String schema() {
        String name = "test" + schemas.incrementAndGet();
        sql("CREATE SCHEMA " + name);
        return address("postgres") + "?currentSchema=" + name;
    }

    public String address(String database) {
        return address(server.getPort(), database);
    }

    public static String address(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    public int port() {
        return server.getPort();
    }

    /** As the one who may do everything. */
    public Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    public void sql(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    public static PostgresStore store(String url) {
        return store(url, "postgres", null, Retention.DEFAULT, Clock.systemUTC(), PostgresTimeouts.DEFAULT);
    }

    public static PostgresStore store(
            String url,
            @Nullable String user,
            @Nullable String password,
            Retention retention,
            Clock clock,
            PostgresTimeouts timeouts) {
        return new PostgresStore(PostgresAddress.parse(url).orElseThrow(), user, password, retention, clock, timeouts);
    }
}
