package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures expected were worked out from the files by a program of a few lines in another language, with exact decimals. */
class CriterionFormatTest {

    private static final String LOOKS =
            " looks like a result of Criterion.rs (target/criterion/**/new/sample.json, or what cargo"
                    + " criterion --message-format=json prints; read are those of 0.3 to 0.8) and cannot be read: ";
    private static final String WAY_OUT =
            ". It was cut off or changed after the tool wrote it, or the tool is of another version:"
                    + " run the tool again, or leave the file out.";
    private static final String NO_CALLS =
            "none: Criterion.rs times several calls at once, unless one is slow; mean, median and slope are there";

    @TempDir
    Path directory;

    private Path sample(String json) throws IOException {
        Path results = Files.createDirectories(directory.resolve("criterion/a/new"));
        Files.writeString(results.resolve("benchmark.json"), "{\"full_id\": \"a\", \"throughput\": {\"Bytes\": 8}}");
        return Files.writeString(results.resolve("sample.json"), json);
    }

    private static Path tree() {
        return Samples.own("criterion");
    }

    @Test
    void aDirectoryIsReadWithoutTheRunsBefore() throws IOException {
        Path tree = directory.resolve("tree");
        copy("slow/sleep/new/benchmark.json", tree);
        copy("slow/sleep/new/sample.json", tree);
        copy("slow/sleep/new/estimates.json", tree);
        copy("slow/sleep/new/tukey.json", tree);
        copy("slow/sleep/base/sample.json", tree);
        copy("slow/sleep/change/estimates.json", tree);
        copy("sum/iter/100/new/benchmark.json", tree);
        copy("sum/iter/100/new/sample.json", tree);
        for (Path named : List.of(tree, tree.resolve("**/new/*.json"), tree.resolve("**/new/sample.json"))) {
            Samples.ReadPhases phases = Samples.phases(named);
            assertThat(phases.keys()).containsExactlyInAnyOrder("slow/sleep", "sum/iter/100");
            Phase slow = phases.get("slow/sleep");
            assertThat(Samples.latencies(slow))
                    .containsExactly(
                            entry("p50", "12.204439"),
                            entry("p95", "12.288165"),
                            entry("p99", "12.288165"),
                            entry("min", "12.007941"),
                            entry("max", "12.288165"),
                            entry("mean", "12.1730500833333333"),
                            entry("stddev", "0.102781435994018026"));
            assertThat(Samples.figures(slow))
                    .containsExactly(
                            entry("items_processed", "12"), entry("items_failed", "0"), entry("error_rate", "0"));
            assertThat(slow.measures()).isEmpty();
        }
    }

    private static void copy(String name, Path to) throws IOException {
        Files.createDirectories(to.resolve(name).getParent());
        Files.copy(tree().resolve(name), to.resolve(name));
    }

    @Test
    void samplesOfSeveralCallsAreMeansAndHaveNoPercentiles() {
        Phase phase =
                Samples.phases(tree().resolve("sum/iter/100/new/sample.json")).get("sum/iter/100");
        assertThat(phase.name()).isEqualTo("sum/iter/100");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "null"),
                        entry("p95", "null"),
                        entry("p99", "null"),
                        entry("min", "0.00016026530612244898"),
                        entry("median", "0.0001662857142857142855"),
                        entry("max", "0.00017675"),
                        entry("mean", "0.00016757391156462585"),
                        entry("stddev", "0.00000531779581604095889"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "10"), entry("items_failed", "0"), entry("error_rate", "0"));
        assertThat(phase.measures())
                .containsExactly(
                        entry("slope", new BigDecimal("0.000166861595547309833")),
                        entry("elements_per_second", new BigDecimal("599299075.811889026")));
        assertThat(Samples.details(phase))
                .containsOnly(
                        entry("unit", "ns"),
                        entry("calls of a sample", "7 to 70"),
                        entry("percentiles", NO_CALLS),
                        entry("unit of slope", "ms"),
                        entry("better of slope", "lower"),
                        entry("unit of elements_per_second", "elements/s"),
                        entry("better of elements_per_second", "higher"));
    }

    @Test
    void messagesOfCargoCriterionSayTheSame() {
        SourceRequest request = Samples.request(tree().resolve("messages.json"));
        Samples.ReadPhases phases = Samples.phases(request);
        assertThat(phases.keys()).containsExactlyInAnyOrder("parse/short", "parse/long");
        assertThat(Samples.latencies(phases.get("parse/short")))
                .containsEntry("p99", "null")
                .containsEntry("min", "0.0000300333333333333333")
                .containsEntry("median", "0.0000306875")
                .containsEntry("mean", "0.00003057125")
                .containsEntry("stddev", "0.000000357123372484360336");
        assertThat(phases.get("parse/short").measures())
                .containsExactly(
                        entry("slope", new BigDecimal("0.0000306637254901960784")),
                        entry("bytes_per_second", new BigDecimal("2087156696.6141254")));
        assertThat(Samples.latencies(phases.get("parse/long")))
                .containsEntry("p50", "2250")
                .containsEntry("p99", "3000")
                .containsEntry("mean", "2375");
        assertThat(Samples.collect(request).toString()).contains("parse/long").doesNotContain("canary");
    }

    @Test
    void whatIsNoTimeIsLeftOutAndSaid() throws IOException {
        Path file = Files.writeString(directory.resolve("a.json"), """
                {"reason":"benchmark-complete","id":"a","iteration_count":[1],"measured_values":[5],"unit":"cycles","slope":null}
                {"reason":"benchmark-complete","id":"b","iteration_count":[1],"measured_values":[5],"unit":"us","slope":null}
                """);
        assertThat(Samples.latencies(Samples.phases(file).get("b"))).containsEntry("p99", "0.005");
        assertThat(Samples.collect(Samples.request(file)).sources().get(0).notes())
                .containsExactly("What Criterion.rs measured of \"a\" is no time but \"cycles\", and is left out.");
    }

    @Test
    void aSampleThatIsCutOffOrChangedAnywhereEndsWell() throws IOException {
        byte[] whole = Files.readAllBytes(tree().resolve("sum/iter/100/new/sample.json"));
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            Path file = sample("");
            Files.write(file, Arrays.copyOf(whole, length));
            refused += HostileCorpusTest.endsWell(file, new CriterionFormat(), "cut off at " + length) ? 0 : 1;
            byte[] changed = whole.clone();
            changed[length] = (byte) '9';
            Files.write(file, changed);
            HostileCorpusTest.endsWell(file, new CriterionFormat(), "changed at " + length);
        }
        assertThat(refused).isEqualTo(whole.length).isGreaterThan(100);
        assertThat(HostileCorpusTest.endsWell(Files.write(sample(""), whole), new CriterionFormat(), "the whole file"))
                .isTrue();
    }

    @Test
    void aDirectoryOfAnotherNameIsNoResultOfThisRun() {
        assertThat(Samples.problem(Samples.request(tree().resolve("slow/sleep/base/sample.json"))))
                .contains("no format is recognised in it");
    }

    @Test
    void whatIsMissingOrWrongIsNamedWithItsPosition() throws IOException {
        Map<String, String> problems = Map.of(
                "{\"iters\": [1, 2], \"times\": [1]}",
                "line 1, column 31: the benchmark \"a\" has 1 times of 2 samples",
                "{\"iters\": [], \"times\": []}",
                "line 1, column 26: the benchmark \"a\" has 0 times of 0 samples",
                "{\"iters\": [0], \"times\": [1]}",
                "line 1, column 28: a sample of 0 calls",
                "{\"iters\": [1.5], \"times\": [1]}",
                "line 1, column 12: /iters/0 is \"1.5\", expected a count",
                "{\"iters\": [1], \"times\": [-1]}",
                "line 1, column 29: a time of -0.000001 ms, expected one from 0 to 31 years",
                "{\"iters\": [1], \"times\": [null]}",
                "line 1, column 26: /times/0 is null, expected a number",
                "{\"iters\": [1], \"times\": [1]}{}",
                "line 1, column 29: an object follows behind the end of the document");
        for (Map.Entry<String, String> each : problems.entrySet()) {
            Path file = sample(each.getKey());
            assertThat(Samples.problem(Samples.request(file)))
                    .isEqualTo(shown(file) + LOOKS + each.getValue() + WAY_OUT);
        }
    }

    @Test
    void aSampleWithoutItsNameIsAnErrorThatSaysWhereItIs() throws IOException {
        Path file = sample("{\"iters\": [1], \"times\": [1]}");
        Files.writeString(file.resolveSibling("benchmark.json"), "{\"full_id\": null}");
        assertThat(Samples.problem(Samples.request(file)))
                .isEqualTo(shown(file) + LOOKS
                        + "line 1, column 28: benchmark.json beside it, which says what the benchmark is called, is missing or"
                        + " cannot be read: /full_id is null, expected a text. Keep the directories as Criterion.rs writes them,"
                        + " and name target/criterion or target/criterion/**/new/*.json.");
        Files.delete(file.resolveSibling("benchmark.json"));
        assertThat(Samples.problem(Samples.request(file)))
                .contains(
                        "benchmark.json beside it, which says what the benchmark is called, is missing or cannot be read. Keep");
    }

    private static String shown(Path file) {
        return file.toString().replace('\\', '/');
    }
}
