package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.PlainReading;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.SetReading;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where a file or a directory is expected stands something else. That works or is told at once; nothing waits, and what a
 * link leads to is left alone.
 */
@Tag("reliability")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no pipes and devices among its files")
class OddPathsTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final String WRITTEN = "written";

    /** What may stand at a path. */
    enum Thing {
        DIRECTORY,
        FULL_DIRECTORY,
        FILE,
        LINK_TO_FILE,
        LINK_TO_DIRECTORY,
        DANGLING_LINK,
        LINK_TO_ITSELF,
        PIPE,
        LINK_TO_PIPE,
        LINK_TO_DEV_NULL,
        LINK_TO_DEV_ZERO,
        LINK_TO_DEV_FULL;

        /** @param target what a link leads to, if that is of our own making */
        void make(Path path, Path target) throws IOException, InterruptedException {
            switch (this) {
                case DIRECTORY -> Files.createDirectory(path);
                case FULL_DIRECTORY ->
                    Files.writeString(Files.createDirectory(path).resolve("mine"), "mine");
                case FILE -> Files.writeString(path, "mine");
                case LINK_TO_FILE -> Files.createSymbolicLink(path, Files.writeString(target, "mine"));
                case LINK_TO_DIRECTORY -> Files.createSymbolicLink(path, Files.createDirectory(target));
                case DANGLING_LINK -> Files.createSymbolicLink(path, target);
                case LINK_TO_ITSELF -> Files.createSymbolicLink(path, path);
                case PIPE -> pipe(path);
                case LINK_TO_PIPE -> Files.createSymbolicLink(path, pipe(target));
                case LINK_TO_DEV_NULL -> Files.createSymbolicLink(path, Path.of("/dev/null"));
                case LINK_TO_DEV_ZERO -> Files.createSymbolicLink(path, Path.of("/dev/zero"));
                case LINK_TO_DEV_FULL -> Files.createSymbolicLink(path, Path.of("/dev/full"));
            }
        }

        boolean isLink() {
            return name().contains("LINK");
        }

        private static Path pipe(Path path) throws IOException, InterruptedException {
            assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                    .isZero();
            return path;
        }
    }

    @TempDir
    Path temp;

    private Path snapshot;
    private Path target;
    private Path directory;

    @BeforeEach
    void layOut() throws IOException {
        snapshot = Snapshots.write(temp.resolve("snapshot.json"), 1, 3, 3);
        target = temp.resolve("target");
        directory = temp.resolve("artifacts");
    }

    /** Else JUnit warns of each link that leads out of its directory. */
    @AfterEach
    void takeLinksAway() throws IOException {
        try (Stream<Path> paths = Files.walk(temp)) {
            for (Path link : paths.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DIRECTORY, written",
        "FULL_DIRECTORY, written",
        "FILE, cannot make the directory artifacts: artifacts is not a directory",
        "LINK_TO_FILE, cannot make the directory artifacts: artifacts is not a directory",
        "LINK_TO_DIRECTORY, written",
        "DANGLING_LINK, cannot make the directory artifacts: artifacts is not a directory",
        "LINK_TO_ITSELF, cannot make the directory artifacts: artifacts is not a directory",
        "PIPE, cannot make the directory artifacts: artifacts is not a directory",
        "LINK_TO_PIPE, cannot make the directory artifacts: artifacts is not a directory",
        "LINK_TO_DEV_NULL, cannot make the directory artifacts: artifacts is not a directory",
    })
    void theOutputDirectoryIsSomethingElse(Thing thing, String expected) throws Exception {
        thing.make(directory, target);
        Map<Path, String> before = targets();
        SetLayout layout = PersistOnce.layout(directory);
        assertThat(layout.obstacles().isEmpty()).isEqualTo(expected.equals(WRITTEN));
        assertThat(persist(snapshot, directory)).isEqualTo(expected);
        assertThat(Files.isSymbolicLink(directory)).isEqualTo(thing.isLink());
        if (expected.equals(WRITTEN)) {
            assertWhole(directory);
        } else {
            assertThat(targets()).isEqualTo(before);
            assertThat(read(directory))
                    .startsWith(thing == Thing.DANGLING_LINK ? "3 missing" : "cannot read artifacts/SHA256SUMS: ");
        }
        report("output directory", thing, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "DIRECTORY, cannot read odd: it is not a regular file",
        "LINK_TO_FILE, refused",
        "LINK_TO_DIRECTORY, cannot read odd: it is not a regular file",
        "DANGLING_LINK, cannot read odd: it does not exist",
        "LINK_TO_ITSELF, cannot read odd: Too many levels of symbolic links or unable to access attributes of symbolic link",
        "PIPE, cannot read odd: it is not a regular file",
        "LINK_TO_PIPE, cannot read odd: it is not a regular file",
        "LINK_TO_DEV_NULL, cannot read odd: it is not a regular file",
        "LINK_TO_DEV_ZERO, cannot read odd: it is not a regular file",
        "LINK_TO_DEV_FULL, cannot read odd: it is not a regular file",
    })
    void theSnapshotIsSomethingElse(Thing thing, String expected) throws Exception {
        Path odd = temp.resolve("odd");
        thing.make(odd, target);
        Map<Path, String> before = targets();
        assertThat(persist(odd, directory)).isEqualTo(expected);
        assertThat(targets()).isEqualTo(before);
        assertThat(directory).doesNotExist();
        report("snapshot", thing, expected);
    }

    static Stream<Thing> thingsInPlaceOfAFile() {
        return Stream.of(Thing.values()).filter(thing -> thing != Thing.FILE);
    }

    /** A name is replaced, whatever it stands for, unless it is a directory's; the goals refuse what is no file before. */
    @ParameterizedTest
    @MethodSource("thingsInPlaceOfAFile")
    void aFileOfTheSetThatIsWrittenIsSomethingElse(Thing thing) throws Exception {
        for (String name : List.of(SetLayout.CHECKSUMS, MetricsFile.RESOURCE_USAGE.defaultName())) {
            Path in = Files.createDirectory(temp.resolve("in " + name));
            thing.make(in.resolve(name), target.resolveSibling("target of " + name));
            Map<Path, String> before = targets();
            String outcome = persist(snapshot, in);
            if (thing == Thing.DIRECTORY || thing == Thing.FULL_DIRECTORY) {
                assertThat(outcome)
                        .startsWith("cannot replace in " + name + "/" + name + ": ")
                        .containsAnyOf("Is a directory", "is a directory");
            } else {
                assertThat(outcome).isEqualTo(WRITTEN);
                assertWhole(in);
            }
            assertThat(targets()).isEqualTo(before);
            report("file written, " + name, thing, outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DIRECTORY, it is not a regular file",
        "FULL_DIRECTORY, it is not a regular file",
        "LINK_TO_DIRECTORY, it is not a regular file",
        "DANGLING_LINK, refused",
        "LINK_TO_ITSELF, Too many levels of symbolic links or unable to access attributes of symbolic link",
        "PIPE, it is not a regular file",
        "LINK_TO_PIPE, it is not a regular file",
        "LINK_TO_DEV_NULL, it is not a regular file",
        "LINK_TO_DEV_ZERO, it is not a regular file",
        "LINK_TO_DEV_FULL, it is not a regular file",
    })
    void aFileOfTheSetThatIsReadIsSomethingElse(Thing thing, String expected) throws Exception {
        persist(snapshot, directory);
        for (String name : List.of(SetLayout.CHECKSUMS, MetricsFile.RESOURCE_USAGE.defaultName())) {
            Path file = directory.resolve(name);
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            thing.make(file, target.resolveSibling("target of " + name));
            String outcome = read(directory);
            report("file read, " + name, thing, outcome);
            if (thing == Thing.DANGLING_LINK) {
                assertThat(outcome).isEqualTo(name.equals(SetLayout.CHECKSUMS) ? "without checksums" : "refused");
            } else {
                assertThat(outcome).isEqualTo("cannot read artifacts/" + name + ": " + expected);
                assertThat(PersistOnce.layout(directory).obstacles().isEmpty())
                        .isEqualTo(thing == Thing.LINK_TO_ITSELF);
            }
            if (thing == Thing.FULL_DIRECTORY) {
                Files.delete(file.resolve("mine"));
            }
            Files.delete(file);
            Files.write(file, content);
        }
    }

    @Test
    void aSetOfLinksToFilesIsReadThroughThem() throws Exception {
        persist(snapshot, directory);
        Path links = Files.createDirectory(temp.resolve("links"));
        for (String name : OldAndNew.contents(directory).keySet()) {
            Files.createSymbolicLink(links.resolve(name), directory.resolve(name));
        }
        assertThat(read(links)).isEqualTo("whole");
        report("file read, all", Thing.LINK_TO_FILE, "whole");
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatAPersistNeedsForItselfIsTaken(Thing thing) throws Exception {
        for (String name : List.of(".metrics-gate.lock", ".metrics-gate-resource-usage.staged")) {
            Path in = Files.createDirectory(temp.resolve("in " + name));
            thing.make(in.resolve(name), target.resolveSibling("target of " + name));
            Map<Path, String> before = targets();
            String outcome = persist(snapshot, in);
            report("own file, " + name, thing, outcome);
            if (name.endsWith(".lock") && thing != Thing.FILE) {
                assertThat(outcome).isEqualTo("cannot lock in " + name + "/" + name + ": it is not a regular file");
            } else if (thing == Thing.FULL_DIRECTORY) {
                assertThat(outcome)
                        .isEqualTo("cannot delete in " + name + "/" + name + ": it is a directory with files in it");
            } else {
                assertThat(outcome).isEqualTo(WRITTEN);
                assertWhole(in);
            }
            assertThat(targets()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPathMayHaveAnyLengthAndLanguage(String name) throws Exception {
        assumeTrue(
                Charset.forName(System.getProperty("sun.jnu.encoding"))
                        .newEncoder()
                        .canEncode(name),
                "the locale has no such names");
        Path home = Files.createDirectory(temp.resolve("home"));
        Path source = Files.copy(snapshot, home.resolve(name));
        Path in = temp.resolve("out").resolve(name).resolve(name);
        SetLayout layout = new SetLayout(in, name, "resource_usage.jsonl", "latency_histograms.json");
        assertThat(SetLayout.whyNotAName(name)).isEmpty();
        assertThat(atOnce(() -> new SnapshotPersister(AT_ONCE).persist(source, layout)))
                .isInstanceOf(PersistResult.Persisted.class);
        SetReading reading = atOnce(() -> PlainReading.of(layout));
        assertThat(reading.violations().first()).isEmpty();
        assertThat(reading.missing()).isEmpty();
        System.out.printf("odd paths | name of %d characters | %s... | whole%n", name.length(), name.substring(0, 5));
    }

    static List<String> names() {
        return List.of("with spaces in it", "Größe 規模 📈", "x".repeat(255), "é".repeat(127), "-rf $HOME; 'a\"b' %s");
    }

    @Test
    void aPathThatIsTooLongIsReported() throws Exception {
        String tooLong = "x".repeat(256);
        assertThat(SetLayout.whyNotAName(tooLong)).contains("is longer than 255 bytes");
        assertThat(persist(snapshot, directory.resolve(tooLong)))
                .isEqualTo("cannot make the directory artifacts/" + tooLong + ": File name too long");
        Path deep = directory;
        for (int i = 0; i < 20; i++) {
            deep = deep.resolve("y".repeat(250));
        }
        assertThat(persist(snapshot, deep)).endsWith(": File name too long");
        assertThat(directory).as("what was made on the way").doesNotExist();
        System.out.printf(
                "odd paths | name of 256 bytes, path of %d | File name too long%n",
                deep.toString().length());
    }

    @Test
    void aRelativePathWorksLikeAnAbsoluteOne() throws Exception {
        Path working = Path.of("").toAbsolutePath();
        assertThat(persist(working.relativize(snapshot), working.relativize(directory.resolve("a/../b"))))
                .isEqualTo(WRITTEN);
        assertWhole(directory.resolve("b"));
        System.out.printf("odd paths | relative, with .. | %s%n", WRITTEN);
    }

    /** What became of it, with the paths as seen from the test's directory. */
    private String persist(Path source, Path output) throws IOException {
        try {
            PersistResult result =
                    atOnce(() -> new SnapshotPersister(AT_ONCE).persist(source, PersistOnce.layout(output)));
            return result instanceof PersistResult.Persisted ? WRITTEN : "refused";
        } catch (FileAccessException e) {
            return e.getMessage().replace(temp + "/", "");
        }
    }

    private String read(Path output) throws IOException {
        try {
            SetReading reading = atOnce(() -> PlainReading.of(PersistOnce.layout(output)));
            if (!reading.violations().isEmpty()) {
                return "refused";
            }
            if (!reading.missing().isEmpty()) {
                return reading.missing().size() + " missing";
            }
            return reading.checksummed() ? "whole" : "without checksums";
        } catch (FileAccessException e) {
            return e.getMessage().replace(temp + "/", "");
        }
    }

    private static <T> T atOnce(Callable<T> work) throws IOException {
        try {
            return assertTimeoutPreemptively(AT_ONCE, work::call);
        } catch (Exception e) {
            if (e instanceof IOException io) {
                throw io;
            }
            throw e;
        }
    }

    private void assertWhole(Path output) throws IOException {
        assertThat(read(output)).isEqualTo("whole");
        assertThat(OldAndNew.contents(output).keySet()).as("left behind").noneMatch(name -> name.startsWith("."));
    }

    /** What links lead to. */
    private Map<Path, String> targets() throws IOException {
        Map<Path, String> targets = new TreeMap<>();
        try (Stream<Path> paths = Files.list(temp)) {
            for (Path path : paths.filter(p -> p.getFileName().toString().startsWith("target"))
                    .toList()) {
                String found = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        ? OldAndNew.contents(path).toString()
                        : Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.readString(path) : "a pipe";
                targets.put(path, found);
            }
        }
        return targets;
    }

    private static void report(String what, Thing thing, String outcome) {
        System.out.printf("odd paths | %s | %s | %s%n", what, thing, outcome);
    }
}
