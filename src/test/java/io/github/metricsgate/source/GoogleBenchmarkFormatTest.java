package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures expected were worked out from the files by a program of a few lines in another language, with exact decimals. */
class GoogleBenchmarkFormatTest {

    private static final String LOOKS =
            " looks like a result of Google Benchmark (--benchmark_out_format=json; read are those of 1.4"
                    + " and later) and cannot be read: ";
    private static final String WAY_OUT =
            ". It was cut off or changed after the tool wrote it, or the tool is of another version:"
                    + " run the tool again, or leave the file out.";
    private static final String SLEEP = "BM_sleep/iterations:1/repeats:6";
    private static final String SUM = "BM_sum/100/min_time:0.010";

    @TempDir
    Path directory;

    private Path file(String... runs) throws IOException {
        return Files.writeString(
                directory.resolve("a.json"),
                "{\"context\": {\"num_cpus\": 2, \"library_build_type\": \"release\", \"library_version\": \"v1.9.1\"}, \"benchmarks\": ["
                        + String.join(", ", runs) + "]}");
    }

    private static String run(String name, String fields) {
        return "{\"name\": \"" + name + "\", \"run_name\": \"a\", \"run_type\": \"iteration\", " + fields + "}";
    }

    private static final String TIME = "\"iterations\": 1, \"real_time\": 2, \"cpu_time\": 1, \"time_unit\": \"ms\"";

    @Test
    void aRepetitionOfOneIterationIsAnItem() {
        SourceRequest request = Samples.request(Samples.own("google-benchmark/runs-1.7.1.json"));
        Samples.ReadPhases phases = Samples.phases(request);
        assertThat(phases.keys()).containsExactlyInAnyOrder(SUM, "BM_sum/1000/min_time:0.010", SLEEP, "BM_broken");
        Phase phase = phases.get(SLEEP);
        assertThat(phase.name()).isEqualTo(SLEEP);
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "1.0935409991361666"),
                        entry("p95", "2.3572499994770624"),
                        entry("p99", "2.3572499994770624"),
                        entry("min", "1.0728519991971552"),
                        entry("max", "2.3572499994770624"),
                        entry("mean", "1.30179449964392308"),
                        entry("stddev", "0.517297221463588509"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "6"), entry("items_failed", "0"), entry("error_rate", "0"));
        assertThat(phase.measures()).containsExactly(entry("cpu_time", new BigDecimal("26.8318333333332027")));
        assertThat(Samples.details(phase))
                .containsOnly(
                        entry("unit", "us"),
                        entry("times", "real time"),
                        entry("library", "debug"),
                        entry("percentiles", "nearest rank of all 6 values, exact"),
                        entry("unit of cpu_time", "us"),
                        entry("better of cpu_time", "lower"));
        assertThat(Samples.collect(request).sources().get(0).notes())
                .containsExactly(
                        "What Google Benchmark fits to several benchmarks (BigO, RMS) is left out.",
                        "Google Benchmark reports an error of \"BM_broken\" (SkipWithError): it counts as failed.");
    }

    @Test
    void aRunOfManyIterationsIsAMeanAndCountersAreMeasures() {
        Phase phase =
                Samples.phases(Samples.own("google-benchmark/runs-1.7.1.json")).get(SUM);
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "null"),
                        entry("p95", "null"),
                        entry("p99", "null"),
                        entry("mean", "0.00017035629550112236"));
        assertThat(phase.measures())
                .containsExactly(
                        entry("cpu_time", new BigDecimal("155.69919098085396")),
                        entry("bytes_per_second", new BigDecimal("2569056380.319839")),
                        entry("depth", new BigDecimal("7")),
                        entry("items_per_second", new BigDecimal("642264095.07995975")));
        assertThat(Samples.details(phase))
                .containsEntry("calls of a sample", "91716")
                .containsEntry(
                        "percentiles",
                        "none: a repetition here is of several iterations; ->Iterations(1)->Repetitions(1000) times each by itself")
                .containsEntry("better of items_per_second", "higher")
                .containsEntry("better of bytes_per_second", "higher")
                .containsEntry("unit of bytes_per_second", "B/s")
                .doesNotContainKey("better of depth");
    }

    @Test
    void aBenchmarkWithAnErrorFailed() {
        Phase phase =
                Samples.phases(Samples.own("google-benchmark/runs-1.7.1.json")).get("BM_broken");
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "0"), entry("items_failed", "1"), entry("error_rate", "1"));
    }

    @Test
    void aggregatesAreTakenWhereThereAreNoRepetitions() {
        Samples.ReadPhases phases = Samples.phases(Samples.own("google-benchmark/aggregates-1.7.1.json"));
        Phase phase = phases.get(SUM);
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "null"),
                        entry("p95", "null"),
                        entry("p99", "null"),
                        entry("median", "0.00027334480905366769"),
                        entry("mean", "0.00026545670936046139"),
                        entry("stddev", "0.000014538679626691049"));
        assertThat(phase.measures())
                .containsEntry("cpu_time", new BigDecimal("156.130575876736"))
                .containsEntry("items_per_second", new BigDecimal("640734877.27668202"));
        assertThat(Samples.details(phase))
                .containsEntry(
                        "percentiles",
                        "none: only aggregates are in the file; --benchmark_report_aggregates_only=false adds the repetitions");
        assertThat(Samples.figures(phases.get("BM_broken"))).containsEntry("items_failed", "3");
    }

    @Test
    void neitherTheMachineNorWhatAnErrorSaysIsKept() {
        for (String sample : List.of("runs-1.7.1.json", "aggregates-1.7.1.json")) {
            assertThat(Samples.collect(Samples.request(Samples.own("google-benchmark/" + sample)))
                            .toString())
                    .contains("BM_sum")
                    .doesNotContain("canary");
        }
    }

    @Test
    void skippedRunsAreCountedAndNotANumberIsNone() throws IOException {
        Path file = file(
                run("a", "\"skipped\": true, \"skip_message\": \"canary\""),
                run("a", TIME + ", \"x\": NaN, \"y\": 4"),
                run("a", TIME.replace("2", "4") + ", \"x\": 1, \"y\": 5"));
        Phase phase = Samples.phases(file).get("a");
        assertThat(Samples.latencies(phase)).containsEntry("p50", "2").containsEntry("p99", "4");
        assertThat(phase.measures())
                .containsExactly(
                        entry("cpu_time", BigDecimal.ONE),
                        entry("x", null),
                        entry("y", new BigDecimal("4.5")),
                        entry("skipped", BigDecimal.ONE));
        assertThat(Samples.details(phase)).containsEntry("version", "v1.9.1").containsEntry("library", "release");
    }

    @Test
    void withoutRunNamesAggregatesAreKnownByTheirEnding() throws IOException {
        Path file = file(
                "{\"name\": \"b\", " + TIME + "}",
                "{\"name\": \"b_mean\", " + TIME + "}",
                "{\"name\": \"b_cv\", " + TIME + "}",
                "{\"name\": \"b_BigO\", \"cpu_coefficient\": 1}");
        assertThat(Samples.phases(file).keys()).containsExactly("b");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() throws IOException {
        Map<String, String> problems = Map.of(
                run("a", TIME.replace("ms", "fortnights")),
                "time_unit of the run \"a\" is \"fortnights\", expected one of ns, us, ms, s",
                run("a", TIME.replace("\"iterations\": 1, ", "")),
                "the run \"a\" has no iterations",
                run("a", TIME.replace("real_time", "unreal_time")),
                "the run \"a\" has no real_time",
                run("a", TIME.replace("2", "-2")),
                "a time of -2 ms, expected one from 0 to 31 years",
                run("a", TIME) + ", " + run("a", TIME.replace("ms", "s")),
                "the runs of \"a\" are in ms and in s",
                "{\"run_name\": \"a\"}",
                "a run has no name");
        for (Map.Entry<String, String> each : problems.entrySet()) {
            Path file = file(each.getKey());
            assertThat(Samples.problem(Samples.request(file)))
                    .startsWith(file.toString().replace('\\', '/') + LOOKS + "line 1, column ")
                    .endsWith(": " + each.getValue() + WAY_OUT);
        }
    }
}
