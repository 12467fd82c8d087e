package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Compared.baseline;
import static io.github.metricsgate.gate.Compared.comparedWith;
import static io.github.metricsgate.gate.Compared.outside;
import static io.github.metricsgate.gate.Compared.p99;
import static io.github.metricsgate.gate.Compared.verdict;
import static io.github.metricsgate.gate.SimulatedHistory.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.PastRuns.DamagedEntry;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.PhaseSource;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.stats.Baseline;
import io.github.metricsgate.stats.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are compared with the runs before them, as builds are: one after the other. */
class BaselineJudgeTest {

    private static final BaselineRules RULES = BaselineRules.defaults();

    /** The same value ten times: 105.5 is the limit, because a twentieth more is nothing yet. */
    private static SimulatedHistory tenRuns() {
        return tenRuns(RULES);
    }

    private static SimulatedHistory tenRuns(BaselineRules rules, Threshold... thresholds) {
        SimulatedHistory history = SimulatedHistory.of(rules, thresholds);
        for (int i = 0; i < 10; i++) {
            history.run(p99("100"));
        }
        return history;
    }

    private static BaselineRules regressions(Effect effect) {
        return new BaselineRules(effect, 20, 10, 2, BaselineRules.COMPARE_BY);
    }

    @Test
    void theFirstRunsAreNotJudgedAndJoinTheBaseline() {
        SimulatedHistory history = SimulatedHistory.of(RULES);
        Verification first = history.run(p99("100"));
        assertThat(first.findings(Finding.OfBaseline.class))
                .hasAtLeastOneElementOfType(BaselineVerdict.class)
                .contains(new Finding.NotEnoughRuns(MAIN, 0, 10, Effect.NONE));
        assertThat(comparedWith(first).since()).isNull();
        for (int i = 1; i < 10; i++) {
            Verification verification = history.run(p99(i == 5 ? "900" : "100"));
            assertThat(verdict(verification, "1", "p99").standing()).isEqualTo(Standing.NOT_ENOUGH_DATA);
            assertThat(verification.result()).isEqualTo(Result.NOTHING_JUDGED);
            assertThat(verification.findings(Finding.NotEnoughRuns.class))
                    .containsExactly(new Finding.NotEnoughRuns(MAIN, i, 10, Effect.NONE));
        }
        Verification eleventh = history.run(p99("100"));
        assertThat(baseline(eleventh)).isEqualTo(new Baseline(100, 100, 900, 10));
        assertThat(eleventh.findings(Finding.NotEnoughRuns.class)).isEmpty();
        assertThat(eleventh.result()).isEqualTo(Result.PASSED);
        assertThat(comparedWith(eleventh).since()).isEqualTo(SimulatedHistory.time(1));
        assertThat(comparedWith(eleventh).areTooFew()).isFalse();
    }

    @Test
    void theFirstRunsFailWhereInconclusiveOnesDoAndJoinTheBaselineAllTheSame() {
        Policy strict = Example.policy(Environment.DEV, Effect.FAILS);
        SimulatedHistory history = SimulatedHistory.of(strict, RULES);
        for (int i = 0; i < 10; i++) {
            Verification verification = history.run(p99("100"));
            assertThat(verification.findings(Finding.NotEnoughRuns.class))
                    .containsExactly(new Finding.NotEnoughRuns(MAIN, i, 10, Effect.FAILS));
            assertThat(verification.result()).isEqualTo(Result.FAILED);
        }
        assertThat(history.lastRun().result()).isEqualTo("failed");
        assertThat(history.run(p99("100")).result()).isEqualTo(Result.PASSED);
    }

    @Test
    void tooFewRunsFailNothingWhereNobodyLooksForRegressions() {
        Policy strict = Example.policy(Environment.DEV, Effect.FAILS);
        Verification verification =
                SimulatedHistory.of(strict, regressions(Effect.NONE)).run(p99("100"));
        assertThat(verification.findings(Finding.NotEnoughRuns.class))
                .containsExactly(new Finding.NotEnoughRuns(MAIN, 0, 10, Effect.NONE));
        assertThat(verification.result()).isEqualTo(Result.NOTHING_JUDGED);
    }

    @Test
    void aFirstCrossingIsSuspectAndFailsNothing() {
        SimulatedHistory history = tenRuns(regressions(Effect.FAILS));
        Verification suspect = history.run(p99("122"));
        BaselineVerdict verdict = verdict(suspect, "1", "p99");
        assertThat(outside(suspect)).containsExactly("1:p99 SUSPECT NONE");
        assertThat(verdict.judgement().limit().orElseThrow()).isCloseTo(105.5, within(1e-9));
        assertThat(verdict.judgement().changePercent()).hasValue(22);
        assertThat(verdict.confirmed()).isEqualTo(1);
        assertThat(verdict.confirmations()).isEqualTo(2);
        assertThat(verdict.branch()).isEqualTo(MAIN);
        assertThat(suspect.result()).isEqualTo(Result.PASSED);
        assertThat(Compared.recorded(history.lastRun(), "1", "p99").status()).isEqualTo(Status.SUSPECT);
    }

    @Test
    void anEqualValueAndALittleMoreAreWithin() {
        assertThat(outside(tenRuns().run(p99("105.5")))).isEmpty();
        assertThat(outside(tenRuns().run(p99("105.6")))).containsExactly("1:p99 SUSPECT NONE");
        assertThat(outside(tenRuns().run(p99("1")))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Effect.class)
    void theNextCrossingIsARegressionWhichGoesByWhatThePomSays(Effect effect) {
        SimulatedHistory history = tenRuns(regressions(effect));
        history.run(p99("122"));
        Verification second = history.run(p99("123"));
        Verification third = history.run(p99("300"));
        if (effect == Effect.NONE) {
            assertThat(second.findings(BaselineVerdict.class)).isEmpty();
            assertThat(second.result()).isEqualTo(Result.NOTHING_JUDGED);
            assertThat(Compared.recorded(history.lastRun(), "1", "p99").status())
                    .isEqualTo(Status.NORMAL);
            return;
        }
        assertThat(outside(second)).containsExactly("1:p99 REGRESSION " + effect);
        assertThat(outside(third)).containsExactly("1:p99 REGRESSION " + effect);
        assertThat(verdict(third, "1", "p99").confirmed()).isEqualTo(3);
        assertThat(baseline(third)).isEqualTo(new Baseline(100, 100, 100, 10));
        assertThat(second.result()).isEqualTo(effect == Effect.FAILS ? Result.FAILED : Result.PASSED);
        assertThat(Compared.recorded(history.lastRun(), "1", "p99").status()).isEqualTo(Status.REGRESSION);
    }

    @Test
    void aSuspectValueThatDoesNotComeBackJoinsTheBaseline() {
        SimulatedHistory history = tenRuns();
        history.run(p99("122"));
        assertThat(outside(history.run(p99("100")))).isEmpty();
        Verification later = history.run(p99("100"));
        assertThat(baseline(later)).isEqualTo(new Baseline(100, 100, 122, 12));
        assertThat(outside(later)).isEmpty();
    }

    @Test
    void aRegressionThatGoesAwayDoesNotJoinTheBaseline() {
        SimulatedHistory history = tenRuns();
        history.run(p99("122"));
        history.run(p99("122"));
        assertThat(outside(history.run(p99("101")))).isEmpty();
        Verification later = history.run(p99("122"));
        assertThat(outside(later)).containsExactly("1:p99 SUSPECT NONE");
        assertThat(baseline(later)).isEqualTo(new Baseline(100, 100, 101, 11));
    }

    @Test
    void oneConfirmationIsKnownAtOnceAndThreeTakeThree() {
        List<String> once = BaselineRules.COMPARE_BY;
        assertThat(outside(tenRuns(new BaselineRules(Effect.FAILS, 20, 10, 1, once))
                        .run(p99("122"))))
                .containsExactly("1:p99 REGRESSION FAILS");
        SimulatedHistory history = tenRuns(new BaselineRules(Effect.FAILS, 20, 10, 3, once));
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            seen.addAll(outside(history.run(p99("122"))));
        }
        assertThat(seen).containsExactly("1:p99 SUSPECT NONE", "1:p99 SUSPECT NONE", "1:p99 REGRESSION FAILS");
    }

    @Test
    void aRegressionThatOnlyWarnsIsNormalAfterAWindow() {
        BaselineRules rules = new BaselineRules(Effect.WARNS, 12, 10, 2, BaselineRules.COMPARE_BY);
        SimulatedHistory history = tenRuns(rules);
        int crossings = 0;
        Verification verification = history.run(p99("122"));
        while (!verdict(verification, "1", "p99").becomesNormal()) {
            assertThat(++crossings).isLessThan(20);
            verification = history.run(p99("122"));
            assertThat(outside(verification)).containsExactly("1:p99 REGRESSION WARNS");
        }
        assertThat(crossings).isEqualTo(12);
        Verification next = history.run(p99("122"));
        assertThat(outside(next)).isEmpty();
        assertThat(baseline(next)).isEqualTo(new Baseline(122, 122, 122, 12));
    }

    @Test
    void aRegressionThatFailsNeverBecomesNormal() {
        BaselineRules rules = new BaselineRules(Effect.FAILS, 12, 10, 2, BaselineRules.COMPARE_BY);
        SimulatedHistory history = tenRuns(rules);
        history.run(p99("122"));
        for (int i = 0; i < 40; i++) {
            assertThat(outside(history.run(p99("122")))).containsExactly("1:p99 REGRESSION FAILS");
        }
    }

    @Test
    void anotherBranchIsComparedWithTheBaselinesAndConfirmsOnItsOwn() {
        SimulatedHistory history = tenRuns();
        assertThat(outside(history.run("topic", Example.set(p99("122"))))).containsExactly("1:p99 SUSPECT NONE");
        assertThat(outside(history.run("other", Example.set(p99("122"))))).containsExactly("1:p99 SUSPECT NONE");
        assertThat(outside(history.run(p99("122")))).containsExactly("1:p99 SUSPECT NONE");
        Verification second = history.run("topic", Example.set(p99("124")));
        assertThat(outside(second)).containsExactly("1:p99 REGRESSION WARNS");
        assertThat(verdict(second, "1", "p99").confirmed()).isEqualTo(2);
        Verification third = history.run("topic", Example.set(p99("124")));
        assertThat(outside(third)).containsExactly("1:p99 REGRESSION WARNS");
        assertThat(verdict(third, "1", "p99").confirmed()).isEqualTo(3);
        assertThat(baseline(third).runs()).isEqualTo(10);
    }

    @Test
    void theNormalValuesOfAnotherBranchDoNotJoinTheBaseline() {
        SimulatedHistory history = tenRuns();
        for (int i = 0; i < 3; i++) {
            history.run("topic", Example.set(p99("105")));
        }
        assertThat(baseline(history.run("topic", Example.set(p99("100"))))).isEqualTo(new Baseline(100, 100, 100, 10));
        assertThat(baseline(history.run(p99("100")))).isEqualTo(new Baseline(100, 100, 100, 10));
    }

    @Test
    void whatWasSuspectOnAnotherBranchIsForgottenOnceAValueIsBack() {
        SimulatedHistory history = tenRuns();
        history.run("topic", Example.set(p99("122")));
        history.run("topic", Example.set(p99("100")));
        assertThat(outside(history.run("topic", Example.set(p99("122"))))).containsExactly("1:p99 SUSPECT NONE");
    }

    @Test
    void aRunOfAnotherBranchThatDidNotMeasureItDecidesNothing() {
        SimulatedHistory history = tenRuns();
        history.run("topic", Example.set(p99("122")));
        history.run("topic", Example.set(p99("2", "export", "5")));
        assertThat(outside(history.run("topic", Example.set(p99("122"))))).containsExactly("1:p99 REGRESSION WARNS");
    }

    @Test
    void whatIsSuspectOnTheBaselinesBranchDoesNotConfirmAnotherBranch() {
        SimulatedHistory history = tenRuns();
        history.run(p99("122"));
        assertThat(outside(history.run("topic", Example.set(p99("122"))))).containsExactly("1:p99 SUSPECT NONE");
    }

    @Test
    void runsOfAnotherMachineAreLeftOutAndCounted() {
        SimulatedHistory history = tenRuns();
        history.on("cores", "8");
        Verification other = history.run(p99("500"));
        assertThat(verdict(other, "1", "p99").standing()).isEqualTo(Standing.NOT_ENOUGH_DATA);
        assertThat(comparedWith(other).runs()).isZero();
        assertThat(comparedWith(other).leftOut()).isEqualTo(Map.of("of another cores (4)", 10));
        history.on("cores", "");
        assertThat(comparedWith(history.run(p99("500"))).leftOut())
                .isEqualTo(Map.of("of another cores (4)", 10, "of another cores (8)", 1));
        history.onTheUsualMachine();
        Verification usual = history.run(p99("100"));
        assertThat(comparedWith(usual).leftOut())
                .isEqualTo(Map.of("of another cores (8)", 1, "of another cores (not known)", 1));
        assertThat(comparedWith(usual).runs()).isEqualTo(10);
    }

    @Test
    void theJdkCountsByItsFeatureVersion() {
        SimulatedHistory history = tenRuns();
        history.on("jdk", "17.0.99+7");
        assertThat(comparedWith(history.run(p99("100"))).leftOut()).isEmpty();
        history.on("jdk", "21");
        assertThat(comparedWith(history.run(p99("100"))).leftOut()).isEqualTo(Map.of("of another jdk (17)", 11));
        history.on("jdk", "1.8.0_292");
        history.run(p99("100"));
        history.on("jdk", "8u292");
        assertThat(comparedWith(history.run(p99("100"))).runs()).isEqualTo(1);
        history.on("jdk", "unheard-of");
        assertThat(comparedWith(history.run(p99("100"))).leftOut())
                .isEqualTo(Map.of("of another jdk (17)", 11, "of another jdk (21)", 1, "of another jdk (8)", 2));
    }

    @Test
    void whatIsNotComparedByMayDiffer() {
        SimulatedHistory history = tenRuns(new BaselineRules(Effect.WARNS, 20, 10, 2, List.of("os")));
        history.on("cores", "8");
        assertThat(comparedWith(history.run(p99("100"))).runs()).isEqualTo(10);
    }

    @Test
    void aPhaseThatEarlierRunsHaveIsMissedUntilTheWindowForgetsIt() {
        SimulatedHistory history = SimulatedHistory.of(regressions(Effect.FAILS));
        for (int i = 0; i < 10; i++) {
            history.run(p99("100"), p99("2", "export", "5"));
        }
        Finding.VanishedPhase vanished =
                new Finding.VanishedPhase("2", "export", SimulatedHistory.time(10), 20, Effect.FAILS);
        for (int i = 0; i < 20; i++) {
            Verification without = history.run(p99("100"));
            assertThat(without.findings(Finding.VanishedPhase.class)).containsExactly(vanished);
            assertThat(without.result()).isEqualTo(Result.FAILED);
        }
        assertThat(history.run(p99("100")).findings(Finding.VanishedPhase.class))
                .isEmpty();
        SetReading samplesAlone = Example.set(Optional.empty(), Optional.of(Example.usage("1")), Violations.NONE);
        assertThat(history.run(MAIN, samplesAlone).findings(Finding.VanishedPhase.class))
                .isEmpty();
        assertThat(tenRuns(regressions(Effect.NONE)).run().findings(Finding.VanishedPhase.class))
                .isEmpty();
    }

    @Test
    void vanishedPhasesAreInTheOrderOfTheirKeys() {
        SimulatedHistory history = tenRuns();
        history.run(p99("b", "b", "1"), p99("a", "a", "1"));
        assertThat(history.run(p99("c", "c", "1")).findings(Finding.VanishedPhase.class))
                .extracting(Finding.VanishedPhase::key)
                .containsExactly("1", "a", "b");
    }

    @Test
    void aSetThatIsVerifiedAgainIsNotItsOwnBaseline() {
        SimulatedHistory history = tenRuns();
        history.run(p99("122"));
        Verification again = history.verify(MAIN, history.number(), Example.set(p99("122")));
        assertThat(outside(again)).containsExactly("1:p99 SUSPECT NONE");
        assertThat(comparedWith(again).runs()).isEqualTo(10);
        assertThat(comparedWith(again).leftOut()).isEmpty();
    }

    @Test
    void runsThatAreDatedAfterThisOneAreLeftOutAndCounted() {
        SimulatedHistory history = tenRuns();
        Verification early = history.verify(MAIN, 99, SimulatedHistory.time(4), Example.set(p99("122")));
        assertThat(comparedWith(early).leftOut()).isEqualTo(Map.of("dated after this run", 6));
        assertThat(comparedWith(early).runs()).isEqualTo(4);
    }

    @Test
    void anAbortedRunIsRecordedWithoutValuesAndNoBaseline() {
        SimulatedHistory history = tenRuns();
        RunContext aborted = new RunContext(
                null, new AbortStatus(true, "disk full"), Map.of(), Optional.empty(), RunIdentity.UNKNOWN);
        history.run(MAIN, with(aborted, Example.set(p99("122"))));
        assertThat(history.lastRun().values()).isEmpty();
        assertThat(history.lastRun().phaseNames()).isEmpty();
        Verification next = history.run(p99("122"));
        assertThat(outside(next)).containsExactly("1:p99 SUSPECT NONE");
        assertThat(comparedWith(next).runs()).isEqualTo(10);
        assertThat(comparedWith(next).leftOut()).isEqualTo(Map.of("without a value", 1));
    }

    @Test
    void aFailedPhaseIsRecordedWithoutValues() {
        SimulatedHistory history = tenRuns();
        RunContext failed = new RunContext(
                null, AbortStatus.COMPLETED, Map.of("1", "failed"), Optional.empty(), RunIdentity.UNKNOWN);
        history.run(MAIN, with(failed, Example.set(p99("122"), p99("2", "export", "5"))));
        assertThat(history.lastRun().phaseNames()).isEqualTo(Map.of("1", "checkout", "2", "export"));
        assertThat(history.lastRun().values().keySet())
                .extracting(series -> series.phase())
                .contains("2")
                .doesNotContain("1");
        assertThat(outside(history.run(p99("122"), p99("2", "export", "5")))).containsExactly("1:p99 SUSPECT NONE");
    }

    @Test
    void whatCannotBeJudgedIsNotRecorded() {
        SimulatedHistory history = tenRuns();
        SetReading whole = Example.set(p99("100"));
        Violations violations = new Violations(List.of(new Violation("phase_metrics.json", "", null, "is torn")), 1);
        history.run(
                MAIN, new SetReading(whole.directory(), whole.files(), whole.checksummed(), violations, whole.run()));
        assertThat(history.runs()).hasSize(10);
        history.run(MAIN, Example.set(Optional.empty(), Optional.of(Example.usage("1")), Violations.NONE));
        assertThat(history.runs()).hasSize(10);
    }

    @Test
    void withoutSamplesNothingOfTheMachineIsJudgedOrRecorded() {
        SimulatedHistory history = tenRuns();
        Verification verification =
                history.run(MAIN, Example.set(Optional.of(List.of(p99("100"))), Optional.empty(), Violations.NONE));
        assertThat(verification.findings(BaselineVerdict.class))
                .extracting(verdict -> verdict.series().phase())
                .containsExactly("1");
        assertThat(history.lastRun().values()).hasSize(1);
    }

    @Test
    void resourcesGetWorseUpwardsAndWorkersEitherWay() {
        SimulatedHistory history = SimulatedHistory.of(RULES);
        for (int i = 0; i < 10; i++) {
            history.run(MAIN, Example.set(Optional.of(List.of()), Optional.of(Example.usage("10")), Violations.NONE));
        }
        assertThat(outside(history.verify(MAIN, 100, resources("20"))))
                .hasSize(16)
                .contains("rss_mb.max SUSPECT NONE", "worker_budget.last SUSPECT NONE");
        assertThat(outside(history.verify(MAIN, 100, resources("5"))))
                .containsExactly(
                        "worker_budget.max SUSPECT NONE",
                        "worker_budget.min SUSPECT NONE",
                        "worker_budget.mean SUSPECT NONE",
                        "worker_budget.last SUSPECT NONE");
    }

    private static SetReading resources(String sample) {
        ResourceUsage usage = Example.usage(sample);
        return Example.set(Optional.of(List.of()), Optional.of(usage), Violations.NONE);
    }

    @Test
    void ratesGetWorseDownwardsAndOtherFiguresAreNotWatched() {
        SimulatedHistory history = SimulatedHistory.of(RULES);
        for (int i = 0; i < 10; i++) {
            history.run(figures("100"));
        }
        assertThat(outside(history.verify(MAIN, 100, Example.set(figures("200")))))
                .containsExactly("1:duration SUSPECT NONE", "1:error_rate SUSPECT NONE", "1:max.of.it SUSPECT NONE");
        assertThat(outside(history.verify(MAIN, 100, Example.set(figures("50")))))
                .containsExactly("1:throughput SUSPECT NONE", "1:max.of.it SUSPECT NONE");
    }

    /** All figures, a latency that is no percentile, and a measure that nobody knows the direction of. */
    private static Phase figures(String value) {
        EnumMap<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figures.put(figure, new BigDecimal(value));
        }
        return new Phase(
                "1",
                "checkout",
                figures,
                Map.of("max", new BigDecimal(value)),
                Map.of("max.of.it", new BigDecimal(value)),
                null,
                null);
    }

    @Test
    void theSourceOfAMeasureSaysWhichWayItGetsWorse() {
        for (String better : List.of("lower", "higher", "sideways")) {
            SimulatedHistory history = SimulatedHistory.of(RULES);
            for (int i = 0; i < 10; i++) {
                history.run(measure("100", better));
            }
            String more = better.equals("higher") ? "" : "1:score SUSPECT NONE";
            String less = better.equals("lower") ? "" : "1:score SUSPECT NONE";
            assertThat(String.join("", outside(history.verify(MAIN, 100, Example.set(measure("150", better))))))
                    .as(better)
                    .isEqualTo(more);
            assertThat(String.join("", outside(history.verify(MAIN, 100, Example.set(measure("50", better))))))
                    .as(better)
                    .isEqualTo(less);
        }
    }

    private static Phase measure(String value, String better) {
        PhaseSource source = new PhaseSource("bench", "jmh", "jmh.json", Map.of("better of score", better));
        return new Phase("1", "checkout", Map.of(), Map.of(), Map.of("score", new BigDecimal(value)), null, source);
    }

    @Test
    void whereNobodyKnowsTheDirectionACrossingOnTheOtherSideConfirmsNothing() {
        SimulatedHistory history = SimulatedHistory.of(RULES);
        for (int i = 0; i < 10; i++) {
            history.run(measure("100", ""));
        }
        assertThat(outside(history.run(measure("150", "")))).containsExactly("1:score SUSPECT NONE");
        assertThat(outside(history.run(measure("50", "")))).containsExactly("1:score SUSPECT NONE");
        assertThat(outside(history.run(measure("50", "")))).containsExactly("1:score REGRESSION WARNS");
    }

    @Test
    void anErrorRateOfZeroIsABaselineToo() {
        SimulatedHistory history = SimulatedHistory.of(RULES);
        for (int i = 0; i < 10; i++) {
            history.run(errorRate("0"));
        }
        assertThat(outside(history.run(errorRate("0")))).isEmpty();
        Verification first = history.run(errorRate("0.01"));
        assertThat(outside(first)).containsExactly("1:error_rate SUSPECT NONE");
        assertThat(verdict(first, "1", "error_rate").judgement().changePercent())
                .isEmpty();
        assertThat(outside(history.run(errorRate("0.01")))).containsExactly("1:error_rate REGRESSION WARNS");
    }

    private static Phase errorRate(String value) {
        return new Phase("1", "checkout", Map.of(Figure.ERROR_RATE, new BigDecimal(value)), Map.of());
    }

    @Test
    void aValueThatWasNotMeasuredIsNeitherJudgedNorRecorded() {
        SimulatedHistory history = tenRuns();
        Verification verification = history.run(Example.phase("1", "checkout", (String) null));
        assertThat(verification.findings(BaselineVerdict.class))
                .extracting(verdict -> verdict.series().phase())
                .doesNotContain("1");
        assertThat(history.lastRun().values().keySet())
                .extracting(series -> series.phase())
                .doesNotContain("1");
        history.run(p99("122"));
        history.run(Example.phase("1", "checkout", (String) null));
        assertThat(outside(history.run(p99("122")))).containsExactly("1:p99 REGRESSION WARNS");
    }

    @Test
    void damagedEntriesAreToldOfBothBranches() {
        SimulatedHistory history = tenRuns();
        DamagedEntry entry = new DamagedEntry("history/x.json", "is truncated");
        history.damage(entry);
        Verification verification = history.run(p99("100"));
        assertThat(verification.findings(Finding.DamagedHistory.class))
                .containsExactly(new Finding.DamagedHistory(entry));
        assertThat(outside(verification)).isEmpty();
        assertThat(verification.result()).isEqualTo(Result.PASSED);
        Past onMain = history.past();
        Past onTopic = new Past(
                new Past.Self("m", "0".repeat(64), SimulatedHistory.START, RunIdentity.UNKNOWN, List.of()),
                MAIN,
                onMain.onBaselineBranch(),
                new PastRuns(List.of(), true, List.of(new DamagedEntry("history/y.json", "is not ours"))),
                List.of(),
                onMain.today());
        assertThat(Example.verify(Example.rules(List.of()), Example.set(p99("100")), onTopic)
                        .findings(Finding.DamagedHistory.class))
                .extracting(damaged -> damaged.entry().place())
                .containsExactly("history/x.json", "history/y.json");
    }

    @Test
    void numbersOfAnySizeAreNoEndOfTheBuild() {
        SimulatedHistory history = tenRuns();
        for (String huge : List.of("1e400", "1e308", "-1e151")) {
            Verification verification = history.run(p99(huge));
            assertThat(Compared.verdicts(verification, "1", "p99")).as(huge).isEmpty();
            assertThat(history.lastRun().values().keySet())
                    .extracting(series -> series.phase())
                    .doesNotContain("1");
        }
        SimulatedHistory tiny = SimulatedHistory.of(RULES);
        for (int i = 0; i < 10; i++) {
            tiny.run(p99("4.9e-324"));
        }
        Verification verification = tiny.run(p99("1e149"));
        assertThat(outside(verification)).containsExactly("1:p99 SUSPECT NONE");
        assertThat(verdict(verification, "1", "p99").judgement().changePercent())
                .isEmpty();
    }

    @Test
    void aBuildWithoutAHistorySaysNothingOfOne() {
        assertThat(Example.verify(List.of(), p99("100")).findings(Finding.OfBaseline.class))
                .isEmpty();
    }

    private static SetReading with(RunContext context, SetReading set) {
        Run run = new Run(context, set.run().phases(), set.run().resources());
        return new SetReading(set.directory(), set.files(), set.checksummed(), set.violations(), run);
    }
}
