package io.github.metricsgate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.PhaseMetric.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private static final List<String> OF_RUN = List.of(
            "cpu_percent.max",
            "cpu_percent.min",
            "cpu_percent.mean",
            "cpu_percent.last",
            "memory_percent.max",
            "memory_percent.min",
            "memory_percent.mean",
            "memory_percent.last",
            "rss_mb.max",
            "rss_mb.min",
            "rss_mb.mean",
            "rss_mb.last",
            "worker_budget.max",
            "worker_budget.min",
            "worker_budget.mean",
            "worker_budget.last",
            "samples");

    @Test
    void aPhaseListsItsLatenciesThenItsFiguresThenItsMeasures() {
        Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figures.put(figure, BigDecimal.valueOf(figures.size() + 1));
        }
        Phase phase = phase("1", figures, List.of("p99", "max", "p50"), List.of("gc.time", "gc.count"));
        assertThat(described(Measurements.of(phase)))
                .containsExactly(
                        "1 p99 10",
                        "1 max 20",
                        "1 p50 30",
                        "1 duration 1",
                        "1 throughput 2",
                        "1 items_processed 3",
                        "1 items_failed 4",
                        "1 items_remaining 5",
                        "1 error_rate 6",
                        "1 progress 7",
                        "1 warnings 8",
                        "1 errors 9",
                        "1 anomalies 10",
                        "1 gc.time 100",
                        "1 gc.count 200");
    }

    @Test
    void unmeasuredFiguresAreListedWithoutAValue() {
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        latencies.put("p99", null);
        List<Measurement> all = Measurements.of(new Phase("1", "n", Map.of(), latencies));
        assertThat(all).hasSize(1 + Figure.values().length).allMatch(measurement -> measurement.value() == null);
        assertThat(all).extracting(Measurement::metric).contains((Metric[]) Figure.values());
    }

    @Test
    void aStatisticNamedLikeAnotherMetricIsNotListed() {
        List<String> names = new ArrayList<>(OF_RUN);
        for (Figure figure : Figure.values()) {
            names.add(figure.key());
        }
        names.addAll(List.of("rss_mb", "rss_mb.p95", "cpu_percent."));
        names.add("rss");
        Phase phase = phase("1", Map.of(Figure.ERRORS, BigDecimal.TEN), names, List.of());
        List<String> described = described(Measurements.of(phase));
        assertThat(described).hasSize(1 + Figure.values().length).contains("1 errors 10");
        assertThat(described).filteredOn(each -> !each.endsWith(" null")).containsExactly("1 rss 310", "1 errors 10");
    }

    @Test
    void aRunListsItsPhasesInReadingOrderThenItself() {
        Run run = new Run(
                RunContext.unknown(),
                List.of(
                        phase("10", Map.of(), List.of("p50"), List.of()),
                        phase("9", Map.of(), List.of("p99"), List.of())),
                usage());
        List<String> described = described(Measurements.of(run));
        int ofPhase = 1 + Figure.values().length;
        assertThat(described).hasSize(2 * ofPhase + OF_RUN.size());
        assertThat(described.get(0)).isEqualTo("9 p99 10");
        assertThat(described.get(ofPhase)).isEqualTo("10 p50 10");
        assertThat(described.subList(2 * ofPhase, described.size())).isEqualTo(described(Measurements.of(usage())));
    }

    @Test
    void aRunListsEachStatisticOfEachResourceThenTheSamples() {
        assertThat(Measurements.of(usage()))
                .extracting(measurement -> measurement.metric().key())
                .containsExactlyElementsOf(OF_RUN);
        assertThat(described(Measurements.of(usage())))
                .contains(
                        "run rss_mb.max 3",
                        "run rss_mb.min 1",
                        "run rss_mb.mean 2",
                        "run rss_mb.last 3",
                        "run samples 2")
                .filteredOn(each -> each.endsWith(" null"))
                .hasSize(12);
    }

    private static ResourceUsage usage() {
        ResourceSummary summary = ResourceSummary.of(BigDecimal.ONE).and(ResourceSummary.of(BigDecimal.valueOf(3)));
        return new ResourceUsage(2, Map.of(Resource.RSS_MB, summary));
    }

    private static List<String> described(List<Measurement> measurements) {
        List<String> described = new ArrayList<>();
        for (Measurement measurement : measurements) {
            Phase phase = measurement.phase();
            described.add((phase == null ? "run" : phase.key()) + " "
                    + measurement.metric().key() + " " + measurement.value());
        }
        return described;
    }

    private static Phase phase(
            String key, Map<Figure, BigDecimal> figures, List<String> statistics, List<String> measures) {
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        statistics.forEach(name -> latencies.put(name, BigDecimal.valueOf(10L * (latencies.size() + 1))));
        Map<String, @Nullable BigDecimal> others = new LinkedHashMap<>();
        measures.forEach(name -> others.put(name, BigDecimal.valueOf(100L * (others.size() + 1))));
        return new Phase(key, "n", figures, latencies, others, null, null);
    }
}
