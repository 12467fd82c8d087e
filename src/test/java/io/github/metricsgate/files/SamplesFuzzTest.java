package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.metricsgate.metrics.SetReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Bytes that are given as resource samples are refused with violations or are lines of samples; nothing is thrown. */
class SamplesFuzzTest {

    private final Path directory = memory();

    @FuzzTest(maxDuration = "")
    void everyLineIsASampleOrRefused(byte[] data) throws IOException {
        SetLayout layout = GoldenSets.layout(directory);
        Files.write(directory.resolve(layout.resourceUsage()), data);
        SetReading reading = PlainReading.of(layout);
        long samples = reading.run().resources().samples();
        if (reading.violations().isEmpty()) {
            List<String> lines =
                    new String(data, StandardCharsets.UTF_8).lines().toList();
            assertThat(samples).isEqualTo(lines.size());
        }
    }

    @AfterEach
    void delete() throws IOException {
        Files.deleteIfExists(directory.resolve(GoldenSets.layout(directory).resourceUsage()));
        Files.deleteIfExists(directory);
    }

    /** A directory in memory where there is one: a disk would wear out. */
    static Path memory() {
        Path memory = Path.of("/dev/shm");
        try {
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "metrics-gate")
                    : Files.createTempDirectory("metrics-gate");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
