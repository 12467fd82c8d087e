package io.github.metricsgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Severity;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {

    private static final int PHASES = 5000;

    /** Of two, three and four bytes, one that is escaped, and one that makes every fence longer. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00e9", "\u6f22", "\ud83d\ude00", "\u001b", "`"})
    void thePageStaysBelowOneMebibyteWhateverIsBroken(String character) throws IOException {
        String text = character.repeat(1000);
        Threshold threshold =
                Example.with(Example.threshold("t", new Selector.AnyPhase(), "p99", "1"), Severity.FAIL, null, text);
        Phase[] phases = IntStream.range(0, PHASES)
                .mapToObj(i -> Example.phase(text + i, text, "2"))
                .toArray(Phase[]::new);
        Verification verification = Example.verify(List.of(threshold), phases);
        StringBuilder page = new StringBuilder();
        new MarkdownReport().write(Presentation.of(verification), page);
        assertThat(page.toString().getBytes(StandardCharsets.UTF_8).length).isBetween(100_000, (1 << 20) - 1);
        List<String> lines = page.toString().lines().toList();
        // What is not shown is counted.
        long rows = lines.stream().filter(line -> line.endsWith(" |")).count() - 1;
        long sentences =
                lines.stream().filter(line -> line.startsWith("p99 of phase ")).count();
        assertThat(rows).isGreaterThan(50);
        assertThat(sentences).isGreaterThan(50);
        assertThat(lines)
                .contains((PHASES - rows) + " rows more", "... and " + (PHASES - sentences) + " more")
                .contains("<details><summary>What fails the build: " + PHASES + "</summary>");
    }
}
