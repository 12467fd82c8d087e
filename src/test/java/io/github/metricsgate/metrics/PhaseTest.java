package io.github.metricsgate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PhaseTest {

    /** In reading order. */
    private static final List<String> KEYS = List.of(
            "0",
            "02",
            "2",
            "9",
            "10",
            "90",
            "999999999999999999",
            "",
            "10/",
            "1000000000000000000",
            "10:",
            "1a",
            "Zebra",
            "a",
            "\u0662");

    @Test
    void numericKeysComeFirstByTheirValueUpToEighteenDigits() {
        long seed = 20261125;
        List<Phase> phases = new ArrayList<>();
        KEYS.forEach(key -> phases.add(phase(key)));
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(phases, new Random(seed + i));
            assertThat(new Run(RunContext.unknown(), phases, ResourceUsage.none()).phases())
                    .as("seed %d", seed + i)
                    .extracting(Phase::key)
                    .containsExactlyElementsOf(KEYS);
        }
    }

    @Test
    void theOrderIsTotal() {
        for (int i = 0; i < KEYS.size(); i++) {
            for (int j = 0; j < KEYS.size(); j++) {
                assertThat(Integer.signum(Phase.READING_ORDER.compare(phase(KEYS.get(i)), phase(KEYS.get(j)))))
                        .as("%s and %s", KEYS.get(i), KEYS.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void withoutItemsNothingIsMeasured() {
        Map<String, BigDecimal> latencies = Map.of("p99", BigDecimal.ONE);
        PhaseMetric p99 = new PhaseMetric.Latency("p99");
        assertThat(p99.valueIn(of("0", latencies))).isNull();
        assertThat(p99.valueIn(of("0.0", latencies))).isNull();
        assertThat(p99.valueIn(of("1", latencies))).isEqualTo("1");
        assertThat(p99.valueIn(new Phase("1", "a", Map.of(), Map.copyOf(latencies))))
                .isEqualTo("1");
    }

    private static Phase of(String items, Map<String, BigDecimal> latencies) {
        return new Phase(
                "1", "a", Map.of(PhaseMetric.Figure.ITEMS_PROCESSED, new BigDecimal(items)), Map.copyOf(latencies));
    }

    private static Phase phase(String key) {
        return new Phase(key, "n", Map.of(), Map.of());
    }
}
