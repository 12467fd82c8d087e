package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.PlainReading;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.reliability.FaultyFileSystem.Disk;
import io.github.metricsgate.reliability.FaultyFileSystem.Kind;
import io.github.metricsgate.reliability.FaultyFileSystem.Operation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation on the disk fails, one after the other, once and from then on. Whatever fails, the error names a file
 * and the cause, no reader is lied to, and only what could not be deleted is left behind.
 */
@Tag("reliability")
class FailingDiskTest {

    private static final String LOCK = ".metrics-gate.lock";

    /** How an operation fails; those that a fault of this kind cannot befall are not counted. */
    enum Fault {
        NO_SPACE("No space left on device"),
        INPUT_OUTPUT_ERROR("Input/output error"),
        /** As on a network file system: it was done, and the answer was lost. */
        ERROR_AFTER_THE_DEED("Input/output error"),
        READ_ONLY("Read-only file system"),
        /** No failure: a channel may always do less than it is asked for. */
        SHORT("");

        private final String message;

        Fault(String message) {
            this.message = message;
        }

        boolean befalls(Kind kind) {
            return switch (this) {
                case NO_SPACE ->
                    switch (kind) {
                        case OPEN_TO_WRITE, WRITE, FORCE, CLOSE, MAKE_DIRECTORY, MOVE -> true;
                        default -> false;
                    };
                case INPUT_OUTPUT_ERROR -> true;
                case ERROR_AFTER_THE_DEED -> kind != Kind.LOOK && kind != Kind.READ;
                case READ_ONLY ->
                    switch (kind) {
                        case OPEN_TO_WRITE, WRITE, TRUNCATE, MAKE_DIRECTORY, MOVE, SET_ATTRIBUTES, DELETE -> true;
                        default -> false;
                    };
                case SHORT -> kind == Kind.READ || kind == Kind.WRITE;
            };
        }

        IOException on(Operation operation) {
            return operation.kind().isOfChannel()
                    ? new IOException(message)
                    : new FileSystemException(operation.path().toString(), null, message);
        }
    }

    /** Fails at the operation with a number, or from there on. */
    private static final class FailingDisk implements Disk {

        private final Fault fault;
        private final int first;
        private final boolean forEver;
        private final List<Operation> failed = new ArrayList<>();
        private int operations;
        private boolean isShort;

        FailingDisk(Fault fault, int first, boolean forEver) {
            this.fault = fault;
            this.first = first;
            this.forEver = forEver;
        }

        @Override
        public <T> T perform(Operation operation, Callable<T> action) throws Exception {
            if (!fault.befalls(operation.kind())) {
                return action.call();
            }
            operations++;
            if (forEver ? operations < first : operations != first) {
                return action.call();
            }
            failed.add(operation);
            if (fault == Fault.SHORT) {
                isShort = true;
                T result = action.call();
                isShort = false;
                return result;
            }
            // A file is closed even if that says it failed.
            if (fault == Fault.ERROR_AFTER_THE_DEED || operation.kind() == Kind.CLOSE) {
                T result = action.call();
                if (result instanceof Closeable opened) {
                    opened.close();
                }
            }
            throw fault.on(operation);
        }

        @Override
        public int part(int bytes) {
            return isShort ? Math.min(bytes, Math.max(1, bytes / 2)) : bytes;
        }

        /** Whether {@code path} could not be deleted, or it could not be known whether it is there and ours. */
        boolean excuses(Path path) {
            return failed.stream()
                    .filter(operation -> operation.path().equals(path))
                    .map(Operation::kind)
                    .anyMatch(kind -> switch (kind) {
                        case DELETE -> true;
                        case MAKE_DIRECTORY, OPEN_TO_WRITE -> fault == Fault.ERROR_AFTER_THE_DEED;
                        // A lock file is deleted if it is seen that nobody holds it.
                        case LOOK, TRUNCATE -> forEver && path.endsWith(LOCK);
                        default -> false;
                    });
        }
    }

    @TempDir
    Path temp;

    static Stream<Arguments> cases() {
        return Arrays.stream(OldAndNew.Before.values())
                .flatMap(before -> Arrays.stream(Fault.values())
                        .flatMap(fault -> Stream.of(false, true).map(forEver -> Arguments.of(before, fault, forEver))));
    }

    @ParameterizedTest(name = "{0}, {1}, for ever: {2}")
    @MethodSource("cases")
    void aFailingDiskIsReportedAndLeavesNoMisleadingSet(OldAndNew.Before before, Fault fault, boolean forEver)
            throws IOException {
        int samples = Sizes.isFull() ? 4_000 : 50;
        Path older = Snapshots.write(temp.resolve("older.json"), 1, 3, samples);
        Path newer = Snapshots.write(temp.resolve("newer.json"), 2, 3, samples);
        OldAndNew sets = before.over(older, newer, temp);
        Path parent = temp.resolve("artifacts");
        Path directory = parent.resolve("plan1");

        Map<String, Integer> outcomes = new TreeMap<>();
        Map<String, Integer> left = new TreeMap<>();
        int n = 0;
        FailingDisk disk;
        do {
            n++;
            sets.prepare(directory);
            if (before == OldAndNew.Before.NOTHING) {
                Files.deleteIfExists(parent);
            }
            disk = new FailingDisk(fault, n, forEver);
            String outcome = persist(disk, newer, directory, sets);
            outcomes.merge(outcome, 1, Integer::sum);
            String at = n + ": " + disk.failed.stream().findFirst().orElse(null);
            sets.assertNoneIsTorn(directory, at);
            assertNothingIsLeft(disk, parent, sets, at, left);
            sets.assertHeals(newer, directory, at);
        } while (!disk.failed.isEmpty());

        System.out.printf(
                "failing disk | %s | %s | %s | %d operations | %s | left behind: %s%n",
                before, fault, forEver ? "for ever" : "once", n - 1, outcomes, left);
        assertThat(n - 1).as("operations").isGreaterThan(5);
        if (fault == Fault.SHORT) {
            assertThat(outcomes).containsOnlyKeys("written");
        } else {
            assertThat(outcomes.keySet())
                    .contains(
                            "failed, " + (sets.oldSet().isEmpty() ? "nothing there" : "the old set"),
                            "failed, refused");
        }
    }

    private String persist(FailingDisk disk, Path snapshot, Path directory, OldAndNew sets) throws IOException {
        FaultyFileSystem files = new FaultyFileSystem(disk);
        String outcome;
        try {
            PersistResult result = new SnapshotPersister(Duration.ofMillis(200))
                    .persist(files.path(snapshot), PersistOnce.layout(files.path(directory)));
            assertThat(result).as("%s", disk.failed).isInstanceOf(PersistResult.Persisted.class);
            assertThat(OldAndNew.contents(directory)).as("written").containsAllEntriesOf(sets.newSet());
            outcome = "written";
        } catch (IOException e) {
            assertThat(e).as("%s", disk.failed).isInstanceOf(FileAccessException.class);
            assertThat(e.getMessage())
                    .as("%s", disk.failed)
                    .contains(temp.toString())
                    .contains(disk.fault.message);
            outcome = "failed, " + sets.judge(directory, disk.failed);
        }
        assertThat(files.openChannels()).as("not closed: %s", disk.failed).isZero();
        return outcome;
    }

    /** Fails if something is there that was not before, is no file of the set and could have been deleted. */
    private static void assertNothingIsLeft(
            FailingDisk disk, Path parent, OldAndNew sets, String at, Map<String, Integer> left) throws IOException {
        Path directory = parent.resolve("plan1");
        Map<String, String> now = OldAndNew.contents(directory);
        for (String file : now.keySet()) {
            if (!sets.newSet().containsKey(file)) {
                assertThat(disk.excuses(directory.resolve(file)))
                        .as("%s left at %s", file, at)
                        .isTrue();
                left.merge(file, 1, Integer::sum);
            }
        }
        for (Path made : List.of(directory, parent)) {
            if (sets.oldSet().isEmpty() && Files.exists(made) && isEmpty(made)) {
                assertThat(disk.excuses(made) || disk.excuses(directory))
                        .as("%s left at %s", made, at)
                        .isTrue();
                left.merge(made.getFileName().toString(), 1, Integer::sum);
            }
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"INPUT_OUTPUT_ERROR", "SHORT"})
    void aSetThatCannotBeReadIsNotMistakenForAnother(Fault fault) throws IOException {
        Path snapshot = Snapshots.write(temp.resolve("snapshot.json"), 1, 3, 700);
        OldAndNew sets = OldAndNew.Before.A_SET_OF_OURS.over(snapshot, snapshot, temp);
        Path directory = temp.resolve("artifacts");
        sets.prepare(directory);
        SetReading whole = PlainReading.of(PersistOnce.layout(directory));
        assertThat(whole.violations().isEmpty()).isTrue();

        int reported = 0;
        int n = 0;
        FailingDisk disk;
        do {
            n++;
            disk = new FailingDisk(fault, n, false);
            FaultyFileSystem files = new FaultyFileSystem(disk);
            try {
                assertThat(PlainReading.of(PersistOnce.layout(files.path(directory))))
                        .as("%s", disk.failed)
                        .isEqualTo(whole);
            } catch (IOException e) {
                assertThat(e).as("%s", disk.failed).isInstanceOf(FileAccessException.class);
                assertThat(e.getMessage()).contains(directory.toString()).contains(fault.message);
                reported++;
            }
            assertThat(files.openChannels()).as("not closed: %s", disk.failed).isZero();
        } while (!disk.failed.isEmpty());
        System.out.printf("failing disk | reading | %s | once | %d operations | reported %d%n", fault, n - 1, reported);
        assertThat(n - 1).as("operations").isGreaterThan(10);
        assertThat(reported).isEqualTo(fault == Fault.SHORT ? 0 : n - 1);
    }
}
