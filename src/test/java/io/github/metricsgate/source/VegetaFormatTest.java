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

/** Figures of results were worked out by the program of a few lines in another language that made them up. */
class VegetaFormatTest {

    private static final String LINE =
            "{\"attack\":\"a\",\"seq\":0,\"code\":200,\"timestamp\":\"2026-01-05T12:00:00+01:00\",\"latency\":5,\"error\":\"\"}\n";

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("results"), text);
    }

    private String problem(String text) throws IOException {
        return Samples.problem(Samples.request(file(text)));
    }

    private static void assertFigures(Phase phase) {
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "11.123316"),
                        entry("p95", "37.980155"),
                        entry("p99", "37.980155"),
                        entry("min", "3.516291"),
                        entry("max", "37.980155"),
                        entry("mean", "17.1356267222222222"),
                        entry("stddev", "12.6060454057983475"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("duration", "3650"),
                        entry("throughput", "4.93150684931506849"),
                        entry("items_processed", "18"),
                        entry("items_failed", "2"),
                        entry("error_rate", "0.1"));
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("unit", "ns"),
                        entry("times", "of successful requests"),
                        entry("percentiles", "nearest rank of all 18 values, exact"));
        assertThat(phase.histogram()).startsWith("HISTFAAA");
    }

    @Test
    void anAttackIsAPhaseOfWhatSucceeded() {
        Samples.ReadPhases json = Samples.phases(Samples.own("vegeta/results.json"));
        assertThat(json.keys()).containsExactly("requests");
        assertFigures(json.get("requests"));
        Samples.ReadPhases csv = Samples.phases(Samples.own("vegeta/results.csv"));
        assertThat(csv.keys()).containsExactly("checkout");
        assertFigures(csv.get("checkout"));
    }

    @Test
    void nothingSecretIsKept() {
        for (String sample : List.of("vegeta/results.json", "vegeta/results.csv", "vegeta-report/report.json")) {
            Collected collected = Samples.collect(Samples.request(Samples.own(sample)));
            assertThat(collected.run().phases()).hasSize(1);
            assertThat(collected.toString()).doesNotContain("secret");
        }
    }

    @Test
    void aRequestWithAnErrorFailedWhateverItsCode() throws IOException {
        Phase phase = Samples.phases(file(LINE + LINE.replace("\"error\":\"\"", "\"error\":\"unexpected EOF\"")))
                .get("a");
        assertThat(Samples.figures(phase)).containsEntry("items_processed", "1").containsEntry("items_failed", "1");
    }

    @Test
    void resultsThatAreNotWholeAreRefused() throws IOException {
        assertThat(problem(LINE + LINE.substring(0, 40))).contains("the file ends in the middle of a value. ");
        assertThat(problem(LINE + LINE.replace("\"latency\"", "\"other\""))).contains("a result without its latency. ");
        assertThat(problem(LINE.replace("12:00:00+01:00", "noon")))
                .contains("timestamp is \"2026-01-05Tnoon\", expected a time. ");
        assertThat(problem("1767610800050000000,200,5,0,12,,,a,0\n1767610800050000000,200,5,0,12"))
                .contains("line 2: the last line was cut off: it has no line end. ");
        assertThat(problem("1767610800050000000,200,5,0,12,,,a,0\n1767610800050000000,200,5\n"))
                .contains("line 2: the line has 3 cells, expected at least 7. ");
    }

    @Test
    void aReportIsOfAllRequestsWhichIsSaid() {
        SourceRequest request = Samples.request(Samples.own("vegeta-report/report.json"));
        Collected collected = Samples.collect(request);
        assertThat(collected.sources().get(0).notes())
                .containsExactly(
                        "The times in a report of vegeta are of all requests, those that failed included: vegeta encode"
                                + " tells them apart.");
        Phase phase = Samples.phases(request).get("requests");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "41"),
                        entry("p95", "151"),
                        entry("p99", "802"),
                        entry("min", "9.000001"),
                        entry("p90", "98"),
                        entry("max", "1203.004005"),
                        entry("mean", "61.728394"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("duration", "10050"),
                        entry("throughput", "18.9054726368159204"),
                        entry("items_processed", "190"),
                        entry("items_failed", "10"),
                        entry("error_rate", "0.05"));
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("unit", "ns"),
                        entry("mode", "summary"),
                        entry("times", "of all requests, those that failed included"),
                        entry("percentiles", "vegeta's own, estimated"));
    }

    @Test
    void aReportThatCannotBeTrueIsRefused() throws IOException {
        String report = Files.readString(Samples.own("vegeta-report/report.json"));
        assertThat(problem(report.replace("\"requests\":200", "\"requests\":100")))
                .contains("its status_codes count 190 good responses of 100 requests. ");
        assertThat(problem(report.replace("\"99th\":802000000", "\"99th\":2000000000")))
                .contains("max of \"requests\" is 1203.004005 ms, less than its p99 of 2000 ms. ");
        assertThat(problem(report.replace("\"302\":5", "\"x\":5"))).contains("/status_codes/x is no status code. ");
        Path none = file(report.replace("\"200\":185,\"302\":5", "\"500\":190"));
        assertThat(Samples.latencies(Samples.phases(none).get("requests")))
                .isEqualTo(Map.of("p50", "null", "p95", "null", "p99", "null"));
    }
}
