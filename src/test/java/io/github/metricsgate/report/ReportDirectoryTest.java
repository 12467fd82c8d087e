package io.github.metricsgate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDirectoryTest {

    private static final List<String> NAMES = List.of(
            "TEST-metrics-gate.xml",
            "metrics.txt",
            "report.css",
            "report.html",
            "summary.md",
            "trend.svg",
            "verification.json");
    private static final Path GOLDEN = Path.of("src/test/resources/reports");

    @TempDir
    private Path parent;

    private Path directory = Path.of("");
    private ReportDirectory reports = new ReportDirectory(directory);

    @BeforeEach
    void setUp() {
        directory = parent.resolve("a").resolve("b");
        reports = new ReportDirectory(directory);
    }

    @Test
    void everyReportIsWrittenCompletelyAndNothingElse() throws IOException {
        reports.write(Presentation.of(SampleVerifications.onElevenPhases()));
        assertThat(written()).isEqualTo(NAMES);
        assertThat(reports.files())
                .containsExactlyInAnyOrderElementsOf(
                        NAMES.stream().map(directory::resolve).toList());
        areThoseOf("eleven-phases", NAMES);
    }

    @Test
    void thePageIsWrittenForItsPlaceAndWithItsStyle() throws IOException {
        Presentation presentation = Presentation.of(SampleVerifications.onElevenPhases());
        reports.write(presentation);
        StringBuilder page = new StringBuilder();
        new HtmlReport(directory).write(presentation, page);
        assertThat(directory.resolve("report.html")).hasContent(page.toString());
        assertThat(directory.resolve("report.css"))
                .hasSameTextualContentAs(Path.of("src/main/resources/io/github/metricsgate/report/report.css"));
    }

    @Test
    void olderReportsAreReplaced() throws IOException {
        reports.write(Presentation.of(SampleVerifications.onElevenPhases()));
        reports.write(Presentation.of(SampleVerifications.onMistakes()));
        assertThat(written()).isEqualTo(NAMES);
        areThoseOf("mistakes", NAMES);
    }

    @Test
    void onlyReportsAreCleared() throws IOException {
        reports.clear();
        reports.write(Presentation.of(SampleVerifications.onElevenPhases()));
        Files.writeString(directory.resolve("TEST-other.xml"), "");
        Files.createDirectory(directory.resolve("other"));
        reports.clear();
        assertThat(written()).containsExactly("TEST-other.xml", "other");
        reports.clear();
        assertThat(written()).containsExactly("TEST-other.xml", "other");
    }

    @Test
    void aReportThatCannotBeWrittenDoesNotAffectTheOthers() throws IOException {
        reports.write(Presentation.of(SampleVerifications.onElevenPhases()));
        Path inTheWay = directory.resolve("verification.json");
        Files.delete(inTheWay);
        Files.createDirectories(inTheWay.resolve("full"));
        Presentation other = Presentation.of(SampleVerifications.onMistakes());
        assertThatThrownBy(() -> reports.write(other)).isInstanceOf(IOException.class);
        assertThat(written()).isEqualTo(NAMES);
        assertThat(inTheWay).isDirectoryContaining(path -> path.endsWith("full"));
        areThoseOf("mistakes", List.of("TEST-metrics-gate.xml", "summary.md", "metrics.txt"));
    }

    @Test
    void aDirectoryThatCannotBeCreatedIsReported() throws IOException {
        Files.writeString(parent.resolve("a"), "in the way");
        Presentation presentation = Presentation.of(SampleVerifications.onElevenPhases());
        assertThatThrownBy(() -> reports.write(presentation)).isInstanceOf(IOException.class);
        assertThat(parent.resolve("a")).hasContent("in the way");
    }

    private void areThoseOf(String verification, List<String> names) {
        for (String name : names) {
            // The links of the page depend on where it is, and the style sheet is the same for all.
            if (!name.startsWith("report.")) {
                assertThat(directory.resolve(name))
                        .hasSameTextualContentAs(GOLDEN.resolve(verification).resolve(name));
            }
        }
    }

    /** All that lies in the directory, hidden or not. */
    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return List.copyOf(new TreeSet<>(
                    files.map(path -> path.getFileName().toString()).toList()));
        }
    }
}
