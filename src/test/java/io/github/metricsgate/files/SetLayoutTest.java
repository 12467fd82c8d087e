package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.MetricsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetLayoutTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "' ', is empty",
        "a/b, contains a separator",
        "'a\\b', contains a separator",
        "., is a directory",
        ".., is a directory",
        "'a\nb', contains a control character",
        "'a\u2028b', contains a control character",
        "SHA256SUMS, is a name that the set needs for itself",
        "sha256sums, is a name that the set needs for itself",
        "run.json, is a name that the set needs for itself",
        "Run.JSON, is a name that the set needs for itself",
        ".metrics-gate.lock, is a name that the set needs for itself",
    })
    void anInvalidFileNameIsExplained(String name, String why) {
        assertThat(SetLayout.whyNotAName(name)).contains(why);
    }

    @Test
    void aNameHasAtMost255Bytes() {
        assertThat(SetLayout.whyNotAName("é".repeat(127) + "a")).isEmpty();
        assertThat(SetLayout.whyNotAName("é".repeat(128))).contains("is longer than 255 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phases.json", "a b", "...", "ÄÖ 日本", "-"})
    void anythingElseCanBeAFileName(String name) {
        assertThat(SetLayout.whyNotAName(name)).isEmpty();
    }

    @Test
    void theLongestNameIsPublishedAndReadBack() throws IOException {
        SetLayout layout = new SetLayout(directory, "p".repeat(255), "r".repeat(255), "l".repeat(255));
        assertThat(new SnapshotPersister(java.time.Duration.ofSeconds(1))
                        .persist(GoldenSets.DIRECTORY.resolve("empty/snapshot.json"), layout))
                .isInstanceOf(PersistResult.Persisted.class);
        assertThat(PlainReading.of(layout).violations().isEmpty()).isTrue();
    }

    @Test
    void aFileOfTheSetIsRecognisedUnderAnyName() throws IOException {
        Path real = Files.createDirectories(directory.resolve("real"));
        Path alias = Files.createSymbolicLink(directory.resolve("alias"), real);
        SetLayout layout = GoldenSets.layout(alias);
        assertThat(layout.includes(layout.path(MetricsFile.PHASE_METRICS))).isTrue();
        assertThat(layout.includes(layout.path(MetricsFile.RUN))).isTrue();
        assertThat(layout.includes(real.resolve("SHA256SUMS"))).isFalse();
        Files.createFile(real.resolve("SHA256SUMS"));
        assertThat(layout.includes(real.resolve("SHA256SUMS"))).isTrue();
        assertThat(layout.includes(real.resolve("snapshot.json"))).isFalse();
    }

    @Test
    void aSetExistsAsSoonAsOneOfItsFilesDoes() throws IOException {
        SetLayout layout = GoldenSets.layout(directory);
        assertThat(layout.isEmpty()).isTrue();
        for (String name : List.of(
                "phase_metrics.json", "resource_usage.jsonl", "latency_histograms.json", "run.json", "SHA256SUMS")) {
            Path file = Files.createFile(directory.resolve(name));
            assertThat(layout.isEmpty()).as(name).isFalse();
            Files.delete(file);
        }
    }

    @Test
    void allObstaclesToASetAreReportedTogether() throws IOException {
        assertThat(GoldenSets.layout(directory.resolve("a/b")).obstacles()).isEmpty();
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(GoldenSets.layout(file).obstacles()).containsExactly(file + " is not a directory");
        assertThat(GoldenSets.layout(file.resolve("a/b")).obstacles()).containsExactly(file + " is not a directory");
        SetLayout layout = GoldenSets.layout(directory);
        Files.createFile(layout.path(MetricsFile.RESOURCE_USAGE));
        Files.createDirectory(layout.path(MetricsFile.PHASE_METRICS));
        Files.createDirectory(directory.resolve("SHA256SUMS"));
        assertThat(layout.obstacles())
                .containsExactly(
                        directory.resolve("phase_metrics.json") + " is not a regular file",
                        directory.resolve("SHA256SUMS") + " is not a regular file");
    }
}
