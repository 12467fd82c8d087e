package io.github.metricsgate.history;

import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.PastRuns.DamagedEntry;
import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A history in PostgreSQL: one run, one row, which holds the very line that {@link DirectoryStore} would write, compressed.
 * A baseline is read in one round trip, and a run recorded in one; there is one more for each thing that is done for the
 * first time. {@code history-format.md} describes the tables.
 */
public final class PostgresStore implements RunStore {

    /** How many rows are written in one transaction. */
    private static final int CHUNK = 250;

    private final PostgresAddress address;
    private final Retention retention;
    private final Clock clock;
    private final PostgresSession session;
    private final PostgresStatements statements;
    private final boolean isOnlyRead;

    /**
     * Connects to nothing yet.
     *
     * @param user null for what the driver takes: that of the operating system, or of {@code .pgpass}
     * @param retention of which the sets are not for a database
     * @param clock says which runs are too old to be kept
     */
    public PostgresStore(
            PostgresAddress address,
            @Nullable String user,
            @Nullable String password,
            Retention retention,
            Clock clock,
            PostgresTimeouts timeouts) {
        this(
                address,
                new PostgresSession(address, user, password, timeouts),
                new PostgresStatements(timeouts),
                retention,
                clock,
                false);
    }

    private PostgresStore(
            PostgresAddress address,
            PostgresSession session,
            PostgresStatements statements,
            Retention retention,
            Clock clock,
            boolean isOnlyRead) {
        this.address = address;
        this.session = session;
        this.statements = statements;
        this.retention = retention;
        this.clock = clock;
        this.isOnlyRead = isOnlyRead;
    }

    /**
     * The same for those who record nothing, so that tables which are not there stay away: PostgreSQL says the same of tables
     * that the user cannot see, and nobody would ever notice.
     */
    public PostgresStore onlyRead() {
        return new PostgresStore(address, session, statements, retention, clock, true);
    }

    /** @throws StoreAccessException if the database cannot be used */
    @Override
    public Map<String, PastRuns> read(String module, Set<String> branches, int most) throws IOException {
        List<String> ordered = List.copyOf(new LinkedHashSet<>(branches));
        List<Rows> rows = reading(
                (connection, guarded) -> rows(connection, module, ordered, most, guarded), () -> emptyRows(ordered));
        Map<String, PastRuns> runs = new LinkedHashMap<>();
        for (Rows ofBranch : rows) {
            runs.put(ofBranch.branch, ofBranch.read(module, most));
        }
        return runs;
    }

    private interface Reading<T> {

        /** @param guarded by {@link PostgresTables#GUARD} */
        T in(Connection connection, boolean guarded) throws SQLException, IOException;
    }

    /** Where the guard refuses, either the version is to blame, or only its table is missing and the runs may be there. */
    private <T> T reading(Reading<T> reading, Supplier<T> none) throws IOException {
        return session.run(connection -> {
            try {
                return reading.in(connection, true);
            } catch (SQLException e) {
                if (!isOfTables(e)) {
                    throw e;
                }
                PostgresStatements.endFailed(connection);
                PostgresTables.checkVersion(connection, statements);
                try {
                    return reading.in(connection, false);
                } catch (SQLException ofRuns) {
                    refuseIfOnlyRead(connection, ofRuns);
                    return none.get();
                }
            }
        });
    }

    /** Whoever records makes the table that is missing, or is told why not. */
    private void refuseIfOnlyRead(Connection connection, SQLException e) throws SQLException, StoreAccessException {
        if (!PostgresFault.isMissingTable(e)) {
            throw e;
        }
        PostgresStatements.endFailed(connection);
        if (isOnlyRead) {
            throw new StoreAccessException("there are no tables of a history that this user can see: name their schema"
                    + " with ?currentSchema=, grant the user USAGE on it, or record a run first");
        }
    }

    private static boolean isOfTables(SQLException e) {
        return PostgresFault.isMissingTable(e) || PostgresFault.isOtherVersion(e);
    }

    private List<Rows> emptyRows(List<String> branches) {
        return branches.stream().map(Rows::new).toList();
    }

    /** One more of each branch than asked for, which says whether there are older ones. */
    private List<Rows> rows(Connection connection, String module, List<String> branches, int most, boolean guarded)
            throws SQLException {
        List<Rows> rows = emptyRows(branches);
        if (branches.isEmpty()) {
            return rows;
        }
        try (PreparedStatement statement = connection.prepareStatement(statements.newest(branches.size(), guarded))) {
            int parameter = 1;
            for (int i = 0; i < branches.size(); i++) {
                statement.setInt(parameter++, i);
                statement.setString(parameter++, PostgresKey.column(module));
                statement.setString(parameter++, PostgresKey.column(branches.get(i)));
                statement.setLong(parameter++, most + 1L);
            }
            statement.execute();
            try (ResultSet row = PostgresStatements.last(statement)) {
                while (row.next()) {
                    rows.get(row.getInt(1)).add(row);
                }
            }
        }
        return rows;
    }

    /** The rows of a branch as they came, not yet looked into. */
    private final class Rows {

        private final String branch;
        private final TreeMap<EntryName, byte[]> byName = new TreeMap<>();
        private final List<DamagedEntry> damaged = new ArrayList<>();

        Rows(String branch) {
            this.branch = branch;
        }

        void add(ResultSet row) throws SQLException {
            Optional<EntryName> name = PostgresKey.name(row, 2);
            if (name.isPresent()) {
                byName.put(name.get(), row.getBytes(5));
            } else {
                damaged.add(new DamagedEntry(
                        place("a row"), "is of no time: second " + row.getLong(2) + ", nano " + row.getLong(3)));
            }
        }

        private String place(String row) {
            return row + " of " + (branch.equals(NO_BRANCH) ? "no branch" : branch) + " in " + address.name();
        }

        PastRuns read(String module, int most) throws IOException {
            EntryReader reader = new EntryReader(module, branch);
            List<RecordedRun> runs = new ArrayList<>();
            boolean complete = byName.size() + damaged.size() <= most;
            for (Map.Entry<EntryName, byte[]> row : byName.descendingMap().entrySet()) {
                if (runs.size() == most) {
                    break;
                }
                EntryName name = row.getKey();
                Entry entry = entry(reader, name, row.getValue());
                if (entry instanceof Entry.Whole whole) {
                    runs.add(whole.run());
                } else {
                    damaged.add(new DamagedEntry(place(name.text()), ((Entry.Damaged) entry).reason()));
                }
            }
            Collections.reverse(runs);
            return new PastRuns(runs, complete, damaged);
        }

        private static Entry entry(EntryReader reader, EntryName name, byte[] compressed) throws IOException {
            Optional<byte[]> line = CompressedLine.line(compressed);
            return line.isPresent()
                    ? reader.read(line.get(), name, PostgresTables.RUNS)
                    : new Entry.Damaged("is not compressed as an entry is");
        }
    }

    /** @throws StoreAccessException if the database cannot be used; the run may be recorded all the same */
    @Override
    public void record(RecordedRun run, Path set) throws IOException {
        PostgresKey key = PostgresKey.of(run);
        byte[] entry = entry(run);
        withTables(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(statements.record(retention))) {
                int next = key.set(statement, 1);
                statement.setBytes(next++, entry);
                setOfRemoval(statement, next, key, Optional.of(key));
                statement.execute();
                PostgresStatements.last(statement);
            }
        });
    }

    private static byte[] entry(RecordedRun run) throws IOException {
        byte[] line = EntryWriter.line(run);
        if (line.length > PastReading.LARGEST_ENTRY) {
            throw new StoreAccessException("the run would take more than " + PastReading.LARGEST_ENTRY
                    + " bytes; write fewer phases, or set <recordRun>false</recordRun>");
        }
        return CompressedLine.of(line);
    }

    private interface Writing {

        void in(Connection connection) throws SQLException;
    }

    /** Nobody looks first whether the tables are there. */
    private void withTables(Writing writing) throws IOException {
        session.run(connection -> {
            try {
                writing.in(connection);
            } catch (SQLException e) {
                if (!isOfTables(e)) {
                    throw e;
                }
                PostgresStatements.endFailed(connection);
                PostgresTables.make(connection, statements);
                writing.in(connection);
            }
            return true;
        });
    }

    /** @throws StoreAccessException if the database cannot be used */
    @Override
    public void recordAll(List<RecordedRun> runs) throws IOException {
        TreeMap<PostgresKey, byte[]> rows = new TreeMap<>();
        Map<Branch, PostgresKey> branches = new LinkedHashMap<>();
        for (RecordedRun run : runs) {
            PostgresKey key = PostgresKey.of(run);
            rows.put(key, entry(run));
            branches.put(RunStore.branchOf(run), key);
        }
        List<PostgresKey> keys = List.copyOf(rows.keySet());
        for (int from = 0; from < keys.size(); from += CHUNK) {
            List<PostgresKey> chunk = keys.subList(from, Math.min(keys.size(), from + CHUNK));
            withTables(connection -> write(connection, chunk, rows));
        }
        for (PostgresKey ofBranch : branches.values()) {
            withTables(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(statements.remove(retention))) {
                    setOfRemoval(statement, 1, ofBranch, Optional.empty());
                    statement.execute();
                    PostgresStatements.last(statement);
                }
            });
        }
    }

    private void write(Connection connection, List<PostgresKey> keys, Map<PostgresKey, byte[]> rows)
            throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement first = connection.prepareStatement(statements.limits());
                PreparedStatement upsert = connection.prepareStatement(PostgresStatements.UPSERT)) {
            first.execute();
            PostgresStatements.last(first);
            for (PostgresKey key : keys) {
                upsert.setBytes(key.set(upsert, 1), rows.get(key));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** @param recorded stays whatever its time */
    private void setOfRemoval(PreparedStatement statement, int first, PostgresKey of, Optional<PostgresKey> recorded)
            throws SQLException {
        int next = first;
        // Nobody's key, where no run is to stay.
        PostgresKey stays = recorded.orElse(new PostgresKey(of.module(), of.branch(), Long.MIN_VALUE, 0, new byte[0]));
        next = setOfBranch(statement, next, of);
        next = stays.setMoment(statement, next);
        next = setOfBranch(statement, next, of);
        statement.setInt(next++, retention.keepRuns() - 1);
        Optional<Instant> tooOld = retention.oldest(clock.instant());
        if (tooOld.isPresent()) {
            Instant oldest = tooOld.get();
            next = setOfBranch(statement, next, of);
            next = stays.setMoment(statement, next);
            statement.setLong(next++, oldest.getEpochSecond());
            statement.setInt(next++, oldest.getNano());
            setOfBranch(statement, next, of);
        }
    }

    private static int setOfBranch(PreparedStatement statement, int first, PostgresKey of) throws SQLException {
        statement.setString(first, of.module());
        statement.setString(first + 1, of.branch());
        return first + 2;
    }

    /** @throws StoreAccessException if the database cannot be used */
    @Override
    public Branches branches() throws IOException {
        return reading(
                (connection, guarded) -> new PostgresBranches(connection, statements, address, guarded).read(),
                () -> new Branches(List.of(), List.of()));
    }

    @Override
    public void close() {
        session.close();
    }
}
