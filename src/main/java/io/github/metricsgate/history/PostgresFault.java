package io.github.metricsgate.history;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What went wrong in a database, by its SQLSTATE, and a sentence for it. */
final class PostgresFault {

    private static final String NOT_CONNECTED = "08001";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String DIVISION_BY_ZERO = "22012";
    private static final String QUERY_CANCELED = "57014";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Other columns, another type, another primary key. */
    private static final Set<String> OTHER_TABLE = Set.of("42703", "42804", "42P10", "42883", "23502");

    /** Conflicts of transactions; lost connections; a server that starts, stops or has no connection left. */
    private static final Set<String> TRANSIENT =
            Set.of("40001", "40P01", "40003", "08000", "08003", "08006", "08007", "57P01", "57P02", "57P03", "53300");

    /** Two that make the same table at once, which IF NOT EXISTS does not prevent; "tuple concurrently updated" is internal. */
    private static final Set<String> MADE_BY_ANOTHER = Set.of("23505", "42P07", "42710", "XX000");

    private PostgresFault() {}

    static boolean isMissingTable(SQLException e) {
        return UNDEFINED_TABLE.equals(e.getSQLState());
    }

    /** What {@link PostgresTables#GUARD} comes to if the tables are not of this version. */
    static boolean isOtherVersion(SQLException e) {
        return DIVISION_BY_ZERO.equals(e.getSQLState());
    }

    static boolean isMadeByAnother(SQLException e) {
        return MADE_BY_ANOTHER.contains(state(e));
    }

    /** Whether the same may work at once, as if nothing had happened. */
    static boolean isTransient(SQLException e) {
        return TRANSIENT.contains(state(e)) && !hasCause(e, SocketTimeoutException.class);
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }

    static StoreAccessException sentence(SQLException e, PostgresTimeouts timeouts) {
        return new StoreAccessException(reason(e, timeouts), e);
    }

    private static String reason(SQLException e, PostgresTimeouts timeouts) {
        String state = state(e);
        if (hasCause(e, UnknownHostException.class)) {
            return "no connection: its host is unknown";
        }
        if (hasCause(e, SocketTimeoutException.class)) {
            return state.equals(NOT_CONNECTED)
                    ? "no connection within " + seconds(timeouts.connect().toSeconds())
                    : "no answer within " + seconds(timeouts.silence().toSeconds());
        }
        if (e.getCause() instanceof IOException cause && state.equals(NOT_CONNECTED)) {
            return "no connection: " + withoutFullStop(String.valueOf(cause.getMessage()));
        }
        String message = message(e);
        if (message.startsWith("Connection attempt timed out")) {
            return "no connection within " + seconds(timeouts.connect().toSeconds());
        }
        if (state.equals(QUERY_CANCELED)) {
            return "a statement took longer than "
                    + seconds(timeouts.statement().toSeconds())
                    + " and was ended: another session holds a lock, or the server has too much to do";
        }
        if (state.equals(INSUFFICIENT_PRIVILEGE)) {
            return message
                    + "; grant the user what it needs, or let it compare alone with <recordRun>false</recordRun>";
        }
        if (OTHER_TABLE.contains(state)) {
            return "the table " + PostgresTables.RUNS + " is not as this plugin makes it (" + message
                    + "): rename it, or name another schema with ?currentSchema=";
        }
        if (isMissingTable(e)) {
            return message + ", although it was just made: name a schema of the user's with ?currentSchema=";
        }
        return message;
    }

    private static String seconds(long seconds) {
        return seconds + " s";
    }

    /** The server's own words, without the data that its details have; else the driver's, with their cause. */
    private static String message(SQLException e) {
        ServerErrorMessage ofServer = e instanceof PSQLException known ? known.getServerErrorMessage() : null;
        String text = ofServer == null ? null : ofServer.getMessage();
        if (text == null) {
            text = String.valueOf(e.getMessage());
            Throwable cause = e.getCause();
            if (cause != null && cause.getMessage() != null && !text.contains(cause.getMessage())) {
                text = withoutFullStop(text) + " (" + withoutFullStop(cause.getMessage()) + ")";
            }
        }
        return withoutFullStop(text);
    }

    private static String withoutFullStop(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static boolean hasCause(@Nullable Throwable e, Class<? extends Throwable> type) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
