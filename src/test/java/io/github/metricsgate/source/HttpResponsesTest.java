package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of oha and hey. Figures of responses were worked out by the program of a few lines that made them up. */
class HttpResponsesTest {

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("results"), text);
    }

    private String problem(String text) throws IOException {
        return Samples.problem(Samples.request(file(text)));
    }

    private static List<String> notes(Path file) {
        Collected collected = Samples.collect(Samples.request(file));
        assertThat(collected.problems()).isEmpty();
        return collected.sources().get(0).notes();
    }

    private static String oha() throws IOException {
        return Files.readString(Samples.own("oha/result.json"));
    }

    @Test
    void aResultOfOhaIsOfAllResponsesWhichIsSaid() {
        Path file = Samples.own("oha/result.json");
        Samples.ReadPhases phases = Samples.phases(file);
        assertThat(phases.keys()).containsExactly("requests");
        Phase phase = phases.get("requests");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "12.3"),
                        entry("p95", "75.1"),
                        entry("p99", "130"),
                        entry("min", "1.2"),
                        entry("p10", "2"),
                        entry("p25", "5"),
                        entry("p75", "20"),
                        entry("p90", "50"),
                        entry("p99.9", "150"),
                        entry("p99.99", "150.000001"),
                        entry("max", "150.000001"),
                        entry("mean", "20"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("duration", "4000"),
                        entry("throughput", "49"),
                        entry("items_processed", "196"),
                        entry("items_failed", "6"),
                        entry("error_rate", "0.02970297029702970"));
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("unit", "s"),
                        entry("mode", "summary"),
                        entry("percentiles", "oha's own, each a measured value"),
                        entry("times", "of all responses, those with another status code than 200 to 399 included"));
        assertThat(notes(file))
                .containsExactly(
                        "The times in a result of oha are of all responses, those with a status code from 400 on"
                                + " included: oha --stats-success-breakdown tells them apart.");
    }

    @Test
    void ofOhasBreakdownTheSuccessfulResponsesAreTaken() throws IOException {
        String breakdown = "\"latencyPercentilesSuccessful\": {\"p50\": 0.01, \"p95\": 0.02, \"p99\": null}, \"rps\"";
        Path file = file(oha().replace("\"rps\"", breakdown));
        Phase phase = Samples.phases(file).get("requests");
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "10"), entry("p95", "20"), entry("p99", "null"));
        assertThat(Samples.details(phase)).containsEntry("times", "of responses with a status code from 200 to 299");
        assertThat(notes(file)).isEmpty();
        Path good = file(oha().replace("\"rps\"", breakdown).replace(", \"503\": 4", ""));
        assertThat(Samples.latencies(Samples.phases(good).get("requests")))
                .containsEntry("p50", "12.3")
                .containsEntry("max", "150.000001");
    }

    @Test
    void aResultOfOhaWithoutAResponseHasNoLatencies() throws IOException {
        Path file = file(oha().replaceAll("(\"p[0-9.]+\"|\"slowest\"|\"fastest\"|\"average\"): [0-9.]+", "$1: null")
                .replace("\"200\": 190, \"302\": 6, \"503\": 4", ""));
        Phase phase = Samples.phases(file).get("requests");
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phase)).containsEntry("items_processed", "0").containsEntry("items_failed", "2");
        assertThat(problem(oha().replace("\"p99\": 0.13", "\"p99\": 0.16")))
                .contains("p99.9 of \"requests\" is 150 ms, less than its p99 of 160 ms. ");
    }

    @Test
    void ofOhasRowsPercentilesAreExact() {
        Path file = Samples.own("oha-csv/responses.csv");
        Phase phase = Samples.phases(file).get("requests");
        assertThat(Samples.latencies(phase))
                .containsEntry("p50", "39.8707")
                .containsEntry("p95", "75.714297")
                .containsEntry("min", "7.252221")
                .containsEntry("max", "75.714297");
        assertThat(Samples.figures(phase))
                .containsEntry("duration", "85")
                .containsEntry("items_processed", "9")
                .containsEntry("items_failed", "2");
        assertThat(notes(file))
                .containsExactly(
                        "A CSV file of oha has no row for a request without a response: items_failed counts those with a"
                                + " status code from 400 on. --output-format json counts all.");
    }

    @Test
    void ofHeysRowsPercentilesAreExact() {
        Path file = Samples.own("hey/responses.csv");
        Phase phase = Samples.phases(file).get("requests");
        assertThat(Samples.latencies(phase))
                .containsEntry("p50", "60")
                .containsEntry("p95", "85.6")
                .containsEntry("min", "7")
                .containsEntry("max", "85.6");
        assertThat(Samples.figures(phase))
                .containsEntry("duration", "171")
                .containsEntry("items_processed", "11")
                .containsEntry("items_failed", "1");
        assertThat(Samples.details(phase))
                .containsEntry("resolution", "0.1 ms; 0 of 11 values are no longer than that");
        assertThat(notes(file))
                .containsExactly(
                        "A CSV file of hey has no row for a request without a response: items_failed counts those with a"
                                + " status code from 400 on.");
    }

    @Test
    void ofAnOlderHeyNobodyKnowsWhatFailed() throws IOException {
        Path file = file("""
                response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read
                0.0123,0.0001,0.0000,0.0000,0.0120,0.0001
                """);
        Phase phase = Samples.phases(file).get("requests");
        assertThat(Samples.latencies(phase)).containsEntry("p99", "12.3");
        assertThat(Samples.figures(phase)).containsExactly(entry("items_processed", "1"));
    }

    @Test
    void rowsThatAreNotWholeAreRefused() throws IOException {
        String header = "response-time,DNS+dialup,status-code,offset\n";
        assertThat(problem(header)).contains("without a single item: the tool measured nothing.");
        assertThat(problem(header + "0.1,0,200,0")).contains("line 2: the last line was cut off: it has no line end. ");
        assertThat(problem(header + "0.1,0,200\n"))
                .contains("line 2: the line has 3 cells, expected 4 as in the first line. ");
        assertThat(problem(header + "0.1,0,2x0,0\n")).contains("line 2: \"2x0\" is no status code. ");
        assertThat(problem(header + "-0.1,0,200,0\n")).contains("line 2: the time is -0.1, expected a time. ");
        assertThat(problem("request-start,status\n0,200\n")).contains("line 1: it has no column request-duration. ");
    }
}
