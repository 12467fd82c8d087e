package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {

    private static final String SUM = "0123456789abcdef".repeat(4);
    private static final String OTHER_SUM = "f".repeat(64);
    private static final List<MetricsFile> REQUIRED =
            Arrays.stream(MetricsFile.values()).filter(MetricsFile::required).toList();

    @TempDir
    Path directory;

    private SetLayout layout;

    @BeforeEach
    void layOut() {
        layout = GoldenSets.layout(directory);
    }

    @Test
    void aMissingFileThatIsListedIsAViolation() throws IOException {
        list(MetricsFile.values());
        for (MetricsFile role : MetricsFile.values()) {
            assertThat(checksums().checkMissing(layout.name(role)).first())
                    .containsExactly(new Violation(layout.name(role), "", null, "is missing, but SHA256SUMS lists it"));
        }
    }

    @Test
    void aFileThatIsNeitherListedNorPresentIsNotAViolation() throws IOException {
        list(REQUIRED.toArray(MetricsFile[]::new));
        assertThat(checksums().checkMissing("run.json")).isEqualTo(Violations.NONE);
    }

    @Test
    void anExistingFileMustBeListedButOnlyTheRequiredOnesMustExist() throws IOException {
        list(REQUIRED.toArray(MetricsFile[]::new));
        assertThat(violations(REQUIRED)).isEmpty();
        assertThat(violations(Arrays.asList(MetricsFile.values())))
                .containsExactly("SHA256SUMS has no entry for run.json");
        list(MetricsFile.PHASE_METRICS, MetricsFile.RESOURCE_USAGE, MetricsFile.RUN);
        assertThat(violations(Arrays.asList(MetricsFile.values())))
                .containsExactly("SHA256SUMS has no entry for latency_histograms.json");
    }

    @Test
    void aFileWithAnotherChecksumIsAViolation() throws IOException {
        list(MetricsFile.values());
        assertThat(checksums()
                        .check(MetricsFile.RUN, "run.json", layout.path(MetricsFile.RUN), OTHER_SUM)
                        .first())
                .containsExactly(new Violation(
                        "run.json", "", null, "SHA-256 is " + OTHER_SUM + ", but SHA256SUMS lists " + SUM));
    }

    @Test
    void onlyFilesOfTheSetMustBeListedOnce() throws IOException {
        list(MetricsFile.values());
        String line = SUM + "  other.json\n";
        Files.writeString(layout.checksums(), Files.readString(layout.checksums()) + line + line);
        assertThat(violations(List.of())).isEmpty();
        Files.writeString(layout.checksums(), Files.readString(layout.checksums()) + SUM + " *run.json\n");
        assertThat(violations(List.of())).containsExactly("SHA256SUMS duplicate entry for \"run.json\"");
    }

    private void list(MetricsFile... roles) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (MetricsFile role : roles) {
            lines.append(SUM).append("  ").append(layout.name(role)).append('\n');
        }
        Files.writeString(layout.checksums(), lines);
    }

    private Checksums checksums() throws IOException {
        return Checksums.read(layout).orElseThrow();
    }

    /** What is wrong if these files are there, as they are listed. */
    private List<String> violations(List<MetricsFile> there) throws IOException {
        Checksums checksums = checksums();
        Violations violations = checksums.violations();
        for (MetricsFile role : there) {
            violations = violations.and(checksums.check(role, layout.name(role), layout.path(role), SUM));
        }
        return violations.first().stream()
                .map(violation -> violation.file() + " " + violation.problem())
                .toList();
    }
}
