package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures expected were worked out from the files by a program of a few lines in another language, with exact decimals. */
class BenchmarkDotNetFormatTest {

    private static final String LOOKS =
            " looks like a result of BenchmarkDotNet (*-report*.json; read are those of 0.11 to 0.15) and cannot be read: ";
    private static final String WAY_OUT =
            ". It was cut off or changed after the tool wrote it, or the tool is of another version:"
                    + " run the tool again, or leave the file out.";
    private static final String FULL = "benchmarkdotnet/Shop.Sorting-report-full.json";
    private static final String BRIEF = "benchmarkdotnet/Shop.Sorting-report-brief-compressed.json";
    private static final String LOAD = "Shop.Sorting.Load[InvocationCount=1, RunStrategy=Monitoring]";
    private static final String NO_MEASUREMENTS = "none: the file does not say of how many operations an iteration is;"
            + " JsonExporter.Full does, and [SimpleJob(RunStrategy.Monitoring, invocationCount: 1)] times each by itself";

    @TempDir
    Path directory;

    private Path file(String... benchmarks) throws IOException {
        return Files.writeString(
                directory.resolve("a.json"),
                "{\"Title\": \"t\", \"HostEnvironmentInfo\": {}, \"Benchmarks\": [" + String.join(", ", benchmarks)
                        + "]}");
    }

    private static String benchmark(String display, String fields) {
        return "{\"DisplayInfo\": \"" + display + "\", \"FullName\": \"a\", " + fields + "}";
    }

    @Test
    void anIterationOfOneOperationIsAnItem() {
        SourceRequest request = Samples.request(Samples.own(FULL));
        Samples.ReadPhases phases = Samples.phases(request);
        assertThat(phases.keys())
                .containsExactlyInAnyOrder("Shop.Sorting.Sort(N: 10)", LOAD, "Shop.Sorting.Broken[ShortRun]");
        Phase phase = phases.get(LOAD);
        assertThat(phase.name()).isEqualTo(LOAD);
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "12.48824"),
                        entry("p95", "12.989181"),
                        entry("p99", "12.989181"),
                        entry("min", "12.030414"),
                        entry("max", "12.989181"),
                        entry("mean", "12.524834375"),
                        entry("stddev", "0.375479295646411108"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "8"), entry("items_failed", "0"), entry("error_rate", "0"));
        assertThat(phase.measures()).isEmpty();
        assertThat(Samples.details(phase))
                .containsOnly(
                        entry("unit", "ns"),
                        entry("version", "0.13.12"),
                        entry("runtime", ".NET 8.0.1 (8.0.123.58001)"),
                        entry("percentiles", "nearest rank of all 8 values, exact"));
    }

    @Test
    void anIterationOfManyOperationsIsAMeanAndHasNoPercentiles() {
        Phase phase = Samples.phases(Samples.own(FULL)).get("Shop.Sorting.Sort(N: 10)");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "null"),
                        entry("p95", "null"),
                        entry("p99", "null"),
                        entry("min", "0.000103114501953125"),
                        entry("median", "0.00010384246826171875"),
                        entry("max", "0.0001047122802734375"),
                        entry("mean", "0.000103970458984375"),
                        entry("stddev", "0.000000605941504218813093"),
                        entry("error", "0.0000025"));
        assertThat(Samples.figures(phase)).containsEntry("items_processed", "6").containsEntry("items_failed", "0");
        assertThat(phase.measures())
                .containsExactly(
                        entry("BytesAllocatedPerOperation", new BigDecimal("416")),
                        entry("Gen0Collects", new BigDecimal("1.46484375")));
        assertThat(Samples.details(phase))
                .containsEntry("calls of a sample", "8192")
                .containsEntry(
                        "percentiles",
                        "none: an iteration here is of several operations; [SimpleJob(RunStrategy.Monitoring, invocationCount:"
                                + " 1)] times each by itself")
                .containsEntry("unit of BytesAllocatedPerOperation", "B")
                .containsEntry("better of BytesAllocatedPerOperation", "lower")
                .containsEntry("unit of Gen0Collects", "Count")
                .containsEntry("better of Gen0Collects", "lower");
    }

    @Test
    void aBenchmarkWithoutStatisticsFailedAndItIsSaid() {
        SourceRequest request = Samples.request(Samples.own(FULL));
        Phase phase = Samples.phases(request).get("Shop.Sorting.Broken[ShortRun]");
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "0"), entry("items_failed", "1"), entry("error_rate", "1"));
        assertThat(Samples.collect(request).sources().get(0).notes())
                .containsExactly(
                        "BenchmarkDotNet has no statistics of \"Shop.Sorting.Broken[ShortRun]\", because it could not be"
                                + " run: it counts as failed.");
    }

    @Test
    void aBriefReportHasStatisticsAndNoPercentiles() {
        Samples.ReadPhases phases = Samples.phases(Samples.own(BRIEF));
        Phase sort = phases.get("Shop.Sorting.Sort(N: 10)");
        assertThat(Samples.latencies(sort))
                .containsEntry("p50", "null")
                .containsEntry("min", "0.000103114501953125")
                .containsEntry("median", "0.00010384246826171875")
                .containsEntry("mean", "0.000103970458984375")
                .containsEntry("error", "0.0000025");
        assertThat(Samples.details(sort)).containsEntry("percentiles", NO_MEASUREMENTS);
        assertThat(Samples.latencies(phases.get(LOAD)))
                .containsExactly(
                        entry("p50", "null"),
                        entry("p95", "null"),
                        entry("p99", "null"),
                        entry("min", "12.030414"),
                        entry("median", "12.5843695"),
                        entry("max", "12.989181"),
                        entry("mean", "12.524834375"),
                        entry("stddev", "0.000001118"),
                        entry("error", "0.0000025"));
    }

    @Test
    void jobsTellBenchmarksOfOneNameApart() throws IOException {
        String mean = "\"Statistics\": {\"Mean\": 1}";
        assertThat(Samples.phases(file(
                                benchmark("T.M: DefaultJob [N=1]", mean),
                                benchmark("T.M: Job-ABCDEF(Runtime=.NET 6.0) [N=1]", mean),
                                benchmark("T.M: net8(Runtime=.NET 8.0)", mean),
                                benchmark("T.M: Dry", mean)))
                        .keys())
                .containsExactlyInAnyOrder("a", "a[Runtime=.NET 6.0]", "a[net8]", "a[Dry]");
        Path file = file(benchmark("T.M: DefaultJob", mean), benchmark("T.M: DefaultJob", mean));
        assertThat(Samples.problem(Samples.request(file)))
                .contains(
                        "two of its benchmarks are called \"a\". Give each job an id of its own: [SimpleJob(id: \"net8\")],"
                                + " or Job.Default.WithId(\"net8\").");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() throws IOException {
        String result =
                "\"Statistics\": {}, \"Measurements\": [{\"IterationMode\": \"Workload\", \"IterationStage\": \"Result\","
                        + " \"Operations\": 1, \"Nanoseconds\": 5}]";
        Map<String, String> problems = Map.of(
                "{\"Statistics\": null}",
                "a benchmark has no FullName",
                benchmark("", result.replace("\"Operations\": 1", "\"Operations\": 0")),
                "an iteration of 0 operations",
                benchmark("", result.replace("5", "-5")),
                "a time of -0.000005 ms, expected one from 0 to 31 years",
                benchmark("", result.replace("5", "NaN")),
                "/Benchmarks/0/Measurements/0/Nanoseconds is NaN, expected a number",
                benchmark("", "\"Statistics\": {\"Min\": 3, \"Median\": 2}"),
                "its median is smaller than its min",
                benchmark("", "\"Statistics\": []"),
                "/Benchmarks/0/Statistics is an array, expected an object");
        for (Map.Entry<String, String> each : problems.entrySet()) {
            Path file = file(each.getKey());
            assertThat(Samples.problem(Samples.request(file)))
                    .startsWith(file.toString().replace('\\', '/') + LOOKS + "line 1, column ")
                    .endsWith(": " + each.getValue() + WAY_OUT);
        }
    }
}
