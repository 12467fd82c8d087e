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

/** Figures are those of the files, read by eye; sums and rates were worked out by a calculator. */
class ArtilleryFormatTest {

    private static final String LOOKS =
            " looks like a report of Artillery (run --output; read are those of 1.5 to 2.0) and cannot be read: ";
    private static final String CODES =
            "Artillery takes a response with a status code from 400 on for a good one. Here it counts"
                    + " as failed; its time is among those of the others.";
    private static final String LEFT_OUT =
            "The metric \"queue_depth\" is left out: Artillery does not say that its values are"
                    + " times. <unit> in the pom does.";

    @TempDir
    Path directory;

    private Path file(String json) throws IOException {
        return Files.writeString(directory.resolve("report.json"), json);
    }

    private String problem(String json) throws IOException {
        String message = Samples.problem(Samples.request(file(json)));
        assertThat(message).contains(LOOKS);
        return message.substring(message.indexOf(LOOKS) + LOOKS.length());
    }

    private static List<String> notes(Path file) {
        Collected collected = Samples.collect(Samples.request(file));
        assertThat(collected.problems()).isEmpty();
        return collected.sources().get(0).notes();
    }

    @Test
    void aMetricOfTimesIsAPhaseAndWhatFailedIsCounted() {
        Path file = Samples.own("artillery/version-2.json");
        Samples.ReadPhases phases = Samples.phases(file);
        assertThat(phases.keys())
                .containsExactly(
                        "http.response_time",
                        "http.response_time.2xx",
                        "plugins.metrics-by-endpoint.response_time./cart",
                        "vusers.session_length");
        Phase phase = phases.get("http.response_time");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "13.1"),
                        entry("p95", "117.9"),
                        entry("p99", "190.6"),
                        entry("min", "8"),
                        entry("p75", "19.9"),
                        entry("p90", "71.5"),
                        entry("p99.9", "217"),
                        entry("max", "217"),
                        entry("mean", "21.3"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("duration", "10000"),
                        entry("throughput", "9"),
                        entry("items_processed", "90"),
                        entry("items_failed", "13"),
                        entry("error_rate", "0.1262135922330097"));
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("duration", "the whole test run's"),
                        entry("unit", "ms"),
                        entry("mode", "summary"),
                        entry("percentiles", "Artillery's own, of a sketch that is within 1 % of the measured value"),
                        entry("times", "of all responses, those with a status code from 400 on included"));
        assertThat(notes(file)).containsExactly(CODES, LEFT_OUT);
        assertThat(Samples.figures(phases.get("http.response_time.2xx")))
                .containsEntry("items_processed", "90")
                .containsEntry("items_failed", "0");
        assertThat(Samples.figures(phases.get("plugins.metrics-by-endpoint.response_time./cart")))
                .containsEntry("items_processed", "40")
                .containsEntry("items_failed", "12");
        assertThat(Samples.figures(phases.get("vusers.session_length")))
                .containsEntry("items_processed", "47")
                .containsEntry("items_failed", "3");
    }

    @Test
    void aReportOfVersion1HasTheNamesOfVersion2() {
        Path file = Samples.own("artillery/version-1.json");
        Samples.ReadPhases phases = Samples.phases(file);
        assertThat(phases.keys()).containsExactly("http.response_time", "vusers.session_length");
        Phase phase = phases.get("http.response_time");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "31.5"),
                        entry("p95", "210.4"),
                        entry("p99", "640.9"),
                        entry("min", "4.2"),
                        entry("max", "903.1"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("throughput", "10.5"),
                        entry("items_processed", "105"),
                        entry("items_failed", "13"),
                        entry("error_rate", "0.1101694915254237"));
        assertThat(Samples.details(phase)).containsEntry("percentiles", "Artillery's own, of a histogram");
        assertThat(Samples.figures(phases.get("vusers.session_length")))
                .containsEntry("items_processed", "57")
                .containsEntry("items_failed", "3");
        assertThat(notes(file)).containsExactly(CODES, LEFT_OUT);
    }

    @Test
    void aMetricOfTheScriptsOwnIsReadWhereThePomSaysItsUnit() {
        for (String version : List.of("1", "2")) {
            Path file = Samples.own("artillery/version-" + version + ".json");
            Phase phase = Samples.phases(Samples.request(file, Map.of(SourceOption.UNIT, "s")))
                    .get("queue_depth");
            assertThat(Samples.latencies(phase))
                    .containsEntry("p50", "3000")
                    .containsEntry("p99", "9000")
                    .containsEntry("max", "9000");
            assertThat(Samples.figures(phase)).doesNotContainKey("items_failed");
        }
    }

    @Test
    void whereEveryResponseFailedThereAreNoLatencies() throws IOException {
        Path file = file(
                "{\"aggregate\": {\"counters\": {\"http.codes.404\": 2, \"http.requests\": 2, \"http.responses\": 2},"
                        + "\"summaries\": {\"http.response_time\": {\"min\": 1, \"max\": 2, \"count\": 2, \"p50\": 1}}}}");
        Phase phase = Samples.phases(file).get("http.response_time");
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "0"), entry("items_failed", "2"), entry("error_rate", "1"));
    }

    @Test
    void reportsWithoutWhatTheyShouldHaveAreRefused() throws IOException {
        assertThat(problem("{\"aggregate\": {\"counters\": [], \"summaries\": {\"http.response_time\": {}}}}"))
                .contains("\"counters\" is no object. ");
        assertThat(problem(
                        "{\"aggregate\": {\"counters\": {\"http.requests\": \"1\"}, \"summaries\": {\"http.response_time\":"
                                + " {\"count\": 1}}}}"))
                .contains("\"http.requests\" is no number. ");
        assertThat(problem(
                        "{\"aggregate\": {\"counters\": {}, \"summaries\": {\"http.response_time\": {\"count\": 1, \"max\": 5,"
                                + " \"p99\": 9}}}}"))
                .contains("max of \"http.response_time\" is 5 ms, less than its p99 of 9 ms. ");
        assertThat(problem("{\"aggregate\": {\"counters\": {}, \"summaries\": {"))
                .contains("the file ends in the middle of a value. ");
        String endpoint = "\"plugins.metrics-by-endpoint.response_time./a?token=%s\": {\"count\": 1, \"p50\": 1}";
        assertThat(problem("{\"aggregate\": {\"counters\": {}, \"summaries\": {" + endpoint.formatted("1") + ","
                        + endpoint.formatted("2") + "}}}"))
                .contains(
                        "it has two results of \"plugins.metrics-by-endpoint.response_time./a\", which cannot be merged. ")
                .doesNotContain("token");
    }

    /** All of its responses are 404. */
    @Test
    void aRealReportIsRead() {
        Samples.ReadPhases phases = Samples.phases(Samples.real("artillery-v2.json"));
        assertThat(phases.keys()).containsExactly("http.response_time", "vusers.session_length");
        assertThat(Samples.figures(phases.get("http.response_time")))
                .containsExactly(
                        entry("duration", "10171"),
                        entry("throughput", "0"),
                        entry("items_processed", "0"),
                        entry("items_failed", "1000"),
                        entry("error_rate", "1"));
        assertThat(Samples.latencies(phases.get("vusers.session_length")))
                .containsEntry("p50", "16.6")
                .containsEntry("p95", "120.3")
                .containsEntry("p99", "194.4")
                .containsEntry("min", "9.2")
                .containsEntry("max", "219.5");
        assertThat(Samples.figures(phases.get("vusers.session_length")))
                .containsEntry("items_processed", "1000")
                .containsEntry("items_failed", "0");
    }
}
