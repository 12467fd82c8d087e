package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Compared.outside;
import static io.github.metricsgate.gate.Compared.p99;
import static io.github.metricsgate.gate.Compared.recorded;
import static io.github.metricsgate.gate.Compared.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Baseline;
import io.github.metricsgate.stats.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Changes that were intended. */
class AcceptedChangesTest {

    private static final SeriesName P99 = new SeriesName("1", new PhaseMetric.Latency("p99"));

    private static Acceptance accepted(SeriesName series, String value, @Nullable String until) {
        return new Acceptance(
                series,
                "checkout",
                new BigDecimal(value),
                null,
                "now with fraud check",
                LocalDate.parse("2026-11-01"),
                until == null ? null : LocalDate.parse(until),
                "0a1b2c");
    }

    /** Ten runs at 100, then a regression at 122. */
    private static SimulatedHistory regressed() {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        for (int i = 0; i < 10; i++) {
            history.run(p99("100"));
        }
        history.run(p99("122"));
        assertThat(outside(history.run(p99("122")))).containsExactly("1:p99 REGRESSION WARNS");
        return history;
    }

    @Test
    void anAcceptedValueMayBeExceededByATenthUntilThereAreEnoughRunsOfIt() {
        SimulatedHistory history = regressed();
        history.accept(accepted(P99, "122", null));
        Verification first = history.run(p99("122"));
        BaselineVerdict verdict = verdict(first, "1", "p99");
        assertThat(verdict.standing()).isEqualTo(Standing.WITHIN);
        assertThat(verdict.baseline()).isEmpty();
        assertThat(verdict.judgement().limit().orElseThrow()).isCloseTo(134.2, within(1e-9));
        assertThat(verdict.acceptance()).isEqualTo("2026-11-01 122");
        assertThat(recorded(history.lastRun(), "1", "p99").acceptance()).isEqualTo("2026-11-01 122");
        assertThat(outside(history.verify(SimulatedHistory.MAIN, 100, Example.set(p99("134.2")))))
                .isEmpty();
        assertThat(outside(history.run(p99("134.3")))).containsExactly("1:p99 SUSPECT NONE");
        assertThat(outside(history.run(p99("134.3")))).containsExactly("1:p99 REGRESSION WARNS");
        for (int i = 0; i < 8; i++) {
            assertThat(outside(history.run(p99("122")))).isEmpty();
        }
        assertThat(verdict(history.run(p99("122")), "1", "p99")
                        .judgement()
                        .limit()
                        .orElseThrow())
                .isCloseTo(134.2, within(1e-9));
        BaselineVerdict learned = verdict(history.run(p99("122")), "1", "p99");
        assertThat(learned.baseline()).contains(new Baseline(122, 122, 122, 10));
        assertThat(learned.judgement().limit().orElseThrow()).isCloseTo(122 * 1.055, within(1e-9));
    }

    @Test
    void anAcceptedRateMayFallByATenth() {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        for (int i = 0; i < 10; i++) {
            history.run(throughput("100"));
        }
        assertThat(outside(history.run(throughput("80")))).containsExactly("1:throughput SUSPECT NONE");
        history.accept(accepted(new SeriesName("1", Figure.THROUGHPUT), "80", null));
        assertThat(outside(history.run(throughput("72")))).isEmpty();
        assertThat(outside(history.run(throughput("71")))).containsExactly("1:throughput SUSPECT NONE");
    }

    private static Phase throughput(String value) {
        return new Phase("1", "checkout", Map.of(Figure.THROUGHPUT, new BigDecimal(value)), Map.of());
    }

    @Test
    void anotherCommitOrReasonOfAnAcceptanceChangesNothing() {
        SimulatedHistory history = regressed();
        history.accept(accepted(P99, "122", null));
        history.run(p99("122"));
        SimulatedHistory squashed = history.under(Policy.of(Environment.DEV), BaselineRules.defaults());
        squashed.accept(new Acceptance(
                P99, null, new BigDecimal("122.00"), BigDecimal.TEN, "", LocalDate.parse("2026-11-01"), null, null));
        assertThat(verdict(squashed.run(p99("122")), "1", "p99").baseline()).contains(new Baseline(122, 122, 122, 1));
    }

    @Test
    void anotherValueOrDayIsAnotherAcceptance() {
        SimulatedHistory history = regressed();
        history.accept(accepted(P99, "122", null));
        history.run(p99("122"));
        SimulatedHistory again = history.under(Policy.of(Environment.DEV), BaselineRules.defaults());
        again.accept(accepted(P99, "150", null));
        assertThat(verdict(again.run(p99("150")), "1", "p99").baseline()).isEmpty();
    }

    @Test
    void anAcceptanceCountsOnItsLastDayAndNotOnTheNext() {
        SimulatedHistory history = regressed();
        Acceptance untilTheFirst = accepted(P99, "122", "2026-11-01");
        history.accept(untilTheFirst);
        int accepted = 0;
        while (history.number() < 23) {
            Verification verification = history.run(p99("122"));
            assertThat(outside(verification)).isEmpty();
            assertThat(verification.findings(Finding.ExpiredAcceptance.class)).isEmpty();
            accepted++;
        }
        assertThat(accepted).isEqualTo(11);
        Verification nextDay = history.run(p99("122"));
        assertThat(nextDay.findings(Finding.ExpiredAcceptance.class))
                .containsExactly(new Finding.ExpiredAcceptance(untilTheFirst));
        assertThat(outside(nextDay)).containsExactly("1:p99 REGRESSION WARNS");
        assertThat(verdict(nextDay, "1", "p99").baseline()).contains(new Baseline(100, 100, 100, 10));
        assertThat(recorded(history.lastRun(), "1", "p99").acceptance()).isNull();
    }

    @Test
    void anAcceptanceOfWhatIsNotMeasuredIsUnused() {
        SimulatedHistory history = regressed();
        Acceptance other = accepted(new SeriesName("2", new PhaseMetric.Latency("p99")), "1", null);
        Acceptance unmeasured = accepted(new SeriesName("1", Figure.DURATION), "1", null);
        history.accept(other);
        history.accept(unmeasured);
        history.accept(accepted(P99, "122", null));
        Verification verification = history.run(p99("122"));
        assertThat(verification.findings(Finding.UnusedAcceptance.class))
                .containsExactly(new Finding.UnusedAcceptance(other), new Finding.UnusedAcceptance(unmeasured));
        assertThat(verification.result()).isEqualTo(Result.PASSED);
    }

    @Test
    void theEndOfAPhaseCanBeAccepted() {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        for (int i = 0; i < 10; i++) {
            history.run(p99("100"), p99("2", "export", "5"), p99("3", "import", "5"));
        }
        Acceptance end = accepted(new SeriesName("2", new PhaseMetric.Presence()), "0", null);
        history.accept(end);
        Verification without = history.run(p99("100"));
        assertThat(without.findings(Finding.VanishedPhase.class))
                .extracting(Finding.VanishedPhase::key)
                .containsExactly("3");
        assertThat(without.findings(Finding.UnusedAcceptance.class)).isEmpty();
        Verification with = history.run(p99("100"), p99("2", "export", "5"));
        assertThat(with.findings(Finding.UnusedAcceptance.class)).containsExactly(new Finding.UnusedAcceptance(end));
    }

    @Test
    void anExpiredAcceptanceOfTheEndOfAPhaseMissesItAgain() {
        SimulatedHistory history = regressed();
        history.run(p99("2", "export", "5"), p99("100"));
        history.accept(accepted(new SeriesName("2", new PhaseMetric.Presence()), "0", "2026-10-31"));
        Verification without = history.run(p99("100"));
        assertThat(without.findings(Finding.VanishedPhase.class)).hasSize(1);
        assertThat(without.findings(Finding.ExpiredAcceptance.class)).hasSize(1);
    }

    @Test
    void anAcceptanceHoldsOnEveryBranch() {
        SimulatedHistory history = regressed();
        history.accept(accepted(P99, "122", null));
        assertThat(outside(history.run("topic", Example.set(p99("122"))))).isEmpty();
        assertThat(outside(history.run("topic", Example.set(p99("140"))))).containsExactly("1:p99 SUSPECT NONE");
        assertThat(outside(history.run("topic", Example.set(p99("140"))))).containsExactly("1:p99 REGRESSION WARNS");
    }
}
