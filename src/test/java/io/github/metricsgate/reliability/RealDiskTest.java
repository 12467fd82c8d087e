package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.SnapshotPersister;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the file system that only plays at failing leaves open: a disk that is full, one that is read-only, a quota. */
@Tag("reliability")
@EnabledOnOs(value = OS.LINUX, disabledReason = "it mounts a tmpfs")
class RealDiskTest {

    private static final int PAGE = 4096;
    private static final int PAGES = 32;

    /** What comes out of a process. */
    private record Ended(int status, String output) {}

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource
    void aFullDiskIsReportedAndLeavesNoMisleadingSet(OldAndNew.Before before) throws Exception {
        Path older = Snapshots.write(temp.resolve("older.json"), 1, 3, 100);
        Path newer = Snapshots.write(temp.resolve("newer.json"), 2, 3, 100);
        OldAndNew sets = before.over(older, newer, temp);
        Path disk = Files.createDirectory(temp.resolve("disk"));
        Path directory = disk.resolve("artifacts");
        Map<String, Integer> outcomes = new TreeMap<>();
        int levels = 0;
        mount(disk, "size=" + PAGES * PAGE);
        try {
            Path filler = disk.resolve("filler");
            boolean whole = false;
            // Less and less of the disk is taken, until the set has room.
            while (!whole) {
                sets.prepare(directory);
                fill(filler, levels);
                String outcome = persist(newer, directory, sets, "No space left on device");
                outcomes.merge(outcome, 1, Integer::sum);
                Files.delete(filler);
                sets.assertNoneIsTorn(directory, levels);
                sets.assertHeals(newer, directory, levels);
                whole = outcome.equals("written");
                levels++;
            }
        } finally {
            unmount(disk);
        }
        System.out.printf("full disk | %s | %d pages free of %d | %s%n", before, levels - 1, PAGES, outcomes);
        assertThat(levels).isGreaterThan(5);
        assertThat(outcomes).containsEntry("written", 1).hasSizeGreaterThan(1);
    }

    /** Leaves so many pages free, but for what directories take. */
    private static void fill(Path filler, int free) throws IOException {
        byte[] page = new byte[PAGE];
        try (var out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(filler).getUsableSpace() > (long) free * PAGE) {
                out.write(page);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReadOnlyDiskKeepsItsContent(OldAndNew.Before before) throws Exception {
        Path older = Snapshots.write(temp.resolve("older.json"), 1, 3, 100);
        Path newer = Snapshots.write(temp.resolve("newer.json"), 2, 3, 100);
        OldAndNew sets = before.over(older, newer, temp);
        Path disk = Files.createDirectory(temp.resolve("disk"));
        Path directory = disk.resolve("artifacts");
        mount(disk, "size=1m");
        try {
            sets.prepare(directory);
            remount(disk, "ro");
            String outcome = persist(newer, directory, sets, "Read-only file system");
            System.out.printf("read-only disk | %s | %s%n", before, outcome);
            assertThat(outcome)
                    .isEqualTo("failed, " + (before == OldAndNew.Before.NOTHING ? "nothing there" : "the old set"));
            assertThat(OldAndNew.contents(directory)).isEqualTo(sets.oldSet());
            remount(disk, "rw");
            sets.assertHeals(newer, directory, "read-only");
        } finally {
            unmount(disk);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileSizeLimitIsReportedAndLeavesNoMisleadingSet(OldAndNew.Before before) throws Exception {
        Path older = Snapshots.write(temp.resolve("older.json"), 1, 3, 2_000);
        Path newer = Snapshots.write(temp.resolve("newer.json"), 2, 3, 2_000);
        OldAndNew sets = before.over(older, newer, temp);
        Path directory = temp.resolve("artifacts");
        for (int blocks : new int[] {0, 80, 160, 1_000}) {
            sets.prepare(directory);
            Ended ended = run(
                    "bash",
                    "-c",
                    "ulimit -f " + blocks + "; exec \"$@\"",
                    "bash",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-cp",
                    "target/classes" + File.pathSeparator + "target/test-classes",
                    PersistOnce.class.getName(),
                    newer.toString(),
                    directory.toString());
            String outcome = ended.status() == 0 ? "written" : "failed, " + sets.judge(directory, blocks);
            System.out.printf("ulimit -f | %s | %d blocks | %s%n", before, blocks, outcome);
            if (blocks == 1_000) {
                assertThat(ended).isEqualTo(new Ended(0, ""));
                assertThat(OldAndNew.contents(directory)).isEqualTo(sets.newSet());
            } else {
                assertThat(ended.output())
                        .contains(FileAccessException.class.getName() + ": cannot ")
                        .contains(directory.toString())
                        .contains(": File too large");
                assertThat(OldAndNew.contents(directory)).isEqualTo(sets.oldSet());
                assertThat(Files.exists(directory)).isEqualTo(!sets.oldSet().isEmpty());
            }
        }
    }

    private static String persist(Path snapshot, Path directory, OldAndNew sets, String cause) throws IOException {
        try {
            PersistResult result =
                    new SnapshotPersister(Duration.ofSeconds(5)).persist(snapshot, PersistOnce.layout(directory));
            assertThat(result).isInstanceOf(PersistResult.Persisted.class);
            assertThat(OldAndNew.contents(directory)).isEqualTo(sets.newSet());
            return "written";
        } catch (FileAccessException e) {
            assertThat(e).hasMessageContaining(directory.toString()).hasMessageContaining(cause);
            assertThat(OldAndNew.contents(directory).keySet())
                    .as("left behind")
                    .noneMatch(name -> name.startsWith("."));
            return "failed, " + sets.judge(directory, cause);
        }
    }

    private static void mount(Path disk, String options) throws Exception {
        Ended mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString());
        assumeTrue(mounted.status() == 0, "mounting is not allowed here: " + mounted.output());
    }

    private static void remount(Path disk, String option) throws Exception {
        assertThat(run("mount", "-o", "remount," + option, disk.toString())).isEqualTo(new Ended(0, ""));
    }

    /** Whatever is still open there. */
    private static void unmount(Path disk) throws Exception {
        assertThat(run("umount", "-l", disk.toString())).isEqualTo(new Ended(0, ""));
    }

    private static Ended run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new Ended(-1, e.getMessage());
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
