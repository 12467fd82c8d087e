package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Glob;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures expected were worked out from the files by a program of a few lines in another language, with exact decimals. */
class JmhFormatTest {

    private static final String SUM = "x.Bench.sum[thrpt,threads=1,size=10]";
    private static final String STR = "x.Bench.str[sample,threads=1,size=10]";

    @TempDir
    Path directory;

    private Path file(String name, String json) throws IOException {
        return Files.writeString(directory.resolve(name), json);
    }

    private static String result(String fields, String primary) {
        return """
                [{"benchmark": "x.B.a", "mode": "avgt", "threads": 2, %s
                  "primaryMetric": {"score": 1.5, "scoreError": 0.25, "scoreUnit": "us/op" %s},
                  "secondaryMetrics": {}}]""".formatted(fields, primary);
    }

    @Test
    void aThroughputIsNoLatency() {
        Phase phase = Samples.phases(Samples.own("jmh/jmh-result.json")).get(SUM);
        assertThat(phase.name()).isEqualTo(SUM);
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("throughput", "173382912.00386027"), entry("items_failed", "0"));
        assertThat(phase.histogram()).isNull();
        assertThat(phase.measures())
                .containsExactly(
                        entry("gc.alloc.rate", new BigDecimal("0.027636413180901088")),
                        entry("gc.alloc.rate.norm", new BigDecimal("0.00018097936163371")),
                        entry("gc.count", new BigDecimal("0.0")),
                        entry("throughput_error", new BigDecimal("141667674.05541813")));
        assertThat(Samples.details(phase))
                .containsOnly(
                        entry("version", "1.37"),
                        entry("mode", "thrpt"),
                        entry("forks", "2"),
                        entry("threads", "1"),
                        entry("iterations", "3"),
                        entry("jdk", "17.0.15"),
                        entry("vm", "OpenJDK 64-Bit Server VM"),
                        entry("unit", "ops/s"),
                        entry(
                                "percentiles",
                                "none: JMH measures single calls in mode sample alone (-bm sample, @BenchmarkMode(Mode.SampleTime))"),
                        entry("unit of gc.alloc.rate", "MB/sec"),
                        entry("unit of gc.alloc.rate.norm", "B/op"),
                        entry("better of gc.alloc.rate.norm", "lower"),
                        entry("unit of gc.count", "counts"),
                        entry("unit of throughput_error", "ops/s"),
                        entry("better of throughput_error", "lower"));
        assertThat(Samples.source(phase).format()).isEqualTo("jmh");
        assertThat(Samples.source(phase).name()).isEqualTo("it");
    }

    @Test
    void percentilesOfModeSampleAreOfAllItsCalls() {
        Phase phase = Samples.phases(Samples.own("jmh/jmh-result.json")).get(STR);
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "0.00003"),
                        entry("p95", "0.00003"),
                        entry("p99", "0.00003"),
                        entry("p90", "0.00003"),
                        entry("p99.9", "0.000031"),
                        entry("p99.99", "0.000031"),
                        entry("p99.999", "0.000031"),
                        entry("p99.9999", "0.000031"),
                        entry("min", "0.00002"),
                        entry("max", "0.000031"),
                        entry("mean", "0.0000287757834150500959"),
                        entry("stddev", "0.00000328004115047742875"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("items_processed", "23455"), entry("items_failed", "0"), entry("error_rate", "0"));
        assertThat(phase.measures()).containsOnlyKeys("gc.alloc.rate", "gc.alloc.rate.norm", "gc.count", "gc.time");
        assertThat(Samples.details(phase))
                .containsEntry("percentiles", "nearest rank of all 23455 values, exact")
                .containsEntry("better of gc.time", "lower");
        assertThat(phase.histogram()).startsWith("HISTFAAA");
    }

    @Test
    void aRealFileOfTenSamplesHasItsMaximumAsP99() {
        Samples.ReadPhases phases = Samples.phases(Samples.real("jmh-sample-10.json"));
        assertThat(phases.keys()).hasSize(2);
        Phase phase = phases.get("com.julienviet.benchmark.ClientBenchmark.jdbcBurstQuery[sample,threads=1,"
                + "connectUri=postgres://localhost:5432/postgres,count=5000,pipelining=1,sql=SELECT NOW()]");
        assertThat(Samples.latencies(phase))
                .containsEntry("p50", "3690.98752")
                .containsEntry("p90", "3946.8400640000003")
                .containsEntry("p95", "3955.228672")
                .containsEntry("p99", "3955.228672")
                .containsEntry("min", "3435.134976")
                .containsEntry("max", "3955.228672")
                .containsEntry("mean", "3728.31682560000007")
                .containsEntry("stddev", "199.026489295460932");
        assertThat(phase.figures()).containsEntry(Figure.ITEMS_PROCESSED, BigDecimal.TEN);
        assertThat(phase.measures()).isEmpty();
    }

    @Test
    void aRealFileWithAProfilerKeepsWhatItMeasured() {
        Samples.ReadPhases phases = Samples.phases(Samples.real("jmh-prof-gc.json"));
        assertThat(phases.keys()).hasSize(10);
        Phase phase = phases.get("com.course.hsa.BstMemoryBenchmark.testMemory[avgt,threads=1,size=1000000]");
        assertThat(Samples.latencies(phase))
                .containsEntry("mean", "365.1779276470588")
                .containsEntry("p99", "null");
        assertThat(phase.measures()).containsOnlyKeys("gc.alloc.rate", "gc.alloc.rate.norm", "gc.count", "gc.time");
        assertThat(Samples.details(phase).values()).noneMatch(detail -> detail.contains("IntelliJ"));
    }

    @Test
    void aRealFileWhoseErrorsAreNotANumberHasNone() {
        Samples.ReadPhases phases = Samples.phases(Samples.real("jmh-ss-nan.json"));
        assertThat(phases.keys()).hasSize(12);
        assertThat(Samples.latencies(phases.get("com.mascix.IntegerListFilter.ecMutableList[ss,threads=1]")))
                .containsExactly(
                        entry("p50", "null"),
                        entry("p95", "null"),
                        entry("p99", "null"),
                        entry("mean", "7.3028255"),
                        entry("error", "null"));
    }

    @Test
    void aRealFileInOperationsAMinuteIsOfOperationsASecond() {
        Samples.ReadPhases phases = Samples.phases(Samples.real("jmh-ops-per-min.json"));
        assertThat(phases.keys()).hasSize(28);
        assertThat(phases.get("org.ojalgo.benchmark.lab.FillByMultiplying.execute[thrpt,threads=1,dim=100,lib=ACM]")
                        .figures())
                .containsEntry(Figure.THROUGHPUT, new BigDecimal("869.544752906810667"));
    }

    @Test
    void oldFilesAndMiddleDotsAreRead() throws IOException {
        Path old = file("old.json", """
                [{"benchmark": "x.B.a", "mode": "avgt", "threads": 2,
                  "primaryMetric": {"score": 1.5, "scoreError": "NaN", "scoreUnit": "us/op", "scorePercentiles": {"50.0": 9}},
                  "secondaryMetrics": {"\u00B7gc.alloc.rate.norm": {"score": 16.5, "scoreUnit": "B/op"},
                                       "\u00B7gc.count": {"score": "NaN", "scoreUnit": "counts"}}}]""");
        Phase phase = Samples.phases(old).get("x.B.a[avgt,threads=2]");
        assertThat(Samples.latencies(phase)).containsEntry("mean", "0.0015").containsEntry("p50", "null");
        assertThat(phase.measures())
                .containsExactly(entry("gc.alloc.rate.norm", new BigDecimal("16.5")), entry("gc.count", null));
    }

    @Test
    void theOrderOfKeysDoesNotMatter() throws IOException {
        Path sorted = file("sorted.json", """
                [{"benchmark": "x.B.a", "mode": "sample", "params": {"b": "2", "a": "1"},
                  "primaryMetric": {"rawDataHistogram": [[[[2.5, 3]]], [[[0.5, 1]]]], "score": 2, "scoreUnit": "s/op"},
                  "secondaryMetrics": {}, "threads": 4}]""");
        assertThat(Samples.latencies(Samples.phases(sorted).get("x.B.a[sample,threads=4,a=1,b=2]")))
                .containsExactly(
                        entry("p50", "2500"),
                        entry("p95", "2500"),
                        entry("p99", "2500"),
                        entry("min", "500"),
                        entry("max", "2500"),
                        entry("mean", "2000"),
                        entry("stddev", "1000"));
    }

    @Test
    void withoutRawValuesModeSampleHasThePercentilesOfJmh() throws IOException {
        Path file = file("sample.json", """
                [{"benchmark": "x.B.a", "mode": "sample", "primaryMetric": {"score": 2, "scoreError": 0.5, "scoreUnit": "ms/op",
                  "scorePercentiles": {"0.0": 1, "50.0": 2, "95.0": 3, "99.0": 4, "99.9": 5, "100.0": 6}}}]""");
        Phase phase = Samples.phases(file).get("x.B.a[sample]");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "2"),
                        entry("p95", "3"),
                        entry("p99", "4"),
                        entry("min", "1"),
                        entry("p99.9", "5"),
                        entry("max", "6"),
                        entry("mean", "2"),
                        entry("error", "0.5"));
        assertThat(Samples.details(phase))
                .containsEntry("percentiles", "JMH's own, interpolated between measured values");
    }

    @Test
    void filesOfModeSampleAreShardsAndMergedExactly() throws IOException {
        String json = """
                [{"benchmark": "x.B.a", "mode": "sample",
                  "primaryMetric": {"score": 2, "scoreUnit": "ms/op", "rawDataHistogram": [[[[%s, %d]]]]}}]""";
        file("a.json", json.formatted("1", 95));
        file("b.json", json.formatted("0.007", 4));
        file("c.json", json.formatted("90", 1));
        Phase phase = Samples.phases(directory.resolve("*.json")).get("x.B.a[sample]");
        assertThat(Samples.latencies(phase))
                .containsEntry("p50", "1")
                .containsEntry("p99", "1")
                .containsEntry("min", "0.007")
                .containsEntry("max", "90")
                .containsEntry("mean", "1.85028");
    }

    @Test
    void twoMeansAreNotMergedUnlessThePomSaysWhatToMakeOfThem() throws IOException {
        file("a.json", result("", ""));
        file("b.json", result("", "").replace("1.5", "7.5"));
        file("c.json", result("", "").replace("1.5", "2.5"));
        SourceRequest request = Samples.request(directory.resolve("*.json"));
        assertThat(Samples.problem(request))
                .isEqualTo(
                        "there are 3 results of \"x.B.a[avgt,threads=2]\", each with figures that cannot be merged, such as a"
                                + " percentile or a mean. <repetitions>median</repetitions> takes of each figure the one in the middle,"
                                + " <repetitions>best</repetitions> the best; if they are not repetitions of one measurement, give each"
                                + " file a source of its own.");
        assertThat(mean(request, Repetitions.MEDIAN)).isEqualTo("0.0025");
        assertThat(mean(request, Repetitions.BEST)).isEqualTo("0.0015");
    }

    private static String mean(SourceRequest request, Repetitions repetitions) {
        Phase phase = Samples.phases(new SourceRequest(
                        request.name(), request.files(), null, request.items(), repetitions, request.options()))
                .get("x.B.a[avgt,threads=2]");
        assertThat(Samples.details(phase)).containsEntry("repetitions", repetitions.element() + " of 3");
        return Samples.latencies(phase).getOrDefault("mean", "missing");
    }

    @Test
    void resultsOfOtherArgumentsAreNotOfOneThing() throws IOException {
        file("a.json", result("\"jvmArgs\": [\"-XX:+UseZGC\", \"-Dpassword=secret\"],", ""));
        file("b.json", result("\"jvmArgs\": [\"-XX:+UseG1GC\"],", ""));
        assertThat(Samples.problem(Samples.request(directory.resolve("*.json"))))
                .isEqualTo(
                        "two results of \"x.B.a[avgt,threads=2]\" (in " + shown("a.json") + " and in " + shown("b.json")
                                + ") were measured with different jvmArgs and cannot be merged. Give each file a source of its own, or"
                                + " leave one out with <exclude> or another <files>.");
        Path both = file(
                "both.json",
                result("\"jdkVersion\": \"17\",", "").replaceFirst("]$", ",")
                        + result("\"jdkVersion\": \"25\",", "").substring(1));
        assertThat(Samples.problem(Samples.request(both)))
                .isEqualTo("two results of \"x.B.a[avgt,threads=2]\" (both in " + shown("both.json")
                        + ") were measured with different jdkVersion and cannot be merged. Have the tool write each to a file of"
                        + " its own, and give each file a source of its own, or leave one out with <exclude> or another"
                        + " <files>.");
    }

    @Test
    void resultsThatAreLeftOutNeedNotBeOfOneThing() throws IOException {
        file("a.json", result("\"jvmArgs\": [\"-XX:+UseZGC\"],", ""));
        file("b.json", result("\"jvmArgs\": [\"-XX:+UseG1GC\"],", ""));
        file("c.json", result("", "").replace("x.B.a", "x.B.b"));
        SourceRequest request = Samples.request(directory.resolve("*.json"));
        ItemFilter filter = new ItemFilter(List.of(), List.of(new Glob("x.B.a*")));
        assertThat(Samples.phases(new SourceRequest(
                                request.name(), request.files(), null, filter, Repetitions.REFUSE, SourceOptions.NONE))
                        .keys())
                .containsExactly("x.B.b[avgt,threads=2]");
    }

    private String shown(String name) {
        return directory.resolve(name).toString().replace('\\', '/');
    }

    @Test
    void argumentsAndPathsAreNeverKept() throws IOException {
        Path file = file("a.json", result("\"jvm\": \"/home/me/java\", \"jvmArgs\": [\"-Dpassword=canary\"],", ""));
        assertThat(Samples.collect(Samples.request(file)).toString())
                .contains("x.B.a")
                .doesNotContain("canary")
                .doesNotContain("/home/me");
    }

    @Test
    void whatIsMissingOrWrongIsNamedWithItsPosition() throws IOException {
        String looks =
                " looks like a result of JMH (-rf json; read are those of all versions up to 1.37) and cannot be read: ";
        String wayOut =
                ". It was cut off or changed after the tool wrote it, or the tool is of another version: run the tool"
                        + " again, or leave the file out.";
        Path file = directory.resolve("a.json");
        Map<String, String> problems = Map.of(
                "[{\"benchmark\": \"x\", \"mode\": \"avgt\"}]",
                "line 1, column 35: the result of \"x\" has no primaryMetric",
                result("", "").replace("us/op", "kg/op"),
                "line 3, column 25: scoreUnit is \"kg/op\", expected one of ns/op, us/op, ms/op, s/op, min/op, hr/op, day/op,"
                        + " ops/ns, ops/us, ops/ms, ops/s, ops/min, ops/hr, ops/day",
                result("", "").replace("1.5", "\"fast\""),
                "line 2, column 30: /0/primaryMetric/score is \"fast\", expected a number",
                result("", "").replace("1.5", "-1.5"),
                "line 3, column 25: score is -1.5, expected a time",
                result("", "").substring(0, 80),
                "line 2, column 26: the file ends in the middle of a value",
                result("\"mode\": \"ss\",", ""),
                "line 1, column 61: it is not JSON: Duplicate field 'mode'",
                result("", "") + "[]",
                "line 3, column 27: an array follows behind the end of the document");
        for (Map.Entry<String, String> each : problems.entrySet()) {
            Files.writeString(file, each.getKey());
            assertThat(Samples.problem(Samples.request(file)))
                    .isEqualTo(shown("a.json") + looks + each.getValue() + wayOut);
        }
    }

    @Test
    void aMergeConflictIsCalledOne() throws IOException {
        Path file = file("a.json", result("\n<<<<<<< HEAD\n", ""));
        assertThat(Samples.problem(Samples.request(file)))
                .endsWith(
                        "It has a merge conflict in it (a line that begins with <<<<<<<): resolve that, or run the tool again.");
    }

    @Test
    void aFileWithoutAResultMeansThatNothingRan() throws IOException {
        Path file = file("a.json", "[\n]");
        SourceRequest named = new SourceRequest(
                "it", List.of(file.toString()), "jmh", ItemFilter.EVERYTHING, Repetitions.REFUSE, SourceOptions.NONE);
        Collected collected = Samples.collect(named);
        assertThat(collected.problems())
                .containsExactly(new SourceProblem(
                        SourceProblem.Kind.MISSING,
                        "it",
                        shown("a.json")
                                + " is a result of JMH (-rf json; read are those of all versions up to 1.37) without a"
                                + " single item: the tool measured nothing."));
    }

    @Test
    void theUserIsToldWhereThereAreNoPercentiles() {
        assertThat(Samples.collect(Samples.request(Samples.own("jmh/jmh-result-nan.json")))
                        .sources()
                        .get(0)
                        .notes())
                .containsExactly("JMH measures single calls, and so percentiles, in mode sample alone (-bm sample,"
                        + " @BenchmarkMode(Mode.SampleTime)): in the others there is a mean or a throughput.");
    }
}
