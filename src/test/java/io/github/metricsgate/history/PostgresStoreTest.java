package io.github.metricsgate.history;

import static io.github.metricsgate.history.RecordedRuns.MODULE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.PastRuns.DamagedEntry;
import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is peculiar to a history in a database: its tables, its server, and what that may refuse. */
class PostgresStoreTest {

    private static final Instant TIME = Instant.parse("2026-11-25T22:14:00.123Z");
    private static final RecordedRun RUN = RecordedRuns.run(TIME, 7);
    private static final String NAME = "20261125T221400123000000Z-538454127b096493";

    private final PostgresServer server = PostgresServer.shared();
    private final String url = server.schema();
    private final String schema = url.substring(url.indexOf('=') + 1);

    @TempDir
    Path temp;

    private PostgresStore store() {
        return store(url);
    }

    private static PostgresStore store(String url) {
        return as("postgres", null, url);
    }

    private static PostgresStore as(String user, @Nullable String password, String url) {
        return as(user, password, url, PostgresTimeouts.DEFAULT);
    }

    private static PostgresStore as(String user, @Nullable String password, String url, PostgresTimeouts timeouts) {
        return PostgresServer.store(url, user, password, Retention.DEFAULT, Clock.systemUTC(), timeouts);
    }

    private static PastRuns read(PostgresStore store) throws IOException {
        try (store) {
            return requireNonNull(store.read(MODULE, Set.of("main"), 20).get("main"));
        }
    }

    private void record(PostgresStore store) throws IOException {
        try (store) {
            store.record(RUN, temp);
        }
    }

    /** Says why neither can be done, and that it is said in time. */
    private String refusal(String user, @Nullable String password, String url) {
        return refusal(() -> as(user, password, url));
    }

    private String refusal(Supplier<PostgresStore> store) {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> read(store.get())).isInstanceOf(StoreAccessException.class);
        Throwable[] refused = new Throwable[1];
        assertThatThrownBy(() -> record(store.get()))
                .isInstanceOf(StoreAccessException.class)
                .satisfies(e -> refused[0] = e);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        return requireNonNull(requireNonNull(refused[0]).getMessage());
    }

    @Test
    void aServerThatIsDownIsToldAtOnce() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(refusal("postgres", null, PostgresServer.address(port, "metrics")))
                .isEqualTo("no connection: Connection refused");
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersIsNotWaitedFor() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = PostgresServer.address(silent.getLocalPort(), "metrics");
            assertThat(refusal(() -> as("postgres", null, address, PostgresServer.SHORT)))
                    .isEqualTo("no connection within 1 s");
        }
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        assertThat(refusal("postgres", null, server.address("nothing")))
                .isEqualTo("database \"nothing\" does not exist");
    }

    @Test
    void aWrongPasswordIsToldAndNotPrinted() throws IOException {
        server.sql(
                "DROP SCHEMA IF EXISTS secured CASCADE",
                "DROP ROLE IF EXISTS with_password",
                "CREATE ROLE with_password LOGIN PASSWORD 'right'",
                "CREATE SCHEMA secured AUTHORIZATION with_password");
        String secured = server.address("postgres") + "?currentSchema=secured";
        assertThat(refusal("with_password", "wr0ng-s3cret", secured))
                .isEqualTo("password authentication failed for user \"with_password\"");
        assertThat(refusal("with_password", null, secured))
                .isEqualTo("The server requested SCRAM-based authentication, but no password was provided");
        record(as("with_password", "right", secured));
        assertThat(read(as("with_password", "right", secured)).runs()).containsExactly(RUN);
    }

    @Test
    void aUserWhoMayOnlyReadComparesAndDoesNotRecord() throws IOException {
        server.sql(
                "DROP ROLE IF EXISTS reader_" + schema,
                "CREATE ROLE reader_" + schema + " LOGIN",
                "GRANT USAGE ON SCHEMA " + schema + " TO reader_" + schema);
        String reader = "reader_" + schema;
        assertThat(read(as(reader, null, url))).isEqualTo(new PastRuns(List.of(), true, List.of()));
        assertThatThrownBy(() -> record(as(reader, null, url)))
                .isInstanceOf(StoreAccessException.class)
                .hasMessage("permission denied for schema " + schema
                        + "; grant the user what it needs, or let it compare alone with <recordRun>false</recordRun>");
        record(store());
        server.sql("GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + reader);
        assertThat(read(as(reader, null, url)).runs()).containsExactly(RUN);
        assertThatThrownBy(() -> record(as(reader, null, url)))
                .isInstanceOf(StoreAccessException.class)
                .hasMessage(
                        "permission denied for table metrics_gate_run; grant the user what it needs, or let it compare"
                                + " alone with <recordRun>false</recordRun>");
    }

    @Test
    void whoRecordsNothingIsToldOfTablesThatCannotBeSeen() throws IOException {
        String unseen =
                "there are no tables of a history that this user can see: name their schema with ?currentSchema=,"
                        + " grant the user USAGE on it, or record a run first";
        assertThatThrownBy(() -> read(store().onlyRead()))
                .isInstanceOf(StoreAccessException.class)
                .hasMessage(unseen);
        record(store());
        assertThat(read(store().onlyRead()).runs()).containsExactly(RUN);
        String reader = "blind_" + schema;
        server.sql(
                "DROP ROLE IF EXISTS " + reader,
                "CREATE ROLE " + reader + " LOGIN",
                "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + reader);
        assertThatThrownBy(() -> read(as(reader, null, url).onlyRead())).hasMessage(unseen);
        assertThatThrownBy(() -> as(reader, null, url).onlyRead().branches()).hasMessage(unseen);
        assertThatThrownBy(() -> read(store(url + "typo").onlyRead())).hasMessage(unseen);
        server.sql("DROP TABLE " + schema + ".metrics_gate_version");
        assertThat(read(store().onlyRead()).runs()).containsExactly(RUN);
        assertThat(read(store()).runs()).containsExactly(RUN);
        assertThat(store().onlyRead().branches().all()).containsExactly(new RunStore.Branch(MODULE, "main"));
        server.sql("DROP TABLE " + schema + ".metrics_gate_run");
        assertThatThrownBy(() -> read(store().onlyRead())).hasMessage(unseen);
        record(store());
        assertThat(read(store().onlyRead()).runs()).containsExactly(RUN);
    }

    @Test
    void makingTheTablesIsLimitedInTimeToo() throws Exception {
        record(store());
        server.sql("DELETE FROM " + schema + ".metrics_gate_version");
        try (Connection connection = server.connect();
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("LOCK TABLE " + schema + ".metrics_gate_version IN SHARE ROW EXCLUSIVE MODE");
            assertThatThrownBy(() -> record(as("postgres", null, url, PostgresServer.SHORT)))
                    .isInstanceOf(StoreAccessException.class)
                    .hasMessage("a statement took longer than 1 s and was ended: another session holds a lock, or the"
                            + " server has too much to do");
            connection.rollback();
        }
    }

    @Test
    void theDocumentedRightsAreEnough() throws IOException {
        record(store());
        String writer = "writer_" + schema;
        server.sql(
                "DROP ROLE IF EXISTS " + writer,
                "CREATE ROLE " + writer + " LOGIN",
                "SET search_path = " + schema + ";"
                        + documented("history.md")
                                .replace("SCHEMA metrics", "SCHEMA " + schema)
                                .replace("TO metrics", "TO " + writer));
        record(as(writer, null, url));
        assertThat(read(as(writer, null, url)).runs()).containsExactly(RUN);
    }

    @Test
    void aStatementThatTakesTooLongIsEnded() throws Exception {
        record(store());
        try (Connection another = server.connect();
                Statement statement = another.createStatement()) {
            another.setAutoCommit(false);
            statement.execute("LOCK TABLE " + schema + ".metrics_gate_run IN ACCESS EXCLUSIVE MODE");
            assertThat(refusal(() -> as("postgres", null, url, PostgresServer.SHORT)))
                    .isEqualTo("a statement took longer than 1 s and was ended: another session holds a lock, or the"
                            + " server has too much to do");
        }
        assertThat(read(store()).runs()).containsExactly(RUN);
    }

    @Test
    void tablesOfAnotherVersionAreLeftAlone() throws IOException {
        record(store());
        server.sql("UPDATE " + schema + ".metrics_gate_version SET version = 2");
        assertThat(refusal("postgres", null, url))
                .isEqualTo(
                        "its tables were made by a newer version of the plugin: they are of version 2, this plugin knows"
                                + " 1; update the plugin");
        server.sql("UPDATE " + schema + ".metrics_gate_version SET version = 0");
        assertThat(refusal("postgres", null, url))
                .isEqualTo(
                        "its tables are of version 0, which no released plugin has made, and this one knows 1; rename"
                                + " them, or name another schema with ?currentSchema=");
        assertThatThrownBy(() -> store().branches()).hasMessageStartingWith("its tables are of version 0");
        assertThatThrownBy(() -> store().recordAll(List.of(RUN))).hasMessageStartingWith("its tables are of version 0");
        server.sql("UPDATE " + schema + ".metrics_gate_version SET version = 1");
        assertThat(read(store()).runs()).containsExactly(RUN);
    }

    @Test
    void tablesThatAreHalfMadeAreMadeWhole() throws IOException {
        record(store());
        server.sql("DELETE FROM " + schema + ".metrics_gate_version");
        assertThat(read(store()).runs()).containsExactly(RUN);
        assertThat(store().branches().all()).containsExactly(new RunStore.Branch(MODULE, "main"));
        RecordedRun next = RecordedRuns.run(TIME.plusSeconds(1), 8);
        store().recordAll(List.of(next));
        assertThat(read(store()).runs()).containsExactly(RUN, next);
        server.sql("DROP TABLE " + schema + ".metrics_gate_run");
        assertThat(read(store()).runs()).isEmpty();
        record(store());
        assertThat(read(store()).runs()).containsExactly(RUN);
    }

    @Test
    void aTableOfThatNameThatIsNotOursIsLeftAlone() {
        server.sql(
                "CREATE TABLE " + schema + ".metrics_gate_run (module text, time timestamptz)",
                "CREATE TABLE " + schema + ".metrics_gate_version (version integer PRIMARY KEY)",
                "INSERT INTO " + schema + ".metrics_gate_version VALUES (1)");
        assertThat(refusal("postgres", null, url))
                .isEqualTo(
                        "the table metrics_gate_run is not as this plugin makes it (column \"branch\" of relation"
                                + " \"metrics_gate_run\" does not exist): rename it, or name another schema with ?currentSchema=");
    }

    private List<DamagedEntry> damagedBy(String change) throws IOException {
        server.sql("DROP TABLE IF EXISTS " + schema + ".metrics_gate_run");
        RecordedRun other = RecordedRuns.run(TIME.minusSeconds(60), 8);
        store().recordAll(List.of(RUN, other));
        server.sql("UPDATE " + schema + ".metrics_gate_run SET " + change + " WHERE epoch_second = "
                + TIME.getEpochSecond());
        PastRuns past = read(store());
        assertThat(past.runs()).containsExactly(other);
        return past.damaged();
    }

    private static String bytes(byte[] bytes) {
        return "'\\x" + HexFormat.of().formatHex(bytes) + "'";
    }

    @Test
    void aRowThatCannotBeReadIsLeftOutAndReported() throws IOException {
        String place = NAME + " of main in jdbc:postgresql://localhost:" + server.port() + "/postgres";
        assertThat(damagedBy("entry = substring(entry FROM 1 FOR 100)"))
                .containsExactly(new DamagedEntry(place, "is not compressed as an entry is"));
        assertThat(damagedBy("entry = ''"))
                .containsExactly(new DamagedEntry(place, "is not compressed as an entry is"));
        assertThat(damagedBy("entry = " + bytes(CompressedLine.of("{}\n".getBytes(StandardCharsets.UTF_8)))))
                .containsExactly(new DamagedEntry(
                        place, "is not an entry of a history: it does not begin with \"formatVersion\""));
        assertThat(damagedBy("entry = "
                        + bytes(CompressedLine.of(EntryWriter.line(
                                RecordedRuns.run(MODULE, "other", TIME, 7, Map.of("1", "checkout")))))))
                .containsExactly(new DamagedEntry(
                        place, "lies in a wrong place: it is of the branch other, not the branch main"));
        assertThat(damagedBy("nano = -1"))
                .containsExactly(new DamagedEntry(
                        "a row of main in jdbc:postgresql://localhost:" + server.port() + "/postgres",
                        "is of no time: second " + TIME.getEpochSecond() + ", nano -1"));
        assertThat(damagedBy("digest = '\\x00'")).hasSize(1);
    }

    @Test
    void aLineThatUnfoldsToMoreThanAnyEntryIsNotRead() {
        byte[] bomb = CompressedLine.of(new byte[PastReading.LARGEST_ENTRY + 1]);
        assertThat(bomb).hasSizeLessThan(100_000);
        assertThat(CompressedLine.line(bomb)).isEmpty();
    }

    @Test
    void aConnectionThatWasLostIsMadeAnew() throws IOException {
        try (PostgresStore store = store()) {
            store.record(RUN, temp);
            server.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'metrics-gate'");
            assertThat(store.read(MODULE, Set.of("main"), 20).get("main"))
                    .isEqualTo(new PastRuns(List.of(RUN), true, List.of()));
            server.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'metrics-gate'");
            store.record(RUN, temp);
        }
        assertThat(read(store()).runs()).containsExactly(RUN);
    }

    @Test
    void readingIsOneRoundTripAndSoIsRecording() throws IOException {
        record(store());
        Retention retention = new Retention(10, java.util.Optional.of(Duration.ofDays(10_000)), 0);
        try (CountingProxy proxy = new CountingProxy(server.port());
                PostgresStore store = PostgresServer.store(
                        PostgresServer.address(proxy.port(), "postgres") + "?currentSchema=" + schema
                                + "&sslmode=disable",
                        "postgres",
                        null,
                        retention,
                        Clock.systemUTC(),
                        PostgresTimeouts.DEFAULT)) {
            store.read(MODULE, Set.of("main", "other"), 31);
            assertThat(proxy.roundTrips()).as("the first, with connecting").isEqualTo(2);
            store.read(MODULE, Set.of("main", "other"), 31);
            assertThat(proxy.roundTrips()).isEqualTo(1);
            store.record(RUN, temp);
            assertThat(proxy.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void whatTheSessionIsLimitedToIsTheTransactions() throws Exception {
        record(store());
        try (Connection connection = server.connect();
                Statement schemaOf = connection.createStatement()) {
            schemaOf.execute("SET search_path = " + schema);
            try (PreparedStatement read = connection.prepareStatement("BEGIN; "
                    + new PostgresStatements(PostgresServer.SHORT).limits() + "; SHOW statement_timeout; COMMIT")) {
                read.execute();
                try (ResultSet row = PostgresStatements.last(read)) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(1)).isEqualTo("1s");
                }
            }
            try (ResultSet row = schemaOf.executeQuery("SHOW statement_timeout")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("0");
            }
        }
    }

    /** The statements of a page, in their order. */
    private static String documented(String page) throws IOException {
        Matcher fence = Pattern.compile("^```sql\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("src/site/markdown", page)));
        assertThat(fence.find()).isTrue();
        return fence.group(1);
    }

    private List<String> definition() throws Exception {
        List<String> definition = new ArrayList<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + schema);
            for (String query : List.of(
                    "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable FROM"
                            + " information_schema.columns WHERE table_schema = '" + schema
                            + "' ORDER BY table_name, ordinal_position",
                    "SELECT indexname || ' ' || substring(indexdef FROM 'USING.*') FROM pg_indexes WHERE schemaname = '"
                            + schema + "' ORDER BY indexname",
                    "SELECT 'version ' || version FROM metrics_gate_version")) {
                try (ResultSet row = statement.executeQuery(query)) {
                    while (row.next()) {
                        definition.add(row.getString(1));
                    }
                }
            }
        }
        return definition;
    }

    @Test
    void theTablesAreThoseOfTheDocumentation() throws Exception {
        record(store());
        List<String> made = definition();
        assertThat(made).hasSize(6 + 1 + 2 + 1).contains("version 1");
        server.sql("DROP SCHEMA " + schema + " CASCADE", "CREATE SCHEMA " + schema);
        server.sql("SET search_path = " + schema + ";" + documented("history-format.md"));
        assertThat(definition()).isEqualTo(made);
        record(store());
        assertThat(read(store()).runs()).containsExactly(RUN);
    }
}
