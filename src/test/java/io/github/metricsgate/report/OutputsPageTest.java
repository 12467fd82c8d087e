package io.github.metricsgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The samples on the outputs page are lines of the golden reports that they refer to. */
class OutputsPageTest {

    private static final Path PAGE = Path.of("src/site/markdown/outputs.md");
    private static final Path REPORTS = Path.of("src/test/resources/reports");
    private static final String FROM = "<!-- from ";

    @Test
    void everySampleComesFromAReport() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        List<String> unknown = new ArrayList<>();
        Set<String> sampled = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FROM)) {
                String report =
                        lines.get(i).substring(FROM.length(), lines.get(i).indexOf(" -->"));
                Set<String> known = new HashSet<>(Files.readAllLines(REPORTS.resolve(report)));
                String fence = lines.get(i + 1).replaceAll("[a-z]", "");
                for (i += 2; !lines.get(i).equals(fence); i++) {
                    if (!lines.get(i).equals("...") && !known.contains(lines.get(i))) {
                        unknown.add(report + ": " + lines.get(i));
                    }
                }
                sampled.add(report);
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(sampled).hasSize(14);
    }
}
