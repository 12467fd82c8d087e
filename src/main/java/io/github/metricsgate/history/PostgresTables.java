package io.github.metricsgate.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;

/**
 * The tables of a history in a database, which are made on first use: one with the runs and one with the version of both.
 * Whoever changes them gives them the next version, and brings what there is to it.
 */
final class PostgresTables {

    static final int VERSION = 1;
    static final String RUNS = "metrics_gate_run";
    static final String VERSIONS = "metrics_gate_version";

    /** As a first statement, keeps those behind it from being done in tables of another version: it divides by zero. */
    static final String GUARD = "SELECT 1 / count(*) FROM " + VERSIONS + " WHERE version = " + VERSION;

    /** The module comes first, by which a distributed database spreads rows; runs of a branch are in the order of time. */
    static final String CREATE_RUNS = "CREATE TABLE IF NOT EXISTS " + RUNS + " ("
            + "module text NOT NULL, "
            + "branch text NOT NULL, "
            + "epoch_second bigint NOT NULL, "
            + "nano integer NOT NULL, "
            + "digest bytea NOT NULL, "
            + "entry bytea NOT NULL, "
            + "PRIMARY KEY (module, branch, epoch_second, nano, digest))";

    static final String CREATE_VERSIONS =
            "CREATE TABLE IF NOT EXISTS " + VERSIONS + " (version integer NOT NULL PRIMARY KEY)";

    static final String INSERT_VERSION =
            "INSERT INTO " + VERSIONS + " (version) VALUES (" + VERSION + ") ON CONFLICT (version) DO NOTHING";

    private PostgresTables() {}

    /**
     * Makes what is missing, each in a transaction of its own; many may do it at once.
     *
     * @throws StoreAccessException if there are tables of another version
     */
    static void make(Connection connection, PostgresStatements statements) throws SQLException, StoreAccessException {
        checkVersion(connection, statements);
        try (Statement statement = connection.createStatement()) {
            for (String each : List.of(CREATE_RUNS, CREATE_VERSIONS, INSERT_VERSION)) {
                statement.execute(statements.limited(each));
            }
        }
    }

    /**
     * Refuses tables of another version. Those that have none yet are being made.
     *
     * @throws StoreAccessException if there are any
     */
    static void checkVersion(Connection connection, PostgresStatements statements)
            throws SQLException, StoreAccessException {
        int version = version(connection, statements).orElse(VERSION);
        if (version > VERSION) {
            throw new StoreAccessException("its tables were made by a newer version of the plugin: they are of version "
                    + version + ", this plugin knows " + VERSION + "; update the plugin");
        }
        if (version < VERSION) {
            throw new StoreAccessException("its tables are of version " + version
                    + ", which no released plugin has made, and this one knows " + VERSION
                    + "; rename them, or name another schema with ?currentSchema=");
        }
    }

    private static OptionalInt version(Connection connection, PostgresStatements statements) throws SQLException {
        String newest = "SELECT version FROM " + VERSIONS + " ORDER BY version DESC";
        try (PreparedStatement statement = connection.prepareStatement(statements.limited(newest))) {
            statement.execute();
            try (ResultSet row = PostgresStatements.last(statement)) {
                return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            }
        } catch (SQLException e) {
            if (PostgresFault.isMissingTable(e)) {
                PostgresStatements.endFailed(connection);
                return OptionalInt.empty();
            }
            throw e;
        }
    }
}
