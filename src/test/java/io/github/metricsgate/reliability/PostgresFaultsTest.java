package io.github.metricsgate.reliability;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.metricsgate.history.PostgresServer;
import io.github.metricsgate.history.PostgresStore;
import io.github.metricsgate.history.PostgresTimeouts;
import io.github.metricsgate.history.RecordedRuns;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.history.StoreAccessException;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RecordedRun;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that stops, is killed, falls silent or is full: a sentence, in time, and no run lost that was recorded. */
@Tag("reliability")
class PostgresFaultsTest {

    private static final int WRITERS = 16;
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    /** How long a failure may take: to connect, for a statement, and to try again until then. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    @TempDir
    Path temp;

    private int port;

    @BeforeEach
    void chooseAPort() throws IOException {
        PostgresServer.assumeRunsHere();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void killWhatIsLeft() throws IOException {
        if (Files.exists(pidFile(data()))) {
            kill(data());
        }
    }

    private Path data() {
        return temp.resolve("data");
    }

    private EmbeddedPostgres start(Path data) throws IOException {
        return PostgresServer.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    private PostgresStore store() {
        return store(Retention.DEFAULT);
    }

    private PostgresStore store(Retention retention) {
        return store(retention, PostgresTimeouts.DEFAULT);
    }

    private PostgresStore store(Retention retention, PostgresTimeouts timeouts) {
        return PostgresServer.store(
                PostgresServer.address(port, "postgres"), "postgres", null, retention, Clock.systemUTC(), timeouts);
    }

    private static RecordedRun run(int number) {
        return RecordedRuns.run(START.plus(Duration.ofMinutes(number)), number);
    }

    private List<RecordedRun> recorded() throws IOException {
        try (PostgresStore store = store()) {
            PastRuns past = requireNonNull(
                    store.read(RecordedRuns.MODULE, Set.of("main"), 1_000_000).get("main"));
            assertThat(past.damaged()).isEmpty();
            return past.runs();
        }
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static ProcessHandle postmaster(Path data) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(pidFile(data)).get(0).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** As when the machine loses its power, but for what the kernel has yet to write: all processes at once. */
    private static void kill(Path data) throws IOException {
        ProcessHandle server = postmaster(data);
        List<ProcessHandle> all = new ArrayList<>(List.of(server));
        try (Stream<ProcessHandle> children = server.descendants()) {
            all.addAll(children.toList());
        }
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    }

    /** There is nothing left to stop, which is an error; but the directory is another's then. */
    private static void release(EmbeddedPostgres killed) throws IOException {
        try {
            killed.close();
        } catch (RuntimeException nothingToStop) {
            assertThat(killed.getProcess()).isNotNull();
        }
    }

    private static void assertToldInTime(String sentence, ThrowingWork work) {
        long begin = System.nanoTime();
        assertThatThrownBy(work::run).isInstanceOf(StoreAccessException.class).hasMessageContaining(sentence);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
    }

    private interface ThrowingWork {

        void run() throws Exception;
    }

    @Test
    void aServerThatWasStoppedIsToldAndUsedAgainAsSoonAsItRuns() throws Exception {
        try (PostgresStore store = store()) {
            try (EmbeddedPostgres server = start(data())) {
                assertThat(server.getPort()).isEqualTo(port);
                store.record(run(1), temp);
            }
            assertToldInTime("no connection: Connection refused", () -> store.record(run(2), temp));
            assertToldInTime("no connection: Connection refused", this::recorded);
        }
        Path copy = temp.resolve("again");
        try (EmbeddedPostgres server = start(copy)) {
            assertThat(server.getPort()).isEqualTo(port);
            try (PostgresStore store = store()) {
                store.record(run(3), temp);
            }
            assertThat(recorded()).containsExactly(run(3));
        }
    }

    @Test
    void aServerThatIsKilledWhileManyRecordHasWhatItSaidItRecorded() throws Exception {
        int kills = Sizes.isFull() ? 10 : 2;
        Queue<RecordedRun> reported = new ConcurrentLinkedQueue<>();
        int refusals = 0;
        int number = 0;
        for (int i = 0; i < kills; i++) {
            EmbeddedPostgres server = start(data());
            assertThat(server.getPort()).isEqualTo(port);
            assertThat(recorded()).containsAll(reported);
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<Future<Boolean>> results = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = number;
                number += 100_000;
                results.add(threads.submit(() -> recordUntilRefused(first, reported)));
            }
            int before = reported.size();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (reported.size() < before + 200 && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            kill(data());
            for (Future<Boolean> result : results) {
                refusals += result.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
            threads.shutdown();
            release(server);
        }
        List<RecordedRun> there;
        try (EmbeddedPostgres server = start(data())) {
            assertThat(server.getPort()).isEqualTo(port);
            there = recorded();
        }
        assertThat(there).containsAll(reported).doesNotHaveDuplicates();
        assertThat(refusals).isEqualTo(kills * WRITERS);
        assertThat(reported).hasSizeGreaterThanOrEqualTo(200 * kills);
        System.out.printf(
                "PostgreSQL killed | %d times while %d recorded | %d reported as recorded, all there; %d more are there%n",
                kills, WRITERS, reported.size(), there.size() - reported.size());
    }

    /** True when it was told that the server is gone; says nothing of a run that was refused. */
    private boolean recordUntilRefused(int first, Queue<RecordedRun> reported) throws IOException {
        try (PostgresStore store = store(new Retention(Integer.MAX_VALUE, Optional.empty(), 0))) {
            for (int number = first; number < first + 100_000; number++) {
                store.record(run(number), temp);
                reported.add(run(number));
            }
            return false;
        } catch (StoreAccessException e) {
            return true;
        }
    }

    @Test
    void aServerThatFallsSilentIsNotWaitedFor() throws Exception {
        try (EmbeddedPostgres server = start(data());
                PostgresStore store = store(Retention.DEFAULT, PostgresServer.SHORT)) {
            store.record(run(1), temp);
            long backend = backend(server);
            signal("STOP", backend);
            try {
                assertToldInTime("no answer within 3 s", () -> store.record(run(2), temp));
            } finally {
                signal("CONT", backend);
            }
            store.record(run(3), temp);
            assertThat(recorded()).contains(run(1), run(3));
        }
    }

    private static long backend(EmbeddedPostgres server) throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pid FROM pg_stat_activity WHERE application_name = 'metrics-gate'")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aServerWhoseDiskIsFullSaysSoAndLosesNothing() throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=3m,mode=777", "none", disk.toString())
                .redirectErrorStream(true)
                .start();
        assumeTrue(mount.waitFor() == 0, "it may not mount a small disk");
        try (EmbeddedPostgres server = start(data())) {
            String space = disk.resolve("space").toString();
            assertThat(new ProcessBuilder("install", "-d", "-m", "777", space)
                            .start()
                            .waitFor())
                    .isZero();
            ownAs(data(), Path.of(space));
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLESPACE small LOCATION '" + space + "'");
                statement.execute("ALTER DATABASE postgres SET default_tablespace = small");
            }
            int reported = 0;
            StoreAccessException refused = null;
            try (PostgresStore store = store(new Retention(Integer.MAX_VALUE, Optional.empty(), 0))) {
                while (refused == null && reported < 100_000) {
                    try {
                        store.record(run(reported), temp);
                        reported++;
                    } catch (StoreAccessException full) {
                        refused = full;
                    }
                }
            }
            assertThat(requireNonNull(refused))
                    .hasMessageMatching("could not extend file \".*\": No space left on device");
            assertThat(reported).isGreaterThan(1000);
            assertThat(recorded()).hasSize(reported);
            System.out.printf("PostgreSQL full | a disk of 3 MB | %d runs recorded, all there%n", reported);
        } finally {
            new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
        }
    }

    /** The server may run as somebody else. */
    private static void ownAs(Path like, Path directory) throws Exception {
        assertThat(new ProcessBuilder("chown", "--reference=" + like, directory.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void sixteenWhoRecordAndRemoveTheSameRunsNeitherLoseOneNorWaitForEachOther() throws Exception {
        int each = Sizes.isFull() ? 200 : 40;
        try (EmbeddedPostgres server = start(data())) {
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<Future<?>> results = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int seed = writer;
                results.add(threads.submit(() -> {
                    try (PostgresStore store = store(new Retention(20, Optional.empty(), 0))) {
                        for (int i = 0; i < each; i++) {
                            // Some again that are about to be removed.
                            store.record(run(i % 3 == 0 ? i : i * WRITERS + seed), temp);
                        }
                    }
                    return seed;
                }));
            }
            for (Future<?> result : results) {
                result.get(120, TimeUnit.SECONDS);
            }
            threads.shutdown();
            List<RecordedRun> there = recorded();
            assertThat(there).hasSizeBetween(20, 40);
            assertThat(there.get(there.size() - 1)).isEqualTo(run(lastOf(each) * WRITERS + WRITERS - 1));
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT sum(deadlocks) FROM pg_stat_database")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).as("deadlocks").isZero();
                System.out.printf(
                        "PostgreSQL of many | %d writers x %d of one branch, the newest 20 kept | no deadlock%n",
                        WRITERS, each);
            }
        }
    }

    private static int lastOf(int each) {
        int last = each - 1;
        return last % 3 == 0 ? last - 1 : last;
    }
}
