package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Compared.comparedWith;
import static io.github.metricsgate.gate.Compared.outside;
import static io.github.metricsgate.gate.Compared.verdict;
import static io.github.metricsgate.gate.SimulatedHistory.MAIN;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violations;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a whole run suffers is forgiven to its phases. */
class SlowerMachineTest {

    private static final Threshold ON_FACTOR = new Threshold(
            "machine",
            "<thresholds><machine> in the pom",
            new Selector.AnyPhase(),
            new RunMetric.Factor(),
            List.of(Example.max("1.2")),
            Severity.FAIL,
            null,
            false,
            "");

    /** Five phases of 10, 20 … 50 ms and 100 items a second, everything slower by a factor. */
    private static Phase[] phases(double factor) {
        Phase[] phases = new Phase[5];
        for (int i = 0; i < phases.length; i++) {
            phases[i] = phase(String.valueOf(i + 1), "p50", factor);
        }
        return phases;
    }

    private static Phase phase(String key, String time, double factor) {
        BigDecimal value = BigDecimal.valueOf(10 * Integer.parseInt(key) * factor);
        Map<Figure, BigDecimal> figures = new HashMap<>();
        figures.put(Figure.THROUGHPUT, BigDecimal.valueOf(100 / factor));
        figures.put(Figure.ERROR_RATE, new BigDecimal("0.1"));
        Map<String, BigDecimal> latencies = new HashMap<>();
        if (time.equals("duration")) {
            figures.put(Figure.DURATION, value);
        } else {
            latencies.put(time, value);
        }
        return new Phase(key, "phase", figures, latencies);
    }

    private static SimulatedHistory tenRuns(Threshold... thresholds) {
        return tenRuns(Effect.WARNS, thresholds);
    }

    private static SimulatedHistory tenRuns(Effect onRegression, Threshold... thresholds) {
        SimulatedHistory history =
                SimulatedHistory.of(new BaselineRules(onRegression, 20, 10, 2, BaselineRules.COMPARE_BY), thresholds);
        for (int i = 0; i < 10; i++) {
            history.run(phases(1));
        }
        return history;
    }

    @Test
    void aSlowerMachineIsForgivenAndTold() {
        SimulatedHistory history = tenRuns();
        for (int i = 0; i < 3; i++) {
            Verification slow = history.run(phases(1.5));
            assertThat(outside(slow)).isEmpty();
            assertThat(slow.findings(Finding.SlowRun.class))
                    .singleElement()
                    .satisfies(found -> assertThat(found.effect()).isEqualTo(Effect.WARNS))
                    .satisfies(found -> assertThat(found.branch()).isEqualTo(MAIN))
                    .satisfies(found -> assertThat(found.factor().factor()).isCloseTo(1.5, within(1e-12)));
            assertThat(verdict(slow, "3", "p50").freed()).isCloseTo(30, within(1e-9));
            assertThat(verdict(slow, "3", "throughput").freed()).isCloseTo(100, within(1e-9));
            assertThat(verdict(slow, "3", "error_rate").freed()).isEqualTo(0.1);
            assertThat(history.lastRun().runFactor().doubleValue()).isCloseTo(1.5, within(1e-12));
            assertThat(Compared.recorded(history.lastRun(), "3", "p50").value()).isEqualByComparingTo("45");
        }
        assertThat(verdict(history.run(phases(1)), "3", "p50")
                        .baseline()
                        .orElseThrow()
                        .median())
                .isCloseTo(30, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1.09, 0", "1.1, 1", "1, 0"})
    void itIsWorthAWarningFromATenthOn(double factor, int warnings) {
        assertThat(tenRuns().run(phases(factor)).findings(Finding.SlowRun.class))
                .hasSize(warnings);
    }

    @Test
    void aFastMachineIsNotRewarded() {
        SimulatedHistory history = tenRuns();
        Verification fast = history.run(phases(0.5));
        assertThat(comparedWith(fast).factor().factor()).isEqualTo(1);
        assertThat(history.lastRun().runFactor()).isEqualByComparingTo("1");
        assertThat(verdict(fast, "3", "p50").freed()).isEqualTo(15);
    }

    @Test
    void onePhaseAmongFiveThatGotSlowerIsNotTheMachine() {
        Phase[] phases = phases(1);
        phases[2] = phase("3", "p50", 1.5);
        Verification verification = tenRuns().run(phases);
        assertThat(outside(verification)).containsExactly("3:p50 SUSPECT NONE", "3:throughput SUSPECT NONE");
        assertThat(verification.findings(Finding.SlowRun.class)).isEmpty();
    }

    @Test
    void whatGotSlowerThanTheMachineIsToldAllTheSame() {
        Phase[] phases = phases(1.3);
        phases[2] = phase("3", "p50", 2.6);
        Verification verification = tenRuns().run(phases);
        assertThat(outside(verification)).containsExactly("3:p50 SUSPECT NONE", "3:throughput SUSPECT NONE");
        assertThat(verdict(verification, "3", "p50").freed()).isCloseTo(60, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "duration"})
    void withoutAMedianTheMeanOrTheDurationTells(String time) {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        for (int i = 0; i < 10; i++) {
            history.run(phases(time, 1));
        }
        Verification slow = history.run(phases(time, 1.5));
        assertThat(outside(slow)).isEmpty();
        assertThat(comparedWith(slow).factor().phases()).isEqualTo(5);
    }

    private static Phase[] phases(String time, double factor) {
        Phase[] phases = new Phase[5];
        for (int i = 0; i < phases.length; i++) {
            phases[i] = phase(String.valueOf(i + 1), time, factor);
        }
        return phases;
    }

    @Test
    void fourPhasesAreTooFewToTellTheMachineFromAChange() {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults(), ON_FACTOR);
        Phase[] four = Arrays.copyOf(phases(1), 4);
        for (int i = 0; i < 10; i++) {
            history.run(four);
        }
        Verification slow = history.run(Arrays.copyOf(phases(1.5), 4));
        assertThat(comparedWith(slow).factor().known()).isFalse();
        assertThat(comparedWith(slow).factor().phases()).isEqualTo(4);
        assertThat(comparedWith(slow).factor().factor()).isEqualTo(1);
        assertThat(outside(slow)).hasSize(8).contains("1:p50 SUSPECT NONE", "4:throughput SUSPECT NONE");
        assertThat(slow.findings(Finding.SlowRun.class)).isEmpty();
        assertThat(slow.verdicts()).isEmpty();
        assertThat(slow.findings(Finding.NotEvaluated.class))
                .containsExactly(new Finding.NotEvaluated(ON_FACTOR, Effect.WARNS));
    }

    @Test
    void aNewPhaseDoesNotTellWhatTheMachineWasLike() {
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        for (int i = 0; i < 10; i++) {
            history.run(Arrays.copyOf(phases(1), 4));
        }
        assertThat(comparedWith(history.run(phases(1.5))).factor().phases()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"1.2, KEPT", "1.21, BROKEN", "0.1, KEPT"})
    void aThresholdLimitsTheFactor(double factor, Outcome outcome) {
        Verification verification = tenRuns(ON_FACTOR).run(phases(factor));
        assertThat(verification.verdicts()).extracting(Verdict::outcome).containsExactly(outcome);
        assertThat(requireNonNull(verification.verdicts().get(0).value()).doubleValue())
                .isCloseTo(Math.max(1, factor), within(1e-12));
        assertThat(verification.findings(Finding.NotEvaluated.class)).isEmpty();
        assertThat(verification.findings(Finding.NothingMeasured.class)).isEmpty();
        assertThat(verification.result()).isEqualTo(outcome == Outcome.KEPT ? Result.PASSED : Result.FAILED);
    }

    @Test
    void theThresholdHoldsWhereNobodyLooksForRegressionsToo() {
        Verification verification = tenRuns(Effect.NONE, ON_FACTOR).run(phases(1.5));
        assertThat(verification.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.BROKEN);
        assertThat(verification.findings(Finding.SlowRun.class)).isEmpty();
        assertThat(verification.findings(BaselineVerdict.class)).isEmpty();
    }

    @Test
    void theThresholdIsNotEvaluatedWithoutEnoughRunsAHistoryOrPhases() {
        Finding.NotEvaluated notEvaluated = new Finding.NotEvaluated(ON_FACTOR, Effect.WARNS);
        assertThat(SimulatedHistory.of(BaselineRules.defaults(), ON_FACTOR)
                        .run(phases(1))
                        .findings(Finding.OfRules.class))
                .containsExactly(notEvaluated);
        assertThat(Example.verify(List.of(ON_FACTOR), phases(1)).findings(Finding.OfRules.class))
                .containsExactly(notEvaluated);
        SetReading samplesAlone = Example.set(Optional.empty(), Optional.of(Example.usage("1")), Violations.NONE);
        assertThat(tenRuns(ON_FACTOR).run(MAIN, samplesAlone).findings(Finding.OfRules.class))
                .containsExactly(notEvaluated);
    }
}
