package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures expected of the samples were read off them by hand. */
class PrometheusFormatTest {

    private static final String LOOKS_LIKE =
            " looks like metrics in the text format of Prometheus or OpenMetrics (read are the versions 0.0.4 and 1.0) and cannot be"
                    + " read: ";
    private static final String WAY_OUT =
            ". It was cut off or changed after the tool wrote it, or the tool is of another version: run the tool again, or leave"
                    + " the file out.";

    private static final String HISTOGRAM = """
            # HELP a_seconds What it is.
            # TYPE a_seconds histogram
            a_seconds_bucket{uri="/x",le="0.1"} 50
            a_seconds_bucket{uri="/x",le="0.2"} 95
            a_seconds_bucket{uri="/x",le="0.5"} 98
            a_seconds_bucket{uri="/x",le="+Inf"} 100
            a_seconds_sum{uri="/x"} 12.5
            a_seconds_count{uri="/x"} 100
            """;

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("scrape.txt"), text);
    }

    private Samples.ReadPhases phases(String text, Map<SourceOption, String> options) throws IOException {
        return Samples.phases(Samples.request(file(text), options));
    }

    private Samples.ReadPhases phases(String text) throws IOException {
        return phases(text, Map.of());
    }

    private String problem(String text) throws IOException {
        return problem(text, Map.of());
    }

    private String problem(String text, Map<SourceOption, String> options) throws IOException {
        Path file = file(text);
        return Samples.problem(Samples.request(file, options)).replace(file.toString(), "scrape.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus.txt", "openmetrics.txt"})
    void histogramsAndSummariesOfMicrometerAreRead(String sample) {
        Samples.ReadPhases phases = Samples.phases(Samples.own("prometheus/" + sample));
        assertThat(phases.keys())
                .containsExactlyInAnyOrder(
                        "http_client_requests_seconds{uri=\"/x\"}",
                        "http_server_requests_seconds{method=\"GET\",status=\"200\",uri=\"/api/orders\"}");
        Phase histogram = phases.get("http_client_requests_seconds{uri=\"/x\"}");
        assertThat(Samples.latencies(histogram))
                .containsOnly(
                        entry("p50", "100"), entry("p95", "500"), entry("p99", "500"), entry("mean", "65.74638122"));
        assertThat(Samples.figures(histogram)).containsOnly(entry("items_processed", "300"));
        assertThat(histogram.measures()).containsOnly(entry("above_highest_bound", BigDecimal.ZERO));
        assertThat(histogram.histogram()).isNull();
        assertThat(Samples.details(histogram))
                .containsOnly(
                        entry("unit", "s"),
                        entry("mode", "histogram"),
                        entry(
                                "percentiles",
                                "upper ends of buckets: p50 over 50 and at most 100 ms, p95 over 100 and at most 500 ms, p99"
                                        + " over 100 and at most 500 ms"),
                        entry("better of above_highest_bound", "lower"));
        Phase summary = phases.get("http_server_requests_seconds{method=\"GET\",status=\"200\",uri=\"/api/orders\"}");
        assertThat(Samples.latencies(summary))
                .containsOnly(
                        entry("p50", "23.855104"),
                        entry("p95", "null"),
                        entry("p99", "75.235328"),
                        entry("mean", "28.25482875"));
        assertThat(Samples.figures(summary)).containsOnly(entry("items_processed", "300"));
        assertThat(Samples.details(summary))
                .containsOnly(
                        entry("unit", "s"),
                        entry("mode", "summary"),
                        entry(
                                "percentiles",
                                "the quantiles of the process, in most libraries of the last minutes alone"),
                        entry(
                                "other percentiles",
                                "a summary has the quantiles that the process was told to publish: in Micrometer"
                                        + " publishPercentiles(0.5, 0.95, 0.99); for those of all items have the process write"
                                        + " buckets: in Micrometer publishPercentileHistogram(), in Spring Boot"
                                        + " management.metrics.distribution.percentiles-histogram.http.server.requests=true"));
    }

    @Test
    void whatPercentilesOfBucketsAndQuantilesAreIsSaid() {
        Collected collected = Samples.collect(Samples.request(Samples.own("prometheus/prometheus.txt")));
        assertThat(collected.sources().get(0).notes())
                .containsExactly(
                        "A percentile of a histogram is the upper end of its bucket: the true one is in that bucket and no"
                                + " larger. It is null where it is above the highest bound.",
                        "The quantiles of a summary are of the last minutes in most libraries (in Micrometer 2 by default), its"
                                + " count and mean of all since the process started.");
    }

    @Test
    void aPercentileAboveTheHighestBoundIsNull() throws IOException {
        Phase phase =
                phases(HISTOGRAM, Map.of(SourceOption.PERCENTILES, "98,98.1")).get("a_seconds{uri=\"/x\"}");
        assertThat(Samples.latencies(phase))
                .containsOnly(
                        entry("p50", "100"),
                        entry("p95", "200"),
                        entry("p98", "500"),
                        entry("p98.1", "null"),
                        entry("p99", "null"),
                        entry("mean", "125"));
        assertThat(phase.measures()).containsOnly(entry("above_highest_bound", BigDecimal.valueOf(2)));
        assertThat(Samples.details(phase))
                .containsEntry(
                        "percentiles",
                        "upper ends of buckets: p50 at most 100 ms, p95 over 100 and at most 200 ms, p98 over 200 and at most"
                                + " 500 ms, p98.1 over 500 ms, the highest bound (null), p99 over 500 ms, the highest bound"
                                + " (null)");
    }

    @Test
    void labelsAreSortedAndEmptyOnesAreNone() throws IOException {
        String text = """
                # TYPE a_seconds summary
                a_seconds_count { z = "1" ,b="", a="say \\"x\\\\y\\"\\n", } 1 1700000000000
                a_seconds_sum{a="say \\"x\\\\y\\"\\n",z="1"}\t2
                """;
        assertThat(phases(text).keys()).containsExactly("a_seconds{a=\"say \\\"x\\\\y\\\"\\n\",z=\"1\"}");
    }

    @Test
    void namesInQuotationMarksAreRead() throws IOException {
        String text = """
                # TYPE "http.server.seconds" summary
                # UNIT "http.server.seconds" seconds
                {"http.server.seconds",quantile="0.5","the.uri"="/"} 0.25
                {"http.server.seconds_count","the.uri"="/"} 4
                {"http.server.seconds_sum","the.uri"="/"} 1
                # EOF
                """;
        Phase phase = phases(text).get("http.server.seconds{the.uri=\"/\"}");
        assertThat(Samples.latencies(phase)).containsEntry("p50", "250").containsEntry("mean", "250");
    }

    @Test
    void splitByAddsHistogramsUpAndKeepsSummariesApart() throws IOException {
        String histogram = HISTOGRAM
                + HISTOGRAM
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.replace("/x", "/y") + "\n")
                        .reduce("", String::concat);
        Map<SourceOption, String> split = Map.of(SourceOption.SPLIT_BY, "status");
        Phase phase = phases(histogram, split).get("a_seconds");
        assertThat(Samples.figures(phase)).containsEntry("items_processed", "200");
        assertThat(Samples.latencies(phase)).containsEntry("p50", "100").containsEntry("mean", "125");
        assertThat(problem(histogram.replace("{uri=\"/y\",le=\"0.2\"", "{uri=\"/y\",le=\"0.3\""), split))
                .isEqualTo("scrape.txt" + LOOKS_LIKE
                        + "line 14: \"a_seconds\": its histograms have other bounds and cannot be added up" + WAY_OUT);
        String summary = """
                # TYPE a_seconds summary
                a_seconds_count{a="1"} 1
                a_seconds_sum{a="1"} 2
                a_seconds_count{a="2"} 1
                a_seconds_sum{a="2"} 2
                """;
        assertThat(problem(summary, split))
                .isEqualTo("scrape.txt" + LOOKS_LIKE
                        + "line 5: \"a_seconds\": several series of a summary come to this item, and quantiles cannot be merged;"
                        + " <splitBy> must name the labels that tell them apart" + WAY_OUT);
    }

    @Test
    void theUnitIsThatOfTheNameOrOfTheUnitLineOrOfThePom() throws IOException {
        String summary = """
                # TYPE %1$s summary
                %1$s_count 1
                %1$s_sum 3
                """;
        for (String[] each : new String[][] {
            {"a_seconds", "3000"}, {"a_milliseconds", "3"}, {"a_microseconds", "0.003"}, {"a_minutes", "180000"}
        }) {
            assertThat(Samples.latencies(phases(summary.formatted(each[0])).get(each[0])))
                    .containsEntry("mean", each[1]);
        }
        String said = "# UNIT a microseconds\n" + summary.formatted("a") + "# EOF\n";
        assertThat(Samples.latencies(phases(said).get("a"))).containsEntry("mean", "0.003");
        Map<SourceOption, String> pom = Map.of(SourceOption.UNIT, "h");
        assertThat(Samples.latencies(phases(summary.formatted("a"), pom).get("a")))
                .containsEntry("mean", "10800000");
        assertThat(Samples.latencies(phases(summary.formatted("a_seconds"), pom).get("a_seconds")))
                .containsEntry("mean", "3000");
        assertThat(phases(summary.formatted("a") + summary.formatted("a_bytes"), pom)
                        .keys())
                .containsExactly("a");
    }

    @Test
    void withoutAUnitItIsAskedFor() throws IOException {
        String summary = "# TYPE a summary\na_count 1\na_sum 3\n";
        assertThat(problem(summary))
                .isEqualTo("scrape.txt" + LOOKS_LIKE
                        + "line 3: neither a name (as _seconds) nor # UNIT says the unit of \"a\". Say it in the pom, as in"
                        + " <unit>s</unit>.");
        Collected collected = Samples.collect(Samples.request(file(HISTOGRAM + summary)));
        assertThat(collected.run().phases()).hasSize(1);
        assertThat(collected.sources().get(0).notes())
                .contains("Left out are \"a\": nothing says that their values are times. <unit> in the pom does.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "le=\"+Inf\"} 100|le=\"9\"} 100|line 8: \"a_seconds{uri=\"/x\"}\": its bucket le=\"+Inf\" is missing",
                "_count{uri=\"/x\"} 100|_count{uri=\"/x\"} 99|line 8: \"a_seconds{uri=\"/x\"}\": its _count is 99, and its"
                        + " bucket le=\"+Inf\" has 100 items",
                "le=\"0.2\"} 95|le=\"0.2\"} 49|line 8: \"a_seconds{uri=\"/x\"}\": its bucket le=\"0.2\" has 49 items and the one"
                        + " before it 50: a bucket has those of the lower ones in it",
                "le=\"0.2\"} 95|le=\"0.10\"} 95|line 8: \"a_seconds{uri=\"/x\"}\": its bucket le=\"0.10\" is there twice",
                "le=\"0.5\"} 98|le=\"+Inf\"} 98|line 8: \"a_seconds{uri=\"/x\"}\": its bucket le=\"+Inf\" is there twice",
                "le=\"0.1\"} 50|le=\"-0.1\"} 50|line 8: \"a_seconds{uri=\"/x\"}\": its bucket le=\"-0.1\" has items, expected"
                        + " times",
                "le=\"0.1\"} 50|le=\"0.1\"} NaN|line 3: \"a_seconds\": a bucket is \"NaN\", expected a number",
                "le=\"0.1\"} 50|le=\"0.1\"} 0.5|line 3: \"a_seconds\": a bucket is \"0.5\", expected a count",
                "le=\"0.1\"} 50|le=\"0.1\"} -1|line 3: \"a_seconds\": a bucket is \"-1\", expected a count",
                "le=\"0.1\"} 50|le=\"few\"} 50|line 3: \"a_seconds\": le is \"few\", expected a number",
                ",le=\"0.1\"} 50|} 50|line 3: \"a_seconds\": a line has no le",
                "a_seconds_sum{uri=\"/x\"} 12.5|# none|line 8: \"a_seconds{uri=\"/x\"}\": its _sum is missing",
                "a_seconds_count{uri=\"/x\"} 100|# none|line 8: \"a_seconds{uri=\"/x\"}\": its _count is missing",
                "a_seconds_sum{uri=\"/x\"} 12.5|a_seconds_count{uri=\"/x\"} 100|line 8: \"a_seconds\": its _count is there twice",
                "_sum{uri=\"/x\"} 12.5|_sum{uri=\"/x\"} -12.5|line 7: \"a_seconds\": _sum is \"-12.5\", expected one of times",
                "uri=\"/x\",le=\"0.5\"|uri=\"/x\",uri=\"/x\",le=\"0.5\"|line 5: a line has the label \"uri\" twice",
                "le=\"0.5\"} 98|le=\"0.5\" 98|line 5: the line is no sample: expected a comma or a brace behind a label",
                "le=\"0.5\"} 98|le=\"0.5\"} 98 now|line 5: the line is no sample: expected a time or nothing behind the value",
                "le=\"0.5\"} 98|le=\"0.5\"} 98 1 2|line 5: the line is no sample: expected nothing behind the value and its time",
                "le=\"0.5\"} 98|le=\"0.5\"} {count:98}|line 5: the value of \"a_seconds_bucket\" has parts in braces, as in the"
                        + " draft of OpenMetrics 2.0; read are 0.0.4 of Prometheus and 1.0 of OpenMetrics",
                "a_seconds_sum|# TYPE a_seconds gauge#a_seconds_sum|line 7: the type of \"a_seconds\" is said twice, or behind its"
                        + " samples",
                "a_seconds_sum|# TYPE b gauge#a_seconds_sum|line 7: \"a_seconds{uri=\"/x\"}\": its _count is missing"
            })
    void whatCannotBeTrueIsAnError(String written, String instead, String problem) throws IOException {
        assertThat(HISTOGRAM).contains(written);
        assertThat(problem(HISTOGRAM.replace(written, instead.replaceAll("(?<=gauge)#", "\n"))))
                .isEqualTo("scrape.txt" + LOOKS_LIKE + problem + WAY_OUT);
    }

    @Test
    void twoScrapesInOneFileAreAnErrorAndInTwoFilesAreNotAddedUp() throws IOException {
        assertThat(problem(HISTOGRAM + "# TYPE b gauge\n" + HISTOGRAM))
                .isEqualTo("scrape.txt" + LOOKS_LIKE
                        + "line 10: \"a_seconds\" is there twice: there are several scrapes in the file" + WAY_OUT);
        assertThat(problem(HISTOGRAM + "# TYPE b gauge\nb 1\na_seconds_count{uri=\"/y\"} 1\n"))
                .isEqualTo("scrape.txt" + LOOKS_LIKE
                        + "line 11: \"a_seconds_count\" is there again, behind other metrics" + WAY_OUT);
        Files.writeString(directory.resolve("b.txt"), HISTOGRAM);
        file(HISTOGRAM);
        assertThat(Samples.problem(Samples.request(directory.resolve("*.txt"))))
                .startsWith(
                        "there are 2 results of \"a_seconds{uri=\"/x\"}\", each with figures that cannot be merged");
    }

    @Test
    void openMetricsThatWasCutOffIsAnError() throws IOException {
        String end = "it is OpenMetrics, and its last line, # EOF, is missing" + WAY_OUT;
        assertThat(problem("# TYPE b unknown\nb 1\n" + HISTOGRAM))
                .isEqualTo("scrape.txt" + LOOKS_LIKE + "line 10: " + end);
        assertThat(problem("# UNIT b bytes\n" + HISTOGRAM)).isEqualTo("scrape.txt" + LOOKS_LIKE + "line 9: " + end);
        assertThat(problem("# TYPE b counter\nb_total 1\n" + HISTOGRAM))
                .isEqualTo("scrape.txt" + LOOKS_LIKE + "line 10: " + end);
        String exemplar = HISTOGRAM.replace(
                "le=\"0.2\"} 95", "le=\"0.2\"} 95 1700000000.123 # {trace_id=\"4bf92f3577b34da6\"} 0.19 1700000000.1");
        assertThat(problem(exemplar)).isEqualTo("scrape.txt" + LOOKS_LIKE + "line 8: " + end);
        assertThat(phases(exemplar + "a_seconds_created{uri=\"/x\"} 1700000000.0\n# EOF\n")
                        .keys())
                .containsExactly("a_seconds{uri=\"/x\"}");
        assertThat(problem(HISTOGRAM + "# EOF\nb 1\n"))
                .isEqualTo("scrape.txt" + LOOKS_LIKE + "line 10: there is more behind # EOF" + WAY_OUT);
        assertThat(problem(HISTOGRAM.strip()))
                .isEqualTo("scrape.txt" + LOOKS_LIKE + "line 8: the last line has no end" + WAY_OUT);
    }

    @Test
    void whatIsEmptyOrNotKnownIsNull() throws IOException {
        String text = """
                # TYPE a_seconds summary
                a_seconds{quantile="0.5"} NaN
                a_seconds{quantile="0.99"} NaN
                a_seconds_count 0
                a_seconds_sum 0
                # TYPE b_seconds histogram
                b_seconds_bucket{le="1"} 0
                b_seconds_bucket{le="+Inf"} 0
                b_seconds_count 0
                b_seconds_sum NaN
                # TYPE c_seconds histogram
                c_seconds_bucket{le="+Inf"} 4
                c_seconds_count 4
                c_seconds_sum 2
                # TYPE d_seconds summary
                d_seconds{quantile="0.5"} 0
                d_seconds{quantile="0.99"} 0.0
                d_seconds_count 4
                d_seconds_sum 2
                """;
        Samples.ReadPhases phases = phases(text);
        assertThat(phases.keys()).hasSize(4);
        phases.all()
                .forEach((key, phase) -> assertThat(Samples.latencies(phase))
                        .as(key)
                        .containsEntry("p50", "null")
                        .containsEntry("p99", "null"));
        assertThat(Samples.latencies(phases.get("c_seconds"))).containsEntry("mean", "500");
        assertThat(Samples.details(phases.get("c_seconds")))
                .containsEntry(
                        "percentiles",
                        "none: the histogram has no bounds, as a native one in text: only classic buckets can be written there;"
                                + " have the process write those");
        assertThat(Samples.details(phases.get("d_seconds")).get("percentiles"))
                .startsWith(
                        "none: all quantiles are 0, as those of Micrometer are when nothing was measured in the last minutes");
    }

    @Test
    void bucketsWithoutATypeAreLeftOutAndThatIsSaid() throws IOException {
        Collected collected =
                Samples.collect(Samples.request(file(HISTOGRAM + "b_bucket{le=\"1\"} 5\nb_bucket{le=\"2\"} 5\n")));
        assertThat(collected.run().phases()).hasSize(1);
        assertThat(collected.sources().get(0).notes())
                .contains("\"b_bucket\" is left out: the file does not say with # TYPE that it is a histogram.");
    }

    /** Its buckets, quantiles, counts and sums are those of what it measured. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatMicrometerWritesIsWhatItMeasured(boolean openMetrics) throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        PrometheusMeterRegistry registry =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM);
        Timer buckets = Timer.builder("http.server.requests")
                .tags("uri", "/api/\"orders\"", "method", "GET", "outcome", "SUCCESS")
                .publishPercentileHistogram()
                .register(registry);
        Timer quantiles =
                Timer.builder("jobs").publishPercentiles(0.5, 0.95, 0.99, 0.999).register(registry);
        Timer plain = Timer.builder("plain").register(registry);
        registry.counter("orders", "region", "eu").increment(3);
        registry.gauge("queue.size", 5);
        registry.summary("payload").record(3);
        long[] nanos = new long[1000];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = 2_000_000 + random.nextLong(1L << random.nextInt(20, 33));
            buckets.record(Duration.ofNanos(nanos[i]));
            quantiles.record(Duration.ofNanos(nanos[i]));
            plain.record(Duration.ofNanos(nanos[i]));
        }
        String scrape =
                openMetrics ? registry.scrape("application/openmetrics-text; version=1.0.0") : registry.scrape();
        assertThat(scrape.endsWith("# EOF\n")).isEqualTo(openMetrics);
        Samples.ReadPhases phases = phases(scrape);
        String key = "http_server_requests_seconds{method=\"GET\",outcome=\"SUCCESS\",uri=\"/api/\\\"orders\\\"\"}";
        assertThat(phases.keys()).containsExactlyInAnyOrder(key, "jobs_seconds", "plain_seconds");
        Arrays.sort(nanos);
        for (int rank : new int[] {50, 95, 99}) {
            BigDecimal exact = BigDecimal.valueOf(nanos[rank * 10 - 1]).movePointLeft(6);
            BigDecimal upper = phases.get(key).latencies().get("p" + rank);
            assertThat(upper).as(scrape).isNotNull().isGreaterThanOrEqualTo(exact);
            // Micrometer's bounds are no more than a third apart.
            assertThat(upper).isLessThanOrEqualTo(exact.multiply(new BigDecimal("1.5")));
            BigDecimal quantile = phases.get("jobs_seconds").latencies().get("p" + rank);
            assertThat(quantile)
                    .isBetween(exact.multiply(new BigDecimal("0.9")), exact.multiply(new BigDecimal("1.1")));
        }
        for (Phase phase : phases.all().values()) {
            assertThat(Samples.figures(phase)).containsOnly(entry("items_processed", "1000"));
            double mean = Arrays.stream(nanos).average().orElseThrow() / 1e6;
            assertThat(phase.latencies().get("mean"))
                    .isBetween(BigDecimal.valueOf(mean * 0.999999), BigDecimal.valueOf(mean * 1.000001));
        }
        assertThat(Samples.details(phases.get("plain_seconds")).get("percentiles"))
                .startsWith("none: the summary has no quantiles");
    }

    /** Else a p99 of 0 would keep every limit. */
    @Test
    void whatMicrometerHasForgottenIsNotZero() throws IOException {
        MockClock clock = new MockClock();
        PrometheusMeterRegistry registry =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
        Timer timer = Timer.builder("jobs").publishPercentiles(0.5, 0.99).register(registry);
        timer.record(Duration.ofSeconds(1));
        clock.add(Duration.ofMinutes(10));
        Phase phase = phases(registry.scrape()).get("jobs_seconds");
        assertThat(Samples.latencies(phase)).containsEntry("p99", "null").containsEntry("mean", "1000");
    }

    @Test
    void anEmptyRegistryHasNothingMeasured() throws IOException {
        assertThat(problem("# EOF\n"))
                .isEqualTo(
                        "scrape.txt is metrics in the text format of Prometheus or OpenMetrics (read are the versions 0.0.4 and"
                                + " 1.0) without a single item: the tool measured nothing.");
    }

    @Test
    void othersTextsAreNoScrapes() throws IOException {
        for (String other : new String[] {"# a\n# b\n", "# Title\n\nSome text.\n", "a,b\n1,2\n", "", "a 1\nb 2\n"}) {
            Path file = file(other);
            assertThat(new PrometheusFormat()
                            .recognise(FileBeginning.of(new SourceFile(
                                    file,
                                    "it",
                                    Files.size(file),
                                    Files.getLastModifiedTime(file).toInstant()))))
                    .as(other)
                    .isEqualTo(Recognition.NO);
        }
    }
}
