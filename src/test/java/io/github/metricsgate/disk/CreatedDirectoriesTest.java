package io.github.metricsgate.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreatedDirectoriesTest {

    @TempDir
    private Path root;

    @Test
    void createdDirectoriesAreRemovedAgainAndExistingOnesStay() throws IOException {
        Path there = Files.createDirectory(root.resolve("a"));
        CreatedDirectories directories = new CreatedDirectories(there.resolve("b/c"));
        directories.create();
        assertThat(there.resolve("b/c")).isEmptyDirectory();
        assertThat(directories.isEmpty()).isFalse();
        directories.flushNames();
        directories.removeEmpty();
        assertThat(there).isEmptyDirectory();
        directories.create();
        Files.createFile(there.resolve("b/file"));
        directories.removeEmpty();
        assertThat(there.resolve("b")).isDirectoryContaining("glob:**file");
        assertThat(there.resolve("b/c")).doesNotExist();
    }

    @Test
    void anExistingDirectoryIsNotOurs() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), Files.createDirectory(root.resolve("a")));
        for (Path directory : new Path[] {root, link}) {
            CreatedDirectories directories = new CreatedDirectories(directory);
            directories.create();
            assertThat(directories.isEmpty()).isTrue();
            directories.removeEmpty();
            assertThat(directory).isDirectory();
        }
    }

    @Test
    void aFileInTheWayIsReported() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        assertThatThrownBy(() -> new CreatedDirectories(file).create())
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot make the directory " + file + ": " + file + " is not a directory");
    }

    @Test
    void aDirectoryThatCannotBeFlushedIsReportedUnlessItIsNotOurs() {
        Path none = root.resolve("none");
        assertThatThrownBy(() -> CreatedDirectories.flush(none))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot flush " + none + ": it does not exist");
        CreatedDirectories.tryToFlushNamesAbove(none.resolve("inner"));
    }
}
