package io.github.metricsgate.history;

import static io.github.metricsgate.history.RecordedRuns.MODULE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.PastRuns.DamagedEntry;
import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest {

    private static final Instant TIME = Instant.parse("2026-11-25T22:14:00.123Z");
    private static final Clock CLOCK = Clock.fixed(TIME, ZoneOffset.UTC);

    @TempDir
    Path temp;

    private DirectoryStore store() {
        return new DirectoryStore(temp.resolve("history"), Retention.DEFAULT, CLOCK);
    }

    private PastRuns read(String branch, int most) throws IOException {
        return requireNonNull(store().read(MODULE, Set.of(branch), most).get(branch));
    }

    private Path record(RecordedRun run) throws IOException {
        Set<Path> before = files();
        store().record(run, temp);
        Set<Path> after = files();
        after.removeAll(before);
        assertThat(after).hasSize(1);
        return after.iterator().next();
    }

    private Set<Path> files() throws IOException {
        Path history = temp.resolve("history");
        if (!Files.exists(history)) {
            return new HashSet<>();
        }
        try (Stream<Path> files = Files.walk(history)) {
            return new HashSet<>(files.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void aHistoryThatDoesNotExistIsEmpty() throws IOException {
        assertThat(store().read(MODULE, Set.of("main"), 20))
                .isEqualTo(Map.of("main", new PastRuns(List.of(), true, List.of())));
        assertThat(temp.resolve("history")).doesNotExist();
    }

    @Test
    void aFileOfARunIsReadAsLongAsItsSetIsKept() throws IOException {
        Path set = Files.createDirectories(temp.resolve("set"));
        Files.writeString(set.resolve("phase_metrics.json"), "{\"1\": {}}");
        Files.writeString(set.resolve("run.json"), "{}");
        DirectoryStore store =
                new DirectoryStore(temp.resolve("history"), new Retention(100, Optional.empty(), 2), CLOCK);
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RecordedRun run = RecordedRuns.run(TIME.minusSeconds(60 - i), i);
            store.record(run, set);
            runs.add(run);
        }
        assertThat(kept(store, runs.get(0), "phase_metrics.json")).isEmpty();
        assertThat(kept(store, runs.get(1), "phase_metrics.json")).contains("{\"1\": {}}");
        assertThat(kept(store, runs.get(2), "run.json")).contains("{}");
        assertThat(kept(store, runs.get(2), "latency_histograms.json")).isEmpty();
        assertThat(kept(store, RecordedRuns.run(TIME, 9), "run.json")).isEmpty();

        Path zip = files().stream()
                .filter(file -> file.toString().endsWith(".zip"))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 30 + "phase_metrics.json".length() + 3));
        assertThatThrownBy(() -> kept(store, runs.get(2), "phase_metrics.json")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> kept(store, runs.get(2), "run.json")).isInstanceOf(IOException.class);
    }

    private static Optional<String> kept(DirectoryStore store, RecordedRun run, String name) throws IOException {
        Optional<InputStream> file = store.open(run, name);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = file.get()) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aRunIsOneReadableFile() throws IOException {
        Path file = record(RecordedRuns.run(TIME, 7));
        assertThat(temp.relativize(file).toString().replace('\\', '/'))
                .isEqualTo("history/org.example_shop_artifacts_plan1-897abe2f/main-0d6e4079/"
                        + "20261125T221400123000000Z-538454127b096493.json");
        String digest = "538454127b096493".repeat(4);
        assertThat(file)
                .hasContent("{\"formatVersion\": 1, \"time\": \"2026-11-25T22:14:00.123Z\", \"digest\": \"" + digest
                        + "\", \"module\": \"org.example:shop/artifacts/plan1\", \"branch\": \"main\", \"id\": \"run-7\","
                        + " \"commit\": \"0a1b2c\", \"url\": null, \"environment\": {\"os\": \"Linux\"},"
                        + " \"observed\": [\"branch\"], \"result\": \"passed\", \"runFactor\": 1, \"runValues\": {},"
                        + " \"phases\": {\"1\": {\"name\": \"checkout\", \"values\": {\"p50\": 0.7,"
                        + " \"p99\": {\"value\": 7, \"status\": \"suspect\"}}}}, \"crc32\": \"27ecbcb7\"}\n");
    }

    @Test
    void verifyingTheSameSetAgainReplacesItsEntry() throws IOException {
        RecordedRun first = RecordedRuns.run(TIME, 7);
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
        store().record(first, temp);
        store().record(second, temp);
        assertThat(read("main", 20).runs()).containsExactly(second);
        assertThat(files()).hasSize(1);
    }

    @Test
    void branchesAreKeptApartEvenWhereFileNamesIgnoreCase() throws IOException {
        List<String> branches =
                List.of("Fix", "fix", "feature/a", "feature_a", "..", "con", "no-branch", "é", "è", ".git");
        Map<String, String> phases = Map.of("1", "checkout");
        for (int i = 0; i < branches.size(); i++) {
            store().record(RecordedRuns.run(MODULE, branches.get(i), TIME, i + 1, phases), temp);
        }
        store().record(RecordedRuns.run(MODULE, null, TIME, 100, phases), temp);
        for (int i = 0; i < branches.size(); i++) {
            assertThat(read(branches.get(i), 20).runs())
                    .containsExactly(RecordedRuns.run(MODULE, branches.get(i), TIME, i + 1, phases));
        }
        assertThat(read(RunStore.NO_BRANCH, 20).runs())
                .containsExactly(RecordedRuns.run(MODULE, null, TIME, 100, phases));
        Set<String> directories = new HashSet<>();
        for (Path file : files()) {
            Path branch = requireNonNull(file.getParent());
            assertThat(temp.resolve("history").relativize(branch))
                    .hasToString(branch.getName(branch.getNameCount() - 2) + "/" + branch.getFileName());
            directories.add(branch.getFileName().toString().toLowerCase(java.util.Locale.ROOT));
        }
        assertThat(directories).hasSize(branches.size() + 1).allMatch(name -> name.matches("[a-z0-9_][a-z0-9._-]*"));
    }

    @Test
    void filesThatAreNoEntriesAreIgnoredOrReported() throws IOException {
        Path file = record(RecordedRuns.run(TIME, 7));
        Path directory = requireNonNull(file.getParent());
        for (String name :
                List.of(".gitkeep", "README", ".DS_Store", "." + file.getFileName() + ".1f.staged", "notes.txt")) {
            Files.writeString(directory.resolve(name), "nothing");
        }
        Files.writeString(directory.resolve("copy (1).json"), "{}");
        Files.writeString(directory.resolve("202611.jsonl.gz"), "{}");
        PastRuns past = read("main", 20);
        assertThat(past.runs()).containsExactly(RecordedRuns.run(TIME, 7));
        assertThat(past.damaged())
                .containsExactly(
                        new DamagedEntry(
                                directory.resolve("202611.jsonl.gz").toString(),
                                "is not named as an entry or a pack of a history is"),
                        new DamagedEntry(
                                directory.resolve("copy (1).json").toString(),
                                "is not named as an entry or a pack of a history is"));
    }

    private String reasonFor(Path file) throws IOException {
        PastRuns past = read("main", 20);
        assertThat(past.runs()).isEmpty();
        assertThat(past.damaged()).hasSize(1);
        assertThat(past.damaged().get(0).place()).isEqualTo(file.toString());
        return past.damaged().get(0).reason();
    }

    private static String withChecksum(String content) {
        int at = content.indexOf(", \"crc32\"");
        return new String(
                Checksum.appendTo((content.substring(0, at) + "}\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void whatIsWrongWithAnEntryIsSaid() throws IOException {
        Path file = record(RecordedRuns.run(TIME, 7));
        String whole = Files.readString(file);

        Files.writeString(file, "");
        assertThat(reasonFor(file)).isEqualTo("is empty");
        Files.writeString(file, whole.substring(0, 300));
        assertThat(reasonFor(file)).isEqualTo("is cut off: it does not end with a line feed");
        Files.writeString(file, whole.replace("0.7", "0.8"));
        assertThat(reasonFor(file)).isEqualTo("does not match its checksum: it was changed after it was written");
        Files.writeString(file, "{\"scores\": []}\n");
        assertThat(reasonFor(file)).isEqualTo("is not an entry of a history: it does not begin with \"formatVersion\"");
        Files.writeString(file, whole.replace("\"formatVersion\": 1", "\"formatVersion\": 2"));
        assertThat(reasonFor(file))
                .isEqualTo(
                        "was written by a newer version of the plugin: its formatVersion is 2, this version reads 1");
        Files.writeString(file, withChecksum(whole.replace("0.7", "\"fast\"").replace("suspect", "fine")));
        assertThat(reasonFor(file))
                .isEqualTo(
                        "line 1, column 412: /phases/1/values/p50: found \"fast\", expected a number or an object, and"
                                + " 1 more");
        Files.writeString(file, withChecksum(whole.replace("22:14", "22:15")));
        assertThat(reasonFor(file))
                .isEqualTo("lies under a wrong name: it is of 2026-11-25T22:15:00.123Z, digest "
                        + "538454127b096493".repeat(4));
        Files.writeString(file, withChecksum(whole.replace("\"digest\": \"5", "\"digest\": \"6")));
        assertThat(reasonFor(file))
                .startsWith("lies under a wrong name: it is of 2026-11-25T22:14:00.123Z, digest 638");
        Files.writeString(file, withChecksum(whole.replace("org.example:shop", "org.example:pay")));
        assertThat(reasonFor(file))
                .isEqualTo("lies in a wrong place: it is of the module org.example:pay/artifacts/plan1, not"
                        + " org.example:shop/artifacts/plan1");
        Files.writeString(file, withChecksum(whole.replace("\"branch\": \"main\"", "\"branch\": null")));
        assertThat(reasonFor(file)).isEqualTo("lies in a wrong place: it is of no branch, not the branch main");
        Files.writeString(file, withChecksum(whole.replace("\"p50\"", "\"rss_mb.max\"")));
        assertThat(reasonFor(file))
                .isEqualTo("line 1, column 419: /phases/1/values/rss_mb.max: is not a metric of that name here");
        Files.writeString(file, withChecksum(whole.replace("\"url\": null", "\"uri\": null")));
        assertThat(reasonFor(file)).isEqualTo("line 1, column 242: /uri: unknown field \"uri\"");
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(reasonFor(file)).isEqualTo("cannot be read: cannot read " + file + ": it is not a regular file");
    }

    @Test
    void noDamageOfAnEntryGivesAnotherRun() throws IOException {
        RecordedRun run = RecordedRuns.run(TIME, 7);
        Path file = record(run);
        byte[] whole = Files.readAllBytes(file);
        EntryReader reader = new EntryReader(MODULE, "main");
        EntryName name = EntryName.of(run);
        int damaged = 0;
        for (int i = 0; i < whole.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[i] ^= (byte) (1 << bit);
                assertThat(reader.read(flipped, name, "entry")).isInstanceOf(Entry.Damaged.class);
                damaged++;
            }
            assertThat(reader.read(java.util.Arrays.copyOf(whole, i), name, "entry"))
                    .isInstanceOf(Entry.Damaged.class);
        }
        assertThat(damaged).isGreaterThan(3000);
        assertThat(reader.read(whole, name, "entry")).isEqualTo(new Entry.Whole(run));
    }

    @Test
    void aHistoryThatIsAFileIsRefused() throws IOException {
        Path history = Files.writeString(temp.resolve("history"), "");
        assertThatThrownBy(() -> read("main", 20))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot read " + history + ": the history must be a directory");
        assertThatThrownBy(() -> store().record(RecordedRuns.run(TIME, 7), temp))
                .isInstanceOf(FileAccessException.class)
                .hasMessageContaining(history + " is not a directory");
    }

    @Test
    void theBranchesOfOneReadingAreAllThere() throws IOException {
        store().record(RecordedRuns.run(TIME, 7), temp);
        Map<String, PastRuns> past = store().read(MODULE, Set.of("main", "other"), 20);
        assertThat(past.keySet()).containsExactlyInAnyOrder("main", "other");
        assertThat(requireNonNull(past.get("main")).runs()).hasSize(1);
        assertThat(past.get("other")).isEqualTo(new PastRuns(List.of(), true, Collections.emptyList()));
    }

    private List<RecordedRun> many() {
        List<RecordedRun> runs = new ArrayList<>();
        Map<String, String> phases = Map.of("1", "checkout");
        for (int i = 0; i < 240; i++) {
            Instant time = Instant.parse("2026-09-01T00:00:00Z").plusSeconds(40_000L * i);
            runs.add(RecordedRuns.run(MODULE, i % 3 == 0 ? null : "Größe", time, i, phases));
        }
        runs.add(RecordedRuns.run("org.example:pay/a", "main", TIME, 1000, phases));
        return runs;
    }

    @Test
    void manyAreRecordedInAnyOrderAndTwiceIsOnce() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<RecordedRun> shuffled = many();
        Collections.shuffle(shuffled, new java.util.Random(seed));
        store().recordAll(shuffled.subList(0, 200));
        store().recordAll(shuffled);
        Set<Path> once = files();
        assertThat(once).anyMatch(file -> file.toString().endsWith(".jsonl.gz"));
        store().recordAll(shuffled);
        assertThat(read("Größe", 1000).runs())
                .hasSize(160)
                .isEqualTo(many().stream()
                        .filter(run -> "Größe".equals(run.identity().branch()))
                        .toList());
        assertThat(read(RunStore.NO_BRANCH, 1000).runs()).hasSize(80);
        assertThat(store().branches())
                .isEqualTo(new RunStore.Branches(
                        List.of(
                                new RunStore.Branch("org.example:pay/a", "main"),
                                new RunStore.Branch(MODULE, RunStore.NO_BRANCH),
                                new RunStore.Branch(MODULE, "Größe")),
                        List.of()));
    }

    @Test
    void ofManyTheNewestAreKept() throws IOException {
        List<RecordedRun> runs = many();
        Collections.reverse(runs);
        DirectoryStore store =
                new DirectoryStore(temp.resolve("history"), new Retention(50, java.util.Optional.empty(), 0), CLOCK);
        store.recordAll(runs);
        assertThat(read(RunStore.NO_BRANCH, 1000).runs()).hasSizeBetween(50, 79).contains(many().get(237));
    }

    @Test
    void aBranchOfWhichNothingCanBeReadIsNamed() throws IOException {
        assertThat(store().branches()).isEqualTo(new RunStore.Branches(List.of(), List.of()));
        Path other = record(RecordedRuns.run(MODULE, "other", TIME, 8, Map.of()));
        Path file = record(RecordedRuns.run(TIME, 7));
        Files.writeString(file, Files.readString(file).replace("0.7", "0.8"));
        Files.copy(other, requireNonNull(file.getParent()).resolve(other.getFileName()));
        assertThat(store().branches())
                .isEqualTo(new RunStore.Branches(
                        List.of(new RunStore.Branch(MODULE, "other")),
                        List.of(new DamagedEntry(
                                requireNonNull(file.getParent()).toString(),
                                "has no whole entry that belongs there"))));
    }
}
