package io.github.metricsgate.history;

import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The columns by which a run is found and ordered. The time is two whole numbers, as the database's own times have no
 * nanoseconds, and nothing that is ordered is a text, as the order of texts differs from database to database.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its content
record PostgresKey(String module, String branch, long epochSecond, int nano, byte[] digest)
        implements Comparable<PostgresKey> {

    /** In bytes of UTF-8; the key of an index of PostgreSQL may have 2,704 in all. */
    private static final int LONGEST_NAME = 500;

    /** A name that the database cannot hold as it is. */
    private static final Pattern REPLACED = Pattern.compile(".*-[0-9a-f]{64}", Pattern.DOTALL);

    /** @throws IOException if the year of its time has more than four digits */
    static PostgresKey of(RecordedRun run) throws IOException {
        EntryName.of(run);
        RunStore.Branch branch = RunStore.branchOf(run);
        Instant time = run.time();
        return new PostgresKey(
                column(branch.module()),
                column(branch.branch()),
                time.getEpochSecond(),
                time.getNano(),
                HexFormat.of().parseHex(run.digest()));
    }

    /**
     * A name as a column holds it: itself, or where it is very long, has a character that the database refuses (U+0000,
     * half of a pair) or ends like a replaced one, what of it is readable and its SHA-256.
     */
    static String column(String name) {
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
        if (name.indexOf('\0') < 0
                && utf8.canEncode(name)
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                && !isReplaced(name)) {
            return name;
        }
        // UTF-16 tells halves of pairs apart, which UTF-8 cannot.
        byte[] digest = DirectoryNames.sha256().digest(name.getBytes(StandardCharsets.UTF_16BE));
        return DirectoryNames.readable(name) + "-" + HexFormat.of().formatHex(digest);
    }

    /** Whether the column holds a stand-in for a name; the run's content has the name. */
    static boolean isReplaced(String column) {
        return REPLACED.matcher(column).matches();
    }

    /** The columns second, nano and digest of a row, which anybody may have changed. */
    static Optional<EntryName> name(long epochSecond, long nano, byte[] digest) {
        if (digest.length != 32 || nano < 0 || nano > 999_999_999) {
            return Optional.empty();
        }
        try {
            return EntryName.of(
                    Instant.ofEpochSecond(epochSecond, nano), HexFormat.of().formatHex(digest));
        } catch (DateTimeException beyondAllTime) {
            return Optional.empty();
        }
    }

    static Optional<EntryName> name(ResultSet row, int firstColumn) throws SQLException {
        return name(row.getLong(firstColumn), row.getLong(firstColumn + 1), row.getBytes(firstColumn + 2));
    }

    /** Sets five parameters. */
    int set(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, module);
        statement.setString(first + 1, branch);
        return setMoment(statement, first + 2);
    }

    /** Sets three parameters. */
    int setMoment(PreparedStatement statement, int first) throws SQLException {
        statement.setLong(first, epochSecond);
        statement.setInt(first + 1, nano);
        statement.setBytes(first + 2, digest);
        return first + 3;
    }

    /** The order in which rows are written, the same for everybody, so that nobody waits for each other. */
    @Override
    public int compareTo(PostgresKey other) {
        int order = module.compareTo(other.module);
        if (order == 0) {
            order = branch.compareTo(other.branch);
        }
        if (order == 0) {
            order = Long.compare(epochSecond, other.epochSecond);
        }
        if (order == 0) {
            order = Integer.compare(nano, other.nano);
        }
        return order == 0 ? Arrays.compareUnsigned(digest, other.digest) : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PostgresKey key && compareTo(key) == 0;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }
}
