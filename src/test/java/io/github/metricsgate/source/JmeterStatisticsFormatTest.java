package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures are those that the file has, read in it by eye; rates of successful samples were worked out by a calculator. */
class JmeterStatisticsFormatTest {

    private static final Map<SourceOption, String> RANKS = Map.of(SourceOption.PERCENTILES, "90,95,99");
    private static final String LOOKS =
            " looks like a statistics.json of JMeter's dashboard (read are those of 5.1 to 5.6) and cannot be read: ";
    private static final String FAILURES =
            "The times in a statistics.json are of all samples, those that failed included:"
                    + " the JTL tells them apart.";
    private static final String WINDOW =
            "A label has more than 20,000 samples: JMeter's percentiles are of the last 20,000"
                    + " alone, unless jmeter.reportgenerator.statistic_window says otherwise. The JTL has all of them.";

    @TempDir
    Path directory;

    private static String label(String name, String numbers) {
        return "\"" + name + "\": {\"transaction\": \"" + name + "\", " + numbers + "}";
    }

    private Path file(String... labels) throws IOException {
        return Files.writeString(directory.resolve("statistics.json"), "{" + String.join(",", labels) + "}");
    }

    private static List<String> notes(SourceRequest request) {
        Collected collected = Samples.collect(request);
        assertThat(collected.problems()).isEmpty();
        return collected.sources().get(0).notes();
    }

    private String problem(Path file, Map<SourceOption, String> options) {
        String message = Samples.problem(Samples.request(file, options));
        int problem = message.indexOf(LOOKS) + LOOKS.length();
        assertThat(message.substring(0, problem)).endsWith(file.getFileName() + LOOKS);
        return message.substring(problem);
    }

    @Test
    void aLabelIsAPhaseAndSoIsTheirTotal() {
        Samples.ReadPhases phases =
                Samples.phases(Samples.request(Samples.own("jmeter-statistics/statistics.json"), RANKS));
        assertThat(phases.keys()).containsExactly("JR-KO", "JR-OK", "Total");
        Phase total = phases.get("Total");
        assertThat(Samples.latencies(total))
                .containsExactly(
                        entry("p50", "232"),
                        entry("p95", "339.2"),
                        entry("p99", "353"),
                        entry("min", "100"),
                        entry("p90", "337"),
                        entry("max", "353"),
                        entry("mean", "235.47450980392148"));
        assertThat(Samples.figures(total))
                .containsExactly(
                        entry("throughput", "4.18708980643017357"),
                        entry("items_processed", "252"),
                        entry("items_failed", "3"),
                        entry("error_rate", "0.01176470588235294"));
        assertThat(Samples.details(total))
                .containsExactly(
                        entry("unit", "ms"),
                        entry("mode", "summary"),
                        entry("times", "of all samples, those that failed included"),
                        entry(
                                "percentiles",
                                "JMeter's own, interpolated between measured values, of the last 20,000 samples of a label unless"
                                        + " jmeter.reportgenerator.statistic_window says otherwise"));
        assertThat(Samples.figures(phases.get("JR-OK")))
                .containsEntry("throughput", "4.187089806430174")
                .containsEntry("items_failed", "0");
    }

    @Test
    void aLabelOfWhichEverySampleFailedHasNoLatencies() {
        Phase phase = Samples.phases(Samples.request(Samples.own("jmeter-statistics/statistics.json"), RANKS))
                .get("JR-KO");
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("throughput", "0"),
                        entry("items_processed", "0"),
                        entry("items_failed", "3"),
                        entry("error_rate", "1"));
    }

    @Test
    void whichPercentilesTheFileHasMustBeSaid() throws IOException {
        Path file = Samples.own("jmeter-statistics/statistics.json");
        assertThat(problem(file, Map.of()))
                .isEqualTo(
                        "it does not say which percentiles its pct1ResTime, pct2ResTime, pct3ResTime are. Add it to the source in"
                                + " the pom: <percentiles>90,95,99</percentiles>, which they are unless aggregate_rpt_pct1,"
                                + " aggregate_rpt_pct2 and aggregate_rpt_pct3 in JMeter's properties say other ones.");
        for (String wrong : List.of("90,95", "90,95,99,99.9", "90,95,95.0")) {
            assertThat(Samples.problem(Samples.request(file, Map.of(SourceOption.PERCENTILES, wrong))))
                    .isEqualTo("<percentiles> is \"" + wrong
                            + "\", expected three different numbers, those of aggregate_rpt_pct1,"
                            + " aggregate_rpt_pct2 and aggregate_rpt_pct3 in JMeter's properties, as in 90,95,99.");
        }
    }

    @Test
    void percentilesThatTheFileHasNotAreNull() throws IOException {
        Path file = file(label(
                "a",
                "\"sampleCount\": 10, \"errorCount\": 0, \"meanResTime\": \"NaN\", \"pct1ResTime\": 1.5, \"pct2ResTime\": 2.5,"
                        + " \"pct3ResTime\": 3.5, \"throughput\": \"Infinity\""));
        SourceRequest request = Samples.request(file, Map.of(SourceOption.PERCENTILES, "75,90,99.9"));
        Phase phase = Samples.phases(request).get("a");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "null"),
                        entry("p95", "null"),
                        entry("p99", "null"),
                        entry("p75", "1.5"),
                        entry("p90", "2.5"),
                        entry("p99.9", "3.5"));
        assertThat(Samples.figures(phase)).doesNotContainKey("throughput");
        assertThat(Samples.details(phase))
                .containsEntry(
                        "other percentiles",
                        "JMeter writes those of aggregate_rpt_pct1, aggregate_rpt_pct2 and aggregate_rpt_pct3 in its properties; of"
                                + " a JTL any are worked out");
        assertThat(notes(request)).isEmpty();
    }

    @Test
    void ranksInAnotherOrderThanThatOfTheFileAreRefused() {
        assertThat(problem(
                        Samples.own("jmeter-statistics/statistics.json"), Map.of(SourceOption.PERCENTILES, "99,95,90")))
                .isEqualTo(
                        "line 33, column 3: p95 of \"Total\" is 339.2 ms, less than its p90 of 353 ms; which percentiles they"
                                + " are, <percentiles> says, in the order of the file. It was cut off or changed after the tool wrote it,"
                                + " or the tool is of another version: run the tool again, or leave the file out.");
    }

    @Test
    void whatJMeterLeavesOutOfPercentilesAndMixesIntoThemIsSaid() throws IOException {
        String times = "\"medianResTime\": 1, \"pct1ResTime\": 1.5, \"pct2ResTime\": 2.5, \"pct3ResTime\": 3.5";
        Path all = file(label("a", "\"sampleCount\": 20000, \"errorCount\": 0, " + times));
        assertThat(notes(Samples.request(all, RANKS))).isEmpty();
        Path more = file(
                label("a", "\"sampleCount\": 20001, \"errorCount\": 0, " + times),
                label("b", "\"sampleCount\": 20001, \"errorCount\": 1, " + times));
        assertThat(notes(Samples.request(more, RANKS))).containsExactly(WINDOW, FAILURES);
    }

    @Test
    void countsThatCannotBeAreRefused() throws IOException {
        assertThat(problem(file(label("a", "\"sampleCount\": 1, \"errorCount\": 2, \"pct1ResTime\": 1")), RANKS))
                .startsWith("line 1, column 79: \"a\" has an errorCount of 2 and a sampleCount of 1. It was");
        assertThat(problem(file(label("a", "\"sampleCount\": 1, \"pct1ResTime\": 1")), RANKS))
                .startsWith("line 1, column 62: \"a\" has no errorCount. ");
        assertThat(problem(file(label("a", "\"sampleCount\": 1.5, \"errorCount\": 0, \"pct1ResTime\": 1")), RANKS))
                .startsWith("line 1, column 81: sampleCount of \"a\" is \"1.5\", expected a count. ");
    }

    @Test
    void aFileInACharsetOfThePlatformIsReadWhereThePomSaysWhichOne() throws IOException {
        String label = "\u83B7\u5F97";
        Path file = directory.resolve("statistics.json");
        String json = "{" + label(label, "\"sampleCount\": 1, \"errorCount\": 0, \"pct1ResTime\": 1") + "}";
        Files.write(file, json.getBytes(Charset.forName("GBK")));
        assertThat(problem(file, RANKS))
                .isEqualTo(
                        "it is not UTF-8. Before 5.4 JMeter writes it in the charset of the platform: say which one that is, as"
                                + " in <charset>GBK</charset>, or run JMeter with -Dfile.encoding=UTF-8.");
        Map<SourceOption, String> gbk = Map.of(SourceOption.PERCENTILES, "90,95,99", SourceOption.CHARSET, "GBK");
        assertThat(Samples.phases(Samples.request(file, gbk)).keys()).containsExactly(label);
        Files.writeString(file, json.replace(label, "\u4E2D"));
        assertThat(problem(file, gbk)).startsWith("it is not GBK. ");
        assertThat(Samples.problem(Samples.request(
                        file, Map.of(SourceOption.PERCENTILES, "90,95,99", SourceOption.CHARSET, "no such"))))
                .isEqualTo(
                        "<charset> is \"no such\", expected the name of a charset that Java knows, as in GBK or windows-1252.");
    }

    @Test
    void besideTheJtlItIsPassedOver() throws IOException {
        Files.copy(Samples.own("jmeter/jmeter-results.jtl"), directory.resolve("results.jtl"));
        Files.copy(Samples.own("jmeter-statistics/statistics.json"), directory.resolve("statistics.json"));
        Collected collected = Samples.collect(Samples.request(directory));
        assertThat(collected.problems()).isEmpty();
        assertThat(collected.sources().get(0).format()).isEqualTo("jmeter");
        assertThat(collected.sources().get(0).passedOver())
                .extracting(each -> String.valueOf(each.path().getFileName()))
                .containsExactly("statistics.json");
    }

    @Test
    void aRealFileIsRead() {
        SourceRequest request = Samples.request(Samples.real("jmeter-statistics.json"), RANKS);
        Samples.ReadPhases phases = Samples.phases(request);
        assertThat(phases.keys()).hasSize(29);
        assertThat(Samples.latencies(phases.get("Total")))
                .containsEntry("p50", "803")
                .containsEntry("p90", "1385")
                .containsEntry("p95", "1667")
                .containsEntry("p99", "2595.9000000000033")
                .containsEntry("max", "37455");
        assertThat(Samples.figures(phases.get("Total")))
                .containsEntry("items_processed", "3771")
                .containsEntry("items_failed", "323");
        assertThat(notes(request)).containsExactly(FAILURES);
    }

    @Test
    void aRealFileInGbkIsRead() {
        Path file = Samples.real("jmeter-statistics-gbk.json");
        assertThat(problem(file, RANKS)).startsWith("it is not UTF-8. ");
        SourceRequest request =
                Samples.request(file, Map.of(SourceOption.PERCENTILES, "90,95,99", SourceOption.CHARSET, "GBK"));
        Samples.ReadPhases phases = Samples.phases(request);
        assertThat(phases.keys()).hasSize(6).contains("\u7528\u6237\u767B\u5F55");
        assertThat(Samples.figures(phases.get("\u7528\u6237\u767B\u5F55")))
                .containsEntry("items_processed", "14287")
                .containsEntry("items_failed", "5713");
        assertThat(notes(request)).containsExactlyInAnyOrder(FAILURES, WINDOW);
    }
}
