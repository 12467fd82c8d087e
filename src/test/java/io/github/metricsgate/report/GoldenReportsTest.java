package io.github.metricsgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every report, whole. {@code -Dgolden.reports=write} writes them anew, to be read before they are committed. */
class GoldenReportsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/reports");

    static final Map<String, Report> REPORTS = reports();

    private static Map<String, Report> reports() {
        Map<String, Report> reports = new LinkedHashMap<>();
        reports.put("console.txt", new ConsoleReport(false));
        reports.put("console-in-colour.txt", new ConsoleReport(true));
        reports.put("TEST-metrics-gate.xml", new JUnitReport());
        reports.put("summary.md", new MarkdownReport());
        reports.put("verification.json", new JsonReport());
        reports.put("metrics.txt", new OpenMetricsReport());
        reports.put("report.html", new HtmlReport(SamplePages.REPORTS));
        reports.put("trend.svg", new TrendPicture());
        reports.put("github.txt", new GitHubAnnotations());
        reports.put("azure.txt", new AzureAnnotations());
        reports.put("teamcity.txt", new TeamCityMessages());
        return reports;
    }

    static Map<String, Verification> verifications() {
        return Map.of(
                "eleven-phases", SampleVerifications.onElevenPhases(),
                "unfit-files", SampleVerifications.onUnfitFiles(),
                "baseline", SampleVerifications.onABaseline(),
                "mistakes", SampleVerifications.onMistakes());
    }

    static Stream<Arguments> goldenReports() {
        return verifications().entrySet().stream()
                .flatMap(verification -> REPORTS.keySet().stream()
                        .map(report -> Arguments.of(verification.getKey(), report, verification.getValue())));
    }

    @ParameterizedTest(name = "{0}/{1}")
    @MethodSource("goldenReports")
    void isAsItWasRead(String name, String report, Verification verification) throws IOException {
        Path golden = GOLDEN.resolve(name).resolve(report);
        StringBuilder text = new StringBuilder();
        Objects.requireNonNull(REPORTS.get(report)).write(Presentation.of(verification), text);
        if ("write".equals(System.getProperty("golden.reports"))) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(golden));
    }
}
