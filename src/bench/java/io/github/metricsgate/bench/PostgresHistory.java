package io.github.metricsgate.bench;

import io.github.metricsgate.history.PostgresAddress;
import io.github.metricsgate.history.PostgresRows;
import io.github.metricsgate.history.PostgresStore;
import io.github.metricsgate.history.PostgresTimeouts;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A history in PostgreSQL: {@code DIRECTORY [RUNS [MODULES]]}. Fills a database in a server of its own, in the order of time,
 * with the modules in turn; then measures readings of a baseline and many who record at once, and prints the plan.
 */
public final class PostgresHistory {

    private static final int NEWEST = 31;
    private static final int READINGS = 500;
    private static final int WRITERS = 16;
    private static final int BUFFER = 1 << 20;
    private static final int EACH = 100;
    private static final String[] PHASES = {"Configuration", "Ingestion", "Micro Questions", "Scoring", "Report"};
    private static final String[] METRICS = {"p50", "p95", "p99", "mean", "duration", "throughput", "error_rate"};
    private static final Instant START = Instant.parse("2022-01-01T00:00:00.123456Z");
    private static final Retention ALL = new Retention(Integer.MAX_VALUE, Optional.empty(), 0);

    private final EmbeddedPostgres server;
    private final int runs;
    private final int modules;
    private final SplittableRandom random = new SplittableRandom(17);

    private PostgresHistory(EmbeddedPostgres server, int runs, int modules) {
        this.server = server;
        this.runs = runs;
        this.modules = modules;
    }

    public static void main(String[] args) throws Exception {
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        int modules = args.length > 2 ? Integer.parseInt(args[2]) : 500;
        Path directory = Files.createDirectories(Path.of(args[0]));
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            new PostgresHistory(server, runs, modules).run();
        }
    }

    private void run() throws Exception {
        System.out.println(text("SELECT version()"));
        long begin = System.nanoTime();
        fill();
        System.out.printf("%,d runs of %d phases in %d modules: filled in %d s%n", runs, PHASES.length, modules, seconds(begin));
        sql("VACUUM ANALYZE metrics_gate_run", "CHECKPOINT");
        System.out.printf(
                "an entry %s bytes, as it is kept %s; rows %s, key %s, database %s%n",
                PostgresRows.uncompressed(entry(0, 0, START)),
                text("SELECT round(avg(length(entry))) FROM (SELECT entry FROM metrics_gate_run LIMIT 1000) AS sample"),
                text("SELECT pg_size_pretty(pg_table_size('metrics_gate_run'))"),
                text("SELECT pg_size_pretty(pg_indexes_size('metrics_gate_run'))"),
                text("SELECT pg_size_pretty(pg_database_size(current_database()))"));
        plan();
        read();
        write("one module each", false, ALL);
        write("one module for all", true, ALL);
        write("one module for all, the newest 1,000 kept", true, Retention.DEFAULT);
        System.out.println("deadlocks: " + text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    private PostgresStore store(Retention retention) {
        return new PostgresStore(
                PostgresAddress.parse("jdbc:postgresql://localhost:" + server.getPort() + "/postgres")
                        .orElseThrow(),
                "postgres",
                null,
                retention,
                Clock.systemUTC(),
                PostgresTimeouts.DEFAULT);
    }

    private static String module(int number) {
        return "org.example.shop:service-" + number + "/artifacts/plan1";
    }

    private void fill() throws IOException, SQLException {
        try (PostgresStore store = store(ALL)) {
            store.recordAll(List.of(entry(0, 0, START)));
        }
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY metrics_gate_run FROM STDIN");
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int i = 1; i < runs; i++) {
                lines.write(PostgresRows.line(entry(i, i % modules, START.plusSeconds(120L * i).plusNanos(i))));
                // Each writing to the driver waits for a millisecond.
                if (lines.size() > BUFFER || i == runs - 1) {
                    copy.writeToCopy(lines.toByteArray(), 0, lines.size());
                    lines.reset();
                }
                if (i % 100_000 == 0) {
                    System.err.println(i + " runs");
                }
            }
            copy.endCopy();
        }
    }

    /** A run with all that may be watched, each value of seventeen digits. */
    private RecordedRun entry(long number, int module, Instant time) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        for (int phase = 0; phase < PHASES.length; phase++) {
            String key = String.valueOf(phase);
            names.put(key, PHASES[phase]);
            for (String metric : METRICS) {
                values.put(
                        new SeriesName(key, (PhaseMetric) io.github.metricsgate.metrics.Metric.named(metric)
                                .orElseThrow()),
                        value());
            }
        }
        for (RunMetric metric : RunMetric.all()) {
            values.put(new SeriesName(null, metric), value());
        }
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("os", "Linux");
        environment.put("os_version", "6.8.0-1021-azure");
        environment.put("arch", "amd64");
        environment.put("cores", "4");
        environment.put("cpu_model", "AMD EPYC 7763 64-Core Processor");
        environment.put("memory", "16374 MiB");
        environment.put("jdk", "17.0.13");
        environment.put("ci", "GitHub Actions");
        environment.put("image", "ubuntu24-20261115.1");
        return new RecordedRun(
                module(module),
                HexFormat.of().toHexDigits(number * 0x9E3779B97F4A7C15L).repeat(4),
                time,
                new RunIdentity(
                        String.valueOf(11_000_000_000L + number),
                        HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong()) + "0a1b2c3d",
                        "main",
                        "https://github.com/example/shop/actions/runs/" + (11_000_000_000L + number),
                        environment),
                List.of("id", "commit", "branch", "url", "environment.os", "environment.arch", "environment.cores"),
                "passed",
                BigDecimal.ONE,
                names,
                values);
    }

    private RecordedValue value() {
        BigDecimal number = new BigDecimal(random.nextDouble(1, 1000), new MathContext(17));
        return new RecordedValue(number, Status.NORMAL, null);
    }

    private void plan() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) "
                        + PostgresRows.newest(module(modules / 2), "main", NEWEST) + " UNION ALL "
                        + PostgresRows.newest(module(modules / 2), "feature/a", NEWEST))) {
            while (row.next()) {
                System.out.println("    " + row.getString(1));
            }
        }
    }

    private void read() throws IOException, SQLException {
        double[] onServer = new double[READINGS];
        double[] inAll = new double[READINGS];
        try (PostgresStore store = store(ALL);
                Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < READINGS; i++) {
                String module = module(random.nextInt(modules));
                onServer[i] = onServer(statement, module);
                String other = module(random.nextInt(modules));
                long begin = System.nanoTime();
                int read = Objects.requireNonNull(store.read(other, Set.of("main", "feature/a"), NEWEST).get("main"))
                        .runs()
                        .size();
                inAll[i] = (System.nanoTime() - begin) / 1e6;
                if (read != Math.min(NEWEST, runs / modules)) {
                    throw new IllegalStateException(read + " runs");
                }
            }
        }
        System.out.println("a baseline of " + NEWEST + " runs, " + READINGS + " at random: on the server " + ms(onServer)
                + "; with the way and the decoding " + ms(inAll));
    }

    private static double onServer(Statement statement, String module) throws SQLException {
        double time = 0;
        try (ResultSet row = statement.executeQuery(
                "EXPLAIN (ANALYZE, TIMING OFF) " + PostgresRows.newest(module, "main", NEWEST))) {
            while (row.next()) {
                String line = row.getString(1);
                if (line.startsWith("Planning Time: ") || line.startsWith("Execution Time: ")) {
                    time += Double.parseDouble(line.replaceAll("[^0-9.]", ""));
                }
            }
        }
        return time;
    }

    private static String ms(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return String.format(
                "%.2f ms (median), %.2f ms (99 %%), %.2f ms (most)",
                sorted[sorted.length / 2], sorted[sorted.length * 99 / 100], sorted[sorted.length - 1]);
    }

    private void write(String what, boolean together, Retention retention) throws Exception {
        long before = count();
        long begin = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<List<RecordedRun>>> results = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            List<RecordedRun> toRecord = new ArrayList<>();
            int module = together ? 0 : writer;
            for (int i = 0; i < EACH; i++) {
                long number = random.nextLong();
                toRecord.add(entry(number, module, Instant.now().plusNanos(random.nextInt(1_000_000))));
            }
            results.add(threads.submit(() -> {
                try (PostgresStore store = store(retention)) {
                    for (RecordedRun run : toRecord) {
                        store.record(run, Path.of("."));
                    }
                }
                return toRecord;
            }));
        }
        List<RecordedRun> recorded = new ArrayList<>();
        for (Future<List<RecordedRun>> result : results) {
            recorded.addAll(result.get());
        }
        threads.shutdown();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d writers, %s: %d runs in %.1f s, %.0f a second; %d more rows, lost %d%n",
                WRITERS, what, recorded.size(), seconds, recorded.size() / seconds, count() - before, lost(recorded, retention));
    }

    /** Of what need be kept. */
    private int lost(List<RecordedRun> recorded, Retention retention) throws IOException {
        Map<String, List<RecordedRun>> byModule = new LinkedHashMap<>();
        recorded.forEach(run -> byModule.computeIfAbsent(run.module(), any -> new ArrayList<>()).add(run));
        int lost = 0;
        try (PostgresStore store = store(ALL)) {
            for (Map.Entry<String, List<RecordedRun>> module : byModule.entrySet()) {
                List<RecordedRun> there = Objects.requireNonNull(store.read(module.getKey(), Set.of("main"), 1 << 20)
                                .get("main"))
                        .runs();
                List<RecordedRun> expected = new ArrayList<>(module.getValue());
                expected.sort(java.util.Comparator.comparing(RecordedRun::time));
                expected = expected.subList(Math.max(0, expected.size() - retention.keepRuns()), expected.size());
                expected.removeAll(there);
                lost += expected.size();
            }
        }
        return lost;
    }

    private long count() throws SQLException {
        return Long.parseLong(text("SELECT count(*) FROM metrics_gate_run"));
    }

    private static long seconds(long begin) {
        return (System.nanoTime() - begin) / 1_000_000_000;
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String text(String query) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
