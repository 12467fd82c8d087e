package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.rules;
import static io.github.metricsgate.gate.Example.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.stats.Judgement;
import io.github.metricsgate.stats.RunFactor;
import io.github.metricsgate.stats.Standing;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The result of a verification follows from its findings alone. */
class VerificationTest {

    private static final SetReading SET = set(phase("1", "a", "1"));
    private static final Threshold THRESHOLD = everything("1");
    private static final FoundFile FILE = SET.files().get(0);

    @Test
    void withoutAFindingNothingWasJudged() {
        assertThat(of().result()).isEqualTo(Result.NOTHING_JUDGED);
        assertThat(of().letsTheBuildGoOn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // outcome, effect, result
        "KEPT, NONE, PASSED",
        "BROKEN, WARNS, PASSED",
        "BROKEN, FAILS, FAILED",
        "NOT_MEASURED, NONE, NOTHING_JUDGED",
        "NOT_MEASURED, WARNS, NOTHING_JUDGED",
        "NOT_MEASURED, FAILS, FAILED",
        "NOT_ENOUGH_DATA, NONE, NOTHING_JUDGED",
        "NOT_ENOUGH_DATA, WARNS, NOTHING_JUDGED",
        "NOT_ENOUGH_DATA, FAILS, FAILED",
    })
    void aSingleVerdictDecides(Outcome outcome, Effect effect, Result result) {
        Verification verification = of(verdict(outcome, effect), verdict(outcome, effect));
        assertThat(verification.result()).isEqualTo(result);
        assertThat(verification.letsTheBuildGoOn()).isEqualTo(result != Result.FAILED);
    }

    @Test
    void oneJudgedValueIsEnough() {
        assertThat(of(
                                verdict(Outcome.NOT_MEASURED, Effect.WARNS),
                                verdict(Outcome.KEPT, Effect.NONE),
                                verdict(Outcome.NOT_ENOUGH_DATA, Effect.WARNS))
                        .result())
                .isEqualTo(Result.PASSED);
    }

    /** Those that can fail the build, made so that they do. */
    static final List<Finding> FAILING = List.of(
            verdict(Outcome.BROKEN, Effect.FAILS),
            new Finding.NoMetricsSet(Path.of("a"), 0, Effect.FAILS),
            new Finding.FaultySource(
                    new SourceFault(SourceFault.Kind.UNUSABLE, "a", "the pom", "is torn", false), Effect.FAILS),
            new Finding.MisconfiguredSource(
                    new SourceFault(SourceFault.Kind.MISCONFIGURED, "a", "the pom", "is wrong", false)),
            new Finding.ForeignSnapshot(Path.of("a"), "a list", "<a/>"),
            new Finding.EarlierRun(Path.of("a"), null, Effect.FAILS),
            new Finding.MissingSnapshot(Path.of("a"), Effect.FAILS),
            new Finding.MissingFile(FILE, Effect.FAILS),
            new Finding.StaleFile(FILE, BigDecimal.ONE, Effect.FAILS),
            new Finding.InvalidFile(new Violation("a", "", null, "is empty")),
            new Finding.MoreViolations(1),
            new Finding.AbortedRun(new AbortStatus(true, ""), Effect.FAILS),
            new Finding.FailedPhase("1", "failed", Effect.FAILS),
            new Finding.SuspectUnit(BigDecimal.ONE, phase("1", "a", "1"), 1, Effect.FAILS),
            new Finding.NoSuchPhase(THRESHOLD),
            new Finding.NoSuchMetric(THRESHOLD, List.of()),
            new Finding.ContradictoryUnits(DurationUnit.SECONDS, DurationUnit.MILLISECONDS),
            new Finding.UnitOnMeasure(THRESHOLD),
            new Finding.NothingMeasured(List.of(THRESHOLD), 1),
            new Finding.NotEvaluated(THRESHOLD, Effect.FAILS),
            new Finding.NoThreshold(Effect.FAILS),
            compared(Standing.REGRESSION, Effect.FAILS),
            new Finding.NotEnoughRuns("main", 3, 10, Effect.FAILS),
            new Finding.UnusableHistory(new Obstacle("kept", "is a file"), Effect.FAILS),
            new Finding.SlowRun(new RunFactor(1.5, 5), "main", Effect.FAILS),
            new Finding.VanishedPhase("1", "a", Example.NOW, 20, Effect.FAILS));

    @ParameterizedTest
    @FieldSource("FAILING")
    void oneFindingThatFailsTheBuildFailsItWhereverItIs(Finding failing) {
        List<Finding> findings = new ArrayList<>(List.of(
                failing,
                verdict(Outcome.KEPT, Effect.NONE),
                new Finding.OverriddenLimit(THRESHOLD, THRESHOLD.limits().get(0)),
                verdict(Outcome.BROKEN, Effect.WARNS)));
        for (int i = 0; i < findings.size(); i++) {
            Collections.rotate(findings, 1);
            assertThat(of(findings.toArray(Finding[]::new)).result()).isEqualTo(Result.FAILED);
        }
        findings.remove(failing);
        assertThat(of(findings.toArray(Finding[]::new)).result()).isEqualTo(Result.PASSED);
    }

    @Test
    void everyKindOfFindingThatCanFailIsSeen() {
        List<Class<?>> kinds = new ArrayList<>();
        for (Class<?> kind : Finding.class.getDeclaredClasses()) {
            if (kind.isRecord()) {
                kinds.add(kind);
            }
        }
        kinds.add(Verdict.class);
        kinds.add(BaselineVerdict.class);
        // These have no effect, or only warn.
        kinds.removeAll(List.of(
                Finding.OnlyZeros.class,
                Finding.ComparedWith.class,
                Finding.ExpiredAcceptance.class,
                Finding.UnusedAcceptance.class,
                Finding.DamagedHistory.class,
                Finding.OptionalThresholdUnused.class,
                Finding.PhasesWithoutLimit.class,
                Finding.OverriddenLimit.class));
        assertThat(FAILING).extracting(Object::getClass).hasSameElementsAs(kinds);
    }

    @Test
    void aWarningIsNotAJudgement() {
        assertThat(of(
                                new Finding.MissingFile(FILE, Effect.WARNS),
                                new Finding.NotEvaluated(THRESHOLD, Effect.WARNS),
                                new Finding.NoThreshold(Effect.WARNS),
                                new Finding.PhasesWithoutLimit(List.of()))
                        .result())
                .isEqualTo(Result.NOTHING_JUDGED);
    }

    @Test
    void whatIsComparedWithAHistoryNeedsNoThresholdInProduction() {
        Policy strict = Policy.of(Environment.PROD);
        SimulatedHistory watched = SimulatedHistory.of(strict, BaselineRules.defaults());
        assertThat(watched.run(Compared.p99("500")).findings(Finding.NoThreshold.class))
                .isEmpty();
        BaselineRules off = new BaselineRules(Effect.NONE, 20, 10, 2, List.of());
        SimulatedHistory unwatched = SimulatedHistory.of(strict, off);
        assertThat(unwatched.run(Compared.p99("500")).findings(Finding.NoThreshold.class))
                .hasSize(1);
    }

    @Test
    void findingsOfOneKindKeepTheirOrder() {
        Finding.MissingFile missing = new Finding.MissingFile(FILE, Effect.WARNS);
        Finding.MoreViolations more = new Finding.MoreViolations(7);
        Finding.NoThreshold none = new Finding.NoThreshold(Effect.WARNS);
        Verdict kept = verdict(Outcome.KEPT, Effect.NONE);
        Verification verification = of(more, kept, missing, none);
        assertThat(verification.findings(Finding.OfFiles.class)).containsExactly(more, missing);
        assertThat(verification.findings(Finding.MissingFile.class)).containsExactly(missing);
        assertThat(verification.findings(Finding.OfRules.class)).containsExactly(none);
        assertThat(verification.findings(Finding.OfRun.class)).isEmpty();
        assertThat(verification.verdicts()).containsExactly(kept);
        assertThat(verification.phases()).isEqualTo(SET.run().phases());
    }

    @Test
    void figuresCountUnlessAnExistingFileIsInvalid() {
        assertThat(of().hasFigures()).isTrue();
        assertThat(of(new Finding.MissingFile(FILE, Effect.FAILS)).hasFigures()).isTrue();
        assertThat(of(
                                new Finding.MissingFile(FILE, Effect.NONE),
                                new Finding.StaleFile(FILE, BigDecimal.ONE, Effect.NONE))
                        .hasFigures())
                .isFalse();
        assertThat(of(new Finding.MoreViolations(1)).hasFigures()).isFalse();
        assertThat(of(new Finding.AbortedRun(new AbortStatus(true, ""), Effect.FAILS))
                        .hasFigures())
                .isTrue();
    }

    @Test
    void zeroSamplesAreOnlyKnownIfTheFileCounts() {
        SetReading empty = set(Optional.of(List.of()), Optional.of(Example.usage()), Violations.NONE);
        assertThat(of(empty).hasSamples()).isTrue();
        assertThat(of(empty, new Finding.MoreViolations(1)).hasSamples()).isFalse();
        SetReading without = set(Optional.of(List.of()), Optional.empty(), Violations.NONE);
        assertThat(without.has(MetricsFile.RESOURCE_USAGE)).isFalse();
        assertThat(of(without).hasSamples()).isFalse();
    }

    private static Verification of(Finding... findings) {
        return of(SET, findings);
    }

    private static Verification of(SetReading set, Finding... findings) {
        return new Verification(rules(List.of()), Verification.Subject.SET, set, List.of(findings));
    }

    @ParameterizedTest
    @CsvSource({
        "WITHIN, NONE, PASSED",
        "SUSPECT, NONE, PASSED",
        "REGRESSION, NONE, PASSED",
        "REGRESSION, WARNS, PASSED",
        "REGRESSION, FAILS, FAILED",
        "NOT_ENOUGH_DATA, NONE, NOTHING_JUDGED",
        "NOT_ENOUGH_DATA, FAILS, FAILED",
    })
    void aSingleComparisonWithABaselineDecides(Standing standing, Effect effect, Result result) {
        assertThat(of(compared(standing, effect)).result()).isEqualTo(result);
    }

    private static BaselineVerdict compared(Standing standing, Effect effect) {
        return new BaselineVerdict(
                new Measurement(phase("1", "a", "1"), new PhaseMetric.Latency("p99"), BigDecimal.ONE),
                1,
                "main",
                null,
                new Judgement(standing, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty()),
                2,
                1,
                null,
                false,
                effect);
    }

    private static Verdict verdict(Outcome outcome, Effect effect) {
        return new Verdict(
                THRESHOLD, phase("1", "a", "1"), Bounds.max(BigDecimal.ONE), null, BigDecimal.ONE, outcome, effect);
    }
}
