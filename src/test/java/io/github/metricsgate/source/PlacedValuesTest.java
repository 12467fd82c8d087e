package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any JSON and any CSV, of which the pom says where things stand. */
class PlacedValuesTest {

    private static final String WAY_OUT =
            " It was cut off or changed after the tool wrote it, or the tool is of another version:"
                    + " run the tool again, or leave the file out.";

    @TempDir
    Path directory;

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("it"), content);
    }

    /** {@code "value=/a phase=name"}; a blank within a value is written {@code _}. */
    private static SourceRequest request(Path file, String format, String options) {
        Map<SourceOption, String> values = new EnumMap<>(SourceOption.class);
        for (String option : options.split(" ", -1)) {
            int equals = option.indexOf('=');
            values.put(
                    SourceOption.ofElement(option.substring(0, equals)).orElseThrow(),
                    option.substring(equals + 1).replace('_', ' '));
        }
        return new SourceRequest(
                "it",
                List.of(file.toString()),
                format,
                ItemFilter.EVERYTHING,
                Repetitions.REFUSE,
                new SourceOptions(values));
    }

    private Samples.ReadPhases json(String content, String options) throws IOException {
        return Samples.phases(request(file(content), "json", options));
    }

    private Samples.ReadPhases csv(String content, String options) throws IOException {
        return Samples.phases(request(file(content), "csv", options));
    }

    private static void assertWhole(Phase phase, String format) {
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "12500"),
                        entry("p95", "250000"),
                        entry("p99", "250000"),
                        entry("min", "12500"),
                        entry("max", "250000"),
                        entry("mean", "91666.6666666666667"),
                        entry("stddev", "137120.688932536119"));
        assertThat(Samples.figures(phase)).containsExactly(entry("items_processed", "3"));
        assertThat(phase.histogram()).isNotNull();
        assertThat(Samples.source(phase).format()).isEqualTo(format);
        assertThat(Samples.details(phase))
                .containsExactly(entry("unit", "s"), entry("percentiles", "nearest rank of all 3 values, exact"));
    }

    @Test
    void pointersSayWhereThingsStandInJson() {
        Collected collected = Samples.collect(request(
                Samples.own("json/results.json"), "json", "value=/results/*/time phase=name unit=s count=calls"));
        assertThat(collected.toString()).doesNotContain("canary");
        assertThat(collected.sources().get(0).notes()).isEmpty();
        Samples.ReadPhases phases = Samples.phases(request(
                Samples.own("json/results.json"),
                "json",
                "value=/results/*/time phase=/results/*/name unit=s count=/results/*/calls"));
        assertThat(phases.keys()).containsExactly("checkout", "login", "search");
        assertWhole(phases.get("checkout"), "json");
        assertThat(Samples.latencies(phases.get("search")))
                .containsEntry("p50", "30.5")
                .containsEntry("min", "1");
        assertThat(Samples.latencies(phases.get("login")))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phases.get("login"))).containsExactly(entry("items_processed", "0"));
    }

    @Test
    void columnsSayWhereThingsStandInCsv() {
        Path file = Samples.own("csv/times.csv");
        for (String options : List.of(
                "value=how_long phase=step unit=s count=runs",
                "value=2 phase=1 unit=s count=3",
                "value=how_long phase=1 unit=s count=3")) {
            Samples.ReadPhases phases = Samples.phases(request(file, "csv", options));
            assertThat(phases.keys()).containsExactly("clean", "export, whole", "import", "index");
            assertWhole(phases.get("import"), "csv");
            assertThat(Samples.latencies(phases.get("export, whole"))).containsEntry("p50", "30.5");
            assertThat(Samples.figures(phases.get("clean"))).containsExactly(entry("items_processed", "0"));
        }
    }

    @Test
    void withoutAPhaseTheKeysAreThePhases() throws IOException {
        String byKey = "{\"a\": {\"x\": [1, 2], \"y\": [3]}, \"b\": {\"x\": [4]}}";
        assertThat(json(byKey, "value=/*/*/* unit=ms").keys()).containsExactly("a/x", "a/y", "b/x");
        assertThat(json(byKey, "value=/*/x/* unit=ms").keys()).containsExactly("a", "b");
        assertThat(json("[1, 2]", "value=/* unit=ms").keys()).containsExactly("all");
        assertThat(json("{\"a\": [[7], [2]]}", "value=/a/1/0 unit=ms").keys()).containsExactly("all");
        assertThat(csv("1\n2\n", "value=1 unit=ms").keys()).containsExactly("all");
    }

    @Test
    void aPlaceMayBeOutsideOfTheElementOrHaveSeveralStars() throws IOException {
        String nested = """
                {"unit": "us", "groups": [{"name": "a", "times": [{"t": 1, "n": 2}, {"t": 3, "n": 1}]},
                 {"times": [{"t": 5, "n": 1}], "name": "b"}]}""";
        Samples.ReadPhases phases = json(nested, "value=/groups/*/times/*/t phase=/groups/*/name unit=/unit count=n");
        assertThat(phases.keys()).containsExactly("a", "b");
        assertThat(Samples.latencies(phases.get("a")))
                .containsEntry("p50", "0.001")
                .containsEntry("max", "0.003");
        assertThat(Samples.figures(phases.get("a"))).containsEntry("items_processed", "3");
        assertThat(Samples.latencies(
                        json("{\"n\": \"x\", \"t\": [[5, 2], [6, 1]]}", "value=/t/*/0 count=1 unit=s phase=/n")
                                .get("x")))
                .containsEntry("p50", "5000")
                .containsEntry("p99", "6000");
        assertThat(json("[{\"n\": \"x\", \"t\": [1, 2]}, {\"n\": 7, \"t\": [3]}]", "value=/*/t/* unit=s phase=n")
                        .keys())
                .containsExactly("7", "x");
    }

    @Test
    void severalDocumentsOneAfterTheOtherAreOneFile() throws IOException {
        Samples.ReadPhases phases = json(
                "{\"n\": \"a\", \"t\": 5}\n{\"t\": 6, \"n\": \"a\"}\n{\"event\": \"end\"}\n",
                "value=/t phase=/n unit=ms");
        assertThat(Samples.figures(phases.get("a"))).containsEntry("items_processed", "2");
        Collected collected =
                Samples.collect(request(file("{\"t\": 5}\n{\"event\": \"end\"}\n"), "json", "value=t unit=ms"));
        assertThat(collected.sources().get(0).notes())
                .containsExactly("Some elements have nothing where <value> points; they were skipped.");
    }

    @Test
    void keysWithSlashesAreEscapedAsPointersDo() throws IOException {
        assertThat(json("{\"a/b\": {\"c~d\": 5}}", "value=/a~1b/c~0d unit=ms").keys())
                .containsExactly("all");
    }

    @Test
    void theUnitMayStandInTheFileAndTheSeparatorInThePom() throws IOException {
        Samples.ReadPhases phases =
                csv("\uFEFFname;time;in\r\na;1.5;s\r\n\r\na;2;ms\r\n", "value=time phase=name unit=in separator=;");
        assertThat(Samples.latencies(phases.get("a"))).containsEntry("min", "2").containsEntry("max", "1500");
        assertThat(Samples.latencies(csv("a\t1\nb\t2\n", "value=2 phase=1 unit=h separator=tab")
                        .get("b")))
                .containsEntry("max", "7200000");
    }

    @Test
    void ofElementsThatAreReadOneByOneThereMayBeAnyNumber() throws IOException {
        Path file = directory.resolve("long");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("{\"results\": [{\"t\": 1}");
            String more = ", {\"t\": 2, \"other\": [1, 2, 3]}".repeat(1000);
            for (int i = 0; i < 300; i++) {
                out.write(more);
            }
            out.write("]}");
        }
        Phase phase = Samples.phases(request(file, "json", "value=/results/*/t unit=ms"))
                .get("all");
        assertThat(Samples.figures(phase)).containsEntry("items_processed", "300001");
        assertThat(Samples.problem(request(file, "json", "value=/results/*/t unit=ms phase=/name")))
                .contains(" belongs to a value of more than ");
    }

    private String problem(String format, String content, String options) throws IOException {
        String message = Samples.problem(request(file(content), format, options));
        return message.replace(directory.resolve("it").toString().replace('\\', '/'), "it");
    }

    @Test
    void whatIsWrongWithJsonIsNamed() throws IOException {
        String looksLike = "it looks like a JSON file (any; the pom says where its values are) and cannot be read: ";
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put(
                "phase=/a",
                "the pom does not say where the values are. Add it to the source:"
                        + " <value>/results/*/time</value>, a JSON pointer in which * stands for every element, and"
                        + " <phase>name</phase>.");
        problems.put(
                "value=/*/t",
                "the pom does not say which unit its values have. Add it to the source:"
                        + " <unit>ns</unit>, or us, ms, s, or where the file has it.");
        problems.put(
                "value=/*/t unit=s phase=/x/*/n",
                "<phase> has a * that <value> does not have in the same place. It must start as <value> does, up to its last *;"
                        + " without a leading slash it is relative to the element that the last * in <value> stands for.");
        problems.put(
                "value=/*/u unit=s",
                "line 1, column 56: <value> points to nothing in it. A JSON pointer has the keys that"
                        + " lead to a value, each behind a slash, and * for every element.");
        problems.put(
                "value=/*/t unit=s phase=m",
                "line 1, column 21: <phase> points to neither a text nor a number for /0/t." + WAY_OUT);
        problems.put(
                "value=/*/t unit=n",
                "line 1, column 21: the unit of /0/t is \"a\", expected one of ns, us, ms, s, m, h, d." + WAY_OUT);
        problems.put(
                "value=/*/t unit=msec",
                "line 1, column 21: <unit> is none of ns, us, ms, s, m, h, d, and points to neither a text nor a number for /0/t."
                        + WAY_OUT);
        problems.put("value=/*/t unit=s", "line 1, column 55: /1/t is \"soon\", expected a number." + WAY_OUT);
        problems.put("value=/*/l unit=s", "line 1, column 55: /1/l is an array, expected a number." + WAY_OUT);
        problems.put(
                "value=/*/t unit=s count=n",
                "line 1, column 21: the count of /0/t is \"a\", expected a number." + WAY_OUT);
        String content = "[{\"n\": \"a\", \"t\": 1.5}, {\"n\": \"b\", \"t\": \"soon\", \"l\": []}]";
        for (Map.Entry<String, String> each : problems.entrySet()) {
            assertThat(problem("json", content, each.getKey()))
                    .as(each.getKey())
                    .isEqualTo(looksLike + each.getValue());
        }
        assertThat(problem("json", "[{\"t\": 1}, {\"t\":", "value=/*/t unit=s"))
                .isEqualTo(looksLike + "line 1, column 17: the file ends in the middle of a value." + WAY_OUT);
        assertThat(problem("json", content, "value=/a~b unit=s"))
                .isEqualTo("<value> is \"/a~b\", expected a JSON pointer, in which * stands for every element, as in"
                        + " /results/*/time.");
    }

    @Test
    void whatIsWrongWithCsvIsNamed() throws IOException {
        String looksLike = "it looks like a CSV file (any; the pom says which columns to read) and cannot be read: ";
        String columns =
                " Columns go by their name in the first line or by their number, from 1; where there is something else"
                        + " than a comma between them, <separator>;</separator> or <separator>tab</separator> says so.";
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put(
                "phase=a",
                "the pom does not say where the values are. Add it to the source:"
                        + " <value>column</value>, by its name or its number, and <phase>column</phase>.");
        problems.put(
                "value=c unit=s",
                "line 1: it has no column \"c\", which <value> names; its first line is" + " \"a | b | b\"." + columns);
        problems.put("value=4 unit=s", "line 1: it has 3 columns, but <value> asks for column 4." + columns);
        problems.put(
                "value=b unit=s",
                "line 1: it has two columns \"b\". Say with <value>2</value>, or another number, which one"
                        + " is meant.");
        problems.put(
                "value=2 unit=a",
                "line 2: the unit of the value is \"x\", expected one of ns, us, ms, s, m, h, d." + WAY_OUT);
        problems.put("value=a unit=s", "line 2: the value is \"x\", expected a number." + WAY_OUT);
        problems.put("value=2 unit=s count=3", "line 2: the count is \"-1\", expected a count." + WAY_OUT);
        problems.put("value=2 unit=s", "line 3: the line has 2 cells, expected 3 as in the first line." + WAY_OUT);
        for (Map.Entry<String, String> each : problems.entrySet()) {
            assertThat(problem("csv", "a,b,b\nx,1,-1\ny,2\n", each.getKey()))
                    .as(each.getKey())
                    .isEqualTo(looksLike + each.getValue());
        }
        assertThat(problem("csv", "1\n2\n3", "value=1 unit=s"))
                .isEqualTo(looksLike + "line 3: the last line was cut off: it has no line end." + WAY_OUT);
        assertThat(problem("csv", "1\n-2\n", "value=1 unit=s"))
                .isEqualTo(looksLike + "line 2: the value is -2, expected a time." + WAY_OUT);
        assertThat(problem("csv", "1\n", "value=1 unit=s separator=ab"))
                .isEqualTo(
                        "<separator> is \"ab\", expected one ASCII character that is no letter, digit or quotation mark, or"
                                + " tab.");
        assertThat(problem("csv", "a\n", "value=a unit=s"))
                .isEqualTo(
                        "it is a CSV file (any; the pom says which columns to read) without a single item: the tool measured nothing.");
    }

    @Test
    void neitherIsEverRecognised() throws IOException {
        assertThat(Samples.problem(Samples.request(file("{\"a\": 1}"))))
                .contains(
                        "looks like a JSON object with the keys a and cannot be read: no format is recognised in it.");
        assertThat(Samples.problem(Samples.request(file("a,b\n1,2\n"))))
                .contains("looks like text that begins with \"a,b\" and cannot be read: no format is recognised in it.")
                .contains(
                        "json (a JSON file (any; the pom says where its values are)), csv (a CSV file (any; the pom says which columns to read))");
        assertThat(Samples.problem(request(file("a,b\n1,2\n"), "json", "value=/a unit=s")))
                .contains(
                        "<format>json</format> says that it is a JSON file (any; the pom says where its values are).");
        assertThat(Samples.phases(request(
                                Samples.own("jmh/jmh-result.json"),
                                "json",
                                "value=/*/primaryMetric/score phase=benchmark unit=ms"))
                        .keys())
                .isNotEmpty();
    }
}
