package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Example.NOW;
import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.maxAge;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.rules;
import static io.github.metricsgate.gate.Example.set;
import static io.github.metricsgate.gate.Example.threshold;
import static io.github.metricsgate.gate.Example.verify;
import static io.github.metricsgate.gate.Example.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SetReading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Findings about the run as a whole, and about limits that more specific ones override. */
class RunChecksTest {

    private static final Policy PROD = Policy.of(Environment.PROD);

    @ParameterizedTest
    @EnumSource(Environment.class)
    void anAbortedRunAndAFailedPhaseFailInProdAndWarnInDev(Environment environment) {
        RunContext context = new RunContext(
                null,
                new AbortStatus(true, "disk full"),
                Map.of("0", " Failed ", "1", "completed"),
                Optional.empty(),
                RunIdentity.UNKNOWN);
        Effect effect = environment == Environment.PROD ? Effect.FAILS : Effect.WARNS;
        assertThat(RunCheck.check(Policy.of(environment), new Run(context, List.of(), ResourceUsage.none())))
                .containsExactly(
                        new Finding.AbortedRun(new AbortStatus(true, "disk full"), effect),
                        new Finding.FailedPhase("0", " Failed ", effect));
    }

    @Test
    void onAbortedOverridesBothEnvironments() {
        assertThat(new Policy(Environment.PROD, null, Effect.FAILS, null, Effect.WARNS, null).ofAborted())
                .isEqualTo(Effect.WARNS);
        assertThat(new Policy(Environment.DEV, Effect.NONE, Effect.FAILS, null, Effect.FAILS, null).ofAborted())
                .isEqualTo(Effect.FAILS);
    }

    /** The figures of the phase are of one item and its duration, so that the unit shows in the ratio of the two. */
    @ParameterizedTest
    @CsvSource({
        "1.3001, 1300.2, 1, 1000",
        "0.0013, 1300.2, 1, 1000000",
        "1300200000, 1300.2, 1, 0.000001",
        "1300200, 1300.2, 1,",
        "1300, 1300.2, 1,",
        "2.6, 1300, 1, 1000",
        "2.61, 1300, 1,",
        "0.65, 1300, 1, 1000",
        "0.64, 1300, 1,",
        "0, 1300, 1,",
        "1.3, 0, 1,",
        "1.3, , 1,",
        ", 1300, 1,",
        "1.3, 1300, ,"
    })
    void percentilesThatDoNotFitTheDurationAreReported(
            @Nullable String median, @Nullable String duration, @Nullable String items, @Nullable BigDecimal unit) {
        List<Finding> findings = UnitCheck.check(rulesWithout(), run(measured("0", median, duration, items)));
        if (unit == null) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).singleElement().isInstanceOfSatisfying(Finding.SuspectUnit.class, suspect -> {
                assertThat(suspect.milliseconds()).isEqualByComparingTo(unit);
                assertThat(suspect.effect()).isEqualTo(Effect.FAILS);
            });
        }
    }

    @Test
    void aUnitIsOnlySuspectIfMostPhasesShowIt() {
        Phase inSeconds = measured("0", "1.3", "1300", "1");
        Phase inMilliseconds = measured("1", "1300", "1300", "1");
        assertThat(UnitCheck.check(rulesWithout(), run(inSeconds, inMilliseconds)))
                .isEmpty();
        assertThat(UnitCheck.check(rulesWithout(), run(inSeconds, inMilliseconds, measured("2", "2.6", "2600", "1"))))
                .hasSize(1);
    }

    @Test
    void anExplicitUnitIsNotDoubtedAndTwoDifferentOnesAreAMistake() {
        Phase inSeconds = measured("0", "1.3", "1300", "1");
        RunContext said = new RunContext(
                null, AbortStatus.COMPLETED, Map.of(), Optional.of(DurationUnit.SECONDS), RunIdentity.UNKNOWN);
        Run run = new Run(said, List.of(inSeconds), ResourceUsage.none());
        Rules seconds = new Rules("m", Optional.of(DurationUnit.SECONDS), List.of(), PROD);
        Rules milliseconds = new Rules("m", Optional.of(DurationUnit.MILLISECONDS), List.of(), PROD);
        assertThat(UnitCheck.check(rulesWithout(), run)).isEmpty();
        assertThat(UnitCheck.check(seconds, run)).isEmpty();
        assertThat(UnitCheck.check(milliseconds, run(inSeconds))).isEmpty();
        assertThat(UnitCheck.check(milliseconds, run))
                .containsExactly(new Finding.ContradictoryUnits(DurationUnit.MILLISECONDS, DurationUnit.SECONDS));
    }

    @Test
    void aSetOfAnEarlierRunIsNotJudged() {
        SetReading set = set(phase("1", "a", "5"));
        Verification verification = Gate.verify(rules(List.of(everything("1"))), set, new Circumstances(NOW, true));
        assertThat(verification.findings())
                .containsExactly(new Finding.EarlierRun(set.directory(), set.time(), Effect.WARNS));
        assertThat(verification.result()).isEqualTo(Result.NOTHING_JUDGED);
    }

    @Test
    void whatIsStaleIsNotJudgedEvenWhereItOnlyWarns() {
        Rules rules = rules(
                List.of(everything("1"), threshold("rss", new Selector.AnyPhase(), "rss_mb", "1")),
                maxAge(Environment.DEV, "1"));
        Verification verification = verify(rules, set(phase("1", "a", "0.5")));
        assertThat(verification.findings(Finding.StaleFile.class)).hasSize(3);
        assertThat(verification.verdicts()).isEmpty();
        assertThat(verification.result()).isEqualTo(Result.NOTHING_JUDGED);
    }

    /** 0 of 300 items, and percentiles of 0: an exporter's way of saying that nothing was measured. */
    @Test
    void ofNoItemsNothingWasMeasuredWhateverThePercentilesAre() {
        Map<String, @Nullable String> zeros = Map.of("p50", "0", "p95", "0", "p99", "0");
        Phase nothing = phase("1", "Load", "0", zeros);
        Phase something = phase("2", "Store", "1", zeros);
        Threshold named = threshold("named", new Selector.Text("Load"), "p99", "1");
        assertThat(verify(List.of(named, everything("1")), nothing, something).verdicts())
                .extracting(Verdict::value, Verdict::outcome, Verdict::effect)
                .containsExactly(
                        tuple(null, Outcome.BROKEN, Effect.FAILS), tuple(BigDecimal.ZERO, Outcome.KEPT, Effect.NONE));
        assertThat(verify(List.of(everything("1")), nothing, something).verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.NOT_MEASURED, Outcome.KEPT);
        assertThat(verify(List.of(everything("1")), nothing).result()).isEqualTo(Result.FAILED);
    }

    @Test
    void anOptionalThresholdMayApplyToNothing() {
        Threshold absent = optional(threshold("absent", new Selector.Text("Absent"), "p99", "1"));
        Threshold noMetric = optional(threshold("no-metric", new Selector.Text("1"), "p98", "1"));
        Threshold used = optional(threshold("used", new Selector.Text("1"), "p99", "9"));
        Verification verification = verify(List.of(absent, noMetric, used), phase("1", "a", "5"));
        assertThat(verification.findings(Finding.AppliesToNothing.class))
                .containsExactly(
                        new Finding.OptionalThresholdUnused(absent), new Finding.OptionalThresholdUnused(noMetric));
        assertThat(verification.result()).isEqualTo(Result.PASSED);
    }

    /** A name may contain what looks like a property; where no phase has that name, it is one that nobody has set. */
    @Test
    void anOptionalThresholdWithAnUnsetPropertyIsAMistake() {
        Threshold phase = optional(threshold("phase", new Selector.Text("${stage}"), "p99", "1"));
        Threshold metric = optional(threshold("metric", new Selector.AnyPhase(), "${metric}", "1"));
        Threshold name = optional(threshold("name", new Selector.Text("GET /items/${id}"), "p99", "9"));
        Verification verification =
                verify(List.of(phase, metric, name), phase("1", "a", "5"), phase("2", "GET /items/${id}", "5"));
        assertThat(verification.findings(Finding.AppliesToNothing.class))
                .containsExactly(
                        new Finding.NoSuchPhase(phase), new Finding.NoSuchMetric(metric, List.of("p50", "p95", "p99")));
        assertThat(verification.verdicts())
                .filteredOn(verdict -> verdict.threshold().equals(name))
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.KEPT);
        assertThat(verification.result()).isEqualTo(Result.FAILED);
    }

    @Test
    void aTextThatIsAPhasesNameIsNotAGlob() {
        Threshold named = threshold("named", new Selector.Text("GET /items/*"), "p99", "1s");
        Verification verification = verify(
                List.of(named, everything("50ms")),
                phase("0", "GET /items/*", "900"),
                phase("1", "GET /items/search", "400"));
        assertThat(verification.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.KEPT, Outcome.BROKEN);
    }

    @Test
    void composedAndDecomposedLettersAreTheSameName() {
        Phase composed = phase("caf\u00e9", "x", "5");
        assertThat(verify(List.of(threshold("t", new Selector.Text("cafe\u0301"), "p99", "9")), composed)
                        .verdicts())
                .hasSize(1);
        Phase byName = phase("0", "caf\u00e9", "5");
        Phase other = phase("1", "tea", "5");
        assertThat(verify(List.of(threshold("t", new Selector.Text("cafe\u0301"), "p99", "9")), byName, other)
                        .verdicts())
                .extracting(Verdict::phase)
                .containsExactly(byName);
    }

    @Test
    void oneOfTwoEquallySpecificThresholdsThatFailsIsEnough() {
        Threshold warns = with(threshold("warns", new Selector.Text("1"), "p99", "9"), Severity.WARN, null, "");
        Threshold fails = threshold("fails", new Selector.Text("1"), "p99", "9");
        Verification verification = verify(List.of(warns, fails, everything("1")), phase("1", "a", "5"));
        assertThat(verification.findings(Finding.OverriddenLimit.class)).isEmpty();
        Threshold warnsToo = with(threshold("too", new Selector.Text("1"), "p99", "9"), Severity.WARN, null, "");
        assertThat(verify(List.of(warns, warnsToo, everything("1")), phase("1", "a", "5"))
                        .findings(Finding.OverriddenLimit.class))
                .hasSize(1);
        assertThat(verify(List.of(warns, everything("1")), phase("1", "a", "5"))
                        .findings(Finding.OverriddenLimit.class))
                .hasSize(1);
    }

    @Test
    void notAllOfVeryManyStatisticsAreListed() {
        Map<String, @Nullable String> many = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            many.put("s" + i, "1");
        }
        Verification verification = verify(
                List.of(threshold("t", new Selector.AnyPhase(), "p98", "1")),
                phase("1", "a", many),
                phase("2", "b", Map.of("other", "1")));
        assertThat(verification.findings(Finding.NoSuchMetric.class).get(0).latencies())
                .hasSize(1000)
                .doesNotContain("other");
    }

    @Test
    void anUnknownCountIsNotEnoughToJudge() {
        Phase uncounted = new Phase("1", "a", Map.of(), Map.of("p99", BigDecimal.ONE));
        Threshold wantsMany = with(threshold("t", new Selector.Text("1"), "p99", "9"), Severity.FAIL, "10", "");
        assertThat(verify(List.of(wantsMany), uncounted).verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.NOT_ENOUGH_DATA);
    }

    private static Threshold optional(Threshold threshold) {
        return new Threshold(
                threshold.name(),
                threshold.origin(),
                threshold.selector(),
                threshold.metric(),
                threshold.limits(),
                threshold.severity(),
                null,
                true,
                "");
    }

    private static Rules rulesWithout() {
        return new Rules("m", Optional.empty(), List.of(), PROD);
    }

    private static Run run(Phase... phases) {
        return new Run(RunContext.unknown(), new ArrayList<>(List.of(phases)), ResourceUsage.none());
    }

    private static Phase measured(
            String key, @Nullable String median, @Nullable String duration, @Nullable String items) {
        Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        put(figures, Figure.DURATION, duration);
        put(figures, Figure.ITEMS_PROCESSED, items);
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        latencies.put("p50", median == null ? null : new BigDecimal(median));
        return new Phase(key, "phase " + key, figures, latencies);
    }

    private static void put(Map<Figure, BigDecimal> figures, Figure figure, @Nullable String value) {
        if (value != null) {
            figures.put(figure, new BigDecimal(value));
        }
    }
}
