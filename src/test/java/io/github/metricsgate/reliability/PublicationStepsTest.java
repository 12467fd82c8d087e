package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.disk.AtomicFile;
import io.github.metricsgate.disk.DirectoryLock;
import io.github.metricsgate.disk.Durability;
import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.reliability.FaultyFileSystem.Disk;
import io.github.metricsgate.reliability.FaultyFileSystem.Kind;
import io.github.metricsgate.reliability.FaultyFileSystem.Operation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps that a publication is made of, one by one: what loss of power and failing disks may do follows from them. */
class PublicationStepsTest {

    private static final String SET = "artifacts/plan1";

    @TempDir
    private Path root;

    /** Writes down the flushes and renames, and fails at one operation. */
    private final class Journal implements Disk {

        private final List<String> steps = new ArrayList<>();
        private final @Nullable Kind failing;
        private final @Nullable Path failingAt;
        private boolean failed;

        Journal(@Nullable Kind failing, @Nullable Path failingAt) {
            this.failing = failing;
            this.failingAt = failingAt;
        }

        @Override
        public <T> T perform(Operation operation, Callable<T> action) throws Exception {
            if (!failed && operation.kind() == failing && operation.path().equals(failingAt)) {
                failed = true;
                throw new IOException("Input/output error");
            }
            boolean isStep = operation.kind() == Kind.FORCE || operation.kind() == Kind.MOVE;
            if (isStep && operation.path().startsWith(root)) {
                steps.add(operation.kind() + " " + root.relativize(operation.target()));
            }
            return action.call();
        }
    }

    private PersistResult persist(FaultyFileSystem disk) throws IOException {
        Path snapshot = Path.of("src/test/resources/golden/empty/snapshot.json").toAbsolutePath();
        SetLayout layout = new SetLayout(
                disk.path(root.resolve(SET)), "phase_metrics.json", "resource_usage.jsonl", "latency_histograms.json");
        return new SnapshotPersister(Duration.ofSeconds(1)).persist(snapshot, layout);
    }

    @Test
    void everythingIsFlushedBeforeItIsNamedAndEveryNameBeforeTheNext() throws IOException {
        Journal journal = new Journal(null, null);
        FaultyFileSystem disk = new FaultyFileSystem(journal);
        assertThat(persist(disk)).isInstanceOf(PersistResult.Persisted.class);
        assertThat(journal.steps)
                .containsExactly(
                        "FORCE artifacts/plan1/.metrics-gate-phase-metrics.staged",
                        "FORCE artifacts/plan1/.metrics-gate-resource-usage.staged",
                        "FORCE artifacts/plan1/.metrics-gate-latency-histograms.staged",
                        "FORCE artifacts/plan1/.metrics-gate-run.staged",
                        "FORCE artifacts/plan1/.metrics-gate-SHA256SUMS.staged",
                        "FORCE ",
                        "FORCE artifacts",
                        "MOVE artifacts/plan1/SHA256SUMS",
                        "FORCE artifacts/plan1",
                        "MOVE artifacts/plan1/phase_metrics.json",
                        "MOVE artifacts/plan1/resource_usage.jsonl",
                        "MOVE artifacts/plan1/latency_histograms.json",
                        "MOVE artifacts/plan1/run.json",
                        "FORCE artifacts/plan1");
        assertThat(disk.openChannels()).isZero();
    }

    @Test
    void parentNamesOfASetWereFlushedWithTheFirstOne() throws IOException {
        persist(new FaultyFileSystem(new Journal(null, null)));
        Journal journal = new Journal(null, null);
        persist(new FaultyFileSystem(journal));
        assertThat(journal.steps)
                .filteredOn(step -> !step.contains(".staged"))
                .containsExactly(
                        "MOVE artifacts/plan1/SHA256SUMS",
                        "FORCE artifacts/plan1",
                        "MOVE artifacts/plan1/phase_metrics.json",
                        "MOVE artifacts/plan1/resource_usage.jsonl",
                        "MOVE artifacts/plan1/latency_histograms.json",
                        "MOVE artifacts/plan1/run.json",
                        "FORCE artifacts/plan1");
    }

    @Test
    void onlyTheNamesOfCreatedDirectoriesAreFlushed() throws IOException {
        Files.createDirectory(root.resolve("artifacts"));
        Journal journal = new Journal(null, null);
        persist(new FaultyFileSystem(journal));
        assertThat(journal.steps)
                .filteredOn(step -> step.startsWith("FORCE") && !step.contains(".staged"))
                .containsExactly("FORCE artifacts", "FORCE artifacts/plan1", "FORCE artifacts/plan1");
    }

    /** A publication that was killed may have created them. */
    @Test
    void allParentNamesOfADirectoryWithoutASetAreFlushed() throws IOException {
        Files.createDirectories(root.resolve(SET));
        Journal journal = new Journal(null, null);
        persist(new FaultyFileSystem(journal));
        assertThat(journal.steps)
                .filteredOn(step -> step.startsWith("FORCE") && !step.contains(".staged"))
                .containsExactly("FORCE artifacts", "FORCE ", "FORCE artifacts/plan1", "FORCE artifacts/plan1");
    }

    @Test
    void aDurableFileIsFlushedBeforeTheRenameAndItsNameAfterIt() throws IOException {
        for (Durability durability : Durability.values()) {
            Journal journal = new Journal(null, null);
            FaultyFileSystem disk = new FaultyFileSystem(journal);
            Path staged = disk.path(root.resolve("staged"));
            try (AtomicFile file = AtomicFile.create(disk.path(root.resolve("file")), staged, durability)) {
                file.write('n');
                file.commit();
            }
            assertThat(journal.steps)
                    .isEqualTo(
                            durability == Durability.FLUSHED
                                    ? List.of("FORCE staged", "MOVE file", "FORCE ")
                                    : List.of("MOVE file"));
            assertThat(disk.openChannels()).isZero();
        }
    }

    /** The time and the permissions are on the disk with the bytes. */
    @Test
    void aFileGetsItsTimeAndPermissionsBeforeItIsFlushed() throws IOException {
        Path target = Files.writeString(root.resolve("file"), "old");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        List<String> steps = new ArrayList<>();
        Path staged = new FaultyFileSystem(new Disk() {
                    @Override
                    public <T> T perform(Operation operation, Callable<T> action) throws Exception {
                        switch (operation.kind()) {
                            case WRITE, SET_ATTRIBUTES, FORCE, MOVE ->
                                steps.add(operation.kind() + " " + root.relativize(operation.path()));
                            default -> {
                                // What is only looked at does not count.
                            }
                        }
                        return action.call();
                    }
                })
                .path(root.resolve("staged"));
        try (AtomicFile file = AtomicFile.create(staged.resolveSibling("file"), staged, Durability.FLUSHED)) {
            file.write('n');
            file.complete(Instant.EPOCH);
            file.moveIntoPlace();
        }
        assertThat(steps)
                .containsExactly(
                        "SET_ATTRIBUTES staged",
                        "WRITE staged",
                        "SET_ATTRIBUTES staged",
                        "FORCE staged",
                        "MOVE staged");
    }

    @Test
    void aNameThatWasCreatedForTheSetMustBeOnTheDisk() {
        Path outer = root.resolve("artifacts");
        assertThatThrownBy(() -> persist(new FaultyFileSystem(new Journal(Kind.FORCE, outer))))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot flush " + outer + ": Input/output error");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aNameThatExistedBeforeNeedNotBeFlushed() throws IOException {
        Files.createDirectories(root.resolve(SET));
        assertThat(persist(new FaultyFileSystem(new Journal(Kind.FORCE, root.resolve("artifacts")))))
                .isInstanceOf(PersistResult.Persisted.class);
    }

    /** Its owner released it between our opening and our locking it, and another may have created a new one since. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLockOnADeletedFileDoesNotCount(boolean replaced) throws IOException {
        Path lock = root.resolve("lock");
        AtomicInteger tries = new AtomicInteger();
        Path directory = new FaultyFileSystem(new Disk() {
                    @Override
                    public <T> T perform(Operation operation, Callable<T> action) throws Exception {
                        if (operation.kind() == Kind.LOCK && tries.getAndIncrement() == 0) {
                            Files.delete(lock);
                            if (replaced) {
                                Files.createFile(lock);
                            }
                        }
                        return action.call();
                    }
                })
                .path(root);
        try (DirectoryLock held = DirectoryLock.acquire(directory, directory.resolve("lock"), Duration.ofSeconds(5))) {
            assertThat(held).isNotNull();
            assertThat(tries).hasValue(2);
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
                assertThatThrownBy(channel::tryLock).isInstanceOf(OverlappingFileLockException.class);
            }
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aLockThatCannotBeTriedIsReportedAndLeavesNoTrace() {
        Path lock = root.resolve(SET).resolve(".metrics-gate.lock");
        assertThatThrownBy(() -> persist(new FaultyFileSystem(new Journal(Kind.TRUNCATE, lock))))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot lock " + lock + ": Input/output error");
        assertThat(root).isEmptyDirectory();
    }
}
