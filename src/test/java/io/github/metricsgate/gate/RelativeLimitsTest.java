package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Compared.outside;
import static io.github.metricsgate.gate.Compared.p99;
import static io.github.metricsgate.gate.Compared.verdict;
import static io.github.metricsgate.gate.Compared.verdicts;
import static io.github.metricsgate.gate.SimulatedHistory.MAIN;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.metricsgate.gate.Limit.Kind;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.stats.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Thresholds that say how much worse than its baseline a value may be. */
class RelativeLimitsTest {

    private static final Selector ANY = new Selector.AnyPhase();

    private static Limit.Relative share(Kind kind, String share) {
        return new Limit.Relative(kind, new BigDecimal(share), true, false, null, null);
    }

    private static Limit.Relative amount(Kind kind, String amount) {
        return new Limit.Relative(kind, new BigDecimal(amount), false, false, null, null);
    }

    private static Threshold threshold(
            String name, Selector selector, String metric, Severity severity, Limit... limits) {
        return new Threshold(
                name,
                "<thresholds><" + name + "> in the pom",
                selector,
                Metric.named(metric).orElseThrow(),
                List.of(limits),
                severity,
                null,
                false,
                "");
    }

    private static Threshold p99Limit(Limit... limits) {
        return threshold("t", ANY, "p99", Severity.FAIL, limits);
    }

    private static SimulatedHistory tenRuns(Threshold... thresholds) {
        return tenRuns(Policy.of(Environment.DEV), BaselineRules.defaults(), thresholds);
    }

    private static SimulatedHistory tenRuns(Policy policy, BaselineRules rules, Threshold... thresholds) {
        SimulatedHistory history = SimulatedHistory.of(policy, rules, thresholds);
        for (int i = 0; i < 10; i++) {
            history.run(p99("100"));
        }
        return history;
    }

    private static BaselineRules off() {
        return new BaselineRules(Effect.NONE, 20, 10, 2, BaselineRules.COMPARE_BY);
    }

    @Test
    void aShareIsOfTheMedianAndGoesByTheSeverity() {
        SimulatedHistory history = tenRuns(p99Limit(share(Kind.MAX_INCREASE, "0.3")));
        Verification within = history.verify(MAIN, 100, Example.set(p99("130")));
        BaselineVerdict verdict = verdict(within, "1", "p99");
        assertThat(verdict.standing()).isEqualTo(Standing.WITHIN);
        assertThat(verdict.judgement().limit().orElseThrow()).isCloseTo(130, within(1e-9));
        assertThat(within.result()).isEqualTo(Result.PASSED);
        assertThat(outside(history.run(p99("131")))).containsExactly("1:p99 SUSPECT NONE");
        Verification second = history.run(p99("131"));
        assertThat(outside(second)).containsExactly("1:p99 REGRESSION FAILS");
        assertThat(second.result()).isEqualTo(Result.FAILED);
    }

    @Test
    void anAmountIsInTheUnitOfTheMetric() {
        SimulatedHistory history = tenRuns(p99Limit(amount(Kind.MAX_INCREASE, "30")));
        assertThat(outside(history.verify(MAIN, 100, Example.set(p99("130"))))).isEmpty();
        assertThat(outside(history.verify(MAIN, 100, Example.set(p99("130.1")))))
                .containsExactly("1:p99 SUSPECT NONE");
    }

    @Test
    void aDecreaseIsJudgedDownwards() {
        SimulatedHistory history = SimulatedHistory.of(
                BaselineRules.defaults(),
                threshold("t", ANY, "throughput", Severity.FAIL, share(Kind.MAX_DECREASE, "0.3")));
        for (int i = 0; i < 10; i++) {
            history.run(throughput("100"));
        }
        assertThat(outside(history.run(throughput("70")))).isEmpty();
        assertThat(outside(history.run(throughput("500")))).isEmpty();
        assertThat(outside(history.run(throughput("69")))).containsExactly("1:throughput SUSPECT NONE");
        assertThat(outside(history.run(throughput("69")))).containsExactly("1:throughput REGRESSION FAILS");
    }

    private static Phase throughput(String value) {
        return new Phase("1", "checkout", Map.of(Figure.THROUGHPUT, new BigDecimal(value)), Map.of());
    }

    @Test
    void withSeverityWarnOrWithoutFailingOnBrokenThresholdsARegressionWarnsAndBecomesNormal() {
        Threshold warns = threshold("t", ANY, "p99", Severity.WARN, share(Kind.MAX_INCREASE, "0.1"));
        Policy lenient = new Policy(Environment.DEV, null, Effect.WARNS, null, null, null);
        for (SimulatedHistory history : List.of(
                tenRuns(warns),
                tenRuns(lenient, BaselineRules.defaults(), p99Limit(share(Kind.MAX_INCREASE, "0.1"))))) {
            history.run(p99("122"));
            for (int i = 0; i < 20; i++) {
                Verification verification = history.run(p99("122"));
                assertThat(outside(verification)).containsExactly("1:p99 REGRESSION WARNS");
                assertThat(verdict(verification, "1", "p99").becomesNormal()).isEqualTo(i == 19);
            }
            assertThat(outside(history.run(p99("122")))).isEmpty();
        }
    }

    @Test
    void aLimitMayNeedFewerOrMoreRunsThanTheBuild() {
        SimulatedHistory few = SimulatedHistory.of(BaselineRules.defaults(), p99Limit(relative(3, null)));
        for (int i = 0; i < 3; i++) {
            assertThat(verdict(few.run(p99("100")), "1", "p99").standing()).isEqualTo(Standing.NOT_ENOUGH_DATA);
        }
        assertThat(outside(few.run(p99("122")))).containsExactly("1:p99 SUSPECT NONE");
        SimulatedHistory many = tenRuns(p99Limit(relative(30, null)));
        for (int i = 10; i < 30; i++) {
            assertThat(verdict(many.run(p99("100")), "1", "p99").standing()).isEqualTo(Standing.NOT_ENOUGH_DATA);
        }
        assertThat(outside(many.run(p99("122")))).containsExactly("1:p99 SUSPECT NONE");
    }

    @Test
    void aLimitMayNeedFewerConfirmationsThanTheBuild() {
        SimulatedHistory history = tenRuns(p99Limit(relative(null, 1)));
        assertThat(outside(history.run(p99("122")))).containsExactly("1:p99 REGRESSION FAILS");
    }

    private static Limit.Relative relative(@Nullable Integer minRuns, @Nullable Integer confirmations) {
        return new Limit.Relative(Kind.MAX_INCREASE, new BigDecimal("0.1"), true, false, minRuns, confirmations);
    }

    @Test
    void tooFewRunsForALimitFailWhereInconclusiveOnesDoAndAsFarAsItsSeverityGoes() {
        Policy strict = Example.policy(Environment.DEV, Effect.FAILS);
        for (Severity severity : Severity.values()) {
            Verification verification = SimulatedHistory.of(
                            strict, off(), threshold("t", ANY, "p99", severity, share(Kind.MAX_INCREASE, "0.1")))
                    .run(p99("100"));
            assertThat(verdict(verification, "1", "p99").effect())
                    .isEqualTo(severity == Severity.FAIL ? Effect.FAILS : Effect.WARNS);
            assertThat(verification.result())
                    .isEqualTo(severity == Severity.FAIL ? Result.FAILED : Result.NOTHING_JUDGED);
        }
        assertThat(SimulatedHistory.of(off(), p99Limit(share(Kind.MAX_INCREASE, "0.1")))
                        .run(p99("100"))
                        .result())
                .isEqualTo(Result.NOTHING_JUDGED);
    }

    @Test
    void theMostSpecificThresholdDecidesEachKindForItself() {
        Threshold all = threshold("all", ANY, "p99", Severity.FAIL, share(Kind.MAX_INCREASE, "0.1"));
        Threshold byKey =
                threshold("own", new Selector.Text("1"), "p99", Severity.FAIL, share(Kind.MAX_INCREASE, "0.5"));
        Threshold absolute = threshold("max", new Selector.Text("1"), "p99", Severity.FAIL, Example.max("200"));
        SimulatedHistory history = tenRuns(all, byKey, absolute);
        Verification verification = history.run(p99("140"), p99("2", "export", "5"));
        assertThat(verification.findings(BaselineVerdict.class))
                .filteredOn(verdict -> verdict.relative() != null)
                .extracting(verdict -> verdict.series().phase() + " "
                        + requireNonNull(verdict.relative()).threshold().name())
                .containsExactly("1 own", "2 all");
        assertThat(verification.verdicts())
                .extracting(verdict -> verdict.threshold().name() + " " + verdict.outcome())
                .containsExactly("max KEPT");
        assertThat(outside(verification)).isEmpty();
    }

    @Test
    void aMaximumAndAnIncreaseOfOneThresholdAreJudgedSideBySide() {
        SimulatedHistory history = tenRuns(p99Limit(Example.max("120"), share(Kind.MAX_INCREASE, "0.1")));
        Verification verification = history.run(p99("122"));
        assertThat(verification.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.BROKEN);
        assertThat(outside(verification)).containsExactly("1:p99 SUSPECT NONE");
        assertThat(verification.findings(Finding.OfRules.class)).isEmpty();
    }

    @Test
    void twoEquallySpecificLimitsAreBothJudgedAndTheWorseIsRecorded() {
        Threshold wide =
                threshold("wide", new Selector.Text("check*"), "p99", Severity.FAIL, share(Kind.MAX_INCREASE, "0.5"));
        Threshold tight =
                threshold("tight", new Selector.Text("*ckout"), "p99", Severity.FAIL, share(Kind.MAX_INCREASE, "0.1"));
        for (SimulatedHistory history : List.of(tenRuns(wide, tight), tenRuns(tight, wide))) {
            Verification verification = history.run(p99("122"));
            assertThat(verdicts(verification, "1", "p99")).hasSize(2);
            assertThat(outside(verification)).containsExactly("1:p99 SUSPECT NONE");
            assertThat(Compared.recorded(history.lastRun(), "1", "p99").status())
                    .isEqualTo(Status.SUSPECT);
        }
    }

    @Test
    void aLimitTakesTheWatchsPlaceOnItsOwnSideOnly() {
        assertThat(verdicts(tenRuns(p99Limit(share(Kind.MAX_DECREASE, "0.1"))).run(p99("122")), "1", "p99"))
                .extracting(verdict -> verdict.relative() == null)
                .containsExactly(false, true);
        assertThat(verdicts(tenRuns(p99Limit(share(Kind.MAX_INCREASE, "0.1"))).run(p99("122")), "1", "p99"))
                .extracting(verdict -> verdict.relative() == null)
                .containsExactly(false);
    }

    @Test
    void limitsAreJudgedWhereNobodyLooksForRegressions() {
        SimulatedHistory history = tenRuns(Policy.of(Environment.DEV), off(), p99Limit(relative(null, 1)));
        Verification verification = history.run(p99("122"));
        assertThat(verification.findings(BaselineVerdict.class)).hasSize(1);
        assertThat(outside(verification)).containsExactly("1:p99 REGRESSION FAILS");
    }

    @Test
    void whatIsNotWatchedIsRecordedIfALimitSpeaksOfIt() {
        Threshold onItems = threshold("t", ANY, "items_processed", Severity.FAIL, share(Kind.MAX_DECREASE, "0.1"));
        SimulatedHistory history = tenRuns(onItems);
        assertThat(Compared.recorded(history.lastRun(), "1", "items_processed").value())
                .isEqualByComparingTo("100");
        assertThat(outside(history.run(Example.phase("1", "checkout", "80", Map.of("p99", "100")))))
                .containsExactly("1:items_processed SUSPECT NONE");
    }

    @Test
    void aLimitMayBeOnAResource() {
        Threshold memory = threshold("t", ANY, "rss_mb", Severity.FAIL, relative(null, 1));
        SimulatedHistory history = tenRuns(Policy.of(Environment.DEV), off(), memory);
        Verification verification = history.run(
                MAIN, Example.set(Optional.of(List.of()), Optional.of(Example.usage("2")), Violations.NONE));
        assertThat(outside(verification)).containsExactly("rss_mb.max REGRESSION FAILS");
        assertThat(verification.findings(Finding.OfRules.class)).isEmpty();
        assertThat(verification.verdicts()).isEmpty();
    }

    @Test
    void withoutAHistoryAnAbsoluteLimitHoldsAndTheRestIsNotEvaluated() {
        Threshold both = p99Limit(Example.max("120"), share(Kind.MAX_INCREASE, "0.1"));
        Verification verification = Example.verify(List.of(both), p99("122"));
        assertThat(verification.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.BROKEN);
        assertThat(verification.findings(Finding.OfRules.class))
                .containsExactly(new Finding.NotEvaluated(both, Effect.WARNS));
        Threshold alone = p99Limit(share(Kind.MAX_INCREASE, "0.1"));
        Verification nothing = Example.verify(List.of(alone), p99("122"));
        assertThat(nothing.findings()).containsExactly(new Finding.NotEvaluated(alone, Effect.WARNS));
        assertThat(nothing.result()).isEqualTo(Result.NOTHING_JUDGED);
    }

    @Test
    void aLimitOnWhatIsNotMeasuredIsNoPass() {
        Threshold any = p99Limit(share(Kind.MAX_INCREASE, "0.1"));
        Verification verification = tenRuns(any).run(Example.phase("1", "checkout", (String) null));
        assertThat(verification.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.NOT_MEASURED);
        assertThat(verification.findings(Finding.NothingMeasured.class))
                .containsExactly(new Finding.NothingMeasured(List.of(any), 1));
        Threshold named = threshold("t", new Selector.Text("1"), "p99", Severity.FAIL, share(Kind.MAX_INCREASE, "0.1"));
        assertThat(tenRuns(named)
                        .run(Example.phase("1", "checkout", (String) null))
                        .verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.BROKEN);
        Threshold memory = threshold("t", ANY, "rss_mb", Severity.FAIL, share(Kind.MAX_INCREASE, "0.1"));
        assertThat(tenRuns(memory)
                        .run(
                                MAIN,
                                Example.set(
                                        Optional.of(List.of(p99("1"))), Optional.of(Example.usage()), Violations.NONE))
                        .findings(Finding.NothingMeasured.class))
                .containsExactly(new Finding.NothingMeasured(List.of(memory), 0));
    }

    @Test
    void aLimitUnderAnAcceptanceIsRelativeToTheAcceptedValue() {
        SimulatedHistory history = tenRuns(p99Limit(share(Kind.MAX_INCREASE, "0.5")));
        history.accept(new Acceptance(
                new SeriesName("1", Metric.named("p99").orElseThrow()),
                "checkout",
                new BigDecimal("200"),
                null,
                "intended",
                LocalDate.parse("2026-11-01"),
                null,
                null));
        assertThat(outside(history.run(p99("300")))).isEmpty();
        assertThat(outside(history.run(p99("301")))).containsExactly("1:p99 SUSPECT NONE");
    }
}
