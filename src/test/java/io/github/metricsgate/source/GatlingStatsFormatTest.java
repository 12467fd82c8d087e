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

/** Figures are those in the column {@code ok} of the files, read by eye. */
class GatlingStatsFormatTest {

    private static final Map<SourceOption, String> RANKS = Map.of(SourceOption.PERCENTILES, "50,75,95,99");
    private static final String LOOKS = " and cannot be read: ";

    @TempDir
    Path directory;

    private static String problem(Path file, Map<SourceOption, String> options) {
        String message = Samples.problem(Samples.request(file, options));
        return message.substring(message.indexOf(LOOKS) + LOOKS.length());
    }

    /** All of the column {@code total}, {@code ko} none, as 3.13 writes it. */
    private static String statistics(String name, String requests, String... percentiles) {
        StringBuilder json = new StringBuilder("{\"name\": \"" + name + "\", \"numberOfRequests\": " + requests);
        for (int i = 0; i < percentiles.length; i++) {
            json.append(", \"percentiles")
                    .append(i + 1)
                    .append("\": {\"ok\": ")
                    .append(percentiles[i])
                    .append("}");
        }
        return json.append(", \"meanNumberOfRequestsPerSecond\": {\"total\": 3, \"ok\": 2, \"ko\": 1}}")
                .toString();
    }

    private static String node(String type, String name, String contents) {
        return "{\"type\": \"" + type + "\", \"name\": \"" + name + "\", \"stats\": "
                + statistics(name, "{\"total\": 4, \"ok\": 3, \"ko\": 1}", "1", "2", "3", "4")
                + (contents.isEmpty() ? "}" : ", \"contents\": {" + contents + "}}");
    }

    private Path file(String json) throws IOException {
        return Files.writeString(directory.resolve("stats.json"), json);
    }

    @Test
    void aRequestIsAPhaseOfWhatIsOkAndSoAreAllRequests() {
        Samples.ReadPhases phases = Samples.phases(Samples.request(Samples.own("gatling-stats/stats.json"), RANKS));
        assertThat(phases.keys()).containsExactly("All Requests", "Login");
        Phase phase = phases.get("Login");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "332"),
                        entry("p95", "814"),
                        entry("p99", "1151"),
                        entry("min", "12"),
                        entry("p75", "452"),
                        entry("max", "1590"),
                        entry("mean", "386"),
                        entry("stddev", "206"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("throughput", "2.458"),
                        entry("items_processed", "740"),
                        entry("items_failed", "160"),
                        entry("error_rate", "0.1777777777777778"));
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("unit", "ms"),
                        entry("mode", "summary"),
                        entry("times", "response times of successful requests"),
                        entry("percentiles", "Gatling's own, of a digest and rounded to milliseconds"));
        assertThat(Samples.latencies(phases.get("All Requests"))).isEqualTo(Samples.latencies(phase));
        Phase global = Samples.phases(Samples.request(Samples.own("gatling-global-stats/global_stats.json"), RANKS))
                .get("All Requests");
        assertThat(Samples.latencies(global)).isEqualTo(Samples.latencies(phase));
        assertThat(Samples.figures(global)).isEqualTo(Samples.figures(phase));
    }

    @Test
    void aGroupIsAPhaseToo() throws IOException {
        Path file = file(node(
                "GROUP",
                "All Requests",
                "\"a\": " + node("GROUP", "Checkout", "\"b\": " + node("REQUEST", "Pay", "")) + ", \"c\": "
                        + node("REQUEST", "Home", "")));
        Samples.ReadPhases phases = Samples.phases(Samples.request(file, RANKS));
        assertThat(phases.keys()).containsExactly("All Requests", "Checkout / Pay", "Checkout [group]", "Home");
        assertThat(Samples.details(phases.get("Checkout [group]")))
                .containsEntry(
                        "times",
                        "of a group, where all of its requests succeeded: their cumulated response times, without pauses (with"
                                + " useGroupDurationMetric in gatling.conf, durations)");
        assertThat(problem(file(node("GROUP", "All Requests", "\"a\": " + node("OTHER", "Home", ""))), RANKS))
                .contains("\"Home\" is of the type \"OTHER\", expected GROUP or REQUEST. ");
        assertThat(problem(
                        file(node("GROUP", "All Requests", "\"a\": {\"type\": \"REQUEST\", \"name\": \"x\"}")), RANKS))
                .contains(": a request without its stats. ");
    }

    @Test
    void whatIsMinusOneOrADashIsNone() throws IOException {
        Path file = file(statistics(
                "Global Information", "{\"total\": 2, \"ok\": \"-\", \"ko\": 2}", "-1", "\"-\"", "-1.0", "0"));
        Phase phase = Samples.phases(Samples.request(file, RANKS)).get("All Requests");
        assertThat(phase.name()).isEqualTo("Global Information");
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(Samples.figures(phase)).containsEntry("items_processed", "0").containsEntry("items_failed", "2");
        Path texts = file(statistics("Global Information", "{\"ok\": \"2\", \"ko\": -1}", "\"1\"", "-1", "\"3\"", "4"));
        assertThat(Samples.latencies(
                        Samples.phases(Samples.request(texts, RANKS)).get("All Requests")))
                .containsExactly(entry("p50", "1"), entry("p95", "3"), entry("p99", "4"));
        assertThat(problem(file(statistics("a", "{\"ok\": 2}", "-2", "1", "1", "1")), RANKS))
                .contains("p50 of \"a\" is -2, expected a time. ");
    }

    @Test
    void whichPercentilesTheFileHasMustBeSaid() throws IOException {
        for (String sample : List.of("gatling-stats/stats.json", "gatling-global-stats/global_stats.json")) {
            assertThat(problem(Samples.own(sample), Map.of()))
                    .isEqualTo(
                            "it does not say which percentiles its percentiles1 to percentiles4 are. Add it to the source in the"
                                    + " pom: <percentiles>50,75,95,99</percentiles>, which they are unless percentile1 to percentile4 in"
                                    + " gatling.conf (gatling.charts.indicators) say other ones.");
            assertThat(Samples.problem(
                            Samples.request(Samples.own(sample), Map.of(SourceOption.PERCENTILES, "50,95,99"))))
                    .isEqualTo(
                            "<percentiles> is \"50,95,99\", expected four different numbers (of Gatling before 2.1 two), those of"
                                    + " percentile1 to percentile4 in gatling.conf, as in 50,75,95,99.");
            assertThat(problem(Samples.own(sample), Map.of(SourceOption.PERCENTILES, "95,99")))
                    .contains(" has 4 percentiles, and <percentiles> in the pom says which ones 2 are. ");
        }
        Path two = file(statistics("Global Information", "{\"ok\": 2, \"ko\": 0}", "7", "8"));
        Phase phase = Samples.phases(Samples.request(two, Map.of(SourceOption.PERCENTILES, "95,99")))
                .get("All Requests");
        assertThat(Samples.latencies(phase))
                .containsExactly(entry("p50", "null"), entry("p95", "7"), entry("p99", "8"));
        assertThat(Samples.details(phase))
                .containsEntry(
                        "other percentiles",
                        "Gatling writes those of percentile1 to percentile4 in gatling.conf (gatling.charts.indicators); of"
                                + " simulation.log any are worked out");
    }

    private void copy(Path file, String name) throws IOException {
        Files.createDirectories(directory.resolve("report/js"));
        Files.copy(file, directory.resolve("report").resolve(name));
    }

    @Test
    void inAReportOnlyTheFileThatSaysMostIsRead() throws IOException {
        copy(Samples.own("gatling-stats/stats.json"), "js/stats.json");
        copy(Samples.own("gatling-global-stats/global_stats.json"), "js/global_stats.json");
        Collected collected = Samples.collect(Samples.request(directory, RANKS));
        assertThat(collected.problems()).isEmpty();
        assertThat(collected.sources().get(0).format()).isEqualTo("gatling-stats");
        copy(Samples.own("gatling/simulation-3.12.log"), "simulation.log");
        collected = Samples.collect(Samples.request(directory));
        assertThat(collected.problems()).isEmpty();
        assertThat(collected.sources().get(0).format()).isEqualTo("gatling");
        assertThat(collected.sources().get(0).passedOver()).hasSize(2);
    }

    /** @return what was compared */
    private static int assertAgree(Phase reported, Phase ofLog, BigDecimal rounding) {
        assertThat(Samples.figures(reported).get("items_processed"))
                .isEqualTo(Samples.figures(ofLog).get("items_processed"));
        assertThat(Samples.figures(reported).get("items_failed"))
                .isEqualTo(Samples.figures(ofLog).get("items_failed"));
        int compared = 0;
        for (Map.Entry<String, String> latency : Samples.latencies(reported).entrySet()) {
            BigDecimal theirs = new BigDecimal(latency.getValue());
            BigDecimal ours = new BigDecimal(Samples.latencies(ofLog).get(latency.getKey()));
            boolean isExact = latency.getKey().equals("min") || latency.getKey().equals("max");
            assertThat(theirs.subtract(ours).abs())
                    .as(latency.getKey() + ": " + theirs + " and " + ours)
                    .isLessThanOrEqualTo(isExact ? BigDecimal.ZERO : rounding);
            compared++;
        }
        return compared;
    }

    @Test
    void theStatisticsOfARealRunAgreeWithItsLog() {
        SourceRequest log =
                Samples.request(Samples.real("gatling-3.13.4-simulation.log"), Map.of(SourceOption.PERCENTILES, "75"));
        Phase ofLog = Samples.phases(log).get("GET /surveys/statistics");
        Samples.ReadPhases phases = Samples.phases(Samples.request(Samples.real("gatling-3.13.4-stats.json"), RANKS));
        assertThat(phases.keys()).containsExactly("All Requests", "GET /surveys/statistics");
        for (Phase phase : phases.all().values()) {
            assertThat(assertAgree(phase, ofLog, BigDecimal.ONE)).isEqualTo(8);
        }
        Samples.ReadPhases global =
                Samples.phases(Samples.request(Samples.real("gatling-3.13.4-global_stats.json"), RANKS));
        assertThat(global.keys()).containsExactly("All Requests");
        assertThat(assertAgree(global.get("All Requests"), ofLog, BigDecimal.ONE))
                .isEqualTo(8);
        assertThat(Samples.figures(ofLog)).containsEntry("items_processed", "2210");
    }

    /** Of three requests, Gatling interpolates percentiles between the second and the third, and the log has nearest ranks. */
    @Test
    void theStatisticsOfAnOlderRunAgreeWithItsLogInCountsMinimumAndMaximum() {
        Samples.ReadPhases ofLog = Samples.phases(Samples.real("gatling-3.2.0-simulation.log"));
        Phase global = Samples.phases(Samples.request(Samples.real("gatling-3.2.0-global_stats.json"), RANKS))
                .get("All Requests");
        long processed = 0;
        BigDecimal min = BigDecimal.valueOf(Long.MAX_VALUE);
        BigDecimal max = BigDecimal.ZERO;
        for (Phase phase : ofLog.all().values()) {
            processed += Long.parseLong(Samples.figures(phase).get("items_processed"));
            min = min.min(new BigDecimal(Samples.latencies(phase).get("min")));
            max = max.max(new BigDecimal(Samples.latencies(phase).get("max")));
        }
        assertThat(processed).isEqualTo(3);
        assertThat(Samples.figures(global))
                .containsEntry("items_processed", "3")
                .containsEntry("items_failed", "0");
        assertThat(Samples.latencies(global))
                .containsEntry("min", min.toPlainString())
                .containsEntry("max", max.toPlainString());
    }

    @Test
    void theStatisticsOfGatling2AreRead() {
        Phase phase = Samples.phases(Samples.request(Samples.real("gatling-2-global_stats.json"), RANKS))
                .get("All Requests");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "74"),
                        entry("p95", "113"),
                        entry("p99", "167"),
                        entry("min", "55"),
                        entry("p75", "103"),
                        entry("max", "1471"),
                        entry("mean", "84"),
                        entry("stddev", "42"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("throughput", "27.667262435051104"),
                        entry("items_processed", "5000"),
                        entry("items_failed", "0"),
                        entry("error_rate", "0"));
    }
}
