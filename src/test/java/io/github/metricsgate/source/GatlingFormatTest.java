package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatlingFormatTest {

    private static final String LOOKS =
            " looks like a simulation.log of Gatling (read are those of 2.0 to 3.12, which are text, and of 3.13 to 3.15, which"
                    + " are binary) and cannot be read: ";
    private static final String WAY_OUT =
            ". It was cut off or changed after the tool wrote it, or the tool is of another version: run the tool again, or leave"
                    + " the file out.";

    @TempDir
    Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Path file(String name, GatlingLog log) throws IOException {
        return Files.write(directory.resolve(name), log.toBytes());
    }

    private String problem(String text) throws IOException {
        Path file = file("simulation.log", text);
        return stripped(Samples.problem(Samples.request(file)), file);
    }

    private String problem(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("simulation.log"), bytes);
        return stripped(Samples.problem(Samples.request(file)), file);
    }

    /** What lies between what every message has. */
    private static String stripped(String message, Path file) {
        String before = file.toString().replace('\\', '/') + LOOKS;
        assertThat(message).startsWith(before).endsWith(WAY_OUT);
        return message.substring(before.length(), message.length() - WAY_OUT.length());
    }

    /** The counts, the smallest and the largest latency of all requests together, groups left out. */
    private static List<String> total(Samples.ReadPhases phases) {
        long ok = 0;
        long failed = 0;
        BigDecimal min = null;
        BigDecimal max = null;
        for (Map.Entry<String, Phase> each : phases.all().entrySet()) {
            if (!each.getKey().endsWith(" [group]")) {
                Phase phase = each.getValue();
                ok += figure(phase, Figure.ITEMS_PROCESSED);
                failed += figure(phase, Figure.ITEMS_FAILED);
                BigDecimal least = phase.latencies().get("min");
                BigDecimal most = phase.latencies().get("max");
                min = least != null && (min == null || least.compareTo(min) < 0) ? least : min;
                max = most != null && (max == null || most.compareTo(max) > 0) ? most : max;
            }
        }
        return List.of(ok + " ok", failed + " ko", "min " + min, "max " + max);
    }

    private static long figure(Phase phase, Figure figure) {
        BigDecimal value = phase.figures().get(figure);
        assertThat(value).as(figure + " of " + phase.key()).isNotNull();
        return value == null ? 0 : value.longValueExact();
    }

    private static List<String> total(Path statistics) throws IOException {
        JsonNode json = new ObjectMapper().readTree(Files.readString(statistics));
        return List.of(
                json.at("/numberOfRequests/ok").asText() + " ok",
                json.at("/numberOfRequests/ko").asText() + " ko",
                "min " + json.at("/minResponseTime/ok").asText(),
                "max " + json.at("/maxResponseTime/ok").asText());
    }

    @Test
    void aRealBinaryLogSaysTheSameAsTheStatisticsBesideIt() throws IOException {
        Samples.ReadPhases phases = Samples.phases(Samples.real("gatling-3.13.4-simulation.log"));
        assertThat(phases.keys()).containsExactly("GET /surveys/statistics");
        assertThat(total(phases))
                .isEqualTo(total(Samples.real("gatling-3.13.4-global_stats.json")))
                .containsExactly("2210 ok", "0 ko", "min 0", "max 218");
        Phase phase = phases.get("GET /surveys/statistics");
        assertThat(Samples.latencies(phase))
                .containsEntry("p50", "1")
                .containsEntry("p95", "2")
                .containsEntry("p99", "3");
    }

    @Test
    void aRealTextLogSaysTheSameAsTheStatisticsBesideIt() throws IOException {
        Samples.ReadPhases phases = Samples.phases(Samples.real("gatling-3.2.0-simulation.log"));
        assertThat(phases.keys()).containsExactly("request_1", "request_1 Redirect 1", "request_1 Redirect 2");
        assertThat(total(phases))
                .isEqualTo(total(Samples.real("gatling-3.2.0-global_stats.json")))
                .containsExactly("3 ok", "0 ko", "min 87", "max 344");
    }

    @Test
    void groupsOfARealBinaryLogArePhases() {
        Samples.ReadPhases phases = Samples.phases(Samples.real("gatling-3.14.3-groups-simulation.log"));
        System.out.println(phases.keys());
        phases.all().forEach((k, v) -> System.out.println(k + Samples.latencies(v) + Samples.figures(v) + Samples.details(v)));
    }

    @Test
    void aRealTextLogWithAssertionsIsRead() {
        Samples.ReadPhases phases = Samples.phases(Samples.real("gatling-3.10.5-simulation.log"));
        phases.all().forEach((k, v) -> System.out.println(k + Samples.latencies(v) + Samples.figures(v) + Samples.details(v)));
    }
}
