package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.history.DirectoryStore;
import io.github.metricsgate.history.PostgresAddress;
import io.github.metricsgate.history.PostgresServer;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.history.RunStore;
import io.github.metricsgate.identity.IdentityObserver;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of others that are imported into one of ours. */
class HistoryImportTest {

    private static final String MODULE = "org.example:shop/artifacts/plan1";
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Map<String, String> MACHINE =
            Map.of("os", "Plan 9", "arch", "amd64", "cores", "4", "jdk", "17");

    @TempDir
    Path directory;

    private final RecordingLog log = new RecordingLog();

    private HistoryMojo.Target target(Path history) {
        return target(history, BaselineRules.defaults());
    }

    private HistoryMojo.Target target(Path history, BaselineRules rules) {
        return target(new DirectoryPlace(history, Retention.DEFAULT, CLOCK), rules);
    }

    private HistoryMojo.Target target(Path history, Retention retention) {
        return target(new DirectoryPlace(history, retention, CLOCK), BaselineRules.defaults());
    }

    private HistoryMojo.Target target(HistoryPlace place, BaselineRules rules) {
        return new HistoryMojo.Target(
                place, rules, MODULE, "main", directory, IdentityObserver.ofThisMachine(Map.of(), directory));
    }

    private Path history() {
        return directory.resolve("kept");
    }

    private void run(String from, String source, Set<String> only) throws IOException, MojoExecutionException {
        new HistoryImport(
                        target(history()),
                        new HistoryImport.Wanted(List.of(from.split(",")), source, only, "avgt", MACHINE),
                        CLOCK,
                        log)
                .run();
    }

    private List<RecordedRun> kept(Path history) throws IOException {
        try (RunStore store = new DirectoryStore(history, Retention.DEFAULT, CLOCK)) {
            return Objects.requireNonNull(
                            store.read(MODULE, Set.of("main"), 10_000).get("main"))
                    .runs();
        }
    }

    /** {@code data.js} of JMH, whose second benchmark gets a third slower from the 25th run on. */
    static String dataJs(int runs, int benchmarks) {
        Random random = new Random(7);
        List<String> entries = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            List<String> benches = new ArrayList<>();
            for (int bench = 0; bench < benchmarks; bench++) {
                double time =
                        100 * (bench + 1) * (1 + 0.01 * random.nextGaussian()) * (bench == 1 && run >= 24 ? 1.33 : 1);
                benches.add(String.format(
                        Locale.ROOT,
                        "{\"name\": \"org.example.Bench.b%d\", \"value\": %.4f, \"unit\": \"us/op\", \"extra\":"
                                + " \"iterations: 5\\nforks: 1\\nthreads: 1\"}",
                        bench,
                        time));
            }
            entries.add("{\"commit\": {\"id\": \"c" + run + "\", \"url\": \"https://example.org/c" + run
                    + "\", \"message\": \"m\"}, \"date\": " + (1_700_000_000_000L + run * 86_400_000L)
                    + ", \"tool\": \"jmh\", \"benches\": [" + String.join(",\n", benches) + "]}");
        }
        return "window.BENCHMARK_DATA = {\"lastUpdate\": 1, \"repoUrl\": \"\", \"entries\": {\"Benchmark\": ["
                + String.join(",\n", entries) + "]}}";
    }

    @Test
    void aTeamHasItsBaselineOnTheFirstDay() throws Exception {
        Files.writeString(directory.resolve("data.js"), dataJs(30, 6));
        run("data.js", "bench", Set.of());
        assertThat(log.lines())
                .containsExactly(
                        "INFO Read 30 runs of 6 phases from data.js, a history of github-action-benchmark, of"
                                + " 2023-11-14T22:13:20Z to 2023-12-13T22:13:20Z",
                        "INFO github-action-benchmark does not keep JMH's mode: times are taken for those of mode avgt"
                                + " (<importJmhMode>).",
                        "INFO Imported 30 runs into " + history() + " as runs of " + MODULE + " on main",
                        "INFO By the present settings, 5 of them have a regression",
                        "INFO What they do not say of their machine was taken from <importEnvironment>: os Plan 9, arch amd64,"
                                + " cores 4, jdk 17",
                        "INFO verify-metrics has 0 runs on main to compare a run of this machine with, and <minRuns> is 10:"
                                + " <importEnvironment> or <compareBy> tells them apart");
        List<RecordedRun> runs = kept(history());
        assertThat(runs).hasSize(30);
        RecordedRun last = runs.get(29);
        assertThat(last.identity().commit()).isEqualTo("c29");
        assertThat(last.identity().url()).isEqualTo("https://example.org/c29");
        assertThat(last.identity().branch()).isEqualTo("main");
        assertThat(last.observed()).contains("environment.os", "environment.jdk");
        assertThat(last.result()).isEqualTo("passed");
        assertThat(last.phaseNames())
                .containsEntry("bench/org.example.Bench.b1[avgt,threads=1]", "org.example.Bench.b1[avgt,threads=1]")
                .hasSize(6);
        List<String> statuses = new ArrayList<>();
        for (RecordedRun run : runs.subList(23, 30)) {
            run.values().forEach((series, value) -> {
                if (value.status() != RecordedValue.Status.NORMAL) {
                    statuses.add(run.identity().commit() + " " + series.phase() + " "
                            + series.metric().key() + " " + value.status());
                }
            });
        }
        String regressed = " bench/org.example.Bench.b1[avgt,threads=1] mean ";
        assertThat(statuses)
                .containsExactly(
                        "c24" + regressed + "SUSPECT",
                        "c25" + regressed + "REGRESSION",
                        "c26" + regressed + "REGRESSION",
                        "c27" + regressed + "REGRESSION",
                        "c28" + regressed + "REGRESSION",
                        "c29" + regressed + "REGRESSION");
    }

    @Test
    void importingTwiceGivesTheSameAsOnceAndMoreRunsAreAdded() throws Exception {
        Files.writeString(directory.resolve("data.js"), dataJs(30, 6));
        run("data.js", "bench", Set.of());
        List<RecordedRun> once = kept(history());
        run("data.js", "bench", Set.of());
        assertThat(kept(history())).isEqualTo(once);
        assertThat(log.lines())
                .contains("INFO Imported 0 runs into " + history() + " as runs of " + MODULE
                        + " on main; 30 runs were there already");
        Files.writeString(directory.resolve("data.js"), dataJs(32, 6));
        run("data.js", "bench", Set.of());
        List<RecordedRun> more = kept(history());
        assertThat(more).hasSize(32).startsWith(once.toArray(RecordedRun[]::new));

        // All at once comes to the same.
        Path other = directory.resolve("other");
        new HistoryImport(
                        target(other),
                        new HistoryImport.Wanted(List.of("data.js"), "bench", Set.of(), "avgt", MACHINE),
                        CLOCK,
                        log)
                .run();
        assertThat(kept(other)).isEqualTo(more);
    }

    /** Of the slow runs, those that were recorded as normal are what the later ones are compared with. */
    @Test
    void runsThatAreThereKeepWhatTheyWereJudgedToBe() throws Exception {
        BaselineRules off = new BaselineRules(Effect.NONE, 20, 10, 2, BaselineRules.COMPARE_BY);
        HistoryImport.Wanted wanted = new HistoryImport.Wanted(List.of("data.js"), "bench", Set.of(), "avgt", MACHINE);
        Files.writeString(directory.resolve("data.js"), dataJs(28, 6));
        new HistoryImport(target(history(), off), wanted, CLOCK, log).run();
        Files.writeString(directory.resolve("data.js"), dataJs(32, 6));
        new HistoryImport(target(history()), wanted, CLOCK, log).run();
        assertThat(log.lines())
                .contains("INFO Imported 4 runs into " + history() + " as runs of " + MODULE
                        + " on main; 28 runs were there already")
                .noneMatch(line -> line.contains("a regression"));
        assertThat(kept(history()))
                .hasSize(32)
                .allSatisfy(run -> assertThat(run.values().values())
                        .allMatch(value -> value.status() == RecordedValue.Status.NORMAL));
    }

    @Test
    void aDirectoryMovesIntoADatabase() throws Exception {
        PostgresAddress address =
                PostgresAddress.parse(PostgresServer.shared().schema()).orElseThrow();
        HistoryPlace database =
                new DatabasePlace(address, new Servers.Credentials("postgres", null), true, Retention.DEFAULT, CLOCK);
        Files.writeString(directory.resolve("data.js"), dataJs(30, 6));
        run("data.js", "bench", Set.of());
        HistoryImport.Wanted wanted = new HistoryImport.Wanted(List.of("kept"), "", Set.of(), "avgt", Map.of());
        new HistoryImport(target(database, BaselineRules.defaults()), wanted, CLOCK, log).run();
        new HistoryImport(target(database, BaselineRules.defaults()), wanted, CLOCK, log).run();
        String copied =
                " of 1 branch from the history kept into " + address.name() + ", with what each value was judged to be";
        assertThat(log.lines())
                .endsWith(
                        "INFO Copied 30 runs" + copied, "INFO Copied 0 runs" + copied + "; 30 runs were there already");
        try (RunStore store = database.open()) {
            assertThat(store.readAll(new RunStore.Branch(MODULE, "main")))
                    .isEqualTo(new PastRuns(kept(history()), true, List.of()));
        }
        assertThat(kept(history()).get(29).values().values())
                .anyMatch(value -> value.status() == RecordedValue.Status.REGRESSION);
    }

    @Test
    void aHistoryOfOursMovesAsItStands() throws Exception {
        Files.writeString(directory.resolve("data.js"), dataJs(30, 6));
        run("data.js", "bench", Set.of());
        Path moved = directory.resolve("moved");
        HistoryImport.Wanted wanted = new HistoryImport.Wanted(List.of("kept"), "", Set.of(), "avgt", Map.of());
        new HistoryImport(target(moved), wanted, CLOCK, log).run();
        assertThat(log.lines())
                .contains("INFO Copied 30 runs of 1 branch from the history kept into " + moved
                        + ", with what each value was judged to be");
        assertThat(kept(moved)).isEqualTo(kept(history()));
        new HistoryImport(target(moved), wanted, CLOCK, log).run();
        assertThat(log.lines())
                .contains("INFO Copied 0 runs of 1 branch from the history kept into " + moved
                        + ", with what each value was judged to be; 30 runs were there already");
    }

    @Test
    void whatIsNotKeptIsNotImported() throws Exception {
        Files.writeString(directory.resolve("data.js"), dataJs(30, 6));
        Instant newest = Instant.ofEpochMilli(1_700_000_000_000L + 29 * 86_400_000L);
        Retention retention = new Retention(
                20, Optional.of(Duration.between(newest, NOW).plusDays(24).plusHours(1)), 0);
        HistoryImport.Wanted wanted = new HistoryImport.Wanted(List.of("data.js"), "bench", Set.of(), "avgt", MACHINE);
        Path few = directory.resolve("few");
        new HistoryImport(target(few, retention), wanted, CLOCK, log).run();
        assertThat(log.lines())
                .contains(
                        "INFO Left out: 10 runs older than the 20 that are kept",
                        "INFO Imported 20 runs into " + few + " as runs of " + MODULE + " on main");
        List<RecordedRun> once = kept(few);
        assertThat(once).hasSize(20);
        new HistoryImport(target(few, retention), wanted, CLOCK, log).run();
        assertThat(log.lines())
                .contains("INFO Imported 0 runs into " + few + " as runs of " + MODULE
                        + " on main; 20 runs were there already");
        assertThat(kept(few)).isEqualTo(once);

        Path some = directory.resolve("some");
        new HistoryImport(target(some, new Retention(1000, retention.keepFor(), 0)), wanted, CLOCK, log).run();
        assertThat(log.lines())
                .contains(
                        "INFO Left out: 5 runs older than <keepFor>",
                        "INFO Imported 25 runs into " + some + " as runs of " + MODULE + " on main");
        assertThat(kept(some)).hasSize(25);

        run("data.js", "bench", Set.of());
        HistoryImport.Wanted ours = new HistoryImport.Wanted(List.of("kept"), "", Set.of(), "avgt", Map.of());
        Path moved = directory.resolve("moved");
        for (int copied : new int[] {20, 0}) {
            log.lines().clear();
            new HistoryImport(target(moved, retention), ours, CLOCK, log).run();
            assertThat(log.lines())
                    .containsExactly(
                            "INFO Left out: 5 runs older than <keepFor>",
                            "INFO Left out: 5 runs beyond <keepRuns>, which is 20",
                            "INFO Copied " + copied + " runs of 1 branch from the history kept into " + moved
                                    + ", with what each value was judged to be"
                                    + (copied == 0 ? "; 20 runs were there already" : ""));
        }
    }

    @Test
    void aHistoryIsNotImportedIntoItself() throws Exception {
        Files.writeString(directory.resolve("data.js"), dataJs(2, 1));
        run("data.js", "bench", Set.of());
        assertThatThrownBy(() -> run("kept", "", Set.of()))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(
                        "1 mistake in the configuration of metrics-gate:\n  <importFrom> is 'kept', which is the <history> itself");
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNothingIsImported() throws Exception {
        Files.writeString(directory.resolve("data.js"), dataJs(2, 1));
        Files.writeString(directory.resolve("bmf.json"), "{\"b\": {\"latency\": {\"value\": 1}}}");
        Files.writeString(directory.resolve("text.txt"), "hello\n");
        assertThatThrownBy(() -> run("data.js,bmf.json,text.txt,none.json", "bench", Set.of("Other")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Nothing was imported, because of 3 problems:\n")
                .hasMessageContaining("bmf.json")
                .hasMessageContaining(
                        "it is in Bencher Metric Format, which says neither when a run took place nor of which"
                                + " commit it is")
                .hasMessageContaining(
                        "text.txt is text that begins with \"hello\" and cannot be imported; what is read is")
                .hasMessageContaining("none.json: there is no such file or directory");
        assertThat(history()).doesNotExist();
    }
}
