package io.github.metricsgate.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingInputStreamTest {

    @TempDir
    private Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.write(directory.resolve("file"), new byte[] {1, -1, 3});
    }

    @Test
    void aFileIsReadToItsEndAndNoFurther() throws IOException {
        try (ReadingInputStream in = ReadingInputStream.open(file)) {
            assertThat(in.size()).isEqualTo(3);
            assertThat(in.read()).isEqualTo(1);
            assertThat(in.read()).isEqualTo(255);
            assertThat(in.read(new byte[0])).isZero();
            assertThat(in.readAllBytes()).containsExactly(3);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read(new byte[1])).isEqualTo(-1);
        }
    }

    @Test
    void anEmptyFileIsAtItsEnd() throws IOException {
        Files.write(file, new byte[0]);
        try (ReadingInputStream in = ReadingInputStream.open(file)) {
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void theTimeOfTheFileIsTakenBeforeItIsRead() throws IOException {
        Instant time = Instant.parse("2024-01-01T00:00:00.123Z");
        Files.setLastModifiedTime(file, FileTime.from(time));
        try (ReadingInputStream in = ReadingInputStream.open(file)) {
            Files.setLastModifiedTime(file, FileTime.from(time.plusSeconds(1)));
            assertThat(in.lastModified()).isEqualTo(time);
        }
    }

    @Test
    void aFileThatGrowsIsRefused() throws IOException {
        try (ReadingInputStream in = ReadingInputStream.open(file)) {
            Files.write(file, new byte[] {4}, StandardOpenOption.APPEND);
            assertThat(in.readNBytes(3)).containsExactly(1, -1, 3);
            assertThatThrownBy(in::read)
                    .isInstanceOf(FileAccessException.class)
                    .hasMessage("cannot read " + file + ": it grew while it was being read");
        }
    }

    @Test
    void aFileThatBecomesShorterIsRefused() throws IOException {
        try (ReadingInputStream in = ReadingInputStream.open(file)) {
            assertThat(in.read()).isEqualTo(1);
            Files.write(file, new byte[] {1});
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(FileAccessException.class)
                    .hasMessage("cannot read " + file + ": it became shorter while it was being read");
        }
    }

    /** The writer is never slower than the reader for long, so that a reader who waits for the end waits for ever. */
    @Test
    void readingAFileThatKeepsGrowingDoesEnd() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (OutputStream grower = Files.newOutputStream(file)) {
            byte[] block = new byte[1 << 14];
            grower.write(block);
            Future<?> growing = threads.submit(() -> {
                while (!done.get()) {
                    grower.write(block);
                }
                return null;
            });
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThatThrownBy(() -> {
                                try (ReadingInputStream in = ReadingInputStream.open(file)) {
                                    long opened = Files.size(file);
                                    while (in.read(block) >= 0) {
                                        // The writer may be slow: the end is asked for once there is more.
                                        while (Files.size(file) <= opened) {
                                            Thread.onSpinWait();
                                        }
                                    }
                                }
                            })
                            .isInstanceOf(FileAccessException.class)
                            .hasMessage("cannot read " + file + ": it grew while it was being read"));
            done.set(true);
            assertThat(growing.get()).isNull();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void onlyRegularFilesAreOpened() {
        assertThatThrownBy(() -> ReadingInputStream.open(directory))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot read " + directory + ": it is not a regular file");
    }
}
