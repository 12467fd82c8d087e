package io.github.metricsgate.history;

import static io.github.metricsgate.history.RecordedRuns.MODULE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.history.RunStore.Branch;
import io.github.metricsgate.history.RunStore.Branches;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SeriesName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every history does, wherever it is: the same runs give the same answers. */
abstract class RunStoreContract {

    static final Instant TIME = Instant.parse("2026-11-25T22:14:00.123Z");
    static final Clock CLOCK = Clock.fixed(TIME, ZoneOffset.UTC);

    private static final Map<String, String> PHASES = Map.of("1", "checkout");

    @TempDir
    Path temp;

    /** A store of the test's own history, which nothing has been recorded in at first. */
    abstract RunStore store(Retention retention, Clock clock);

    /** Changes a byte in the middle of what is kept of a run. */
    abstract void damage(RecordedRun run) throws Exception;

    private void record(RecordedRun... runs) throws IOException {
        try (RunStore store = store(Retention.DEFAULT, CLOCK)) {
            for (RecordedRun run : runs) {
                store.record(run, temp);
            }
        }
    }

    private void recordAll(List<RecordedRun> runs) throws IOException {
        try (RunStore store = store(Retention.DEFAULT, CLOCK)) {
            store.recordAll(runs);
        }
    }

    private Map<String, PastRuns> read(Set<String> branches, int most) throws IOException {
        try (RunStore store = store(Retention.DEFAULT, CLOCK)) {
            return store.read(MODULE, branches, most);
        }
    }

    private PastRuns read(String branch, int most) throws IOException {
        return requireNonNull(read(Set.of(branch), most).get(branch));
    }

    private Branches branches() throws IOException {
        try (RunStore store = store(Retention.DEFAULT, CLOCK)) {
            return store.branches();
        }
    }

    private static RecordedRun run(String module, @Nullable String branch, Instant time, int number) {
        return RecordedRuns.run(module, branch, time, number, PHASES);
    }

    private static RecordedRun run(int number) {
        return RecordedRuns.run(TIME.minus(Duration.ofHours(number)), number);
    }

    @Test
    void aHistoryInWhichNothingWasRecordedIsEmpty() throws IOException {
        PastRuns none = new PastRuns(List.of(), true, List.of());
        assertThat(read(new LinkedHashSet<>(List.of("main", "other")), 20))
                .isEqualTo(Map.of("main", none, "other", none));
        assertThat(branches()).isEqualTo(new Branches(List.of(), List.of()));
    }

    @Test
    void anyRunIsReadAsItWasRecorded() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            runs.add(RecordedRuns.random(MODULE, "main", random));
        }
        record(runs.subList(0, 50).toArray(RecordedRun[]::new));
        recordAll(runs.subList(50, 150));
        runs.sort(Comparator.comparing(RecordedRun::time));
        PastRuns past = read("main", 1000);
        assertThat(past.damaged()).isEmpty();
        assertThat(past.runs()).isEqualTo(runs);
        assertThat(past.complete()).isTrue();
        assertThat(runs.stream().mapToInt(run -> run.values().size()).sum()).isGreaterThan(300);
        for (int most : new int[] {1, 30, 149, 150, 151}) {
            PastRuns newest = read("main", most);
            assertThat(newest.runs()).isEqualTo(runs.subList(Math.max(0, 150 - most), 150));
            assertThat(newest.complete()).as("%d", most).isEqualTo(most >= 150);
        }
    }

    @Test
    void everyFieldAndEveryDigitIsKept() throws IOException {
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        values.put(
                new SeriesName("'; DROP TABLE x; --", new PhaseMetric.Latency("p99.99")),
                new RecordedValue(
                        new BigDecimal("123456789012345678901234567890.000000000001"),
                        Status.REGRESSION,
                        "2026-11-25 1"));
        values.put(
                new SeriesName("\0", new PhaseMetric.Measure("gc.alloc\0rate")),
                new RecordedValue(new BigDecimal("1E-400"), Status.SUSPECT, null));
        values.put(new SeriesName(null, RunMetric.all().get(0)), new RecordedValue(BigDecimal.TEN, Status.NORMAL, "a"));
        Map<String, String> names = new LinkedHashMap<>();
        names.put("'; DROP TABLE x; --", "\"quoted\" \\ $$ ? :name");
        names.put("\0", "nul \0, 😀");
        RecordedRun run = new RecordedRun(
                MODULE,
                RecordedRuns.digest(7),
                Instant.parse("2026-11-25T22:14:00.123456789Z"),
                new RunIdentity("i", "c", "main", "https://ci.example.org/?a=1&b='2'", Map.of("os", "L\0inux")),
                List.of("branch", "environment.os"),
                "nothing_judged",
                new BigDecimal("1.3100"),
                names,
                values);
        record(run);
        assertThat(read("main", 20).runs()).containsExactly(run);
    }

    @Test
    void aRunThatIsRecordedAgainIsReplaced() throws IOException {
        RecordedRun first = run(7);
        RecordedRun second = new RecordedRun(
                first.module(),
                first.digest(),
                first.time(),
                first.identity(),
                first.observed(),
                "failed",
                first.runFactor(),
                first.phaseNames(),
                first.values());
        record(first, second);
        assertThat(read("main", 20).runs()).containsExactly(second);
        recordAll(List.of(first));
        assertThat(read("main", 20).runs()).containsExactly(first);
        recordAll(List.of(first, second));
        assertThat(read("main", 20).runs()).containsExactly(second);
    }

    @Test
    void timesThatDifferByANanosecondAreTwoRunsInTheirOrder() throws IOException {
        RecordedRun first = RecordedRuns.run(TIME, 7);
        RecordedRun second = RecordedRuns.run(TIME.plusNanos(1), 7);
        record(second, first);
        assertThat(read("main", 20).runs()).containsExactly(first, second);
        assertThat(read("main", 1).runs()).containsExactly(second);
    }

    @Test
    void runsOfOneMomentAreOrderedByTheirDigests() throws IOException {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            runs.add(RecordedRuns.run(TIME, i));
        }
        recordAll(runs);
        runs.sort(Comparator.comparing(RecordedRun::digest));
        assertThat(read("main", 7).runs()).isEqualTo(runs.subList(13, 20));
    }

    @Test
    void runsAreOrderedAlsoBeforeTheEpochAndFarFromNow() throws IOException {
        List<RecordedRun> runs = List.of(
                RecordedRuns.run(Instant.parse("0000-01-01T00:00:00Z"), 1),
                RecordedRuns.run(Instant.parse("1969-12-31T23:59:59.999999999Z"), 2),
                RecordedRuns.run(Instant.EPOCH, 3),
                RecordedRuns.run(Instant.parse("2262-04-12T00:00:00.000000001Z"), 4),
                RecordedRuns.run(Instant.parse("9999-12-31T23:59:59.999999999Z"), 5));
        record(runs.get(3), runs.get(0), runs.get(4), runs.get(1), runs.get(2));
        assertThat(read("main", 20).runs()).isEqualTo(runs);
    }

    @Test
    void aTimeThatCannotBeKeptIsRefused() {
        RecordedRun run = RecordedRuns.run(Instant.parse("+10000-01-01T00:00:00Z"), 7);
        String sentence = "cannot keep the run of +10000-01-01T00:00:00Z in the history: its year is not between 0 and"
                + " 9999; correct the timestamp in the snapshot";
        assertThatThrownBy(() -> record(run)).isInstanceOf(IOException.class).hasMessage(sentence);
        assertThatThrownBy(() -> recordAll(List.of(run)))
                .isInstanceOf(IOException.class)
                .hasMessage(sentence);
    }

    private static List<String> names() {
        return List.of(
                "Fix",
                "fix",
                "FIX ",
                " fix",
                "feature/a",
                "feature_a",
                "é",
                "e\u0301",
                "ß",
                "ss",
                "😀",
                "nul \0",
                "nul \0 again",
                "'; DELETE FROM metrics_gate_run; --",
                "%",
                "_",
                "\\",
                "\"",
                "no-branch",
                "null",
                "x".repeat(10_000),
                "x".repeat(10_001),
                "x-" + "0".repeat(64));
    }

    @Test
    void noTwoNamesOfBranchesAreTakenForOne() throws IOException {
        List<RecordedRun> runs = new ArrayList<>();
        for (String name : names()) {
            runs.add(run(MODULE, name, TIME, runs.size() + 1));
        }
        runs.add(run(MODULE, null, TIME, 100));
        recordAll(runs);
        Map<String, PastRuns> past = read(Set.copyOf(names()), 20);
        assertThat(past).hasSize(names().size());
        for (int i = 0; i < names().size(); i++) {
            assertThat(past.get(names().get(i))).isEqualTo(new PastRuns(List.of(runs.get(i)), true, List.of()));
        }
        assertThat(read(RunStore.NO_BRANCH, 20).runs()).containsExactly(runs.get(names().size()));
        List<Branch> all = new ArrayList<>();
        all.add(new Branch(MODULE, RunStore.NO_BRANCH));
        names().forEach(name -> all.add(new Branch(MODULE, name)));
        assertThat(branches().damaged()).isEmpty();
        assertThat(branches().all()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void noTwoNamesOfModulesAreTakenForOne() throws IOException {
        List<RecordedRun> runs = new ArrayList<>();
        for (String name : names()) {
            runs.add(run(name, "main", TIME, runs.size() + 1));
        }
        recordAll(runs);
        try (RunStore store = store(Retention.DEFAULT, CLOCK)) {
            for (RecordedRun run : runs) {
                assertThat(store.read(run.module(), Set.of("main"), 20).get("main"))
                        .isEqualTo(new PastRuns(List.of(run), true, List.of()));
            }
        }
        assertThat(branches().all())
                .containsExactlyInAnyOrderElementsOf(
                        names().stream().map(name -> new Branch(name, "main")).toList());
    }

    @Test
    void manyAreRecordedInAnyOrderAndTwiceIsOnce() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            runs.add(run(MODULE, i % 3 == 0 ? null : "main", TIME.minusSeconds(40_000L * (600 - i)), i));
        }
        List<RecordedRun> shuffled = new ArrayList<>(runs);
        Collections.shuffle(shuffled, new Random(seed));
        recordAll(shuffled.subList(0, 400));
        recordAll(shuffled);
        recordAll(List.of());
        Map<String, PastRuns> past = read(Set.of("main", RunStore.NO_BRANCH), 1000);
        assertThat(requireNonNull(past.get("main")).runs())
                .hasSize(400)
                .isEqualTo(runs.stream()
                        .filter(run -> run.identity().branch() != null)
                        .toList());
        assertThat(requireNonNull(past.get(RunStore.NO_BRANCH)).runs()).hasSize(200);
    }

    @Test
    void whatIsDamagedIsReportedAndTheRestUsed() throws Exception {
        record(run(1), run(2), run(3));
        damage(run(2));
        PastRuns past = read("main", 20);
        assertThat(past.runs()).containsExactly(run(3), run(1));
        assertThat(past.complete()).isTrue();
        assertThat(past.damaged()).singleElement().satisfies(damaged -> {
            assertThat(damaged.place()).contains("20261125T201400123000000Z-");
            assertThat(damaged.reason()).isNotBlank();
        });
    }

    @Test
    void onlyAsManyAreKeptAsAreToBeAndTheOneJustRecordedIsAmongThem() throws IOException {
        try (RunStore store = store(new Retention(5, Optional.empty(), 0), CLOCK)) {
            for (int i = 20; i > 0; i--) {
                store.record(run(i), temp);
            }
            assertThat(read("main", 20).runs()).containsExactly(run(5), run(4), run(3), run(2), run(1));
            store.record(run(30), temp);
            store.record(run(MODULE, "other", TIME.minus(Duration.ofDays(9)), 31), temp);
            assertThat(read("main", 20).runs()).containsExactly(run(30), run(5), run(4), run(3), run(2), run(1));
            store.record(run(0), temp);
            assertThat(read("main", 20).runs()).containsExactly(run(4), run(3), run(2), run(1), run(0));
        }
        assertThat(read("other", 20).runs()).hasSize(1);
    }

    @Test
    void whatIsTooOldIsRemovedButNotTheNewest() throws IOException {
        Retention aDay = new Retention(1000, Optional.of(Duration.ofHours(24)), 0);
        try (RunStore store = store(aDay, CLOCK)) {
            for (int i : new int[] {50, 25, 24, 3, 1}) {
                store.record(run(i), temp);
            }
            assertThat(read("main", 20).runs()).containsExactly(run(24), run(3), run(1));
            store.record(run(40), temp);
            assertThat(read("main", 20).runs()).containsExactly(run(40), run(24), run(3), run(1));
            store.recordAll(List.of(run(2)));
            assertThat(read("main", 20).runs()).containsExactly(run(24), run(3), run(2), run(1));
        }
        try (RunStore store = store(aDay, Clock.offset(CLOCK, Duration.ofDays(400)))) {
            store.recordAll(List.of(run(4)));
        }
        assertThat(read("main", 20).runs()).containsExactly(run(1));
        try (RunStore store =
                store(new Retention(1, Optional.of(Duration.ofDays(Long.MAX_VALUE / 100_000)), 0), CLOCK)) {
            store.record(run(5), temp);
        }
        assertThat(read("main", 20).runs()).containsExactly(run(5), run(1));
    }

    @Test
    void manyAtOnceRecordTheirFirstRunsAndNoneIsLost() throws Exception {
        int writers = 16;
        int each = 12;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<?>> results = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            int first = i * each;
            results.add(threads.submit(() -> {
                try (RunStore store = store(Retention.DEFAULT, CLOCK)) {
                    for (int number = first; number < first + each; number++) {
                        store.record(run(number), temp);
                        PastRuns past = requireNonNull(
                                store.read(MODULE, Set.of("main"), 1000).get("main"));
                        assertThat(past.damaged()).isEmpty();
                        assertThat(past.runs()).contains(run(number));
                    }
                }
                return first;
            }));
        }
        for (Future<?> result : results) {
            result.get();
        }
        threads.shutdown();
        assertThat(read("main", 1000).runs()).hasSize(writers * each).doesNotHaveDuplicates();
    }
}
