package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures expected were worked out from the files by a program of a few lines in another language, with exact decimals. */
class PytestBenchmarkFormatTest {

    private static final String LOOKS =
            " looks like a result of pytest-benchmark (--benchmark-json; read are those of 3 to 5) and cannot be read: ";
    private static final String WAY_OUT =
            ". It was cut off or changed after the tool wrote it, or the tool is of another version:"
                    + " run the tool again, or leave the file out.";
    private static final String SEVERAL_CALLS =
            "none: a round here is of several calls; benchmark.pedantic(function, rounds=1000,"
                    + " iterations=1) times each call by itself";

    @TempDir
    Path directory;

    private Path file(String name, String json) throws IOException {
        return Files.writeString(directory.resolve(name), json);
    }

    private static String results(String python, String version, String benchmarks) {
        return "{\"machine_info\": {\"python_implementation\": \"CPython\", \"python_version\": \"" + python + "\"},"
                + " \"commit_info\": {}, \"benchmarks\": [" + benchmarks + "], \"version\": \"" + version + "\"}";
    }

    private static String benchmark(String stats) {
        return "{\"fullname\": \"a.py::b\", \"stats\": {" + stats + "}}";
    }

    @Test
    void aRoundOfOneCallIsAnItem() {
        Samples.ReadPhases phases = Samples.phases(Samples.own("pytest-benchmark/benchmark-3.2.2.json"));
        assertThat(phases.keys())
                .containsExactly(
                        "test_b.py::TestSums::test_sum", "test_b.py::test_sort[1000]", "test_b.py::test_sort[10]");
        Phase phase = phases.get("test_b.py::TestSums::test_sum");
        assertThat(phase.name()).isEqualTo("test_b.py::TestSums::test_sum");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "0.335658998665167"),
                        entry("p95", "0.3605860001698602"),
                        entry("p99", "0.3605860001698602"),
                        entry("min", "0.32838600236573257"),
                        entry("max", "0.3605860001698602"),
                        entry("mean", "0.341234001098200677"),
                        entry("stddev", "0.0127768307563436773"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "7"), entry("items_failed", "0"), entry("error_rate", "0"));
        assertThat(Samples.details(phase))
                .containsOnly(
                        entry("group", "slow"),
                        entry("version", "3.2.2"),
                        entry("unit", "s"),
                        entry("python", "CPython 3.11.2"),
                        entry("percentiles", "nearest rank of all 7 values, exact"));
        assertThat(phase.histogram()).startsWith("HISTFAAA");
    }

    @Test
    void roundsOfSeveralCallsAreMeansAndHaveNoPercentiles() {
        Phase phase = Samples.phases(Samples.own("pytest-benchmark/benchmark-3.2.2.json"))
                .get("test_b.py::test_sort[10]");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "null"),
                        entry("p95", "null"),
                        entry("p99", "null"),
                        entry("min", "0.0003105000359937549"),
                        entry("median", "0.000365200139640364775"),
                        entry("max", "0.0006993002898525447"),
                        entry("mean", "0.000412750099106536558"),
                        entry("stddev", "0.00014316739366058219"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "6"), entry("items_failed", "0"), entry("error_rate", "0"));
        assertThat(Samples.details(phase))
                .containsEntry("calls of a sample", "10")
                .containsEntry("percentiles", SEVERAL_CALLS);
        assertThat(phase.histogram()).isNull();
    }

    @Test
    void withoutTheTimesOfRoundsThereIsTheMedianAloneAndItIsSaid() {
        SourceRequest request = Samples.request(Samples.own("pytest-benchmark/saved-3.2.2.json"));
        Phase phase = Samples.phases(request).get("test_b.py::TestSums::test_sum");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "0.34633899849723093"),
                        entry("p95", "null"),
                        entry("p99", "null"),
                        entry("min", "0.3433439997024834"),
                        entry("max", "0.4172430017206352"),
                        entry("mean", "0.3626815715896165"),
                        entry("stddev", "0.027292270976376678"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "7"), entry("items_failed", "0"), entry("error_rate", "0"));
        assertThat(Samples.details(phase))
                .containsEntry("percentiles", "p50 is pytest-benchmark's median")
                .containsEntry(
                        "other percentiles",
                        "--benchmark-json saves the time of every round, --benchmark-save does with --benchmark-save-data");
        assertThat(Samples.collect(request).sources().get(0).notes())
                .containsExactly(
                        "pytest-benchmark saved no times of single rounds: --benchmark-json saves the time of every round,"
                                + " --benchmark-save does with --benchmark-save-data.");
        Phase means = Samples.phases(request).get("test_b.py::test_sort[10]");
        assertThat(Samples.latencies(means))
                .containsEntry("p50", "null")
                .containsEntry("median", "0.0003401000867597759");
        assertThat(Samples.figures(means)).containsEntry("items_processed", "6");
        assertThat(Samples.details(means)).containsEntry("percentiles", SEVERAL_CALLS);
    }

    @Test
    void neitherTheMachineNorWhatTestsSayIsKept() {
        for (String sample : List.of("benchmark-3.2.2.json", "saved-3.2.2.json")) {
            assertThat(Samples.collect(Samples.request(Samples.own("pytest-benchmark/" + sample)))
                            .toString())
                    .contains("test_sum")
                    .doesNotContain("canary");
        }
    }

    @Test
    void roundsOfSeveralFilesAreMergedUnlessAnotherPythonRanThem() throws IOException {
        file("a.json", results("3.11", "5.1.0", benchmark("\"data\": [1, 2], \"iterations\": 1")));
        file("b.json", results("3.11", "5.1.0", benchmark("\"data\": [4], \"iterations\": 1")));
        assertThat(Samples.latencies(Samples.phases(directory.resolve("*.json")).get("a.py::b")))
                .containsEntry("p50", "2000")
                .containsEntry("max", "4000");
        file("c.json", results("3.13", "5.1.0", benchmark("\"data\": [4], \"iterations\": 1")));
        assertThat(Samples.problem(Samples.request(directory.resolve("*.json"))))
                .contains("were measured with different python and cannot be merged");
    }

    @Test
    void notANumberIsNone() throws IOException {
        Path file = file(
                "a.json",
                results("3", "4.0.0", benchmark("\"mean\": 0.5, \"median\": NaN, \"stddev\": NaN, \"rounds\": 1")));
        assertThat(Samples.latencies(Samples.phases(file).get("a.py::b")))
                .containsEntry("mean", "500")
                .containsEntry("p50", "null")
                .doesNotContainKey("stddev");
    }

    @Test
    void whatIsMissingOrWrongIsNamedWithItsPosition() throws IOException {
        Map<String, String> problems = Map.of(
                results("3", "6.0.0", benchmark("\"data\": [1]")),
                "line 1, column 174: it is of version \"6.0.0\" of pytest-benchmark, read are 3 to 5",
                results("3", "5.0.0", benchmark("\"data\": [1]")).replace("\"version\"", "\"v\""),
                "line 1, column 175: it has no version",
                results("3", "5.0.0", benchmark("\"data\": [1], \"iterations\": 0")),
                "line 1, column 176: the rounds of \"a.py::b\" have 0 iterations",
                results("3", "5.0.0", benchmark("\"data\": [1, -1]")),
                "line 1, column 159: /benchmarks/0/stats/data/1 is -1, expected a time",
                results("3", "5.0.0", benchmark("\"data\": [1, NaN]")),
                "line 1, column 159: /benchmarks/0/stats/data/1 is NaN, expected a number",
                results("3", "5.0.0", benchmark("\"min\": 1")),
                "line 1, column 156: the benchmark \"a.py::b\" has neither data nor a mean",
                results("3", "5.0.0", benchmark("\"mean\": 1, \"rounds\": 1.5")),
                "line 1, column 172: rounds is \"1.5\", expected a count",
                results("3", "5.0.0", "{}"),
                "line 1, column 114: a benchmark has no fullname");
        for (Map.Entry<String, String> each : problems.entrySet()) {
            Path file = file("a.json", each.getKey());
            assertThat(Samples.problem(Samples.request(file)))
                    .isEqualTo(shown(file) + LOOKS + each.getValue() + WAY_OUT);
        }
    }

    private static String shown(Path file) {
        return file.toString().replace('\\', '/');
    }
}
