package io.github.metricsgate.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.SetReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A valid snapshot, of any text and any numbers, is persisted, and has the same content when read back. */
class RoundTripFuzzTest {

    private final Path directory = SamplesFuzzTest.memory();

    /** @param numbers p50, p95, p99, items processed, duration, throughput */
    private record Expected(String name, List<BigDecimal> numbers) {}

    @FuzzTest(maxDuration = "")
    void whatIsPersistedIsReadBack(FuzzedDataProvider data) throws IOException {
        Map<String, Expected> phases = new TreeMap<>(CanonicalWriter.CODE_POINT_ORDER);
        StringBuilder phaseMetrics = new StringBuilder();
        for (int i = data.consumeInt(0, 5); i > 0; i--) {
            String key = text(data);
            Expected phase = new Expected(text(data), numbers(data));
            if (phases.putIfAbsent(key, phase) == null) {
                phaseMetrics
                        .append(phaseMetrics.isEmpty() ? "" : ",")
                        .append(quoted(key))
                        .append(':')
                        .append(document(phase, text(data)));
            }
        }
        List<BigDecimal> samples = new ArrayList<>();
        StringBuilder resourceUsage = new StringBuilder();
        for (int i = data.consumeInt(0, 5); i > 0; i--) {
            BigDecimal amount = amount(data);
            resourceUsage
                    .append(samples.isEmpty() ? "" : ",")
                    .append("{\"timestamp\":\"2024-01-01T00:00\",\"cpu_percent\":0,\"memory_percent\":0,\"rss_mb\":")
                    .append(amount)
                    .append(",\"worker_budget\":0}");
            samples.add(amount);
        }
        Path snapshot = directory.resolve("snapshot.json");
        Files.writeString(
                snapshot,
                "{\"phase_metrics\":{" + phaseMetrics + "},\"resource_usage\":[" + resourceUsage
                        + "],\"abort_status\":{\"is_aborted\":false}}");
        SetLayout layout = GoldenSets.layout(directory.resolve("set"));
        PersistResult result = new SnapshotPersister(Duration.ofSeconds(5)).persist(snapshot, layout);
        assertThat(result).isInstanceOf(PersistResult.Persisted.class);
        compare(PlainReading.of(layout), phases, samples);
    }

    private static void compare(SetReading reading, Map<String, Expected> phases, List<BigDecimal> samples) {
        assertThat(reading.violations().first()).isEmpty();
        assertThat(reading.checksummed()).isTrue();
        List<Phase> read = reading.run().phases();
        assertThat(read).extracting(Phase::key).containsExactlyInAnyOrderElementsOf(phases.keySet());
        for (Phase phase : read) {
            Expected expected = requireNonNull(phases.get(phase.key()));
            assertThat(phase.name()).isEqualTo(expected.name());
            List<@Nullable BigDecimal> numbers = new ArrayList<>();
            for (String percentile : Phase.PERCENTILES) {
                numbers.add(phase.latencies().get(percentile));
            }
            numbers.add(phase.itemsProcessed());
            numbers.add(Figure.DURATION.valueIn(phase));
            numbers.add(Figure.THROUGHPUT.valueIn(phase));
            assertThat(numbers)
                    .doesNotContainNull()
                    .usingElementComparator(BigDecimal::compareTo)
                    .isEqualTo(expected.numbers());
        }
        assertThat(reading.run().resources().samples()).isEqualTo(samples.size());
        if (!samples.isEmpty()) {
            ResourceSummary summary =
                    requireNonNull(reading.run().resources().summaries().get(Resource.RSS_MB));
            assertThat(summary.max())
                    .isEqualByComparingTo(
                            samples.stream().max(Comparator.naturalOrder()).orElseThrow());
        }
    }

    private static String document(Expected phase, String unknown) throws IOException {
        List<BigDecimal> numbers = phase.numbers();
        return "{\"phase_id\":0,\"name\":" + quoted(phase.name()) + ",\"duration_ms\":" + numbers.get(4)
                + ",\"items_processed\":" + numbers.get(3) + ",\"items_total\":0,\"throughput\":" + numbers.get(5)
                + ",\"latency_histogram\":{\"p50\":" + numbers.get(0) + ",\"p95\":" + numbers.get(1) + ",\"p99\":"
                + numbers.get(2) + "},\"unknown\":[" + quoted(unknown) + "]}";
    }

    private static List<BigDecimal> numbers(FuzzedDataProvider data) {
        List<BigDecimal> numbers = new ArrayList<>(
                Stream.of(amount(data), amount(data), amount(data)).sorted().toList());
        numbers.add(new BigDecimal(data.consumeLong()).abs());
        numbers.add(amount(data).negate());
        numbers.add(amount(data));
        return numbers;
    }

    private static BigDecimal amount(FuzzedDataProvider data) {
        return new BigDecimal(data.consumeLong()).abs().scaleByPowerOfTen(data.consumeInt(-400, 280));
    }

    /** Halves of surrogate pairs are no text. */
    private static String text(FuzzedDataProvider data) {
        return new String(data.consumeString(30).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String quoted(String text) throws IOException {
        return DocumentKind.MAPPER.writeValueAsString(text);
    }

    @AfterEach
    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
