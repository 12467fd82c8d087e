package io.github.metricsgate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.metricsgate.gate.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final String HEADLINE =
            "### metrics-gate: FAILED (`module`)\n\n1 phase, 0 thresholds kept, 1 broken, 0 not measured\n\n";
    private static final Presentation BROKEN = Presentation.of(
            Example.verify(List.of(Example.everything("1")), Example.phase("2", "\u00dcbersicht", "3")));

    @TempDir
    private Path directory;

    @Test
    void aPageIsCreatedIfThereIsNone() throws IOException {
        Path page = directory.resolve("page.md");
        assertThat(StepSummary.add(BROKEN, environment(page), List.of())).isEmpty();
        assertThat(page).hasContent(full());
        assertThat(full()).startsWith(HEADLINE).contains("\u00dcbersicht");
    }

    @Test
    void whatAnotherToolWroteStays() throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), "before\n\n");
        assertThat(StepSummary.add(BROKEN, environment(page), List.of())).isEmpty();
        assertThat(StepSummary.add(BROKEN, environment(page), List.of())).isEmpty();
        assertThat(Files.readString(page)).isEqualTo("before\n\n" + full() + full());
    }

    @Test
    void thePageStaysBelowGitHubsLimit() throws IOException {
        int bytes = full().getBytes(StandardCharsets.UTF_8).length;
        assertThat(added(MEBIBYTE - bytes - 1)).isEqualTo(full());
        assertThat(added(MEBIBYTE - bytes)).isEqualTo(HEADLINE);
        assertThat(added(MEBIBYTE - HEADLINE.length() - 1)).isEqualTo(HEADLINE);
    }

    @Test
    void aFullPageIsLeftAsItIs() throws IOException {
        Path page = page(MEBIBYTE - HEADLINE.length());
        assertThat(StepSummary.add(BROKEN, environment(page), List.of()))
                .contains("The page that GITHUB_STEP_SUMMARY names is full: nothing was added to it");
        assertThat(page).hasSize(MEBIBYTE - HEADLINE.length());
    }

    @Test
    void aPageThatCannotBeWrittenIsNamed() {
        assertThat(StepSummary.add(BROKEN, environment(directory), List.of()).orElse(""))
                .startsWith("The page that GITHUB_STEP_SUMMARY names cannot be written: ")
                .contains(directory.getFileName().toString());
        assertThat(StepSummary.add(BROKEN, environment(directory.resolve("none").resolve("page.md")), List.of())
                        .orElse(""))
                .startsWith("The page that GITHUB_STEP_SUMMARY names cannot be written: ");
        assertThat(StepSummary.add(BROKEN, Map.of("GITHUB_STEP_SUMMARY", "a\0b"), List.of())
                        .orElse(""))
                .startsWith("The page that GITHUB_STEP_SUMMARY names cannot be written: ")
                .doesNotContain("\0");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no pipes among its files")
    void aPipeIsNotOpened() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(directory.resolve("link"), pipe);
        for (Path page : List.of(pipe, link)) {
            Optional<String> obstacle = assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> StepSummary.add(BROKEN, environment(page), List.of()));
            assertThat(obstacle)
                    .contains("The page that GITHUB_STEP_SUMMARY names cannot be written: " + page
                            + " is not a regular file");
        }
    }

    @Test
    void nothingIsAddedToAFileOfTheSetUnderAnyName() throws IOException {
        Path file = Files.writeString(directory.resolve("phase_metrics.json"), "{}");
        Path symbolic = Files.createSymbolicLink(directory.resolve("symbolic"), file);
        Path hard = Files.createLink(directory.resolve("hard"), file);
        Path notYet = directory.resolve("verification.json");
        List<Path> others = List.of(directory.resolve("SHA256SUMS"), notYet, file);
        for (Path page : List.of(file, symbolic, hard, directory.resolve("x/../phase_metrics.json"), notYet)) {
            assertThat(StepSummary.add(BROKEN, environment(page), others))
                    .contains("The page that GITHUB_STEP_SUMMARY names cannot be written: " + page
                            + " is a file of the metrics set or a report");
        }
        assertThat(file).hasContent("{}");
        assertThat(notYet).doesNotExist();
        assertThat(StepSummary.add(BROKEN, environment(directory.resolve("page.md")), others))
                .isEmpty();
    }

    @Test
    void withoutAPageNothingIsWritten() {
        assertThat(StepSummary.add(BROKEN, Map.of(), List.of())).isEmpty();
        assertThat(StepSummary.add(BROKEN, Map.of("GITHUB_STEP_SUMMARY", ""), List.of()))
                .isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    /** What is added to a page of so many bytes. */
    private String added(int size) throws IOException {
        Path page = page(size);
        assertThat(StepSummary.add(BROKEN, environment(page), List.of())).isEmpty();
        assertThat(Files.size(page)).isLessThan(MEBIBYTE);
        return Files.readString(page).substring(size);
    }

    private Path page(int size) throws IOException {
        return Files.writeString(directory.resolve("page.md"), "x".repeat(size));
    }

    private static Map<String, String> environment(Path page) {
        return Map.of("GITHUB_STEP_SUMMARY", page.toString());
    }

    private static String full() throws IOException {
        StringBuilder full = new StringBuilder();
        new MarkdownReport().write(BROKEN, full);
        return full.toString();
    }
}
