package io.github.metricsgate.history;

import static io.github.metricsgate.history.RecordedRuns.MODULE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.disk.DirectoryLock;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs, and what is removed. */
class PackingTest {

    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T22:14:00Z"), ZoneOffset.UTC);

    @TempDir
    Path temp;

    private DirectoryStore store(Retention retention) {
        return new DirectoryStore(temp.resolve("history"), retention, CLOCK);
    }

    private PastRuns read(int most) throws IOException {
        return requireNonNull(
                store(Retention.DEFAULT).read(MODULE, Set.of("main"), most).get("main"));
    }

    private static List<RecordedRun> runs(Instant first, int count, int number) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(RecordedRuns.run(first.plus(Duration.ofHours(i)), number + i));
        }
        return runs;
    }

    private List<RecordedRun> record(List<RecordedRun> runs) throws IOException {
        for (RecordedRun run : runs) {
            store(Retention.DEFAULT).record(run, temp);
        }
        return runs;
    }

    private static RecordedRun changed(RecordedRun run) {
        return new RecordedRun(
                run.module(),
                run.digest(),
                run.time(),
                run.identity(),
                run.observed(),
                "failed",
                run.runFactor(),
                run.phaseNames(),
                run.values());
    }

    private Path branch() {
        return temp.resolve("history")
                .resolve(DirectoryNames.ofModule(MODULE))
                .resolve(DirectoryNames.ofBranch("main"));
    }

    private Set<String> names(String ending) throws IOException {
        try (Stream<Path> files = Files.list(branch())) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .toList());
        }
    }

    private Path onlyPack() throws IOException {
        Set<String> packs = names(".gz");
        assertThat(packs).hasSize(1);
        return branch().resolve(packs.iterator().next());
    }

    @Test
    void aMonthIsPackedWhenAHundredRunsAreNewer() throws IOException {
        List<RecordedRun> october = record(runs(OCTOBER, 30, 1));
        StringBuilder lines = new StringBuilder();
        for (String name : names(".json")) {
            lines.append(Files.readString(branch().resolve(name)));
        }
        List<RecordedRun> november = record(runs(NOVEMBER, 99, 100));
        assertThat(names(".gz")).isEmpty();
        november = new ArrayList<>(november);
        november.addAll(record(runs(NOVEMBER.plus(Duration.ofDays(10)), 1, 300)));
        assertThat(names(".json")).hasSize(100);
        Path pack = onlyPack();
        assertThat(pack.getFileName().toString()).matches("202610-30-[0-9a-f]{16}\\.jsonl\\.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(pack))) {
            assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(lines.toString());
        }
        List<RecordedRun> all = new ArrayList<>(october);
        all.addAll(november);
        assertThat(read(1000)).isEqualTo(new PastRuns(all, true, List.of()));
        assertThat(read(100)).isEqualTo(new PastRuns(november, false, List.of()));
        assertThat(read(110)).isEqualTo(new PastRuns(all.subList(20, 130), false, List.of()));
    }

    @Test
    void anotherBuildThatPacksIsNotWaitedFor() throws IOException {
        record(runs(OCTOBER, 2, 1));
        record(runs(NOVEMBER, 99, 100));
        DirectoryLock lock = DirectoryLock.acquire(branch(), branch().resolve(Packing.LOCK), Duration.ZERO);
        try (lock) {
            record(runs(NOVEMBER.plus(Duration.ofDays(10)), 1, 300));
            assertThat(names(".gz")).isEmpty();
        }
        record(runs(NOVEMBER.plus(Duration.ofDays(11)), 1, 301));
        assertThat(names(".gz")).hasSize(1);
        assertThat(read(1000).runs()).hasSize(103);
    }

    @Test
    void aRunThatLiesTwiceIsReadOnceAndItsOwnFileWins() throws IOException {
        List<RecordedRun> october = record(runs(OCTOBER, 3, 1));
        record(runs(NOVEMBER, 100, 100));
        RecordedRun changed = changed(october.get(1));
        Files.write(branch().resolve(EntryName.of(changed).text() + ".json"), EntryWriter.line(changed));
        Files.write(branch().resolve(EntryName.of(october.get(2)).text() + ".json"), EntryWriter.line(october.get(2)));
        assertThat(read(1000).runs().subList(0, 3)).containsExactly(october.get(0), changed, october.get(2));
        String before = onlyPack().getFileName().toString();

        record(runs(NOVEMBER.plus(Duration.ofDays(10)), 1, 300));
        assertThat(onlyPack().getFileName().toString()).startsWith("202610-3-").isNotEqualTo(before);
        assertThat(names(".json")).hasSize(101);
        assertThat(read(1000).runs().subList(0, 3)).containsExactly(october.get(0), changed, october.get(2));
        assertThat(read(1000).runs()).hasSize(104);
    }

    @Test
    void packsOfTwoBranchesOfARepositoryAreReadTogether() throws IOException {
        List<RecordedRun> october = record(runs(OCTOBER, 5, 1));
        List<RecordedRun> november = record(runs(NOVEMBER, 100, 100));
        Path first = onlyPack();
        byte[] bytes = Files.readAllBytes(first);
        RecordedRun late = RecordedRuns.run(OCTOBER.plusSeconds(60), 50);
        record(List.of(late));
        assertThat(onlyPack()).isNotEqualTo(first);
        Files.write(first, bytes);
        assertThat(names(".gz")).hasSize(2);
        List<RecordedRun> all = new ArrayList<>(october);
        all.add(1, late);
        all.addAll(november);
        assertThat(read(1000)).isEqualTo(new PastRuns(all, true, List.of()));
    }

    @Test
    void aDamagedPackIsReportedAndTheRestIsRead() throws IOException {
        record(runs(OCTOBER, 20, 1));
        List<RecordedRun> november = record(runs(NOVEMBER, 100, 100));
        Path pack = onlyPack();
        byte[] whole = Files.readAllBytes(pack);
        Files.write(pack, Arrays.copyOf(whole, whole.length / 2));
        PastRuns past = read(1000);
        assertThat(past.runs()).hasSizeGreaterThan(100).endsWith(november.toArray(RecordedRun[]::new));
        assertThat(past.damaged())
                .containsExactly(new PastRuns.DamagedEntry(
                        pack.toString(),
                        "is damaged: " + (past.runs().size() - 100)
                                + " of its 20 runs can be read (its compressed data is cut off or changed)"));
    }

    @Test
    void noDamageOfAPackGivesAnotherRun() throws IOException {
        List<RecordedRun> october = record(runs(OCTOBER, 4, 1));
        record(runs(NOVEMBER, 100, 100));
        Path pack = onlyPack();
        byte[] whole = Files.readAllBytes(pack);
        PackName name = PackName.parse(pack.getFileName().toString()).orElseThrow();
        EntryReader reader = new EntryReader(MODULE, "main");
        int reported = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            reported += check(pack, name, reader, flipped, october);
            reported += check(pack, name, reader, Arrays.copyOf(whole, i), october);
        }
        assertThat(reported).isGreaterThan(whole.length);
    }

    private static int check(Path pack, PackName name, EntryReader reader, byte[] bytes, List<RecordedRun> october)
            throws IOException {
        Files.write(pack, bytes);
        PackReader read = PackReader.newest(pack, name, 100);
        for (EntryName line : read.lines().keySet()) {
            Entry entry = reader.read(read.lines().get(line), line, "pack");
            assertThat(entry).isInstanceOf(Entry.Whole.class);
            assertThat(october).contains(((Entry.Whole) entry).run());
        }
        assertThat(read.damage().isPresent() || read.lines().size() == october.size())
                .isTrue();
        return read.damage().isPresent() ? 1 : 0;
    }

    @Test
    void aDamagedEntryIsNotPackedAndADamagedPackIsNotReplaced() throws IOException {
        List<RecordedRun> october = record(runs(OCTOBER, 3, 1));
        Path damaged = branch().resolve(EntryName.of(october.get(0)).text() + ".json");
        Files.writeString(damaged, "{}");
        record(runs(NOVEMBER, 100, 100));
        Path pack = onlyPack();
        assertThat(pack.getFileName().toString()).startsWith("202610-2-");
        assertThat(damaged).hasContent("{}");
        Files.writeString(pack, "no pack");
        record(List.of(october.get(1)));
        assertThat(pack).hasContent("no pack");
        assertThat(names(".gz")).hasSize(2);
        PastRuns past = read(1000);
        assertThat(past.runs()).hasSize(101).startsWith(october.get(1));
        assertThat(past.damaged()).hasSize(2);
    }

    /** In a pack nobody could take it away. */
    @Test
    void whatLiesInAWrongPlaceIsNotPacked() throws IOException {
        List<RecordedRun> october = record(runs(OCTOBER, 3, 1));
        Path first = branch().resolve(EntryName.of(october.get(0)).text() + ".json");
        Path second = branch().resolve(EntryName.of(october.get(1)).text() + ".json");
        Files.write(first, EntryWriter.line(RecordedRuns.run(MODULE, "mainly", OCTOBER, 1, Map.of("1", "checkout"))));
        Files.write(
                second,
                EntryWriter.line(
                        RecordedRuns.run(MODULE + "2", "main", october.get(1).time(), 2, Map.of("1", "checkout"))));
        record(runs(NOVEMBER, 100, 100));
        assertThat(onlyPack().getFileName().toString()).startsWith("202610-1-");
        assertThat(first).exists();
        assertThat(second).exists();
        assertThat(read(1000).damaged()).hasSize(2);
    }

    @Test
    void theOrderOfRecordingDoesNotMatter() throws IOException {
        List<RecordedRun> all = new ArrayList<>(runs(OCTOBER, 150, 1));
        all.addAll(runs(NOVEMBER, 150, 200));
        List<RecordedRun> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(7));
        record(shuffled);
        assertThat(read(1000)).isEqualTo(new PastRuns(all, true, List.of()));
        assertThat(names(".gz")).hasSize(1);
    }

    @Test
    void noMoreRunsAreKeptThanAskedForAndPacksGoAsAWhole() throws IOException {
        List<RecordedRun> november = runs(NOVEMBER, 130, 100);
        record(runs(OCTOBER, 30, 1));
        record(november);
        store(new Retention(131, Optional.empty(), 0)).record(november.get(0), temp);
        assertThat(read(1000).runs()).hasSize(160);
        store(new Retention(130, Optional.empty(), 0)).record(november.get(0), temp);
        assertThat(read(1000).runs()).isEqualTo(november);
        store(new Retention(10, Optional.empty(), 0)).record(november.get(5), temp);
        List<RecordedRun> kept = new ArrayList<>(november.subList(120, 130));
        kept.add(0, november.get(5));
        assertThat(read(1000).runs()).isEqualTo(kept);
    }

    @Test
    void oldRunsAreRemovedButNeverTheNewestAndTheOneJustRecorded() throws IOException {
        Retention fiveDays = new Retention(1000, Optional.of(Duration.ofDays(5)), 0);
        List<RecordedRun> old = record(runs(OCTOBER, 3, 1));
        store(fiveDays).record(old.get(0), temp);
        assertThat(read(1000).runs()).containsExactly(old.get(0), old.get(2));
        RecordedRun young = RecordedRuns.run(Instant.parse("2026-11-24T00:00:00Z"), 10);
        store(fiveDays).record(young, temp);
        assertThat(read(1000).runs()).containsExactly(young);
        store(new Retention(1000, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)), 0))
                .record(old.get(0), temp);
        assertThat(read(1000).runs()).containsExactly(old.get(0), young);
    }

    @Test
    void theNewestSetsAreKeptWhole() throws IOException {
        Path set = Files.createDirectory(temp.resolve("set"));
        Files.writeString(set.resolve("run.json"), "{}");
        Files.writeString(set.resolve("mine.json"), "[1]");
        Files.writeString(set.resolve("other.json"), "not of this set");
        Files.writeString(
                set.resolve("SHA256SUMS"), "0".repeat(64) + "  run.json\n" + "0".repeat(64) + " *mine.json\n");
        List<RecordedRun> runs = runs(NOVEMBER, 3, 1);
        for (RecordedRun run : runs) {
            store(new Retention(1000, Optional.empty(), 2)).record(run, set);
        }
        Set<String> zips = names(".zip");
        assertThat(zips)
                .containsExactly(
                        EntryName.of(runs.get(1)).text() + ".zip",
                        EntryName.of(runs.get(2)).text() + ".zip");
        List<byte[]> contents = new ArrayList<>();
        for (String zip : zips) {
            contents.add(Files.readAllBytes(branch().resolve(zip)));
        }
        assertThat(contents.get(0)).isEqualTo(contents.get(1));
        Set<String> entries = new HashSet<>();
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(
                branch().resolve(zips.iterator().next()).toFile())) {
            zip.stream().forEach(entry -> entries.add(entry.getName()));
        }
        assertThat(entries).containsExactlyInAnyOrder("run.json", "mine.json", "SHA256SUMS");
        assertThat(read(1000).runs()).isEqualTo(runs);
        Files.delete(set.resolve("SHA256SUMS"));
        store(new Retention(1000, Optional.empty(), 1)).record(runs.get(2), set);
        assertThat(names(".zip")).hasSize(1);
        store(Retention.DEFAULT).record(runs.get(2), set);
        assertThat(names(".zip")).isEmpty();
    }

    @Test
    void whatAKilledWriterLeftIsRemovedAfterADay() throws IOException {
        record(runs(NOVEMBER, 1, 1));
        Map<String, Instant> staged =
                Map.of(".a.json.1.staged", CLOCK.instant().minusSeconds(90_000), ".b.json.2.staged", CLOCK.instant());
        for (String name : staged.keySet()) {
            Files.setLastModifiedTime(Files.writeString(branch().resolve(name), ""), FileTime.from(staged.get(name)));
        }
        record(runs(NOVEMBER, 1, 2));
        assertThat(names(".staged")).containsExactly(".b.json.2.staged");
    }
}
