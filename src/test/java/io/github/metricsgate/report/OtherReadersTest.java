package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.threshold;
import static io.github.metricsgate.gate.Example.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The reports by the rules of those that read them, where these are stricter than the formats: the metrics parser and the
 * JUnit parser of GitLab, and mikepenz/action-junit-report, which looks for a file of a test case's class.
 */
class OtherReadersTest {

    private static final Path REPORTS = Path.of("src/test/resources/reports");

    /** What GitLab takes for one line's words: a shell's, with quotation marks and backslashes. */
    private static final Pattern SHELL_WORD =
            Pattern.compile("\\G\\s*+((?:[^\\s\"'\\\\]++|\\\\.|\"(?:[^\"\\\\]++|\\\\.)*+\"|'[^']*+')++)(?=\\s|$)");

    @Test
    void gitLabReadsEveryMetric() throws IOException {
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (Verification verification : verifications()) {
            StringBuilder metrics = new StringBuilder();
            new OpenMetricsReport().write(Presentation.of(verification), metrics);
            seen.put(
                    String.valueOf(seen.size()),
                    gitLabsMetrics(metrics.toString()).size());
        }
        try (Stream<Path> reports = Files.list(REPORTS)) {
            for (Path report : reports.filter(path -> Files.exists(path.resolve("metrics.txt")))
                    .toList()) {
                seen.put(
                        report.toString(),
                        gitLabsMetrics(Files.readString(report.resolve("metrics.txt")))
                                .size());
            }
        }
        assertThat(seen).hasSizeGreaterThan(500);
        assertThat(seen.values()).allMatch(metrics -> metrics > 2);
        // Without this it would be a rule that everything keeps.
        assertThatThrownBy(() -> gitLabsMetrics("m{phase=\"Step #1\"} 1\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A number sign begins a comment wherever it is; what is left is a name and a value, or the report is refused. */
    private static Map<String, String> gitLabsMetrics(String report) {
        Map<String, String> metrics = new LinkedHashMap<>();
        int lines = 0;
        for (String line : report.lines().toList()) {
            lines += line.startsWith("#") ? 0 : 1;
            List<String> words = shellWords(line.replaceFirst("#.*", ""));
            if (!words.isEmpty()) {
                assertThat(words).as(line).hasSize(2);
                assertThat(words.get(1)).matches("-?[0-9.]+");
                metrics.put(words.get(0), words.get(1));
            }
        }
        assertThat(metrics).as("metrics of distinct names").hasSize(lines);
        return metrics;
    }

    private static List<String> shellWords(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = SHELL_WORD.matcher(line);
        int end = 0;
        while (word.find()) {
            words.add(word.group(1));
            end = word.end();
        }
        if (!line.substring(end).isBlank()) {
            throw new IllegalArgumentException("unmatched quotation mark: " + line);
        }
        return words;
    }

    /** It takes the text of the element, not the attribute. */
    @Test
    void gitLabFindsTheSentenceOfAFailureInItsBody() throws Exception {
        int seen = 0;
        for (Verification verification : verifications()) {
            for (Element testcase : testcases(verification)) {
                for (String mark : List.of("failure", "error", "skipped")) {
                    NodeList marks = testcase.getElementsByTagName(mark);
                    for (int i = 0; i < marks.getLength(); i++) {
                        Element found = (Element) marks.item(i);
                        assertThat(found.getTextContent()).isNotBlank().isEqualTo(found.getAttribute("message"));
                        seen++;
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(1_000);
    }

    /** It annotates the first file whose name, without what is behind a dot, is what follows the class's last dot. */
    @Test
    void noFileHasTheNameThatTheGitHubReporterLooksFor() throws Exception {
        int seen = 0;
        for (Verification verification : verifications()) {
            for (Element testcase : testcases(verification)) {
                String classname = testcase.getAttribute("classname");
                String file = classname.substring(classname.lastIndexOf('.') + 1);
                assertThat(file).startsWith("metrics-gate module: ");
                assertThat(testcase.getAttribute("name")).startsWith("module: ");
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(1_000);
    }

    /** Names of thresholds may have dots, as any element's. */
    private static List<Verification> verifications() {
        List<Verification> verifications = new ArrayList<>();
        for (String name : List.of("memory", "docs.memory", "README.", "a.b.c")) {
            verifications.add(
                    verify(List.of(threshold(name, new Selector.AnyPhase(), "p99", "1")), phase("1", "Step #1", "5")));
        }
        Hostile.all().forEach(hostile -> verifications.add(hostile.verification()));
        return verifications;
    }

    private static List<Element> testcases(Verification verification) throws Exception {
        StringBuilder report = new StringBuilder();
        new JUnitReport().write(Presentation.of(verification), report);
        NodeList found = HostileTextTest.dom(report.toString()).getElementsByTagName("testcase");
        List<Element> testcases = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            testcases.add((Element) found.item(i));
        }
        return testcases;
    }
}
