package io.github.metricsgate.history;

import io.github.metricsgate.history.RunStore.Branch;
import io.github.metricsgate.history.RunStore.Branches;
import io.github.metricsgate.metrics.PastRuns.DamagedEntry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds out what a database has runs of. Where a column has a stand-in for a name, a run says it. */
final class PostgresBranches {

    private static final int MOST = 100;

    private final Connection connection;
    private final PostgresStatements statements;
    private final PostgresAddress address;
    private final boolean guarded;

    /** @param guarded whether to look at the version of the tables */
    PostgresBranches(Connection connection, PostgresStatements statements, PostgresAddress address, boolean guarded) {
        this.connection = connection;
        this.statements = statements;
        this.address = address;
        this.guarded = guarded;
    }

    Branches read() throws SQLException, IOException {
        TreeSet<Branch> all = new TreeSet<>(StoredBranches.ORDER);
        List<DamagedEntry> damaged = new ArrayList<>();
        for (Branch columns : columns()) {
            Optional<Branch> branch =
                    PostgresKey.isReplaced(columns.module()) || PostgresKey.isReplaced(columns.branch())
                            ? ofRun(columns)
                            : Optional.of(columns);
            branch.ifPresentOrElse(
                    all::add,
                    () -> damaged.add(new DamagedEntry(
                            columns.branch() + " of " + columns.module() + " in " + address.name(),
                            "has no whole entry that belongs there")));
        }
        return new Branches(List.copyOf(all), damaged);
    }

    private List<Branch> columns() throws SQLException {
        List<Branch> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(statements.branches(guarded))) {
            statement.execute();
            try (ResultSet row = PostgresStatements.last(statement)) {
                while (row.next()) {
                    columns.add(new Branch(row.getString(1), row.getString(2)));
                }
            }
        }
        return columns;
    }

    private Optional<Branch> ofRun(Branch columns) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(statements.newest(1, guarded))) {
            statement.setInt(1, 0);
            statement.setString(2, columns.module());
            statement.setString(3, columns.branch());
            statement.setLong(4, MOST);
            statement.execute();
            try (ResultSet row = PostgresStatements.last(statement)) {
                while (row.next()) {
                    Optional<byte[]> line = CompressedLine.line(row.getBytes(5));
                    Optional<Branch> branch = line.isPresent() ? EntryReader.branchOf(line.get()) : Optional.empty();
                    if (branch.isPresent() && belongs(branch.get(), columns)) {
                        return branch;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean belongs(Branch branch, Branch columns) {
        return PostgresKey.column(branch.module()).equals(columns.module())
                && PostgresKey.column(branch.branch()).equals(columns.branch());
    }
}
