package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.NOW;
import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.rules;
import static io.github.metricsgate.gate.Example.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.metricsgate.gate.Circumstances;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.report.ReactorRow.State;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorSummaryTest {

    private static final Path GOLDEN = Path.of("src/test/resources/reports/reactor");
    private static final Path ROOT = Path.of("/repo");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> FILES = List.of(
            "TEST-metrics-gate-reactor.xml",
            "summary.md",
            "verification.json",
            "metrics.txt",
            "report.html",
            "report.css");

    @TempDir
    private Path directory;

    /** {@code -Dgolden.reports=write} writes them anew, to be read before they are committed. */
    @Test
    void everyReportIsAsItWasRead() throws IOException {
        boolean isToBeWritten = "write".equals(System.getProperty("golden.reports"));
        // As if it were in the root's build directory: links are relative to it.
        ReactorSummary summary = new ReactorSummary(rows(directory), directory.resolve("target/metrics-gate-reactor"));
        summary.write();
        for (String name : FILES) {
            if (name.equals("report.css")) {
                // It is the same for all pages.
                continue;
            }
            String text = Files.readString(
                    directory.resolve("target/metrics-gate-reactor").resolve(name));
            if (isToBeWritten) {
                Files.createDirectories(GOLDEN);
                Files.writeString(GOLDEN.resolve(name), text);
            }
            assertThat(text).as(name).isEqualTo(Files.readString(GOLDEN.resolve(name)));
        }
        String lines =
                String.join("\n", new ReactorSummary(rows(ROOT), ROOT.resolve("target/metrics-gate-reactor")).lines());
        if (isToBeWritten) {
            Files.writeString(GOLDEN.resolve("console.txt"), lines + "\n");
        }
        assertThat(lines + "\n").isEqualTo(Files.readString(GOLDEN.resolve("console.txt")));
    }

    @Test
    void onlyOneReportHasTheNameOfAModulesReport() throws IOException {
        assertThat(names(ReactorSummary.reports(directory)))
                .containsExactlyElementsOf(FILES)
                .doesNotContain("TEST-metrics-gate.xml");
    }

    @Test
    void noTestSuiteOrSeriesHasTheNameOfAModules() throws IOException {
        Set<String> ofModules = new HashSet<>();
        for (String golden : List.of("eleven-phases", "unfit-files", "mistakes")) {
            ofModules.addAll(series(GOLDEN.resolveSibling(golden).resolve("metrics.txt")));
        }
        Set<String> ofReactor = series(GOLDEN.resolve("metrics.txt"));
        assertThat(ofModules).hasSizeGreaterThan(12);
        assertThat(ofReactor).hasSize(4).doesNotContainAnyElementsOf(ofModules);
        // A module's name has no space, so that none can be called so.
        assertThat(Files.readString(GOLDEN.resolve("TEST-metrics-gate-reactor.xml")))
                .contains("<testsuite name=\"metrics-gate all modules\"")
                .contains("name=\"all modules: scoring\" classname=\"metrics-gate all modules: ");
    }

    @Test
    void theMetricsAreReadByTheRulesOfTheirFormat() throws IOException {
        List<Exposition> samples = Exposition.samples(Files.readAllLines(GOLDEN.resolve("metrics.txt")), 9);
        assertThat(samples).hasSize(7 + 6 + 6 + 1).doesNotHaveDuplicates();
        assertThat(samples)
                .filteredOn(sample -> sample.name().equals("metrics_gate_reactor_module_passed"))
                .extracting(sample -> sample.labels().get("module") + " " + sample.value())
                .containsExactly("ingestion 1", "ingestion:strict 1", "scoring 0", "export 0", "reports 0", "broken 0");
    }

    @Test
    void theDocumentIsExactlyWhatItsSchemaDescribes() throws IOException {
        JsonNode schema;
        try (InputStream in =
                ReactorSummary.class.getResourceAsStream("/io/github/metricsgate/schema/reactor.schema.json")) {
            schema = MAPPER.readTree(in);
        }
        ((ObjectNode) schema).put("additionalProperties", false);
        ((ObjectNode) schema.at("/properties/counts")).put("additionalProperties", false);
        ((ObjectNode) schema.at("/properties/modules/items")).put("additionalProperties", false);
        JsonNode document = MAPPER.readTree(GOLDEN.resolve("verification.json").toFile());
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        assertThat(registry.getSchema(schema).validate(document)).isEmpty();
        assertThat(document.get("modules")).hasSize(9);
        ((ObjectNode) document.get("modules").get(0)).put("result", "unknown");
        assertThat(registry.getSchema(schema).validate(document)).hasSize(1);
    }

    @Test
    void aModuleWithSeveralExecutionsCountsOnceByItsResult() {
        ReactorRow passed = row("a", "a", State.PASSED, "");
        ReactorRow failed = row("a", "a:strict", State.FAILED, "p99 is high");
        ReactorRow nothing = row("a", "a:empty", State.WITHOUT_METRICS, "");
        ReactorRow other = row("b", "b", State.NOTHING_JUDGED, "");
        assertThat(summary(passed, failed, nothing, other).counted())
                .isEqualTo("2 modules: 0 passed, 1 failed, 1 nothing judged");
        assertThat(summary(nothing, passed, other).counted())
                .isEqualTo("2 modules: 1 passed, 0 failed, 1 nothing judged");
        assertThat(summary(nothing, passed, other).verified()).isEqualTo(2);
        assertThat(summary(nothing, nothing).counted()).isEqualTo("1 module: 0 passed, 0 failed, 1 without metrics");
        assertThat(summary(nothing, nothing).verified()).isZero();
    }

    @Test
    void theResultIsTheWorstResultOfAModule() {
        assertThat(summary(row("a", "a", State.PASSED, ""), row("b", "b", State.SKIPPED, ""))
                        .result())
                .isEqualTo(State.PASSED);
        assertThat(summary(row("a", "a", State.PASSED, ""), row("b", "b", State.NOT_VERIFIED, ""))
                        .result())
                .isEqualTo(State.FAILED);
        assertThat(summary(row("a", "a", State.NOTHING_JUDGED, ""), row("b", "b", State.SKIPPED, ""))
                        .result())
                .isEqualTo(State.NOTHING_JUDGED);
    }

    @Test
    void theWorstFindingIsTheFailureFarthestFromItsLimit() {
        Presentation presentation = presentation(
                List.of(everything("100ms")), phase("0", "A", "150"), phase("1", "B", "400"), phase("2", "C", "300"));
        ReactorRow row = ReactorRow.of("org.example:module", presentation, Path.of("/reports"));
        assertThat(row.state()).isEqualTo(State.FAILED);
        assertThat(row.worst()).startsWith("p99 of phase 1 'B' is 400 ms, 4 times its limit of 100 ms");
        assertThat(ReactorRow.decoded(row.encoded())).isEqualTo(row);
    }

    @Test
    void linesFitMavensWidthAndStartWithWhatMatters() {
        String longest = "p99 of phase 0 'Load' is 812 ms, over its limit of 500 ms by 62 % (" + "x".repeat(500) + ")";
        List<String> lines = summary(row("a", "a".repeat(100), State.FAILED, longest), row("b", "b", State.PASSED, ""))
                .lines();
        assertThat(lines)
                .hasSize(5)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(113));
        assertThat(lines.get(2))
                .startsWith(
                        "aaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaa       1  FAILED  p99 of phase 0 'Load' is 812 ms, over")
                .endsWith("...");
    }

    @Test
    void theFailingOnesOfVeryManyModulesAreShown() throws IOException {
        List<ReactorRow> rows = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            rows.add(row("m" + i, "m" + i, i == 4999 ? State.FAILED : State.PASSED, "w".repeat(i == 4999 ? 300 : 0)));
        }
        ReactorSummary summary = new ReactorSummary(rows, directory);
        assertThat(summary.lines()).hasSize(1 + 1 + 200 + 1 + 1);
        assertThat(summary.lines().get(2)).startsWith("m4999        1  FAILED  www");
        assertThat(summary.lines()).contains("... and 4800 rows more, in the reports");
        summary.write();
        String page = Files.readString(directory.resolve("summary.md"));
        assertThat(page).hasSizeLessThan(1 << 20).contains("| **FAILED** |").containsPattern("\n[0-9]+ rows more\n");
        assertThat(page.indexOf("m4999")).isLessThan(page.indexOf("`m0`"));
    }

    /** What 500 modules pay: less than 1 ms of CPU each, though nothing is warm. */
    @Test
    void fiveHundredModulesCostLittle() throws IOException {
        List<ReactorRow> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(row("m" + i, "m" + i, i % 7 == 0 ? State.FAILED : State.PASSED, "p99 is high ".repeat(20)));
        }
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        ReactorSummary summary = new ReactorSummary(rows, directory);
        assertThat(summary.lines()).hasSize(1 + 1 + 200 + 1 + 1);
        summary.write();
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(used / 500).as("nanoseconds a module").isLessThan(1_000_000);
    }

    @Test
    void linksLeadToAModulesReportsEvenWithOddNames() throws IOException {
        ReactorRow odd = new ReactorRow(
                "g:odd",
                "odd",
                State.PASSED,
                1,
                "",
                directory.resolve("a (b) <c> | d#e/target").toString());
        new ReactorSummary(List.of(odd), directory.resolve("summary")).write();
        String page = Files.readString(directory.resolve("summary/summary.md"));
        assertThat(page).contains("| [`odd`](<../a%20(b)%20%3Cc%3E%20%7C%20d%23e/target/summary.md>) | 1 | passed |");
        assertThat(Files.readString(directory.resolve("summary/verification.json")))
                .contains("\"reports\": \"../a (b) <c> | d#e/target\"");
    }

    /** One of each kind, and a module with two executions. */
    static List<ReactorRow> rows(Path root) {
        List<Threshold> limit = List.of(everything("500ms"));
        Presentation kept = presentation(limit, phase("0", "Load", "3"), phase("1", "Store", "4"));
        Presentation broken = presentation(limit, phase("0", "Load", "812.4"), phase("1", "Store", "900"));
        List<ReactorRow> rows = new ArrayList<>();
        rows.add(ReactorRow.of("org.example:all", "all", State.WITHOUT_METRICS, ""));
        rows.add(renamed(
                ReactorRow.of("org.example:ingestion", kept, root.resolve("ingestion/target/metrics-gate")),
                "ingestion"));
        rows.add(renamed(
                ReactorRow.of("org.example:ingestion", kept, root.resolve("ingestion/target/metrics-gate/strict")),
                "ingestion:strict"));
        rows.add(renamed(
                ReactorRow.of("org.example:scoring", broken, root.resolve("scoring/target/metrics-gate")), "scoring"));
        rows.add(renamed(
                ReactorRow.of(
                        "org.example:export",
                        presentation(List.of(), phase("0", "Load", "3")),
                        root.resolve("export/target/metrics-gate")),
                "export"));
        rows.add(renamed(
                ReactorRow.of(
                        "org.example:reports",
                        Presentation.of(SampleVerifications.onUnfitFiles()),
                        root.resolve("reports/target/metrics-gate")),
                "reports"));
        rows.add(ReactorRow.of("org.example:broken", "broken", State.NOT_VERIFIED, "Compilation failure | `x` <b>"));
        rows.add(ReactorRow.of("org.example:pipeline", "pipeline", State.ONLY_PERSISTED, ""));
        rows.add(ReactorRow.of("org.example:later", "later", State.SKIPPED, ""));
        return rows;
    }

    private static Presentation presentation(List<Threshold> thresholds, Phase... phases) {
        return Presentation.of(Gate.verify(rules(thresholds), set(phases), Circumstances.at(NOW)));
    }

    private static ReactorRow renamed(ReactorRow row, String name) {
        return new ReactorRow(row.project(), name, row.state(), row.phases(), row.worst(), row.reports());
    }

    private static ReactorRow row(String project, String name, State state, String worst) {
        return new ReactorRow("org.example:" + project, name, state, 1, worst, "/repo/" + project);
    }

    private static ReactorSummary summary(ReactorRow... rows) {
        return new ReactorSummary(List.of(rows), ROOT.resolve("target/metrics-gate-reactor"));
    }

    private static List<String> names(ReportDirectory reports) {
        return reports.files().stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static Set<String> series(Path metrics) throws IOException {
        Set<String> series = new HashSet<>();
        try (Stream<String> lines = Files.lines(metrics)) {
            lines.filter(line -> !line.startsWith("#")).forEach(line -> series.add(line.replaceAll("[{ ].*", "")));
        }
        return series;
    }
}
