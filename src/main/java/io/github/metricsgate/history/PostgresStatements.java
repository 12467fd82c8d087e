package io.github.metricsgate.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;

/**
 * The statements of a history in a database. Each is several, sent together in one round trip: a transaction with a limit of
 * time, a look at the version, and the work. There is nothing in them that Citus, YugabyteDB or CockroachDB lack: no
 * sequence, no lock but those of rows, no statement that changes data inside another.
 */
final class PostgresStatements {

    static final String UPSERT = "INSERT INTO " + PostgresTables.RUNS
            + " (module, branch, epoch_second, nano, digest, entry) VALUES (?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (module, branch, epoch_second, nano, digest) DO UPDATE SET entry = EXCLUDED.entry";

    private static final String OF_BRANCH = " FROM " + PostgresTables.RUNS + " WHERE module = ? AND branch = ?";
    private static final String MOMENT = "epoch_second, nano, digest";
    private static final String NEWEST_FIRST = " ORDER BY epoch_second DESC, nano DESC, digest DESC";

    private static final String NEWEST_OF_BRANCH =
            "(SELECT CAST(? AS integer) AS place, " + MOMENT + ", entry" + OF_BRANCH + NEWEST_FIRST + " LIMIT ?)";

    private static final String REMOVE = "DELETE" + OF_BRANCH + " AND (" + MOMENT + ") <> (?, ?, ?)";

    /** Those before the last that is kept for its number. */
    private static final String REMOVE_MORE =
            REMOVE + " AND (" + MOMENT + ") < (SELECT " + MOMENT + OF_BRANCH + NEWEST_FIRST + " LIMIT 1 OFFSET ?)";

    /** Those that are too old, but for the newest. */
    private static final String REMOVE_OLD = REMOVE + " AND (epoch_second, nano) < (?, ?) AND (" + MOMENT
            + ") < (SELECT " + MOMENT + OF_BRANCH + NEWEST_FIRST + " LIMIT 1)";

    /** Until the end of the transaction: whoever gets the connection next from a pooler is not concerned. */
    private final String limitOfTime;

    PostgresStatements(PostgresTimeouts timeouts) {
        limitOfTime = "SET LOCAL statement_timeout = " + timeouts.statement().toMillis();
    }

    /** The first of a transaction. */
    String limits() {
        return limitOfTime + "; " + PostgresTables.GUARD;
    }

    /** A statement on the tables themselves, whatever their version. */
    String limited(String statement) {
        return transaction(limitOfTime + "; " + statement);
    }

    private static String transaction(String statements) {
        return "BEGIN; " + statements + "; COMMIT";
    }

    /** For each branch: a number that comes back, the module, the branch, how many. */
    String newest(int branches, boolean guarded) {
        return transaction((guarded ? limits() : limitOfTime) + "; "
                + String.join(" UNION ALL ", Collections.nCopies(branches, NEWEST_OF_BRANCH)));
    }

    /**
     * What is removed is removed in a transaction of its own: who waits for a row that another removes holds none, so that
     * no two wait for each other.
     */
    String record(Retention retention) {
        return transaction(limits() + "; " + UPSERT) + "; " + remove(retention);
    }

    String remove(Retention retention) {
        return transaction(limits() + "; " + REMOVE_MORE + (retention.keepFor().isPresent() ? "; " + REMOVE_OLD : ""));
    }

    /** What has runs. */
    String branches(boolean guarded) {
        return transaction((guarded ? limits() : limitOfTime) + "; SELECT module, branch FROM " + PostgresTables.RUNS
                + " GROUP BY module, branch");
    }

    /** Ends the transaction in which something failed, so that the connection can be used on. */
    static void endFailed(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        } else {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
        }
    }

    /** Goes through all results, as each may be an error, and returns the last that has rows: there is one of the guard. */
    static ResultSet last(PreparedStatement statement) throws SQLException {
        ResultSet last = null;
        boolean hasRows = true;
        do {
            ResultSet rows = statement.getResultSet();
            last = rows == null ? last : rows;
            hasRows = statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
        } while (hasRows || statement.getUpdateCount() != -1);
        if (last == null) {
            throw new SQLException("there is no answer");
        }
        return last;
    }
}
