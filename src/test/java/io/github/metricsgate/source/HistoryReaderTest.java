package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the histories of others. */
class HistoryReaderTest {

    static final Path SAMPLES = Path.of("src/test/resources/histories").toAbsolutePath();

    @TempDir
    Path directory;

    private static ImportRequest request(String source, String... only) {
        return new ImportRequest(source, "main", Set.of(only), "avgt", 1000);
    }

    static HistoryReader reader(Path base, ImportRequest request) {
        return new HistoryReader(base, request, ReadingProgress.SILENT);
    }

    private static ImportedHistory read(String file, String... only) {
        HistoryReader reader = reader(SAMPLES, request("bench", only));
        return reader.read(List.of(file)).orElseThrow(() -> new AssertionError(reader.problems()));
    }

    /** Every figure of a run, as {@code key metric value}; of measures with which way is better. */
    private static List<String> figures(ImportedRun run) {
        List<String> figures = new ArrayList<>();
        for (Phase phase : run.run().phases()) {
            phase.latencies().forEach((name, value) -> figures.add(phase.key() + " " + name + " " + plain(value)));
            for (Map.Entry<Figure, BigDecimal> figure : phase.figures().entrySet()) {
                figures.add(phase.key() + " " + figure.getKey().key() + " " + plain(figure.getValue()));
            }
            new TreeMap<>(phase.measures())
                    .forEach((name, value) -> figures.add(phase.key() + " " + name + " "
                            + plain(value) + " "
                            + (phase.source() == null
                                    ? ""
                                    : phase.source().details().getOrDefault("better of " + name, "either way"))));
        }
        return figures;
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    @Test
    void benchmarksOfJmhAreCalledAsTheyWillBeWhenTheyAreCollected() {
        ImportedHistory history = read("data.js", "jmh");
        assertThat(history.runs()).hasSize(2);
        ImportedRun first = history.runs().get(0);
        assertThat(first.time()).hasToString("2026-01-01T10:00:00Z");
        assertThat(first.identity().commit()).isEqualTo("000000000000000000000000000000000000000a");
        assertThat(first.identity().url()).endsWith("/commit/000000000000000000000000000000000000000a");
        assertThat(figures(first))
                .containsExactly(
                        "bench/org.example.B.rate[thrpt,threads=2] throughput 534500",
                        "bench/org.example.B.sized[avgt,threads=2,kind=a,size=10] mean 2",
                        "bench/org.example.B.time[avgt,threads=2] mean 0.0125");
        assertThat(history.leftOut())
                .containsExactly(Map.entry("runs of another suite (pytest, googlecpp, cargo ...)", 20));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pytest                | bench/bench.py::test_fib mean 25
            cargo                 | bench/bench_fib mean 0.037174
            benchmarkjs           | bench/fib(20) throughput 11465
            catch2                | bench/Fibonacci 20 mean 0.043186
            julia                 | bench/fib/10 mean 0.000325
            benchmarkdotnet       | bench/Sample.Fib10 mean 0.0000244
            googlecpp             | bench/BM_sort/8 mean 0.000012; bench/BM_sort/8 cpu_time 9 lower
            go                    | bench/BenchmarkCopy MB/s 900.5 higher; bench/BenchmarkFib mean 0.041653; bench/BenchmarkFib B/op 128 lower
            customBiggerIsBetter  | bench/hits value 99.5 higher; bench/requests throughput 1200; bench/uptime value 3 higher
            customSmallerIsBetter | bench/errors value 2 lower; bench/size value 80 lower; bench/startup mean 1250
            """)
    void eachToolOfGithubActionBenchmarkIsReadWithTheRightDirection(String suite, String expected) {
        assertThat(String.join("; ", figures(read("data.js", suite).runs().get(1))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ns/op, TIME
            us/op, TIME
            ms/op, TIME
            s/op, TIME
            min/op, TIME
            hr/op, TIME
            day/op, TIME
            ops/ns, RATE
            ops/us, RATE
            ops/ms, RATE
            ops/s, RATE
            ops/min, RATE
            ops/hr, RATE
            ops/day, RATE
            µs, TIME
            μs/iter, TIME
            nsec, TIME
            milliseconds, TIME
            nanoseconds (ns), TIME
            operations / second (ops/s), RATE
            iter/sec, RATE
            rps, RATE
            MB/s, SPEED
            B/s, SPEED
            KiB/s, SPEED
            Gbit/s, SPEED
            megabytes/second, SPEED
            rows/s, SPEED
            errors/s, FREQUENCY
            failures/min, FREQUENCY
            faults/s, FREQUENCY
            misses/s, FREQUENCY
            conflicts/s, FREQUENCY
            hits/s, FREQUENCY
            ms (avg), TIME
            ops/s (median), RATE
            errors/s (total), FREQUENCY
            megabytes per second (MB/s), SPEED
            points (of 100), OTHER
            B/op, OTHER
            %, OTHER
            '', OTHER
            (((, OTHER
            /, OTHER
            """)
    void aUnitSaysWhichWayIsBetter(String unit, BenchmarkUnit.Kind kind) {
        BenchmarkUnit parsed = BenchmarkUnit.of(unit);
        assertThat(parsed.kind()).isEqualTo(kind);
        assertThat(parsed.better())
                .isEqualTo(
                        switch (kind) {
                            case TIME -> Better.LOWER;
                            case RATE, SPEED -> Better.HIGHER;
                            case FREQUENCY, OTHER -> Better.UNKNOWN;
                        });
    }

    @Test
    void theSmallestTimeIsNotOneInMinutes() {
        assertThat(BenchmarkUnit.of("ms (min)").time()).isEqualTo(DurationUnit.MILLISECONDS);
        assertThat(BenchmarkUnit.of("latency (ms)").time()).isEqualTo(DurationUnit.MILLISECONDS);
    }

    @Test
    void errorsInATimeAreNotTakenForBetterWhenThereAreMore() throws IOException {
        Files.writeString(directory.resolve("data.js"), """
                window.BENCHMARK_DATA = {"lastUpdate": 1, "repoUrl": "", "entries": {"go": [
                 {"commit": {"id": "000000000000000000000000000000000000000a", "timestamp": "2026-01-01T10:00:00Z"},
                  "date": 1767261600000, "tool": "go", "benches": [
                   {"name": "BenchmarkCopy - errors/s", "value": 2, "unit": "errors/s"},
                   {"name": "BenchmarkCopy - MB/s", "value": 3, "unit": "MB/s"}]}]}}
                """);
        ImportedHistory history =
                reader(directory, request("bench")).read(List.of("data.js")).orElseThrow();
        assertThat(figures(history.runs().get(0)))
                .containsExactly("bench/BenchmarkCopy MB/s 3 higher", "bench/BenchmarkCopy errors/s 2 either way");
        assertThat(BencherHistory.better("errors", "errors/s")).isEqualTo(Better.UNKNOWN);
        assertThat(BencherHistory.better("page-faults", "faults/s")).isEqualTo(Better.UNKNOWN);
        assertThat(BencherHistory.better("bandwidth", "MB/s")).isEqualTo(Better.HIGHER);
        assertThat(BencherHistory.better("at-t-gmax-bytes", "bytes (B)")).isEqualTo(Better.LOWER);
        assertThat(BencherHistory.better("l1-hits", "hits")).isEqualTo(Better.UNKNOWN);
    }

    @Test
    void theJsonOfGithubActionBenchmarkSaysTheSame() {
        assertThat(read("data.json").runs())
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(io.github.metricsgate.metrics.PhaseSource.class)
                .isEqualTo(read("data.js", "jmh").runs());
    }

    @Test
    void severalSuitesAreNotMixed() {
        HistoryReader reader = reader(SAMPLES, request("bench"));
        assertThat(reader.read(List.of("data.js"))).isEmpty();
        assertThat(reader.problems())
                .hasSize(1)
                .first()
                .asString()
                .contains("it has runs of 11 suites: \"benchmarkdotnet\"");
        HistoryReader other = reader(SAMPLES, request("bench", "rust"));
        assertThat(other.read(List.of("data.js"))).isEmpty();
        assertThat(other.problems().get(0)).contains("it has no runs of \"rust\", which <importOnly> names; there are");
    }

    @Test
    void reportsOfBencherAreReadInTheirOlderAndNewerForms() {
        ImportedHistory history = read("bencher-reports.json");
        assertThat(history.runs()).hasSize(3);
        assertThat(history.leftOut()).containsExactly(Map.entry("runs of another branch (feature)", 1));
        assertThat(figures(history.runs().get(0)))
                .containsExactly(
                        "bench/app.jar file-size 4096 lower",
                        "bench/checkout mean 2",
                        "bench/checkout throughput 600.5");
        assertThat(figures(history.runs().get(1))).containsExactly("bench/checkout mean 1.7");
        assertThat(figures(history.runs().get(2)))
                .containsExactly(
                        "bench/org.example.B.rate[thrpt,threads=1] throughput 5",
                        "bench/org.example.B.time[avgt,threads=1] mean 0.005");
        assertThat(history.runs().get(1).identity().commit()).isEqualTo("0000000000000000000000000000000000000015");
        assertThat(history.runs().get(0).identity().environment()).containsExactly(Map.entry("testbed", "ci"));
    }

    @Test
    void aQueryOfBencherIsReadAsTheRunsOfItsReports() {
        ImportedHistory history = read("bencher-perf.json");
        assertThat(history.runs()).hasSize(2);
        assertThat(figures(history.runs().get(1)))
                .containsExactly("bench/checkout mean 2", "bench/checkout throughput 1000");
        assertThat(history.runs().get(1).time()).hasToString("2026-02-02T08:00:00Z");
    }

    /** A line of a query, or a result of a report: {@code figures} are its metrics. */
    private static String ofBencher(String variant, String measure, String figures) {
        return """
                {"branch": {"name": "main"}, "testbed": {"name": "ci"}, "benchmark": {"name": "copy"}, %s
                 "measure": {"name": "Latency", "slug": "%s", "units": "nanoseconds (ns)"}, "metrics": [%s]}
                """.formatted(variant, measure, figures);
    }

    private static String point(String figures) {
        return """
                {"report": "r1", "iteration": 0, "start_time": "2026-02-01T08:00:00Z",
                 "version": {"number": 1, "hash": null}, %s}""".formatted(figures);
    }

    private ImportedHistory readText(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        HistoryReader reader = reader(directory, request("bench"));
        return reader.read(List.of(name)).orElseThrow(() -> new AssertionError(reader.problems()));
    }

    @Test
    void variantsOfABenchmarkAreSeriesOfTheirOwnInAQueryOfBencher() throws IOException {
        String value = "\"metrics\": {\"value\": {\"value\": %s}, \"upper_value\": {\"value\": 9}}";
        ImportedHistory history = readText(
                "perf.json",
                "{\"project\": {\"slug\": \"shop\"}, \"results\": ["
                        + String.join(
                                ",",
                                ofBencher(
                                        "\"variant\": {\"parameters\": {}},", "latency", point(value.formatted("1e6"))),
                                ofBencher(
                                        "\"variant\": {\"parameters\": {\"size_mb\": 16, \"mode\": \"read\", \"warm\": true}},",
                                        "latency",
                                        point(value.formatted("4e6") + ", \"metric\": {\"value\": 5e6}")))
                        + "]}");
        assertThat(history.runs()).hasSize(1);
        assertThat(figures(history.runs().get(0)))
                .containsExactly("bench/copy mean 1", "bench/copy[mode=read,size_mb=16,warm=true] mean 4");
        assertThat(history.leftOut()).isEmpty();
    }

    @Test
    void variantsOfABenchmarkAreSeriesOfTheirOwnInAReportOfBencher() throws IOException {
        String result = """
                {"iteration": 0, "benchmark": {"name": "org.example.B.copy"},
                 "variant": {"uuid": "v", "parameters": {"size": %s}},
                 "measures": [{"measure": {"slug": "latency", "units": "nanoseconds (ns)"},
                               "metrics": [{"uuid": "m", "name": "lower_value", "value": 1, "boundaries": []},
                                           {"uuid": "m", "name": "p99", "value": 7, "boundaries": []},
                                           {"uuid": "m", "name": "value", "value": %s, "boundaries": []}]}]}""";
        String report = """
                {"uuid": "r", "branch": {"name": "main"}, "testbed": {"name": "ci"}, "adapter": "%s",
                 "start_time": "2026-02-0%dT08:00:00Z", "results": [[%s, %s]]}""";
        ImportedHistory history = readText(
                "reports.json",
                "["
                        + report.formatted("json_v1", 1, result.formatted(1, "1e6"), result.formatted(2.5, "2e6"))
                        + ","
                        + report.formatted("java_jmh", 2, result.formatted(1, "3e6"), result.formatted(2.5, "4e6"))
                        + "]");
        assertThat(history.runs().stream().map(run -> figures(run)))
                .containsExactly(
                        List.of("bench/org.example.B.copy[size=1] mean 1", "bench/org.example.B.copy[size=2.5] mean 2"),
                        List.of(
                                "bench/org.example.B.copy[avgt,threads=1,size=1] mean 3",
                                "bench/org.example.B.copy[avgt,threads=1,size=2.5] mean 4"));
        assertThat(history.leftOut())
                .containsExactly(Map.entry("figures of a measure that are not its value (latency p99)", 4));
    }

    @Test
    void aMeasureOfBencherWithoutAValueIsLeftOut() throws IOException {
        ImportedHistory history = readText(
                "perf.json",
                "{\"project\": {\"slug\": \"shop\"}, \"results\": ["
                        + ofBencher("", "latency", point("\"metric\": {\"value\": 1e6}")) + ","
                        + ofBencher("", "heap", point("\"metrics\": {\"allocations\": {\"value\": 1024.0}}"))
                        + "]}");
        assertThat(figures(history.runs().get(0))).containsExactly("bench/copy mean 1");
        assertThat(history.leftOut())
                .containsExactly(Map.entry("measures without a value, which have other figures alone (copy)", 1));
    }

    @Test
    void aParameterOfBencherThatIsNoScalarIsRefused() throws IOException {
        Files.writeString(
                directory.resolve("perf.json"),
                "{\"project\": {\"slug\": \"shop\"}, \"results\": ["
                        + ofBencher(
                                "\"variant\": {\"parameters\": {\"size\": [1]}},",
                                "latency",
                                point("\"metric\": {\"value\": 1e6}"))
                        + "]}");
        HistoryReader reader = reader(directory, request("bench"));
        assertThat(reader.read(List.of("perf.json"))).isEmpty();
        assertThat(reader.problems()).hasSize(1);
        assertThat(reader.problems().get(0))
                .contains(
                        "the parameter \"size\" of a variant is an object or an array, expected a text, a number, true"
                                + " or false");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOlderQueryOfBencherSaysTheKindOfItsMetricsOnceOrOfEachSeries(boolean once) throws IOException {
        String kind =
                "\"metric_kind\": {\"name\": \"Latency\", \"slug\": \"latency\", \"units\": \"nanoseconds (ns)\"},";
        ImportedHistory history = readText(
                "perf.json", """
                {"project": {"slug": "shop"}, %s "results": [
                  {%s "branch": {"name": "main"}, "testbed": {"name": "ci"}, "benchmark": {"name": "copy"}, "metrics": [%s]}]}
                """.formatted(once ? kind : "", once ? "" : kind, point("\"metric\": {\"value\": 2e6}")));
        assertThat(figures(history.runs().get(0))).containsExactly("bench/copy mean 2");
    }

    @Test
    void resultsOfAsvAreReadInBothVersions() {
        ImportedHistory history = read("asv", "cheetah");
        assertThat(history.runs()).hasSize(2);
        assertThat(figures(history.runs().get(0)))
                .containsExactly(
                        "bench/mem_suite.mem_list value 344 lower",
                        "bench/time_suite.time_plain mean 500",
                        "bench/time_suite.time_sort(10, 'a') mean 1",
                        "bench/time_suite.time_sort(10, 'b') mean 2");
        assertThat(figures(history.runs().get(1)))
                .containsExactly(
                        "bench/time_suite.time_plain mean 510",
                        "bench/time_suite.time_sort(10, 'a') mean 1.1",
                        "bench/time_suite.time_sort(10, 'b') mean 2.1",
                        "bench/time_suite.time_sort(1000, 'a') mean 3.1",
                        "bench/time_suite.time_sort(1000, 'b') mean 4.1",
                        "bench/track_suite.track_score value 7.5 either way");
        assertThat(history.leftOut())
                .containsEntry("benchmarks that are not in benchmarks.json (time_suite.time_gone)", 1)
                .containsEntry(
                        "results of benchmarks that failed or were skipped (time_suite.time_sort,"
                                + " track_suite.track_score, mem_suite.mem_list)",
                        5)
                .containsEntry("runs of another machine (lion)", 1);
        assertThat(read("asv/lion").runs()).hasSize(1);
    }

    @Test
    void whatAsvMeasuredOfAnOlderVersionOfABenchmarkIsLeftOut() throws IOException {
        Path machine = Files.createDirectories(directory.resolve("results/cheetah"));
        Files.writeString(directory.resolve("results/benchmarks.json"), """
                {"t.changed": {"type": "time", "unit": "seconds", "version": "new"},
                 "t.kept": {"type": "time", "unit": "seconds", "version": "1"},
                 "t.unversioned": {"type": "time", "unit": "seconds"}, "version": 2}
                """);
        Files.writeString(machine.resolve("a1-py.json"), """
                {"commit_hash": "a1", "date": 1367127519000, "params": {"machine": "cheetah"}, "env_name": "py",
                 "benchmark_version": {"t.changed": "old", "t.kept": "1", "t.unversioned": null},
                 "results": {"t.changed": 1, "t.kept": {"result": [2]}, "t.unversioned": 3}, "version": 1}
                """);
        Files.writeString(machine.resolve("a2-py.json"), """
                {"commit_hash": "a2", "date": 1367227519000, "params": {"machine": "cheetah"}, "env_name": "py",
                 "result_columns": ["result", "params", "started_at", "version"],
                 "results": {"t.changed": [[4], [], 1, "old"], "t.kept": [[5], [], 1, 1], "t.unversioned": [[6], []]},
                 "version": 2}
                """);
        Files.writeString(machine.resolve("a3-py.json"), """
                {"commit_hash": "a3", "date": 1367327519000, "params": {"machine": "cheetah"}, "env_name": "py",
                 "result_columns": ["result", "params", "version"],
                 "results": {"t.changed": [[7], [], "new"], "t.unversioned": [[8], [], "1"]}, "version": 2}
                """);
        ImportedHistory history =
                reader(directory, request("bench")).read(List.of("results")).orElseThrow();
        assertThat(history.runs().stream().map(run -> figures(run)))
                .containsExactly(
                        List.of("bench/t.kept mean 2000", "bench/t.unversioned mean 3000"),
                        List.of("bench/t.kept mean 5000", "bench/t.unversioned mean 6000"),
                        List.of("bench/t.changed mean 7000"));
        assertThat(history.leftOut())
                .containsExactly(
                        Map.entry("results of an older version of the benchmark (t.changed, t.unversioned)", 3));
    }

    private static String asv(String commit, String environment, String results) {
        return """
                {"commit_hash": "%s", "date": 1367127519000, "params": {"machine": "cheetah"}, "python": "2.7", %s
                 "results": {%s}, "version": 1}
                """.formatted(commit, environment, results);
    }

    private Path asvMachine(String results) throws IOException {
        Path machine = Files.createDirectories(directory.resolve(results + "/cheetah"));
        Files.writeString(directory.resolve(results + "/benchmarks.json"), """
                {"t.plain": {"type": "time", "unit": "seconds"}, "t.overhead": {"type": "track", "unit": "%"}, "version": 1}
                """);
        return machine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"site", "site/.asv/results", "site/.asv/results/cheetah"})
    void resultsOfAsvAreFoundInTheProjectTheirDirectoryAndThatOfAMachine(String named) throws IOException {
        Path machine = asvMachine("site/.asv/results");
        Files.writeString(machine.resolve("a1-py2.7.json"), asv("a1", "\"env_name\": \"py\",", "\"t.plain\": 1"));
        Path graphs = Files.createDirectories(directory.resolve("site/.asv/results/graphs/summary"));
        Files.writeString(graphs.resolve("t.plain.json"), "[[1, 2.5]]");
        Files.writeString(directory.resolve("site/.asv/results/index.json"), "{\"benchmarks\": {}}");
        ImportedHistory history =
                reader(directory, request("bench")).read(List.of(named)).orElseThrow();
        assertThat(history.runs()).hasSize(1);
        assertThat(figures(history.runs().get(0))).containsExactly("bench/t.plain mean 1000");
    }

    @Test
    void environmentsOfAsvAreToldApartByTheNameOfTheFileWhereItsTextHasNone() throws IOException {
        Path machine = asvMachine("results");
        Files.writeString(machine.resolve("a1-py2.7-numpy1.8.json"), asv("a1", "", "\"t.plain\": 1"));
        Files.writeString(machine.resolve("a1-py2.7-numpy1.9.json"), asv("a1", "", "\"t.plain\": 2"));
        Files.writeString(machine.resolve("renamed-a2.json"), asv("a2", "", "\"t.plain\": 3"));
        HistoryReader reader = reader(directory, request("bench"));
        assertThat(reader.read(List.of("results"))).isEmpty();
        assertThat(reader.problems())
                .containsExactly(
                        "results: it has runs of 3 python_environments: \"py2.7-numpy1.8\", \"py2.7-numpy1.9\","
                                + " \"python 2.7\". A baseline of all of them would be as wide as their difference: say with"
                                + " <importOnly> which one is wanted");
    }

    @Test
    void aResultOfAsvWhoseParametersAreTooLongForANameIsLeftOutAlone() throws IOException {
        String longest = "x".repeat(Items.LONGEST_NAME - "t.plain()".length());
        Files.writeString(asvMachine("results").resolve("a1-py.json"), asv("a1", "\"env_name\": \"py\",", """
                        "t.plain": {"params": [["%s", "%sy", "%s"]], "result": [1, 2, 3]}, "t.overhead": -2.5
                        """.formatted(
                        longest, longest, "z".repeat(5000))));
        ImportedHistory history =
                reader(directory, request("bench")).read(List.of("results")).orElseThrow();
        assertThat(figures(history.runs().get(0)))
                .containsExactly("bench/t.overhead value -2.5 either way", "bench/t.plain(" + longest + ") mean 1000");
        assertThat(history.leftOut())
                .containsExactly(
                        Map.entry("results whose parameters take more than 2000 characters to write (t.plain)", 2));
    }

    @Test
    void machinesOfAsvAreNotMixed() {
        HistoryReader reader = reader(SAMPLES, request("bench"));
        assertThat(reader.read(List.of("asv"))).isEmpty();
        assertThat(reader.problems())
                .containsExactly(
                        "asv: it has runs of 2 machines: \"cheetah\", \"lion\". A baseline of all of them would be as"
                                + " wide as their difference: say with <importOnly> which one is wanted");
    }

    @Test
    void aDirectoryOfSetsIsSearched() throws IOException {
        Path golden = Path.of("src/test/resources/golden");
        for (String name : List.of("design-document", "pipeline-aborted", "pipeline-11-phases")) {
            Path set = Files.createDirectories(directory.resolve("old/" + name));
            for (String file :
                    List.of("phase_metrics.json", "resource_usage.jsonl", "latency_histograms.json", "run.json")) {
                Path from = golden.resolve(name).resolve("expected").resolve(file);
                if (Files.exists(from)) {
                    Files.copy(from, set.resolve(file));
                }
            }
        }
        Files.writeString(
                Files.createDirectories(directory.resolve("old/broken")).resolve("phase_metrics.json"), "{");
        HistoryReader reader = reader(directory, request("bench"));
        ImportedHistory history = reader.read(List.of("old")).orElseThrow(() -> new AssertionError(reader.problems()));
        assertThat(history.description()).isEqualTo("metrics sets");
        assertThat(history.runs()).hasSize(2);
        assertThat(history.runs().get(0).run().phases()).isNotEmpty();
        assertThat(history.leftOut())
                .containsEntry("sets that are not valid (" + Path.of("old/broken") + ")", 1)
                .containsEntry("runs that were aborted (" + Path.of("old/pipeline-aborted") + ")", 1);
    }

    @Test
    void onlyTheNewestRunsAreTakenOfMoreThanAreKept() {
        HistoryReader reader = reader(SAMPLES, new ImportRequest("", "main", Set.of("go"), "avgt", 1));
        ImportedHistory history = reader.read(List.of("data.js")).orElseThrow();
        assertThat(history.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.time()).hasToString("2026-01-02T10:00:00Z"));
        assertThat(history.leftOut()).containsEntry("runs older than the 1 that are kept", 1);
        assertThat(figures(history.runs().get(0)).get(0)).startsWith("BenchmarkCopy MB/s");
    }

    @Test
    void twoBenchmarksOfOneNameAreLeftOut() throws IOException {
        Files.writeString(directory.resolve("d.json"), """
                {"entries": {"B": [{"commit": null, "date": 1, "tool": "jmh", "benches": [
                  {"name": "a", "value": 1, "unit": "ms/op"}, {"name": "a", "value": 2, "unit": "ms/op"},
                  {"name": "b", "value": 3, "unit": "ms/op"}]}]}}
                """);
        ImportedHistory history =
                reader(directory, request("")).read(List.of("d.json")).orElseThrow();
        assertThat(figures(history.runs().get(0))).containsExactly("b[avgt] mean 3");
        assertThat(history.leftOut())
                .containsExactly(Map.entry("benchmarks whose name another one of their run has too (a[avgt])", 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"entries": {"B": [{"date": "now", "tool": "go", "benches": []}]}} | /entries/B/0/date is "now", expected a number
            {"entries": {"B": [{"date": 1e99, "tool": "go", "benches": []}]}}  | the date of a run is 1E+99, expected milliseconds since 1970
            {"entries": {"B": [{"date": 1e999999999999, "benches": []}]}}      | /entries/B/0/date is out of range
            {"entries": {"B": [{"date": -1, "tool": "go", "benches": []}]}}    | the date of a run is -1, expected milliseconds since 1970
            {"entries": {"B": [{"tool": "go", "benches": []}]}}                | a run of the suite "B" has no date
            {"entries": {"B": {}}}                                             | /entries/B is an object, expected an array
            {"entries": {"B": [{"date": 1, "benches": [{"value": 1}]}]}}       | a benchmark has no name
            {"entries": {"B": [], "B": []}}                                    | it is not JSON: Duplicate field 'B'
            {"entries": {"B": [                                                | the file ends in the middle of a value
            {"lastUpdate": 1}                                                  | it has no entries
            [{"uuid": "u", "branch": {"name": "main"}, "testbed": {"name": "t"}, "results": 3}] | a report's results are a count, expected the results themselves (expand=true of the API)
            [{"uuid": "u", "branch": {"name": "main"}, "testbed": {"name": "t"}, "results": [], "start_time": "soon"}] | start_time is "soon", expected a time as 2026-01-31T12:00:00Z
            [{"uuid": "u", "branch": 7, "testbed": 8}]                         | the name of branch is missing, or no text
            {"commit_hash": "c", "results": {}}                                | it has no date
            {"commit_hash": "c", "date": 1, "results": {}}                     | benchmarks.json is missing, which says the units
            """)
    void whatIsWrongIsASentence(String content, String sentence) throws IOException {
        Files.writeString(directory.resolve("it.json"), content);
        HistoryReader reader = reader(directory, request(""));
        assertThat(reader.read(List.of("it.json"))).isEmpty();
        assertThat(reader.problems()).hasSize(1);
        assertThat(reader.problems().get(0)).startsWith("it.json").contains(sentence);
    }

    @Test
    void depthAndLengthAreBounded() throws IOException {
        Files.writeString(directory.resolve("deep.json"), "{\"entries\": " + "[".repeat(100_000));
        Files.writeString(
                directory.resolve("long.json"),
                "{\"entries\": {\"B\": [{\"date\": 1, \"benches\": [{\"name\": \"" + "n".repeat(5000)
                        + "\", \"value\": 1}]}]}}");
        HistoryReader reader = reader(directory, request(""));
        assertThat(reader.read(List.of("deep.json", "long.json"))).isEmpty();
        assertThat(reader.problems()).hasSize(2);
        assertThat(reader.problems().get(1)).contains("a name has 5000 characters, expected at most 2000");
    }

    @Test
    void memoryIsBoundedAndThatIsSaidOnce() {
        HistoryReader reader = new HistoryReader(
                SAMPLES, request("bench", "jmh"), ReadingProgress.SILENT, MemoryBudget.ofAnImport(3_000));
        assertThat(reader.read(List.of("data.js", "data.json"))).isEmpty();
        assertThat(reader.problems()).hasSize(1);
        assertThat(reader.problems().get(0))
                .startsWith("data.js looks like a history of github-action-benchmark and cannot be read: line ")
                .endsWith(
                        ": its figures need more than 0 MB of memory, half of what this JVM has (-Xmx in MAVEN_OPTS gives"
                                + " it more; <importOnly> takes the runs of one machine, environment or testbed alone). Nothing is"
                                + " wrong with the file itself.");
    }

    @Test
    void runsOfAMachineThatIsNotWantedTakeNoMemory() throws IOException {
        Path machine = asvMachine("results");
        Path other = Files.createDirectories(directory.resolve("results/lion"));
        for (int run = 10; run < 60; run++) {
            Files.writeString(
                    other.resolve("a" + run + "-py.json"),
                    asv("a" + run, "\"env_name\": \"py\",", "\"t.plain\": 1").replace("cheetah", "lion"));
        }
        Files.writeString(machine.resolve("b1-py.json"), asv("b1", "\"env_name\": \"py\",", "\"t.plain\": 1"));
        HistoryReader reader = new HistoryReader(
                directory, request("bench", "cheetah"), ReadingProgress.SILENT, MemoryBudget.ofAnImport(20_000));
        ImportedHistory history =
                reader.read(List.of("results")).orElseThrow(() -> new AssertionError(reader.problems()));
        assertThat(history.runs()).hasSize(1);
        assertThat(history.leftOut()).containsExactly(Map.entry("runs of another machine (lion)", 50));
    }

    @Test
    void whatIsNotNamedIsLeftOutWhicheverToolKeptIt() throws IOException {
        Files.writeString(
                asvMachine("results").resolve("a1-py.json"), asv("a1", "\"env_name\": \"py\",", "\"t.plain\": 1"));
        Files.writeString(
                directory.resolve("perf.json"),
                "{\"project\": {\"slug\": \"shop\"}, \"results\": ["
                        + ofBencher("", "latency", point("\"metric\": {\"value\": 1e6}")) + "]}");
        HistoryReader reader = reader(directory, request("bench", "ci"));
        ImportedHistory history =
                reader.read(List.of("results", "perf.json")).orElseThrow(() -> new AssertionError(reader.problems()));
        assertThat(history.runs().stream().map(run -> figures(run))).containsExactly(List.of("bench/copy mean 1"));
        assertThat(history.leftOut()).containsExactly(Map.entry("runs of another machine (cheetah)", 1));
    }

    @Test
    void eachDirectoryOfAsvHasUnitsOfItsOwn() throws IOException {
        for (String results : List.of("one", "two")) {
            Files.writeString(
                    asvMachine(results).resolve("a1-py.json"),
                    asv("a1", "\"env_name\": \"py\",", "\"t.plain\": 1")
                            .replace("1367127519000", results.equals("one") ? "1" : "2"));
        }
        Files.writeString(directory.resolve("two/benchmarks.json"), """
                {"t.plain": {"type": "time", "unit": "ms"}, "version": 1}
                """);
        ImportedHistory history =
                reader(directory, request("bench")).read(List.of("one", "two")).orElseThrow();
        assertThat(history.runs().stream().map(run -> figures(run)))
                .containsExactly(List.of("bench/t.plain mean 1000"), List.of("bench/t.plain mean 1"));
    }
}
