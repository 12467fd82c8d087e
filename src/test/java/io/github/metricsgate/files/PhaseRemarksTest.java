package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhaseRemarksTest {

    @TempDir
    private Path temp;

    private SetLayout layout;

    @BeforeEach
    void locate() {
        layout = new SetLayout(temp, "phase_metrics.json", "resource_usage.jsonl", "latency_histograms.json");
    }

    private Map<String, PhaseRemarks> read(String phaseMetrics) throws IOException {
        Files.writeString(temp.resolve("phase_metrics.json"), phaseMetrics);
        return PhaseRemarks.of(layout);
    }

    private String written(PhaseRemarks remarks, Map<Figure, BigDecimal> figures) throws IOException {
        Phase phase = new Phase("1", "checkout", figures, Map.of());
        Path snapshot = temp.resolve("snapshot.json");
        SnapshotWriter.write(
                new Run(RunContext.unknown(), List.of(phase), ResourceUsage.none()),
                Map.of("1", remarks),
                List.of(),
                snapshot);
        return Files.readString(snapshot).replaceAll("\\s+", "");
    }

    @Test
    void listsAreAppendedAndWrittenAsTheyAreSpelled() throws IOException {
        Map<String, PhaseRemarks> all = read("""
                {"1": {"errors": [{"b": 1.50, "a": "x"}], "warnings": [], "other": ["y"]},
                 "2": {"errors": ["z"], "anomalies": [1e-05, null]}, "3": {}}""");
        assertThat(all).containsOnlyKeys("1", "2", "3");
        PhaseRemarks both = Objects.requireNonNull(all.get("1")).and(Objects.requireNonNull(all.get("2")));
        assertThat(written(
                        both,
                        Map.of(
                                Figure.ERRORS, BigDecimal.valueOf(2),
                                Figure.WARNINGS, BigDecimal.ZERO,
                                Figure.ANOMALIES, BigDecimal.valueOf(2))))
                .contains("\"anomalies\":[1e-05,null]")
                .contains("\"errors\":[{\"a\":\"x\",\"b\":1.50},\"z\"]")
                .contains("\"warnings\":[]")
                .doesNotContain("other");
    }

    @Test
    void aFigureThatIsNotTheirNumberIsRefused() throws IOException {
        PhaseRemarks one =
                Objects.requireNonNull(read("{\"1\": {\"errors\": [1]}}").get("1"));
        assertThatThrownBy(() -> written(one, Map.of(Figure.ERRORS, BigDecimal.valueOf(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a phase does not have its errors, only their number");
    }

    @Test
    void withoutTheFileThereAreNone() throws IOException {
        assertThat(PhaseRemarks.of(layout)).isEmpty();
    }

    @Test
    void aFileThatIsNoLongerValidCannotBeRead() {
        assertThatThrownBy(() -> read("{\"1\": {"))
                .isInstanceOf(FileAccessException.class)
                .hasMessageContaining("it was changed while it was read");
    }
}
