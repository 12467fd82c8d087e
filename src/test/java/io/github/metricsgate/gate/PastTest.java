package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Compared.p99;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.SeriesName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far back a history must be read. */
class PastTest {

    private static final BaselineRules BASELINES = new BaselineRules(Effect.FAILS, 12, 10, 2, BaselineRules.COMPARE_BY);

    private final SimulatedHistory history = SimulatedHistory.of(BASELINES);

    private void run(int times, String value) {
        for (int i = 0; i < times; i++) {
            history.run(p99(value));
        }
    }

    /** Whether only the newest runs, of which there are older ones, are enough for a run at some hour. */
    private boolean newestSuffice(int hour, int runs, Threshold... thresholds) {
        history.verify(SimulatedHistory.MAIN, hour, Example.set(p99("100")));
        List<RecordedRun> all = history.runs();
        Past past = history.past();
        PastRuns newest = new PastRuns(all.subList(all.size() - runs, all.size()), false, List.of());
        return new Past(past.self(), past.baselineBranch(), newest, newest, past.acceptances(), past.today())
                .isSufficientFor(new Rules(
                        "module", Optional.empty(), List.of(thresholds), Policy.of(Environment.DEV), BASELINES));
    }

    @Test
    void aWindowOfComparableRunsIsEnoughWhereAllIsNormal() {
        run(20, "100");
        assertThat(newestSuffice(100, 11)).isFalse();
        assertThat(newestSuffice(100, 12)).isTrue();
    }

    @Test
    void whenThereAreNoOlderOnesAllThereIsMustDo() {
        run(3, "100");
        assertThat(history.past().isSufficientFor(Example.rules(List.of()))).isTrue();
    }

    @Test
    void runsThatCannotBeComparedDoNotCount() {
        run(12, "100");
        history.on("cores", "8");
        run(12, "100");
        history.onTheUsualMachine();
        assertThat(newestSuffice(100, 23)).isFalse();
        assertThat(newestSuffice(100, 24)).isTrue();
    }

    @Test
    void aLimitThatNeedsMoreRunsIsGivenThem() {
        run(40, "100");
        Limit.Relative limit =
                new Limit.Relative(Limit.Kind.MAX_INCREASE, new BigDecimal("0.1"), true, false, 30, null);
        Threshold patient = Example.with(Example.everything("1"), limit);
        assertThat(newestSuffice(100, 29, patient)).isFalse();
        assertThat(newestSuffice(100, 30, patient)).isTrue();
        assertThat(newestSuffice(100, 12, Example.everything("1"))).isTrue();
    }

    @Test
    void aLongRegressionIsReadToTheBaselineBeforeIt() {
        run(12, "100");
        run(20, "200");
        assertThat(newestSuffice(100, 29)).isFalse();
        assertThat(newestSuffice(100, 30)).isTrue();
    }

    @Test
    void whatWasAcceptedUntilLatelyIsReadToTheBaselineBeforeIt() {
        run(10, "100");
        history.accept(new Acceptance(
                new SeriesName("1", new PhaseMetric.Latency("p99")),
                "checkout",
                new BigDecimal("122"),
                null,
                "intended",
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-11-01"),
                null));
        run(12, "122");
        int onTheLastDay = 23;
        int onTheNext = 24;
        assertThat(newestSuffice(onTheLastDay, 12)).isTrue();
        assertThat(newestSuffice(onTheNext, 12)).isFalse();
        assertThat(newestSuffice(onTheNext, 21)).isFalse();
        assertThat(newestSuffice(onTheNext, 22)).isTrue();
    }
}
