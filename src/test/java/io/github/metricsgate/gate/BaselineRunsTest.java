package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Compared.p99;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SeriesName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineRunsTest {

    private final SimulatedHistory history =
            SimulatedHistory.of(new BaselineRules(Effect.FAILS, 12, 10, 2, BaselineRules.COMPARE_BY));

    /** By their ids, of the run after those that are recorded. */
    private List<String> runsBefore(Phase phase) {
        Verification verification = history.verify(SimulatedHistory.MAIN, history.number() + 1, Example.set(phase));
        return BaselineRuns.of(verification).orElseThrow().of(phase).stream()
                .map(run -> String.valueOf(run.identity().id()))
                .toList();
    }

    @Test
    void theyAreTheNewestOfAWindowThatWereAsUsual() {
        for (int i = 0; i < 14; i++) {
            history.run(p99("100"));
        }
        assertThat(runsBefore(p99("100")))
                .containsExactly(
                        "run-14", "run-13", "run-12", "run-11", "run-10", "run-9", "run-8", "run-7", "run-6", "run-5",
                        "run-4", "run-3");
        history.run(p99("300"));
        history.run(p99("300"));
        assertThat(runsBefore(p99("300"))).hasSize(12).startsWith("run-14").endsWith("run-3");
    }

    @Test
    void runsFromBeforeAnAcceptedChangeAreOfAnotherSeries() {
        for (int i = 0; i < 12; i++) {
            history.run(p99("100"));
        }
        history.accept(new Acceptance(
                new SeriesName("1", new PhaseMetric.Latency("p99")),
                null,
                new BigDecimal("200"),
                null,
                "a larger index",
                LocalDate.parse("2026-11-01"),
                null,
                null));
        assertThat(runsBefore(p99("200"))).isEmpty();
        history.run(p99("200"));
        assertThat(runsBefore(p99("200"))).containsExactly("run-13");
    }

    @Test
    void aPhaseThatIsNewHasNone() {
        history.run(p99("100"));
        assertThat(runsBefore(Example.phase("2", "other", "100"))).isEmpty();
    }

    @Test
    void withoutAHistoryNothingIsKnownOfThem() {
        assertThat(BaselineRuns.of(Example.verify(List.of(), p99("100")))).isEmpty();
    }
}
