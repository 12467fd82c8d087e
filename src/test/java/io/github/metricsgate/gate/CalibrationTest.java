package io.github.metricsgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.metricsgate.gate.Calibration.OfSeries;
import io.github.metricsgate.gate.Calibration.Outcome;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Direction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** What a history says of the settings that its runs are judged by. */
public class CalibrationTest {

    private static final BaselineRules RULES = BaselineRules.defaults();
    private static final Calibration.Progress SILENT = (work, done, of) -> {};
    static final Metric P99 = new PhaseMetric.Latency("p99");

    /** A series of each phase: its value by the number of the run. */
    public static PastRuns history(int runs, Map<SeriesName, DoubleUnaryOperator> series) {
        List<RecordedRun> all = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
            Map<String, String> names = new LinkedHashMap<>();
            for (Map.Entry<SeriesName, DoubleUnaryOperator> each : series.entrySet()) {
                double value = each.getValue().applyAsDouble(run);
                values.put(
                        each.getKey(),
                        new RecordedValue(new BigDecimal(value, MathContext.DECIMAL64), Status.NORMAL, null));
                names.put(
                        String.valueOf(each.getKey().phase()),
                        "phase " + each.getKey().phase());
            }
            all.add(new RecordedRun(
                    SimulatedHistory.MODULE,
                    String.format("%064x", run),
                    SimulatedHistory.time(run),
                    new RunIdentity(null, null, "main", null, Map.of("os", "Linux")),
                    List.of(),
                    "passed",
                    BigDecimal.ONE,
                    names,
                    values));
        }
        return new PastRuns(all, true, List.of());
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    }

    private static OfSeries only(Outcome outcome) {
        assertThat(outcome.series()).hasSize(1);
        return outcome.series().get(0);
    }

    @Test
    void aQuietSeriesFindsAStepOfATenthInTwoRunsAndNeverCriesWolf() {
        RandomGenerator random = random();
        Outcome outcome = Calibration.of(
                history(100, Map.of(new SeriesName("1", P99), run -> 100 * (1 + 0.01 * random.nextGaussian()))),
                RULES,
                1,
                SILENT);
        OfSeries series = only(outcome);
        assertThat(series.noisePercent()).isCloseTo(1, within(0.2));
        assertThat(series.found().get(0)).as("a single run confirms nothing").isZero();
        assertThat(series.found().get(1)).isBetween(5, 12);
        assertThat(series.found().get(2)).isBetween(5, series.found().get(1));
        assertThat(series.falseAlarms()).isZero();
        assertThat(series.checks()).isEqualTo(84);
        assertThat(series.calmLimit()).isEqualTo(OptionalInt.of(5));
        assertThat(outcome.present()).isEqualTo(new Calibration.Builds(84, 0));
        Calibration.Proposal proposal = outcome.proposal().orElseThrow();
        assertThat(proposal.confirmations()).as("nothing needs to be confirmed").isEqualTo(1);
        assertThat(proposal.limited()).isEmpty();
    }

    /** Every tenth value is a spike: each is an alarm where nothing is confirmed, and none where two are. */
    @Test
    void spikesAreFalseAlarmsUnlessTheyMustBeConfirmed() {
        RandomGenerator random = random();
        DoubleUnaryOperator spiky = run -> (run % 25 == 24 ? 200 : 100) * (1 + 0.01 * random.nextGaussian());
        PastRuns past = history(131, Map.of(new SeriesName("1", P99), spiky));
        BaselineRules atOnce = new BaselineRules(Effect.WARNS, 20, 10, 1, RULES.compareBy());
        Outcome outcome = Calibration.of(past, atOnce, 1, SILENT);
        // Runs 24, 49, 74, 99 and 124, of which 124 has five later ones just as well.
        assertThat(only(outcome).falseAlarms()).isEqualTo(5);
        assertThat(only(outcome).falseAlarmsPer100()).isCloseTo(100.0 * 5 / 115, within(1e-9));
        assertThat(outcome.present()).isEqualTo(new Calibration.Builds(115, 5));
        assertThat(outcome.proposal().orElseThrow().confirmations()).isEqualTo(2);
        assertThat(Calibration.of(past, RULES, 1, SILENT).present().alarmed()).isZero();
    }

    @Test
    void aChangeThatStaysIsNoFalseAlarm() {
        RandomGenerator random = random();
        Outcome outcome = Calibration.of(
                history(
                        100,
                        Map.of(
                                new SeriesName("1", P99),
                                run -> (run < 60 ? 100 : 140) * (1 + 0.01 * random.nextGaussian()))),
                RULES,
                1,
                SILENT);
        assertThat(only(outcome).falseAlarms()).isZero();
        assertThat(only(outcome).noisePercent()).as("a step is no noise").isLessThan(2.5);
    }

    /** Bursts of four bad runs, which three confirmations do not weed out. */
    @Test
    void aSeriesThatIsTooNoisyForConfirmationsGetsALimitOfItsOwn() {
        RandomGenerator random = random();
        SeriesName bursts = new SeriesName("1", P99);
        SeriesName rate = new SeriesName("2", PhaseMetric.Figure.THROUGHPUT);
        Map<SeriesName, DoubleUnaryOperator> series = new LinkedHashMap<>();
        series.put(bursts, run -> (run % 40 >= 36 ? 135 : 100) * (1 + 0.01 * random.nextGaussian()));
        series.put(rate, run -> (run % 50 >= 46 ? 60 : 100) * (1 + 0.01 * random.nextGaussian()));
        series.put(new SeriesName("3", P99), run -> 100 * (1 + 0.01 * random.nextGaussian()));
        Outcome outcome = Calibration.of(history(200, series), RULES, 0, SILENT);
        assertThat(outcome.present().alarmed()).isGreaterThan(3);
        Calibration.Proposal proposal = outcome.proposal().orElseThrow();
        assertThat(proposal.confirmations()).isEqualTo(3);
        assertThat(proposal.limited().keySet()).containsExactlyInAnyOrder(bursts, rate);
        assertThat(proposal.limited().get(bursts)).isEqualTo(OptionalInt.of(40));
        assertThat(proposal.limited().getOrDefault(rate, OptionalInt.empty()).orElse(0))
                .isBetween(40, 50);
        assertThat(proposal.builds().alarmed()).isZero();
        assertThat(outcome.series().get(2).name().phase()).as("worst first").isEqualTo("3");
    }

    @Test
    void withTooFewRunsNothingIsGuessed() {
        PastRuns past = history(16, Map.of(new SeriesName("1", P99), run -> 100));
        Outcome outcome = Calibration.of(past, RULES, 1, SILENT);
        assertThat(outcome.runs()).isEqualTo(16);
        assertThat(outcome.needed()).isEqualTo(17);
        assertThat(outcome.series()).isEmpty();
        assertThat(outcome.proposal()).isEmpty();
        assertThat(Calibration.of(history(17, Map.of(new SeriesName("1", P99), run -> 100)), RULES, 1, SILENT)
                        .proposal())
                .isPresent();
        assertThat(Calibration.of(new PastRuns(List.of(), true, List.of()), RULES, 1, SILENT)
                        .runs())
                .isZero();
    }

    @Test
    void aSeriesOfZeroesHasNoNoiseAndNoStep() {
        Outcome outcome = Calibration.of(history(40, Map.of(new SeriesName("1", P99), run -> 0)), RULES, 1, SILENT);
        assertThat(only(outcome).noisePercent()).isNaN();
        assertThat(only(outcome).found()).containsExactly(0, 0, 0);
    }

    @Test
    void theSameHistoryGivesTheSameOutcome() {
        RandomGenerator random = random();
        PastRuns past = history(
                60,
                Map.of(
                        new SeriesName("1", P99), run -> 100 * (1 + 0.1 * random.nextGaussian()),
                        new SeriesName("2", P99), run -> 100 * (1 + 0.2 * random.nextGaussian())));
        assertThat(Calibration.of(past, RULES, 1, SILENT)).isEqualTo(Calibration.of(past, RULES, 1, SILENT));
    }

    @Test
    void runsOfAnotherMachineAndFromBeforeAnAcceptedChangeAreLeftOut() {
        PastRuns past = history(40, Map.of(new SeriesName("1", P99), run -> 100));
        List<RecordedRun> runs = new ArrayList<>(past.runs());
        RecordedRun other = runs.get(3);
        runs.set(
                3,
                new RecordedRun(
                        other.module(),
                        other.digest(),
                        other.time(),
                        new RunIdentity(null, null, "main", null, Map.of("os", "Windows")),
                        List.of(),
                        "passed",
                        BigDecimal.ONE,
                        other.phaseNames(),
                        other.values()));
        for (int i = 20; i < 40; i++) {
            RecordedRun run = runs.get(i);
            Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
            run.values()
                    .forEach((name, value) -> values.put(name, new RecordedValue(value.value(), Status.NORMAL, "a")));
            runs.set(
                    i,
                    new RecordedRun(
                            run.module(),
                            run.digest(),
                            run.time(),
                            run.identity(),
                            List.of(),
                            "passed",
                            BigDecimal.ONE,
                            run.phaseNames(),
                            values));
        }
        Outcome outcome = Calibration.of(new PastRuns(runs, true, List.of()), RULES, 1, SILENT);
        assertThat(outcome.leftOut()).containsExactly(Map.entry("of another os (Windows)", 1));
        assertThat(only(outcome).runs()).isEqualTo(20);
        assertThat(only(outcome).direction()).isEqualTo(Direction.SMALLER_IS_BETTER);
    }
}
