package io.github.metricsgate.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {

    @TempDir
    private Path directory;

    private Path target = Path.of("");

    @BeforeEach
    void write() throws IOException {
        target = Files.writeString(directory.resolve("file"), "old");
    }

    @ParameterizedTest
    @EnumSource
    void theTargetIsReplacedByTheCompleteFileInOneStep(Durability durability) throws IOException {
        try (AtomicFile file = AtomicFile.create(target, durability)) {
            file.write('n');
            file.write("ew".getBytes(StandardCharsets.UTF_8));
            assertThat(target).hasContent("old");
            file.commit();
        }
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("file");
    }

    @Test
    void aFileThatIsNotCommittedLeavesTheTargetAndNoTrace() throws IOException {
        try (AtomicFile file = AtomicFile.create(target, Durability.FLUSHED)) {
            file.write('n');
        }
        try (AtomicFile file = AtomicFile.create(target, Durability.FLUSHED)) {
            file.write('n');
            file.complete();
        }
        assertThat(target).hasContent("old");
        assertThat(names()).containsExactly("file");
    }

    @Test
    void severalFilesForOneTargetDoNotCollide() throws IOException {
        try (AtomicFile first = AtomicFile.create(target, Durability.CACHED);
                AtomicFile second = AtomicFile.create(target, Durability.CACHED)) {
            first.write('1');
            second.write('2');
            second.commit();
            first.commit();
        }
        assertThat(target).hasContent("1");
        assertThat(names()).containsExactly("file");
    }

    @Test
    void anExistingStagedFileIsNotOverwritten() throws IOException {
        Path staged = Files.writeString(directory.resolve("staged"), "precious");
        assertThatThrownBy(() -> AtomicFile.create(target, staged, Durability.CACHED))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot write " + staged + ": it already exists");
        assertThat(staged).hasContent("precious");
        AtomicFile.delete(staged);
        AtomicFile.delete(staged);
        assertThat(names()).containsExactly("file");
    }

    @Test
    void aFileMayBeAsOldAsWhatItWasMadeFrom() throws IOException {
        Instant time = Instant.parse("2024-01-01T00:00:00.123Z");
        try (AtomicFile file = AtomicFile.create(target, Durability.FLUSHED)) {
            file.write('n');
            file.complete(time);
            file.moveIntoPlace();
        }
        assertThat(Files.getLastModifiedTime(target)).isEqualTo(FileTime.from(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--r-----", "rwxrwxrwx", "rw-rw-rw-", "---------"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
    void theNewFileHasThePermissionsOfTheOldOneFromTheStart(String permissions) throws IOException {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
        Path staged = directory.resolve("staged");
        try (AtomicFile file = AtomicFile.create(target, staged, Durability.CACHED)) {
            assertThat(permissions(staged)).isEqualTo(permissions);
            file.write('n');
            file.commit();
        }
        assertThat(permissions(target)).isEqualTo(permissions);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        assertThat(target).hasContent("n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
    void aNewFileHasTheUsualPermissions() throws IOException {
        String usual = permissions(Files.createFile(directory.resolve("usual")));
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        for (Path path : new Path[] {directory.resolve("new"), link}) {
            try (AtomicFile file = AtomicFile.create(path, Durability.CACHED)) {
                file.commit();
            }
            assertThat(permissions(path)).isEqualTo(usual);
        }
        assertThat(link).isRegularFile().isEmptyFile();
        assertThat(target).hasContent("old");
    }

    @Test
    void aTargetThatCannotBeReplacedIsReportedAndNothingIsLeft() throws IOException {
        Files.delete(target);
        Files.createDirectories(target.resolve("full"));
        try (AtomicFile file = AtomicFile.create(target, Durability.CACHED)) {
            assertThatThrownBy(file::commit)
                    .isInstanceOf(FileAccessException.class)
                    .hasMessageStartingWith("cannot replace " + target + ": ");
        }
        assertThat(names()).containsExactly("file");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private String[] names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toArray(String[]::new);
        }
    }
}
