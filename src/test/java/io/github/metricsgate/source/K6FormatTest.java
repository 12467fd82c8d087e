package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of points were worked out from the files by a program of a few lines in another language. */
class K6FormatTest {

    private static final String LOOKS =
            " looks like a result of k6 (--out json, data of handleSummary, --summary-export, machine-readable summary 1; read are"
                    + " those of 0.26 to 2.2) and cannot be read: ";
    private static final String WAY_OUT =
            " It was cut off or changed after the tool wrote it, or the tool is of another version: run the tool again, or leave"
                    + " the file out.";
    private static final String ASK_FOR_PERCENTILES =
            "k6 writes into a summary the percentiles that it is asked for: k6 run"
                    + " --summary-trend-stats=\"avg,min,med,max,p(90),p(95),p(99)\" gives p50, p95 and p99";

    @TempDir
    Path directory;

    private Path file(String json) throws IOException {
        return Files.writeString(directory.resolve("k6.json"), json);
    }

    private String problem(String json) throws IOException {
        Path file = file(json);
        String message = Samples.problem(Samples.request(file));
        String before = file.toString().replace('\\', '/') + LOOKS;
        assertThat(message).startsWith(before).endsWith(WAY_OUT);
        return message.substring(before.length(), message.length() - WAY_OUT.length());
    }

    private static List<String> notes(SourceRequest request) {
        Collected collected = Samples.collect(request);
        assertThat(collected.problems()).isEmpty();
        return collected.sources().get(0).notes();
    }

    private static String metric(String name, String type, String contains) {
        return "{\"type\":\"Metric\",\"data\":{\"name\":\"" + name + "\",\"type\":\"" + type + "\",\"contains\":\""
                + contains + "\",\"thresholds\":[],\"submetrics\":null},\"metric\":\"" + name + "\"}\n";
    }

    private static String point(String name, String value, String tags) {
        return "{\"metric\":\"" + name + "\",\"type\":\"Point\",\"data\":{\"time\":\"2026-01-01T00:00:01Z\",\"value\":"
                + value + ",\"tags\":" + tags + "}}\n";
    }

    @Test
    void aTrendOfPointsIsAPhaseAndFailedRequestsAreNotInIt() {
        Samples.ReadPhases phases = Samples.phases(Samples.own("k6/points.json"));
        assertThat(phases.keys()).containsExactly("http_req_duration", "http_req_waiting", "iteration_duration");
        Phase phase = phases.get("http_req_duration");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "51.7344"),
                        entry("p95", "86.1482"),
                        entry("p99", "86.1482"),
                        entry("min", "22.9997"),
                        entry("max", "86.1482"),
                        entry("mean", "49.9016764705882353"),
                        entry("stddev", "18.6433431421087072"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("duration", "1004"),
                        entry("throughput", "16.9322709163346614"),
                        entry("items_processed", "17"),
                        entry("items_failed", "3"),
                        entry("error_rate", "0.15"));
        assertThat(phase.measures()).isEmpty();
        assertThat(phase.histogram()).startsWith("HISTFAAA");
        assertThat(Samples.details(phase))
                .containsOnly(
                        entry("unit", "ms"),
                        entry("mode", "points (--out json)"),
                        entry("percentiles", "nearest rank of all 17 values, exact"));
        assertThat(Samples.figures(phases.get("iteration_duration")))
                .containsEntry("items_processed", "20")
                .containsEntry("items_failed", "0");
    }

    @Test
    void pointsAreToldApartByTheTagsThatThePomNames() {
        SourceRequest request =
                Samples.request(Samples.own("k6/points.json"), Map.of(SourceOption.SPLIT_BY, "name,group"));
        Samples.ReadPhases phases = Samples.phases(request);
        assertThat(phases.keys())
                .containsExactly(
                        "http_req_duration{name:http://localhost:8080/list, group:}",
                        "http_req_duration{name:login, group:::checkout}",
                        "http_req_waiting{name:http://localhost:8080/list, group:}",
                        "http_req_waiting{name:login, group:::checkout}",
                        "iteration_duration{group:}");
        assertThat(Samples.latencies(phases.get("http_req_duration{name:login, group:::checkout}")))
                .containsEntry("p50", "49.2551")
                .containsEntry("p95", "86.1482");
        assertThat(Samples.figures(phases.get("http_req_duration{name:login, group:::checkout}")))
                .containsEntry("items_processed", "8")
                .containsEntry("items_failed", "2");
        assertThat(Samples.latencies(phases.get("http_req_duration{name:http://localhost:8080/list, group:}")))
                .containsEntry("p50", "53.9615")
                .containsEntry("p95", "72.0748");
        assertThat(Samples.collect(request).toString()).doesNotContain("secret");
    }

    @Test
    void aTrendThatIsNotSaidToBeOfTimesIsLeftOutUnlessThePomSaysSo() {
        Path points = Samples.own("k6/points.json");
        assertThat(notes(Samples.request(points)))
                .containsExactly("The trend \"queue_depth\" is left out: k6 does not say that its values are times."
                        + " new Trend('queue_depth', true) in the script says so, and so does <unit> in the pom.");
        Samples.ReadPhases phases = Samples.phases(Samples.request(points, Map.of(SourceOption.UNIT, "s")));
        assertThat(phases.keys())
                .containsExactly("http_req_duration", "http_req_waiting", "iteration_duration", "queue_depth");
        assertThat(Samples.latencies(phases.get("queue_depth")))
                .containsEntry("p50", "1500")
                .containsEntry("max", "3500");
        assertThat(Samples.latencies(phases.get("http_req_duration"))).containsEntry("p50", "51.7344");
    }

    @Test
    void requestsOfWhichNobodySaysWhetherTheyFailedMayHaveFailed() throws IOException {
        Path file = file(metric("http_req_duration", "trend", "time")
                + point("http_req_duration", "1.5", "{}")
                + point("http_req_duration", "2.5", "{\"expected_response\":\"true\"}"));
        assertThat(Samples.figures(Samples.phases(file).get("http_req_duration")))
                .containsEntry("items_processed", "2")
                .doesNotContainKeys("items_failed", "error_rate");
        assertThat(notes(Samples.request(file)))
                .containsExactly(
                        "The points of requests have no tag expected_response (--system-tags leaves it out, or a script with"
                                + " http.setResponseCallback(null)): which of them failed is not known, and they are in the"
                                + " latencies.");
    }

    @Test
    void randomPointsSayTheSameAsASort() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        StringBuilder lines = new StringBuilder(metric("http_req_duration", "trend", "time"));
        List<BigDecimal> values = new ArrayList<>();
        int failed = 0;
        for (int i = 0; i < 5000; i++) {
            boolean ok = random.nextInt(20) > 0;
            // As k6 does: nanoseconds as a double of milliseconds.
            double value = random.nextLong(10_000_000_000L) / 1e6;
            failed += ok ? 0 : 1;
            if (ok) {
                values.add(new BigDecimal(Double.toString(value)));
            }
            lines.append(point("http_req_duration", Double.toString(value), "{\"expected_response\":\"" + ok + "\"}"));
        }
        values.sort(null);
        Phase phase = Samples.phases(file(lines.toString())).get("http_req_duration");
        Map<String, String> expected = new LinkedHashMap<>();
        for (int percent : new int[] {50, 95, 99}) {
            expected.put(
                    "p" + percent,
                    Decimals.plain(values.get((percent * values.size() + 99) / 100 - 1))
                            .toPlainString());
        }
        assertThat(Samples.latencies(phase)).containsAllEntriesOf(expected);
        assertThat(Samples.figures(phase))
                .containsEntry("items_processed", String.valueOf(values.size()))
                .containsEntry("items_failed", String.valueOf(failed));
    }

    @Test
    void dataOfHandleSummaryHasTheSuccessfulRequests() {
        Path sample = Samples.own("k6/k6-handleSummary-data.json");
        Samples.ReadPhases phases = Samples.phases(sample);
        assertThat(phases.keys()).containsExactly("http_req_duration", "iteration_duration");
        Phase phase = phases.get("http_req_duration");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "110.4"),
                        entry("p95", "215.2"),
                        entry("p99", "null"),
                        entry("min", "104.11"),
                        entry("p90", "203.1"),
                        entry("max", "1140.2"),
                        entry("mean", "143.9"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("duration", "41195.3"),
                        entry("throughput", "4.32088126558126777"),
                        entry("items_processed", "178"),
                        entry("items_failed", "2"),
                        entry("error_rate", "0.01111111111111111"));
        assertThat(phase.measures()).containsExactly(entry("thresholds_failed", BigDecimal.ONE));
        assertThat(phase.histogram()).isNull();
        assertThat(Samples.details(phase))
                .containsOnly(
                        entry("times", "of http_req_duration{expected_response:true}"),
                        entry("duration", "the whole test run's"),
                        entry("unit", "ms"),
                        entry("mode", "summary"),
                        entry("percentiles", "k6's own, interpolated between measured values"),
                        entry("other percentiles", ASK_FOR_PERCENTILES),
                        entry("better of thresholds_failed", "lower"));
        assertThat(Samples.figures(phases.get("iteration_duration"))).containsExactly(entry("duration", "41195.3"));
        assertThat(notes(Samples.request(sample))).containsExactly("A summary is read: " + ASK_FOR_PERCENTILES + ".");
    }

    @Test
    void theOldSummarySaysTheSameAndItsThresholdsAreTrueWhereTheyFailed() {
        Path sample = Samples.own("k6/k6-summary-export-legacy.json");
        Samples.ReadPhases phases = Samples.phases(sample);
        Samples.ReadPhases same = Samples.phases(Samples.own("k6/k6-handleSummary-data.json"));
        assertThat(phases.keys()).isEqualTo(same.keys());
        for (String key : phases.keys()) {
            assertThat(Samples.latencies(phases.get(key))).isEqualTo(Samples.latencies(same.get(key)));
            assertThat(phases.get(key).measures()).isEqualTo(same.get(key).measures());
        }
        assertThat(Samples.figures(phases.get("http_req_duration")))
                .containsExactly(
                        entry("items_processed", "178"),
                        entry("items_failed", "2"),
                        entry("error_rate", "0.01111111111111111"));
        assertThat(Samples.figures(phases.get("iteration_duration"))).isEmpty();
        assertThat(notes(Samples.request(sample))).containsExactly("A summary is read: " + ASK_FOR_PERCENTILES + ".");
    }

    @Test
    void theOldSummaryDoesNotSayWhichTrendsOfTheScriptAreOfTimes() throws IOException {
        Path file = file("""
                {"root_group": {}, "metrics": {"own": {"med": 1, "p(95)": 2, "p(99)": 3, "max": 4},
                  "ws_connecting": {"med": 1, "p(95)": 2, "p(99)": 3, "max": 4,
                    "thresholds": {"max<1": true, "med<1": true, "p(95)<3": false}},
                  "vus": {"value": 1, "min": 1, "max": 19}, "http_reqs": {"count": 180, "rate": 4.3}}}""");
        Samples.ReadPhases phases = Samples.phases(file);
        assertThat(phases.keys()).containsExactly("ws_connecting");
        assertThat(phases.get("ws_connecting").measures())
                .containsExactly(entry("thresholds_failed", BigDecimal.valueOf(2)));
        assertThat(notes(Samples.request(file)))
                .containsExactly("The trend \"own\" is left out: k6 does not say that its values are times."
                        + " new Trend('own', true) in the script says so, and so does <unit> in the pom.");
    }

    @Test
    void theMachineReadableSummaryNeverHasAP99() {
        Path sample = Samples.own("k6/k6-machine-readable-v1.json");
        Samples.ReadPhases phases = Samples.phases(sample);
        Samples.ReadPhases same = Samples.phases(Samples.own("k6/k6-handleSummary-data.json"));
        assertThat(phases.keys()).isEqualTo(same.keys());
        for (String key : phases.keys()) {
            assertThat(Samples.latencies(phases.get(key))).isEqualTo(Samples.latencies(same.get(key)));
            assertThat(Samples.figures(phases.get(key))).isEqualTo(Samples.figures(same.get(key)));
        }
        assertThat(Samples.details(phases.get("http_req_duration"))).containsEntry("version", "2.2.0");
        assertThat(notes(Samples.request(sample)))
                .containsExactly(
                        "A summary is read: the machine-readable summary of k6 never has a p99, whatever is asked for: have k6 write all"
                                + " points (k6 run --out json=points.json), or the summary of before with"
                                + " --new-machine-readable-summary=false --summary-trend-stats=\"avg,min,med,max,p(90),p(95),p(99)\".");
    }

    @Test
    void aRealSummaryIsRead() {
        Samples.ReadPhases phases = Samples.phases(Samples.real("k6-handle-summary.json"));
        assertThat(phases.keys())
                .containsExactlyInAnyOrder(
                        "http_req_blocked",
                        "http_req_connecting",
                        "http_req_duration",
                        "http_req_receiving",
                        "http_req_sending",
                        "http_req_tls_handshaking",
                        "http_req_waiting",
                        "iteration_duration");
        Phase phase = phases.get("http_req_duration");
        assertThat(Samples.latencies(phase))
                .containsEntry("p50", "369.23794999999996")
                .containsEntry("p90", "427.1989")
                .containsEntry("p95", "434.1742")
                .containsEntry("p99", "null")
                .containsEntry("mean", "379.4267138786917");
        assertThat(Samples.figures(phase))
                .containsEntry("items_processed", "26148")
                .containsEntry("items_failed", "0")
                .containsEntry("duration", "3620111.2587");
        assertThat(phase.measures()).containsExactly(entry("thresholds_failed", BigDecimal.ZERO));
    }

    /** Called so by its owner; but it is what handleSummary gets. */
    @Test
    void aRealFileCalledSummaryExportIsRead() {
        Phase phase = Samples.phases(Samples.real("k6-summary-export.json")).get("http_req_duration");
        assertThat(Samples.latencies(phase))
                .containsEntry("p95", "343.92808499999995")
                .containsEntry("p99", "null");
        assertThat(Samples.figures(phase))
                .containsEntry("items_processed", "60")
                .containsEntry("items_failed", "0");
    }

    @Test
    void aSummaryHasWhatItWasAskedFor() throws IOException {
        Path file = file("""
                {"root_group": {}, "setup_data": {"token": "canary"}, "metrics": {
                  "http_req_duration": {"contains": "time", "type": "trend", "values":
                    {"count": 7, "p(99.9)": 9.5, "p(99)": 9, "p(95)": 8, "med": 5, "min": 0, "max": 10, "avg": 5.5}},
                  "http_req_failed": {"contains": "default", "type": "rate", "values": {"passes": 1, "fails": 6, "rate": 0.14}},
                  "http_req_duration{scenario:typo}": {"contains": "time", "type": "trend", "values":
                    {"p(95)": 0, "med": 0, "min": 0, "max": 0, "avg": 0}},
                  "own_time": {"contains": "time", "type": "trend", "values": {"count": 3, "p(99)": 2}}}}""");
        Samples.ReadPhases phases = Samples.phases(file);
        assertThat(Samples.latencies(phases.get("http_req_duration")))
                .containsExactly(
                        entry("p50", "5"),
                        entry("p95", "8"),
                        entry("p99", "9"),
                        entry("min", "0"),
                        entry("p99.9", "9.5"),
                        entry("max", "10"),
                        entry("mean", "5.5"));
        assertThat(Samples.figures(phases.get("http_req_duration")))
                .containsEntry("items_processed", "6")
                .containsEntry("items_failed", "1");
        assertThat(Samples.latencies(phases.get("http_req_duration{scenario:typo}")))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.details(phases.get("http_req_duration{scenario:typo}")))
                .containsEntry("percentiles", "none: nothing was measured, as no sample has these tags");
        assertThat(Samples.figures(phases.get("own_time"))).containsExactly(entry("items_processed", "3"));
        assertThat(notes(Samples.request(file)))
                .containsExactly(
                        "The summary has no http_req_duration{expected_response:true}: the 1 requests that failed are in the"
                                + " latencies of http_req_duration.",
                        "A summary is read: " + ASK_FOR_PERCENTILES + ".");
        assertThat(Samples.collect(Samples.request(file)).toString()).doesNotContain("canary");
    }

    @Test
    void pointsAreShardsAndSummariesAreNot() throws IOException {
        Files.writeString(
                directory.resolve("a.json"),
                metric("iteration_duration", "trend", "time") + point("iteration_duration", "1", "{}"));
        Files.writeString(
                directory.resolve("b.json"),
                metric("iteration_duration", "trend", "time") + point("iteration_duration", "3", "null"));
        assertThat(Samples.latencies(Samples.phases(directory.resolve("*.json")).get("iteration_duration")))
                .containsEntry("mean", "2");
        String sample = Files.readString(Samples.own("k6/k6-handleSummary-data.json"));
        Files.writeString(directory.resolve("a.json"), sample);
        Files.writeString(directory.resolve("b.json"), sample);
        Collected collected = Samples.collect(Samples.request(directory.resolve("*.json")));
        assertThat(collected.problems()).hasSize(2);
        assertThat(collected.problems().get(0).message()).startsWith("there are 2 results of \"http_req_duration\"");
    }

    @Test
    void aSummaryHasNoTagsToTellResultsApartBy() {
        Path sample = Samples.own("k6/k6-handleSummary-data.json");
        assertThat(Samples.problem(Samples.request(sample, Map.of(SourceOption.SPLIT_BY, "name"))))
                .endsWith(LOOKS
                        + "it is a summary, and has no tags that <splitBy> could tell results apart by. Have k6 write all"
                        + " points (k6 run --out json=points.json), or leave <splitBy> out.");
    }

    @Test
    void whatIsWrongIsNamedWithItsPosition() throws IOException {
        String trend = metric("iteration_duration", "trend", "time");
        String summary =
                "{\"root_group\": {}, \"metrics\": {\"iteration_duration\": {\"min\": 1, \"med\": %s, \"max\": 3}}}";
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put(
                point("iteration_duration", "1", "{}"),
                "line 1, column 105: a point of the metric \"iteration_duration\", which no line before says what it is: the"
                        + " beginning of the file is missing.");
        problems.put(
                trend + "{\"metric\":\"x\",\"type\":\"Comment\",\"data\":{}}",
                "line 2, column 41: a line of the type \"Comment\", expected Metric or Point.");
        problems.put(
                trend + point("iteration_duration", "1", "{}").substring(0, 80),
                "line 2, column 81: the file ends in the middle of a value.");
        problems.put(
                trend + point("iteration_duration", "-1", "{}"),
                "line 2, column 106: iteration_duration is -1, expected a time.");
        problems.put(
                trend + point("iteration_duration", "1e13", "{}"),
                "line 2, column 108: iteration_duration is 1E+13, expected a time of less than 31 years.");
        problems.put(
                trend + point("iteration_duration", "1", "{}").replace("2026-01-01T00:00:01Z", "today"),
                "line 2, column 90: time is \"today\", expected one like 2026-01-01T00:00:00.5Z.");
        problems.put(
                trend + "{\"metric\":\"iteration_duration\",\"type\":\"Point\",\"data\":{}}",
                "line 2, column 56: a point of \"iteration_duration\" has no time.");
        problems.put(
                summary.formatted("0.5"),
                "line 1, column 87: p50 of \"iteration_duration\" is 0.5 ms, less than its min of 1 ms.");
        problems.put(
                summary.formatted("-0.5"),
                "line 1, column 88: p50 of \"iteration_duration\" is -0.5, expected a time.");
        problems.put(
                "{\"config\": {}, \"metadata\": {}, \"results\": {\"metrics\": []}, \"version\": \"2.0.0\"}",
                "line 1, column 71: it is a machine-readable summary of version \"2.0.0\", read is 1.");
        List<String> found = new ArrayList<>();
        for (String json : problems.keySet()) {
            found.add(problem(json));
        }
        assertThat(found).containsExactlyElementsOf(problems.values());
    }
}
