package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    void aFileThatIsListedAndNotThereIsAViolation() throws IOException {
        list(MetricsFile.values());
        for (MetricsFile role : MetricsFile.values()) {
            ViolationCollector violations = new ViolationCollector();
            checksums(violations).checkMissing(layout.name(role), violations);
            assertThat(violations.violations().first())
                    .containsExactly(new Violation(
                            layout.name(role), "", null, "no such file", "the file, as SHA256SUMS lists it"));
        }
    }

    @Test
    void aFileThatIsNeitherListedNorThereIsNone() throws IOException {
        list(REQUIRED.toArray(MetricsFile[]::new));
        ViolationCollector violations = new ViolationCollector();
        checksums(violations).checkMissing("run.json", violations);
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void aFileThatIsThereMustBeListedButOnlyTheRequiredOnesMustBeThere() throws IOException {
        list(REQUIRED.toArray(MetricsFile[]::new));
        assertThat(violations(REQUIRED)).isEmpty();
        assertThat(violations(Arrays.asList(MetricsFile.values())))
                .containsExactly("SHA256SUMS: no line for run.json, not one for each file of the set");
        list(MetricsFile.PHASE_METRICS, MetricsFile.RESOURCE_USAGE, MetricsFile.RUN);
        assertThat(violations(Arrays.asList(MetricsFile.values())))
                .containsExactly("SHA256SUMS: no line for latency_histograms.json, not one for each file of the set");
    }

    @Test
    void aFileWithAnotherChecksumIsAViolation() throws IOException {
        list(MetricsFile.values());
        ViolationCollector violations = new ViolationCollector();
        checksums(violations).check(MetricsFile.RUN, "run.json", OTHER_SUM, violations);
        assertThat(violations.violations().first())
                .containsExactly(new Violation(
                        "run.json", "", null, "SHA-256 " + OTHER_SUM, SUM + ", which SHA256SUMS has for it"));
    }

    @Test
    void onlyFilesOfTheSetMustBeListedOnce() throws IOException {
        list(MetricsFile.values());
        String line = SUM + "  other.json\n";
        Files.writeString(layout.checksums(), Files.readString(layout.checksums()) + line + line);
        assertThat(violations(List.of())).isEmpty();
        Files.writeString(layout.checksums(), Files.readString(layout.checksums()) + SUM + " *run.json\n");
        assertThat(violations(List.of())).containsExactly("SHA256SUMS: \"run.json\" again, not every file once");
    }

    private void list(MetricsFile... roles) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (MetricsFile role : roles) {
            lines.append(SUM).append("  ").append(layout.name(role)).append('\n');
        }
        Files.writeString(layout.checksums(), lines);
    }

    private Checksums checksums(ViolationCollector violations) throws IOException {
        return Checksums.read(layout, violations).orElseThrow();
    }

    /** What is said if these files are there, as they are listed. */
    private List<String> violations(List<MetricsFile> there) throws IOException {
        ViolationCollector violations = new ViolationCollector();
        Checksums checksums = checksums(violations);
        for (MetricsFile role : there) {
            checksums.check(role, layout.name(role), SUM, violations);
        }
        List<String> said = new ArrayList<>();
        for (Violation violation : violations.violations().first()) {
            said.add(violation.file() + ": " + violation.found() + ", not " + violation.expected());
        }
        return said;
    }
}
