package io.github.metricsgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SeriesTest {

    private static final Settings TIMES = Settings.defaults(Direction.SMALLER_IS_BETTER);
    private static final Settings RATES = Settings.defaults(Direction.LARGER_IS_BETTER);

    /** Around 100, between 98 and 102. */
    private static final double[] QUIET = {
        100, 101, 99, 100.5, 99.5, 102, 98, 100.2, 99.8, 101.5, 98.5, 100, 100.7, 99.3, 100.1, 99.9, 101.2, 98.8, 100.4,
        99.6
    };

    private Series series = Series.empty(TIMES);

    /** Judges the values one by one and takes each in as it stands. */
    private List<Standing> run(double... values) {
        List<Standing> standings = new ArrayList<>();
        for (double value : values) {
            Standing standing = series.judge(value).standing();
            series = series.after(value, standing);
            standings.add(standing);
        }
        return standings;
    }

    private void begin(Settings settings, double... values) {
        series = Series.empty(settings);
        for (double value : values) {
            series = series.after(value, Standing.WITHIN);
        }
    }

    @Test
    void theFirstRunHasNoBaselineAtAll() {
        assertThat(series.judge(5))
                .isEqualTo(new Judgement(
                        Standing.NOT_ENOUGH_DATA, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
    }

    @Test
    void tenRunsAreNeededAndJoinTheBaseline() {
        assertThat(run(DoubleStream.iterate(100, x -> x == 100 ? 300 : 100)
                        .limit(10)
                        .toArray()))
                .hasSize(10)
                .containsOnly(Standing.NOT_ENOUGH_DATA);
        assertThat(series.judge(200).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(200).baseline()).contains(new Baseline(200, 100, 300, 10));
        assertThat(series.judge(400).standing()).isEqualTo(Standing.SUSPECT);
    }

    @Test
    void aJudgementSaysWhatIsNormalWhereTheLimitIsAndTheChange() {
        begin(TIMES, QUIET);
        Judgement judgement = series.judge(122);
        assertThat(judgement.standing()).isEqualTo(Standing.SUSPECT);
        assertThat(judgement.baseline()).contains(new Baseline(100, 98, 102, 20));
        assertThat(judgement.limit().orElseThrow()).isCloseTo(107, within(0.1));
        assertThat(judgement.changePercent()).hasValue(22);
        assertThat(series.judge(90).changePercent()).hasValue(-10);
    }

    @Test
    void aSecondCrossingInARowIsARegressionAndItStaysOne() {
        begin(TIMES, QUIET);
        assertThat(run(122, 124, 300, 121, 122))
                .containsExactly(
                        Standing.SUSPECT,
                        Standing.REGRESSION,
                        Standing.REGRESSION,
                        Standing.REGRESSION,
                        Standing.REGRESSION);
        assertThat(series.regressions()).isEqualTo(4);
        assertThat(series.judge(122).baseline()).contains(new Baseline(100, 98, 102, 20));
    }

    @Test
    void aLoneCrossingJoinsTheBaselineWithTheNextValue() {
        begin(TIMES, QUIET);
        assertThat(run(122)).containsExactly(Standing.SUSPECT);
        assertThat(series.judge(100).baseline().orElseThrow().high()).isEqualTo(102);
        assertThat(run(100)).containsExactly(Standing.WITHIN);
        assertThat(series.judge(100).baseline().orElseThrow().high()).isEqualTo(122);
    }

    @Test
    void aRegressionThatIsBackLeavesTheBaselineAsItWas() {
        begin(TIMES, QUIET);
        assertThat(run(122, 122, 100)).containsExactly(Standing.SUSPECT, Standing.REGRESSION, Standing.WITHIN);
        assertThat(series.regressions()).isZero();
        assertThat(series.judge(100).baseline().orElseThrow().high()).isEqualTo(102);
        assertThat(run(122)).containsExactly(Standing.SUSPECT);
    }

    @Test
    void oneConfirmationTellsAtOnceAndThreeWaitLonger() {
        begin(new Settings(Direction.SMALLER_IS_BETTER, new Allowance.Learned(), 20, 10, 1, true), QUIET);
        assertThat(run(122)).containsExactly(Standing.REGRESSION);
        begin(new Settings(Direction.SMALLER_IS_BETTER, new Allowance.Learned(), 20, 10, 3, true), QUIET);
        assertThat(run(122, 122, 122, 122))
                .containsExactly(Standing.SUSPECT, Standing.SUSPECT, Standing.REGRESSION, Standing.REGRESSION);
    }

    @Test
    void anAcceptedChangeBeginsANewBaselineThatIsJudgedByTenPercentAtFirst() {
        begin(TIMES, QUIET);
        assertThat(run(200, 200)).containsExactly(Standing.SUSPECT, Standing.REGRESSION);
        series = series.accepted(200);
        assertThat(series.typical()).hasValue(200);
        assertThat(series.judge(219).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(220).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(220).limit().orElseThrow()).isCloseTo(220, within(1e-9));
        assertThat(series.judge(221).standing()).isEqualTo(Standing.SUSPECT);
        run(200, 201, 199, 200, 201, 199, 200, 201);
        assertThat(series.judge(214).standing()).isEqualTo(Standing.SUSPECT);
    }

    @Test
    void aChangeCanBeAcceptedBeforeAnyRunHasIt() {
        begin(TIMES, QUIET);
        series = series.accepted(150);
        assertThat(series.typical()).isEmpty();
        Judgement judgement = series.judge(166);
        assertThat(judgement.standing()).isEqualTo(Standing.SUSPECT);
        assertThat(judgement.baseline()).isEmpty();
        assertThat(series.judge(164).standing()).isEqualTo(Standing.WITHIN);
    }

    @Test
    void aRegressionThatOnlyWarnsIsTheNewNormalAfterAWindow() {
        begin(TIMES, QUIET);
        assertThat(run(DoubleStream.generate(() -> 200).limit(20).toArray())).endsWith(Standing.REGRESSION);
        assertThat(series.regressions()).isEqualTo(19);
        assertThat(series.isAdoptedBy(Standing.WITHIN)).isFalse();
        assertThat(series.isAdoptedBy(Standing.REGRESSION)).isTrue();
        assertThat(run(200, 200)).containsExactly(Standing.REGRESSION, Standing.WITHIN);
        assertThat(series.judge(200).baseline()).contains(new Baseline(200, 200, 200, 20));
        assertThat(series.regressions()).isZero();
    }

    @Test
    void aRegressionThatFailsTheBuildNeverBecomesNormal() {
        begin(new Settings(Direction.SMALLER_IS_BETTER, new Allowance.Learned(), 20, 10, 2, false), QUIET);
        assertThat(run(DoubleStream.generate(() -> 200).limit(50).toArray())).endsWith(Standing.REGRESSION);
        assertThat(series.isAdoptedBy(Standing.REGRESSION)).isFalse();
        assertThat(series.regressions()).isEqualTo(49);
    }

    @Test
    void aRateIsJudgedAsTheTimeThatOneTakes() {
        SplittableRandom random = new SplittableRandom(7);
        int crossed = 0;
        for (int round = 0; round < 200; round++) {
            double[] times = random.doubles(20, 90, 130).toArray();
            double time = random.nextDouble(90, 180);
            begin(TIMES, times);
            Judgement ofTime = series.judge(time);
            begin(RATES, DoubleStream.of(times).map(x -> 1 / x).toArray());
            Judgement ofRate = series.judge(1 / time);
            assertThat(ofRate.standing()).as("round %d", round).isEqualTo(ofTime.standing());
            assertThat(1 / ofRate.limit().orElseThrow())
                    .isCloseTo(ofTime.limit().orElseThrow(), within(1e-9));
            crossed += ofTime.standing() == Standing.SUSPECT ? 1 : 0;
        }
        assertThat(crossed).isBetween(20, 180);
    }

    @Test
    void aThroughputOfZeroIsBeyondItsLimitAndOneThatDoublesIsNot() {
        begin(RATES, QUIET);
        assertThat(series.judge(0).standing()).isEqualTo(Standing.SUSPECT);
        assertThat(series.judge(200).standing()).isEqualTo(Standing.WITHIN);
        begin(RATES, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5);
        assertThat(series.judge(0).standing()).isEqualTo(Standing.WITHIN);
    }

    @Test
    void whereNobodySaidWhatIsBetterBothWaysAreToldAndOnlyTheSameWayConfirms() {
        begin(Settings.defaults(Direction.UNKNOWN), QUIET);
        assertThat(run(122, 80, 80)).containsExactly(Standing.SUSPECT, Standing.SUSPECT, Standing.REGRESSION);
        assertThat(series.judge(80).baseline()).contains(new Baseline(100.05, 98, 122, 20));
        assertThat(run(122)).containsExactly(Standing.SUSPECT);
        assertThat(series.regressions()).isZero();
    }

    @Test
    void withoutAnyNoiseTheLastBitsDoNotAlarmAndAStepIsStillFound() {
        begin(TIMES, DoubleStream.generate(() -> 0.1).limit(20).toArray());
        assertThat(series.judge(0.1 + Math.ulp(0.1)).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(0.105).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(0.106).standing()).isEqualTo(Standing.SUSPECT);
    }

    @Test
    void whereEverythingWasZeroAnythingElseIsACrossing() {
        begin(TIMES, new double[20]);
        assertThat(series.judge(0).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(0.001).standing()).isEqualTo(Standing.SUSPECT);
        assertThat(series.judge(0.001).changePercent()).isEmpty();
    }

    @Test
    void aValueOnTheLimitButForTheLastBitsIsNotBeyond() {
        Settings tenth = new Settings(Direction.SMALLER_IS_BETTER, new Allowance.Share(0.1), 20, 10, 2, true);
        begin(tenth, DoubleStream.generate(() -> 0.3).limit(10).toArray());
        assertThat(series.judge(0.33).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(Math.nextUp(Math.nextUp(0.33))).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(0.330001).standing()).isEqualTo(Standing.SUSPECT);
    }

    @Test
    void aGivenShareOrAmountCountsFromTheMedian() {
        begin(new Settings(Direction.SMALLER_IS_BETTER, new Allowance.Share(0.02), 20, 10, 2, true), QUIET);
        assertThat(series.judge(101.9).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(102.1).standing()).isEqualTo(Standing.SUSPECT);
        begin(new Settings(Direction.LARGER_IS_BETTER, new Allowance.Amount(7), 20, 10, 2, true), QUIET);
        assertThat(series.judge(93.1).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(92.9).standing()).isEqualTo(Standing.SUSPECT);
        series = series.accepted(50);
        assertThat(series.judge(43.1).standing()).isEqualTo(Standing.WITHIN);
        assertThat(series.judge(42.9).standing()).isEqualTo(Standing.SUSPECT);
    }

    @Test
    void onlyTheNewestRunsAreTheBaseline() {
        begin(TIMES, QUIET);
        run(DoubleStream.generate(() -> 50).limit(19).toArray());
        assertThat(series.judge(50).baseline()).contains(new Baseline(50, 50, 99.6, 20));
        run(50);
        assertThat(series.judge(50).baseline()).contains(new Baseline(50, 50, 50, 20));
    }

    @Test
    void keptStandingsGiveTheSameSeriesAgain() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        double level = 100;
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            level *= i % 37 == 0 ? 1.3 : i % 53 == 0 ? 0.7 : 1;
            values.add(level * (1 + 0.03 * random.nextGaussian()));
        }
        List<Standing> kept =
                run(values.stream().mapToDouble(Double::doubleValue).toArray());
        assertThat(kept).as("seed %d", seed).contains(Standing.SUSPECT, Standing.REGRESSION, Standing.WITHIN);
        Series again = Series.empty(TIMES);
        for (int i = 0; i < values.size(); i++) {
            again = again.after(values.get(i), kept.get(i));
        }
        assertThat(again.judge(level)).isEqualTo(series.judge(level));
        assertThat(again.regressions()).isEqualTo(series.regressions());
    }

    @Test
    void whatWasNotMeasuredIsRefused() {
        assertThatThrownBy(() -> series.judge(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NaN is not a measured value");
    }

    @Test
    void settingsThatNoSeriesCouldBeJudgedByAreRefused() {
        assertThatThrownBy(() -> new Settings(Direction.UNKNOWN, new Allowance.Learned(), 5, 10, 2, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window 5, minRuns 10, confirmations 2: expected 1 <= minRuns <= window and"
                        + " confirmations >= 1");
    }
}
