package io.github.metricsgate.report;

import static io.github.metricsgate.report.Hostile.decoded;
import static io.github.metricsgate.report.Hostile.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Severity;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.PhaseMetric;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Text from the files and the pom is only text, whatever shows it: each report is read back by a parser that is not ours,
 * has the shape that it has for harmless text, and says what was there.
 */
class HostileTextTest {

    private static final List<Hostile> CORPUS = Hostile.all();

    /** How wide names may be in sentences, in the cells of a page, in labels and in TeamCity's keys. */
    private static final int SENTENCE = 120;

    private static final int CELL = 80;
    private static final int LABEL = 5000;
    private static final int STATISTIC = 150;

    /** How wide they may be in the console where each place of a row holds one. */
    private static final int TOGETHER = 12;

    /** What else a metric can be called than a latency: then it is that, and the latency is in no report. */
    private static final Pattern OTHER_METRIC = Pattern.compile(
            "duration|throughput|items_(processed|failed|remaining)"
                    + "|error_rate|progress|warnings|errors|anomalies|samples|(cpu_percent|memory_percent|rss_mb|worker_budget)(\\..*)?",
            Pattern.DOTALL);

    private static final Parser MARKDOWN = Parser.builder()
            .extensions(List.of(TablesExtension.create(), AutolinkExtension.create()))
            .build();

    /** Reads a report back and says whether the text was short enough to be compared in full. */
    interface Reader {
        boolean read(Hostile hostile, String report) throws Exception;
    }

    /** @param enough of how many texts it can tell at least that they were read back in full */
    record Sink(Report report, Reader reader, boolean isForPeople, int enough) {}

    static final Map<String, Sink> SINKS = sinks();

    private static Map<String, Sink> sinks() {
        Map<String, Sink> sinks = new LinkedHashMap<>();
        sinks.put("console", new Sink(new ConsoleReport(false), HostileTextTest::readConsole, true, 300));
        sinks.put("JUnit", new Sink(new JUnitReport(), HostileTextTest::readXml, true, 500));
        sinks.put("Markdown", new Sink(new MarkdownReport(), HostileTextTest::readMarkdown, true, 500));
        sinks.put("JSON", new Sink(new JsonReport(), HostileTextTest::readJson, false, 500));
        sinks.put("OpenMetrics", new Sink(new OpenMetricsReport(), HostileTextTest::readSamples, true, 500));
        sinks.put("GitHub", new Sink(new GitHubAnnotations(), HostileTextTest::readGitHub, true, 500));
        sinks.put("Azure", new Sink(new AzureAnnotations(), HostileTextTest::readAzure, true, 500));
        sinks.put("TeamCity", new Sink(new TeamCityMessages(), HostileTextTest::readTeamCity, true, 500));
        sinks.put("page", new Sink(new HtmlReport(SamplePages.REPORTS), PageReaders::readPage, true, 500));
        sinks.put("picture", new Sink(new TrendPicture(), PageReaders::readPicture, true, 200));
        return sinks;
    }

    @Test
    void theCorpusIsLargeAndSoIsTheNumberOfSinks() {
        assertThat(CORPUS).hasSizeGreaterThan(500).doesNotHaveDuplicates();
        assertThat(SINKS).hasSize(10);
    }

    @TestFactory
    Stream<DynamicTest> textIsReadBackAsItWasAndAsNothingElse() {
        return SINKS.entrySet().stream().map(sink -> dynamicTest(sink.getKey(), () -> readAll(sink.getValue())));
    }

    static void readReport(int sink, Hostile hostile) throws Exception {
        isReadBack(List.copyOf(SINKS.values()).get(sink), hostile);
    }

    private static boolean isReadBack(Sink sink, Hostile hostile) throws Exception {
        StringBuilder report = new StringBuilder();
        sink.report().write(Presentation.of(hostile.verification()), report);
        try {
            if (sink.isForPeople()) {
                assertThat(Hostile.activeCharacters(report.toString())).isEmpty();
            }
            return sink.reader().read(hostile, report.toString());
        } catch (AssertionError | Exception e) {
            throw new AssertionError("The text that was not read back is " + hostile, e);
        }
    }

    private static void readAll(Sink sink) throws Exception {
        int seen = 0;
        int inFull = 0;
        for (Hostile hostile : CORPUS) {
            inFull += isReadBack(sink, hostile) ? 1 : 0;
            seen++;
        }
        assertThat(seen).isEqualTo(CORPUS.size());
        assertThat(inFull).isGreaterThan(sink.enough());
    }

    /** Where it stands alone, in one place after the other: all at once they leave each other too little room. */
    @TestFactory
    Stream<DynamicTest> theConsoleShowsEveryTextWhereItStands() {
        Map<String, Integer> roomOf = new LinkedHashMap<>();
        roomOf.put("key", 20);
        roomOf.put("name", 40);
        roomOf.put("metric", 40);
        roomOf.put("reason", 50);
        return roomOf.entrySet().stream()
                .map(place -> dynamicTest(place.getKey(), () -> {
                    int inFull = 0;
                    for (Hostile hostile : CORPUS) {
                        if (hostile.fits(place.getValue()) && !hostile.text().isEmpty()) {
                            assertThat(isShown(hostile.text(), place.getKey()))
                                    .as("%s", hostile)
                                    .isTrue();
                            inFull++;
                        }
                    }
                    assertThat(inFull).isGreaterThan(300);
                }));
    }

    private static boolean isShown(String text, String place) {
        String key = place.equals("key") ? text : "k";
        String name = place.equals("name") ? text : "n";
        String metric = place.equals("metric") ? text : "m";
        Map<String, @Nullable String> latencies = new HashMap<>();
        latencies.put(metric, "2");
        Threshold threshold = new Threshold(
                "t",
                "s",
                new Selector.AnyPhase(),
                new PhaseMetric.Latency(metric),
                List.of(Limit.max(BigDecimal.ONE)),
                Severity.FAIL,
                null,
                false,
                place.equals("reason") ? text : "r");
        Verification verification = Example.verify(List.of(threshold), Example.phase(key, name, latencies));
        String row = decoded(
                new ConsoleReport(false).lines(Presentation.of(verification)).get(2));
        // Between the texts there is nothing but padding and figures.
        String before = key + " " + name;
        String limit = metric + " <= 1 ms";
        String outcome = "BROKEN at 2 ms";
        // White space that is shown as it is goes where the line ends.
        String after = place.equals("reason")
                ? text.replaceFirst("[\\p{Zs}&&\\p{IsWhite_Space}&&[^\u00a0\u2007]]+$", "")
                : "r";
        int middle = row.indexOf(limit, before.length());
        int end = middle + limit.length();
        return row.startsWith(before)
                && middle > 0
                && row.substring(before.length(), middle).matches(" +- +- +- +")
                && row.endsWith(after)
                && row.substring(end, row.length() - after.length()).strip().equals(outcome);
    }

    /** Nothing of what the console is given may be taken for a command, though Maven puts a prefix before it. */
    private static boolean readConsole(Hostile hostile, String report) {
        List<String> lines = lines(report);
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).isEqualTo("Read 2 phases and 1 resource sample from /repo/artifacts/plan1");
        assertThat(lines.get(1)).matches("phase +p50 +p95 +p99 +limit +verdict.*");
        List<String> rows = lines.subList(2 + hostile.first(2), 4 + hostile.first(2));
        List<String> plain = lines.subList(4 - hostile.first(2), 6 - hostile.first(2));
        assertThat(plain.get(0)).startsWith("plain Plain ").contains(" - ", " 3 ms ", " not measured");
        assertThat(plain.get(1)).startsWith("     ").contains(" duration <= 1 ms ", " BROKEN, not measured");
        assertThat(rows.get(0)).contains(" BROKEN at 2 ms");
        assertThat(rows.get(1)).startsWith("     ").contains(" duration <= 1 ms ", " BROKEN, not measured");
        assertThat(lines.get(6)).isEqualTo("2 phases, 0 thresholds kept, 3 broken, 1 not measured");
        for (String line : lines) {
            assertThat(line).doesNotContain("##");
            assertThat(line.replaceFirst("^\\p{Z}+", "")).doesNotStartWith("::");
        }
        // With names in all places there is little room for each.
        return shows(hostile, decoded(rows.get(0)));
    }

    private static boolean shows(Hostile hostile, String row) {
        if (!hostile.fits(TOGETHER) || hostile.text().isEmpty()) {
            return false;
        }
        assertThat(row).startsWith(hostile.text() + " " + hostile.text() + " ").contains(hostile.text() + " <= 1 ms");
        return true;
    }

    private static boolean readXml(Hostile hostile, String report) throws Exception {
        Element suite = dom(report);
        assertThat(attributes(suite)).containsOnlyKeys("name", "time", "tests", "errors", "skipped", "failures");
        List<Element> cases = children(suite);
        assertThat(cases).hasSize(6).allMatch(each -> each.getTagName().equals("testcase"));
        List<List<String>> shape = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (Element each : cases) {
            assertThat(attributes(each)).containsOnlyKeys("name", "classname", "time");
            List<String> tags = new ArrayList<>();
            for (Element child : children(each)) {
                tags.add(child.getTagName());
                assertThat(children(child)).isEmpty();
                assertThat(attributes(child).keySet())
                        .isEqualTo(
                                switch (child.getTagName()) {
                                    case "system-out" -> Set.of();
                                    case "skipped" -> Set.of("message");
                                    default -> Set.of("message", "type");
                                });
                if (child.hasAttribute("message")) {
                    assertThat(child.getTextContent()).isEqualTo(child.getAttribute("message"));
                    messages.add(child.getAttribute("message"));
                }
            }
            shape.add(tags);
        }
        List<List<String>> expected = new ArrayList<>(List.of(List.of("system-out"), List.of("error")));
        expected.addAll(Collections.nCopies(4, List.of("failure", "system-out")));
        int ofWarning = 4 - hostile.first(2);
        expected.set(ofWarning, List.of("skipped", "system-out"));
        assertThat(shape).isEqualTo(expected);
        if (!hostile.fits(SENTENCE - "no such ".length())) {
            return false;
        }
        // The case of the files has no message.
        messages.add(messages.remove(ofWarning - 1));
        hostile.isReportedIn(decoded(messages));
        String text = hostile.text();
        Element broken = cases.get(2 + hostile.first(2));
        assertThat(decoded(broken.getAttribute("name"))).isEqualTo("module: " + text + " of " + hostile.subject());
        assertThat(decoded(broken.getAttribute("classname")))
                .isEqualTo("metrics-gate module: " + text.replace('.', '_'));
        assertThat(decoded(children(broken).get(1).getTextContent()))
                .isEqualTo("2 ms; " + text + " <= 1 ms (" + hostile.source() + ")");
        return true;
    }

    static Element dom(String report) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(report)))
                .getDocumentElement();
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            attributes.put(
                    element.getAttributes().item(i).getNodeName(),
                    element.getAttributes().item(i).getNodeValue());
        }
        return attributes;
    }

    /** The elements; beside them there is text, and no comment or processing instruction. */
    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child) {
                children.add(child);
            } else {
                assertThat(nodes.item(i).getNodeType()).isEqualTo(org.w3c.dom.Node.TEXT_NODE);
            }
        }
        return children;
    }

    private static boolean readMarkdown(Hostile hostile, String report) {
        List<Node> blocks = nodes(MARKDOWN.parse(report));
        assertThat(blocks.stream().map(block -> block.getClass().getSimpleName()))
                .containsExactly(
                        "Heading",
                        "Paragraph",
                        "TableBlock",
                        "HtmlBlock",
                        "FencedCodeBlock",
                        "HtmlBlock",
                        "HtmlBlock",
                        "FencedCodeBlock",
                        "HtmlBlock");
        assertThat(pieces((Heading) blocks.get(0))).containsExactly("metrics-gate: FAILED (", "<module>", ")");
        assertThat(pieces((Paragraph) blocks.get(1)))
                .containsExactly("2 phases, 0 thresholds kept, 3 broken, 1 not measured");
        assertThat(Stream.of(3, 5, 6, 8).map(i -> ((HtmlBlock) blocks.get(i)).getLiteral()))
                .containsExactly(
                        "<details><summary>What fails the build: 4</summary>",
                        "</details>",
                        "<details><summary>Warnings: 1</summary>",
                        "</details>");
        List<List<List<String>>> rows = rows((TableBlock) blocks.get(2));
        assertThat(rows).hasSize(5).allMatch(row -> row.size() == 7);
        List<String> failing = lines(((FencedCodeBlock) blocks.get(4)).getLiteral());
        List<String> warnings = lines(((FencedCodeBlock) blocks.get(7)).getLiteral());
        assertThat(failing).hasSize(4);
        assertThat(warnings).hasSize(1);
        assertThat(blocks.stream().filter(FencedCodeBlock.class::isInstance))
                .allMatch(block -> ((FencedCodeBlock) block).getInfo().equals("text"));
        if (hostile.fits(CELL)) {
            List<String> sentences = new ArrayList<>(decoded(failing));
            sentences.addAll(decoded(warnings));
            hostile.isReportedIn(sentences);
            checkRows(hostile, rows.subList(1, 5));
            return true;
        }
        return false;
    }

    private static void checkRows(Hostile hostile, List<List<List<String>>> rows) {
        String code = "<" + hostile.text() + ">";
        boolean isEmpty = hostile.text().isEmpty();
        int first = hostile.first(2);
        List<List<String>> broken = rows.get(first);
        assertThat(broken.get(0)).isEqualTo(isEmpty ? List.of("'' ''") : List.of(code, " ", code));
        assertThat(broken.subList(1, 4)).allMatch(List.of("-")::equals);
        assertThat(broken.get(4)).isEqualTo(isEmpty ? List.of("'' <= 1 ms") : List.of(code, " <= 1 ms"));
        assertThat(broken.get(5)).containsExactly("**", "BROKEN", "**", " at 2 ms");
        assertThat(broken.get(6)).isEqualTo(isEmpty ? List.of() : List.of(code));
        List<List<String>> notMeasured = rows.get(first + 1);
        assertThat(notMeasured.subList(0, 4)).allMatch(List::isEmpty);
        assertThat(notMeasured.get(4)).containsExactly("<duration>", " <= 1 ms");
        assertThat(notMeasured.get(5)).containsExactly("**", "BROKEN, not measured", "**");
        assertThat(notMeasured.get(6)).isEqualTo(isEmpty ? List.of() : List.of(code));
        List<List<String>> plain = rows.get(2 - first);
        assertThat(plain.get(0)).containsExactly("<plain>", " ", "<Plain>");
        assertThat(plain.subList(1, 4)).containsExactly(List.of("-"), List.of("-"), List.of("3 ms"));
        assertThat(plain.get(5)).containsExactly("not measured");
        assertThat(plain.get(6)).isEqualTo(isEmpty ? List.of() : List.of(code));
    }

    private static List<List<List<String>>> rows(TableBlock table) {
        List<List<List<String>>> rows = new ArrayList<>();
        for (Node part : nodes(table)) {
            for (Node row : nodes(part)) {
                assertThat(row).isInstanceOf(TableRow.class);
                rows.add(nodes(row).stream()
                        .map(cell -> pieces((TableCell) cell))
                        .toList());
            }
        }
        return rows;
    }

    /** Text as it is, code in angle brackets without our escapes, strong emphasis between asterisks; nothing else may be. */
    private static List<String> pieces(Node parent) {
        List<String> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Node node : nodes(parent)) {
            if (node instanceof Text plain) {
                text.append(plain.getLiteral());
                continue;
            }
            flush(text, pieces);
            if (node instanceof Code code) {
                pieces.add("<" + decoded(code.getLiteral()) + ">");
            } else {
                assertThat(node).isInstanceOf(StrongEmphasis.class);
                pieces.add("**");
                pieces.addAll(pieces(node));
                pieces.add("**");
            }
        }
        flush(text, pieces);
        return pieces;
    }

    private static void flush(StringBuilder text, List<String> pieces) {
        if (!text.isEmpty()) {
            pieces.add(text.toString());
            text.setLength(0);
        }
    }

    private static List<Node> nodes(Node parent) {
        List<Node> nodes = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            nodes.add(node);
        }
        return nodes;
    }

    /** For programs: every text is what it was, however long. */
    private static boolean readJson(Hostile hostile, String report) throws IOException {
        String text = hostile.text();
        JsonNode document = new JsonMapper().readTree(report);
        JsonNode phase = document.at("/phases/" + hostile.first(1));
        assertThat(document.at("/phases")).hasSize(2);
        assertThat(phase.path("key").textValue()).isEqualTo(text);
        assertThat(phase.path("name").textValue()).isEqualTo(text);
        if (latencies(hostile) == 1) {
            assertThat(phase.path("latencies").fieldNames()).toIterable().containsExactly(text);
            assertThat(phase.path("latencies").path(text).intValue()).isEqualTo(2);
        } else {
            assertThat(phase.path("latencies")).isEmpty();
        }
        JsonNode thresholds = document.at("/rules/thresholds");
        assertThat(thresholds).hasSize(4).allSatisfy(threshold -> {
            assertThat(threshold.path("name").textValue()).isEqualTo(text);
            assertThat(threshold.path("source").textValue()).isEqualTo("<" + text + "> in the pom");
            assertThat(threshold.path("reason").textValue()).isEqualTo(text.isEmpty() ? null : text);
        });
        assertThat(thresholds.at("/0/phase").textValue()).isEqualTo("no such " + text);
        assertThat(thresholds.at("/1/metric").textValue()).isEqualTo(text);
        assertThat(thresholds.at("/2/phase").textValue()).isEqualTo(text);
        JsonNode verdict = document.at("/verdicts/" + hostile.first(2));
        assertThat(document.at("/verdicts")).hasSize(4);
        assertThat(verdict.path("threshold").textValue()).isEqualTo(text);
        assertThat(verdict.path("metric").textValue()).isEqualTo(text);
        assertThat(verdict.at("/phase/key").textValue()).isEqualTo(text);
        assertThat(verdict.at("/phase/name").textValue()).isEqualTo(text);
        assertThat(document.path("result").textValue()).isEqualTo("failed");
        List<String> messages = new ArrayList<>();
        for (boolean fails : List.of(true, false)) {
            document.path("problems")
                    .valueStream()
                    .filter(problem -> problem.path("fails").booleanValue() == fails)
                    .forEach(problem -> messages.add(problem.path("message").textValue()));
        }
        assertThat(messages).hasSize(5);
        if (hostile.fits(SENTENCE - "no such ".length())) {
            hostile.isReportedIn(decoded(messages));
        }
        return true;
    }

    private static boolean readSamples(Hostile hostile, String report) {
        List<String> lines = lines(report);
        assertThat(lines).last().isEqualTo("# EOF");
        List<Exposition> samples = Exposition.samples(lines, 15);
        int latencies = latencies(hostile);
        assertThat(samples).hasSize(28 + latencies);
        assertThat(new HashSet<>(samples)).hasSize(28 + latencies);
        List<Exposition> ofPhase = samples.stream()
                .filter(sample -> sample.labels().containsKey("phase"))
                .filter(sample -> !"plain".equals(sample.labels().get("phase")))
                .toList();
        assertThat(ofPhase)
                .extracting(Exposition::name, Exposition::value)
                .containsExactlyElementsOf(List.of(
                                tuple("metrics_gate_phase_latency_seconds", "0.002"),
                                tuple("metrics_gate_phase_items_processed", "1"))
                        .subList(1 - latencies, 2));
        if (latencies == 1) {
            assertThat(ofPhase.get(0).labels()).containsOnlyKeys("module", "phase", "name", "statistic");
        }
        assertThat(ofPhase.get(latencies).labels()).containsOnlyKeys("module", "phase", "name");
        if (hostile.fits(LABEL)) {
            assertThat(ofPhase)
                    .allSatisfy(sample -> assertThat(sample.labels().entrySet().stream()
                                    .filter(label -> !label.getKey().equals("module"))
                                    .map(Map.Entry::getValue))
                            .allSatisfy(value -> assertThat(decoded(value)).isEqualTo(hostile.text())));
            return true;
        }
        return false;
    }

    private static boolean readGitHub(Hostile hostile, String report) {
        List<String> lines = lines(report);
        List<ServerCommand> commands =
                lines.stream().map(ServerCommand::ofGitHub).toList();
        assertThat(lines).allMatch(line -> line.startsWith("::"));
        assertThat(commands)
                .extracting(ServerCommand::name)
                .containsExactly("error", "error", "error", "error", "warning");
        assertThat(commands).allMatch(command -> command.properties().equals(Map.of("title", "metrics-gate module")));
        return isTold(hostile, commands.stream().map(ServerCommand::data).toList());
    }

    private static boolean readAzure(Hostile hostile, String report) {
        List<ServerCommand> commands =
                lines(report).stream().map(ServerCommand::ofAzure).toList();
        assertThat(commands).hasSize(5).extracting(ServerCommand::name).containsOnly("task.logissue");
        assertThat(commands)
                .extracting(ServerCommand::properties)
                .containsExactly(
                        Map.of("type", "error"),
                        Map.of("type", "error"),
                        Map.of("type", "error"),
                        Map.of("type", "error"),
                        Map.of("type", "warning"));
        return isTold(
                hostile,
                commands.stream().map(command -> withoutModule(command.data())).toList());
    }

    private static boolean readTeamCity(Hostile hostile, String report) {
        List<ServerCommand> messages =
                lines(report).stream().map(ServerCommand::ofTeamCity).toList();
        int latencies = latencies(hostile);
        assertThat(messages).hasSize(25 + latencies);
        List<ServerCommand> problems = messages.subList(0, 4);
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.name()).isEqualTo("buildProblem");
            assertThat(problem.properties()).containsOnlyKeys("description", "identity");
            assertThat(problem.property("identity")).matches("metrics-gate-[0-9a-f-]{36}");
        });
        ServerCommand warning = messages.get(4);
        assertThat(warning.name()).isEqualTo("message");
        assertThat(warning.properties()).containsOnlyKeys("text", "status").containsEntry("status", "WARNING");
        List<ServerCommand> statistics = messages.subList(5, 25 + latencies);
        assertThat(statistics).allSatisfy(statistic -> {
            assertThat(statistic.name()).isEqualTo("buildStatisticValue");
            assertThat(statistic.properties()).containsOnlyKeys("key", "value");
        });
        int first = hostile.first(2);
        List<ServerCommand> ofHostile = statistics.subList(first, first + latencies + 1);
        assertThat(ofHostile)
                .extracting(statistic -> statistic.property("value"))
                .containsExactlyElementsOf(List.of("2", "1").subList(1 - latencies, 2));
        if (hostile.fits(STATISTIC)) {
            String prefix = "metrics-gate.module." + hostile.text() + " " + hostile.text() + ".";
            assertThat(ofHostile)
                    .extracting(statistic -> decoded(statistic.property("key")))
                    .containsExactlyElementsOf(List.of(prefix + hostile.text(), prefix + "items_processed")
                            .subList(1 - latencies, 2));
        }
        List<String> sentences = new ArrayList<>();
        problems.forEach(problem -> sentences.add(withoutModule(problem.property("description"))));
        assertThat(warning.property("text")).startsWith("metrics-gate: ");
        sentences.add(withoutModule(warning.property("text").substring("metrics-gate: ".length())));
        return isTold(hostile, sentences);
    }

    /** How many latencies of the hostile phase are shown. */
    static int latencies(Hostile hostile) {
        return OTHER_METRIC.matcher(hostile.text()).matches() ? 0 : 1;
    }

    private static String withoutModule(String sentence) {
        assertThat(sentence).startsWith("module: ");
        return sentence.substring("module: ".length());
    }

    private static boolean isTold(Hostile hostile, List<String> sentences) {
        if (hostile.fits(SENTENCE - "no such ".length())) {
            hostile.isReportedIn(decoded(sentences));
            return true;
        }
        return false;
    }
}
