package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.json.ViolationFormat;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceUsageReaderTest {

    private static final String SAMPLE = "{\"timestamp\": \"2024-01-01T00:00:00\", \"cpu_percent\": 1,"
            + " \"memory_percent\": 1, \"rss_mb\": 1, \"worker_budget\": 1}\n";

    @TempDir
    Path temp;

    /** Reads a file with more threads than memory, and says what that came to. */
    static final class WithoutMemory {

        private WithoutMemory() {}

        public static void main(String[] args) throws IOException {
            try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
                new ResourceUsageReader(ReadOptions.threads(4)).read(in, "f");
                System.out.println("read");
            } catch (OutOfMemoryError e) {
                System.out.println("out of memory");
            } catch (RuntimeException e) {
                System.out.println(e);
            }
        }
    }

    @Test
    void ifAHelperRunsOutOfMemorySoDoesTheCaller() throws Exception {
        // Nearly as long as a block, and forty times as large in memory.
        String line = SAMPLE.strip().replace("}", ", \"x\": [[]" + ", []".repeat(60_000) + "]}") + "\n";
        Path file = temp.resolve("samples.jsonl");
        Files.writeString(file, line.repeat(16));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx12m",
                        "-cp",
                        "target/classes" + File.pathSeparator + "target/test-classes",
                        WithoutMemory.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("out of memory");
        }
        assertThat(process.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aFileInUtf16IsOneViolationHoweverItIsRead(int threads) throws IOException {
        byte[] file = ("\uFEFF" + SAMPLE.repeat(100)).getBytes(StandardCharsets.UTF_16LE);
        ResourceUsageReader reader = new ResourceUsageReader(ReadOptions.threads(threads), 1000, 0);
        assertThat(ViolationFormat.of(
                        reader.read(new ByteArrayInputStream(file), "f").violations()))
                .containsExactly(": is UTF-16, which is what a redirect in PowerShell writes; expected UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aByteOrderMarkIsOneViolationAndTheSamplesAreCounted(int threads) throws IOException {
        byte[] file = ("\uFEFF" + SAMPLE.repeat(100)).getBytes(StandardCharsets.UTF_8);
        ResourceUsageReader reader = new ResourceUsageReader(ReadOptions.threads(threads), 1000, 0);
        ResourceUsageReader.Result result = reader.read(new ByteArrayInputStream(file), "f");
        assertThat(ViolationFormat.of(result.violations()))
                .containsExactly(": begins with a byte order mark; expected UTF-8 without one");
        assertThat(result.usage().samples()).isEqualTo(100);
    }
}
