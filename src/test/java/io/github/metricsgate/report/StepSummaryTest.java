package io.github.metricsgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
    void aPageIsBegunIfThereIsNone() throws IOException {
        Path page = directory.resolve("page.md");
        assertThat(StepSummary.add(BROKEN, environment(page))).isEmpty();
        assertThat(page).hasContent(full());
        assertThat(full()).startsWith(HEADLINE).contains("\u00dcbersicht");
    }

    @Test
    void whatAnotherToolWroteStays() throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), "before\n\n");
        assertThat(StepSummary.add(BROKEN, environment(page))).isEmpty();
        assertThat(StepSummary.add(BROKEN, environment(page))).isEmpty();
        assertThat(Files.readString(page)).isEqualTo("before\n\n" + full() + full());
    }

    @Test
    void thePageStaysBelowWhatGitHubTakes() throws IOException {
        int bytes = full().getBytes(StandardCharsets.UTF_8).length;
        assertThat(added(MEBIBYTE - bytes - 1)).isEqualTo(full());
        assertThat(added(MEBIBYTE - bytes)).isEqualTo(HEADLINE);
        assertThat(added(MEBIBYTE - HEADLINE.length() - 1)).isEqualTo(HEADLINE);
    }

    @Test
    void aFullPageIsLeftAsItIs() throws IOException {
        Path page = page(MEBIBYTE - HEADLINE.length());
        assertThat(StepSummary.add(BROKEN, environment(page)))
                .contains("The page that GITHUB_STEP_SUMMARY names is full: nothing was added to it");
        assertThat(page).hasSize(MEBIBYTE - HEADLINE.length());
    }

    @Test
    void aPageThatCannotBeWrittenIsNamed() {
        assertThat(StepSummary.add(BROKEN, environment(directory)).orElse(""))
                .startsWith("The page that GITHUB_STEP_SUMMARY names cannot be written: ")
                .contains(directory.getFileName().toString());
        assertThat(StepSummary.add(BROKEN, environment(directory.resolve("none").resolve("page.md")))
                        .orElse(""))
                .startsWith("The page that GITHUB_STEP_SUMMARY names cannot be written: ");
        assertThat(StepSummary.add(BROKEN, Map.of("GITHUB_STEP_SUMMARY", "a\0b"))
                        .orElse(""))
                .startsWith("The page that GITHUB_STEP_SUMMARY names cannot be written: ")
                .doesNotContain("\0");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void withoutThePageNothingIsWritten() {
        assertThat(StepSummary.add(BROKEN, Map.of())).isEmpty();
        assertThat(StepSummary.add(BROKEN, Map.of("GITHUB_STEP_SUMMARY", ""))).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    /** What is added to a page of so many bytes. */
    private String added(int size) throws IOException {
        Path page = page(size);
        assertThat(StepSummary.add(BROKEN, environment(page))).isEmpty();
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
