package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.files.PersistResult.Persisted;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenSetTest {

    @TempDir
    Path directory;

    static List<Path> sets() throws IOException {
        return GoldenSets.all();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void aSnapshotBecomesTheExpectedBytesAndTheSameOnesAgain(Path set) throws IOException {
        SetLayout layout = GoldenSets.layout(directory.resolve("new/artifacts"));
        for (int run = 1; run <= 2; run++) {
            for (MetricsFile role : persist(set, layout).set().files().stream()
                    .map(WrittenFile::role)
                    .toList()) {
                assertThat(layout.path(role))
                        .as("%s, run %d", role, run)
                        .hasSameBinaryContentAs(GoldenSets.expected(set).path(role));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void whatWasPersistedIsReadBackWithoutAViolation(Path set) throws IOException {
        SetLayout layout = GoldenSets.layout(directory);
        Persisted persisted = persist(set, layout);
        SetReading reading = PlainReading.of(layout);
        assertThat(reading.violations().first()).isEmpty();
        assertThat(reading.missing()).isEmpty();
        assertThat(reading.checksummed()).isTrue();
        assertThat(reading.run().context()).isEqualTo(persisted.context());
        assertThat(reading.run().phases()).hasSize(persisted.phases());
        assertThat(reading.run().resources().samples()).isEqualTo(persisted.samples());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void theExpectedFilesAreValidWithoutChecksums(Path set) throws IOException {
        SetReading reading = PlainReading.of(GoldenSets.expected(set));
        assertThat(reading.violations().first()).isEmpty();
        assertThat(reading.missing()).isEmpty();
        assertThat(reading.checksummed()).isFalse();
    }

    @Test
    void theResultDescribesTheFilesAndTheirContent() throws IOException {
        SetLayout layout = GoldenSets.layout(directory);
        Persisted persisted = persist(GoldenSets.DIRECTORY.resolve("pipeline-11-phases"), layout);
        assertThat(persisted.set().directory()).isEqualTo(directory);
        assertThat(persisted.phases()).isEqualTo(11);
        assertThat(persisted.samples()).isEqualTo(66);
        assertThat(persisted.context().abortStatus()).isEqualTo(AbortStatus.COMPLETED);
        assertThat(persisted.warnings()).isEmpty();
        assertThat(persisted.set().files())
                .containsExactly(
                        new WrittenFile(
                                MetricsFile.PHASE_METRICS,
                                directory.resolve("phase_metrics.json"),
                                22454,
                                "5d456b6ce18f201f5c9dcd3120921f1f4b8aa43c62021af20e9dba8f803450ea"),
                        new WrittenFile(
                                MetricsFile.RESOURCE_USAGE,
                                directory.resolve("resource_usage.jsonl"),
                                10835,
                                "622b68ba959e42f3ecdba78b72e42099b2718b0890567afec5af7ce4a8340081"),
                        new WrittenFile(
                                MetricsFile.LATENCY_HISTOGRAMS,
                                directory.resolve("latency_histograms.json"),
                                3026,
                                "fe36d8a4ccf022b2938592f72f1bb020ce1e6257dfc9d72cb761a43d9730e6e7"),
                        new WrittenFile(
                                MetricsFile.RUN,
                                directory.resolve("run.json"),
                                406,
                                "72fb602eaed70401c2b194e430684c3560718f7926144f586da37fe39cfb9a40"));
        assertThat(directory.resolve("SHA256SUMS")).hasContent("""
                5d456b6ce18f201f5c9dcd3120921f1f4b8aa43c62021af20e9dba8f803450ea  phase_metrics.json
                622b68ba959e42f3ecdba78b72e42099b2718b0890567afec5af7ce4a8340081  resource_usage.jsonl
                fe36d8a4ccf022b2938592f72f1bb020ce1e6257dfc9d72cb761a43d9730e6e7  latency_histograms.json
                72fb602eaed70401c2b194e430684c3560718f7926144f586da37fe39cfb9a40  run.json
                """);
    }

    @Test
    void anAbortedRunIsPersistedWithItsReason() throws IOException {
        Persisted persisted = persist(GoldenSets.DIRECTORY.resolve("pipeline-aborted"), GoldenSets.layout(directory));
        assertThat(persisted.context().abortStatus()).isEqualTo(new AbortStatus(true, "timeout"));
    }

    @Test
    void nothingElseIsLeftInTheDirectory() throws IOException {
        persist(GoldenSets.DIRECTORY.resolve("empty"), GoldenSets.layout(directory));
        try (var entries = Files.list(directory)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "phase_metrics.json",
                            "resource_usage.jsonl",
                            "latency_histograms.json",
                            "run.json",
                            "SHA256SUMS");
        }
    }

    private static Persisted persist(Path set, SetLayout layout) throws IOException {
        PersistResult result = new SnapshotPersister(Duration.ofSeconds(5)).persist(GoldenSets.snapshot(set), layout);
        assertThat(result).isInstanceOf(Persisted.class);
        return (Persisted) result;
    }
}
