package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Compared.p99;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.Trend.Point;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.SeriesName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendsTest {

    private static final PhaseMetric P99 = new PhaseMetric.Latency("p99");
    private static final SeriesName SERIES = new SeriesName("1", P99);

    private final SimulatedHistory history =
            SimulatedHistory.of(new BaselineRules(Effect.FAILS, 12, 10, 2, BaselineRules.COMPARE_BY));

    /** Of the p99 of phase 1 in the run after those that are recorded. */
    private Optional<Trend> trendOf(Phase phase) {
        Verification verification = history.verify(SimulatedHistory.MAIN, history.number() + 1, Example.set(phase));
        return trend(verification, phase);
    }

    private static Optional<Trend> trend(Verification verification, Phase phase) {
        return Trends.of(verification).orElseThrow().of(new Measurement(phase, P99, P99.valueIn(phase)));
    }

    private static Point point(int number, @Nullable String value, Status status, @Nullable String acceptance) {
        return new Point(
                SimulatedHistory.time(number),
                value == null ? null : new BigDecimal(value),
                status,
                acceptance,
                null,
                "run-" + number);
    }

    private static Point normal(int number, @Nullable String value) {
        return point(number, value, Status.NORMAL, null);
    }

    @Test
    void theRunsAreInTheOrderOfTimeAndTheJudgedOneIsTheLast() {
        history.run(p99("100"));
        history.run(p99("101.50"));
        assertThat(trendOf(p99("99")))
                .contains(
                        new Trend(SERIES, List.of(normal(1, "100"), normal(2, "101.50"), normal(3, "99")), List.of()));
    }

    @Test
    void aRunThatLacksTheFigureIsAGapAndThoseBeforeTheFirstAreLeftOut() {
        Phase other = p99("2", "search", "5");
        history.run(other);
        history.run(p99("100"), other);
        history.run(other);
        history.run(p99("102"), other);
        assertThat(trendOf(p99("99")).orElseThrow().points())
                .containsExactly(normal(2, "100"), normal(3, null), normal(4, "102"), normal(5, "99"));
    }

    @Test
    void aFigureThatNoRunHadHasNoTrend() {
        history.run(p99("2", "search", "5"));
        assertThat(trendOf(p99("99"))).isEmpty();
    }

    @Test
    void theFirstRunHasNoTrend() {
        assertThat(trendOf(p99("99"))).isEmpty();
    }

    @Test
    void whatWasNotMeasuredNowHasNoTrend() {
        history.run(p99("100"));
        assertThat(trendOf(Example.phase("1", "checkout", "100", Map.of()))).isEmpty();
    }

    @Test
    void aRunThatWasNotComparedHasNoTrends() {
        assertThat(Trends.of(Example.verify(List.of(), p99("100")))).isEmpty();
    }

    @Test
    void eachPointSaysHowItWasJudged() {
        for (int i = 0; i < 10; i++) {
            history.run(p99("100"));
        }
        history.run(p99("200"));
        history.run(p99("201"));
        List<Point> points = trendOf(p99("202")).orElseThrow().points();
        assertThat(points.subList(9, 13))
                .containsExactly(
                        normal(10, "100"),
                        point(11, "200", Status.SUSPECT, null),
                        point(12, "201", Status.REGRESSION, null),
                        point(13, "202", Status.REGRESSION, null));
    }

    @Test
    void eachPointSaysUnderWhichAcceptedChangeItWasJudged() {
        history.run(p99("100"));
        Acceptance acceptance = new Acceptance(
                SERIES, "checkout", new BigDecimal("122"), null, "intended", LocalDate.parse("2026-11-01"), null, null);
        history.accept(acceptance);
        history.run(p99("121"));
        assertThat(trendOf(p99("122")).orElseThrow().points())
                .containsExactly(
                        normal(1, "100"),
                        point(2, "121", Status.NORMAL, acceptance.id()),
                        point(3, "122", Status.NORMAL, acceptance.id()));
    }

    @Test
    void thereAreAHundredRunsAndNoMore() {
        for (int i = 0; i < 120; i++) {
            history.run(p99("100"));
        }
        List<Point> points = trendOf(p99("100")).orElseThrow().points();
        assertThat(points).hasSize(Trends.MOST_RUNS);
        assertThat(points.get(0)).isEqualTo(normal(22, "100"));
        assertThat(points.get(99)).isEqualTo(normal(121, "100"));
    }

    @Test
    void runsOfAnotherMachineOrOfLaterAreNotInIt() {
        history.run(p99("100"));
        history.on("cores", "64");
        history.run(p99("20"));
        history.onTheUsualMachine();
        history.run(p99("101"));
        Verification again = history.verify(SimulatedHistory.MAIN, 9, SimulatedHistory.time(2), Example.set(p99("99")));
        assertThat(trend(again, p99("99")).orElseThrow().points())
                .extracting(Point::value)
                .containsExactly(new BigDecimal("100"), new BigDecimal("99"));
    }

    @Test
    void aChangeOfLevelIsMarkedWhereItBeganGapsOrNot() {
        Phase other = p99("2", "search", "5");
        Random random = new Random(7);
        List<Verification> verifications = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            int level = i < 21 ? 100 : 130;
            verifications.add(
                    i % 10 == 5
                            ? history.run(other)
                            : history.run(p99(String.valueOf(level + random.nextInt(5))), other));
        }
        Trend trend = trendOf(p99("131")).orElseThrow();
        assertThat(trend.points()).hasSize(41);
        assertThat(trend.changes()).hasSize(1);
        Trend.Change change = trend.changes().get(0);
        assertThat(trend.points().get(change.point())).isEqualTo(trend.points().get(20));
        assertThat(trend.points().get(20).time()).isEqualTo(SimulatedHistory.time(21));
        assertThat(change.before()).isBetween(100.0, 104.0);
        assertThat(change.after()).isBetween(130.0, 134.0);
        assertThat(verifications).hasSize(40);
    }

    @Test
    void aSmallChangeOfLevelIsNotWorthAMark() {
        for (int i = 1; i <= 40; i++) {
            history.run(p99(i < 21 ? "100" : "104"));
        }
        assertThat(trendOf(p99("104")).orElseThrow().changes()).isEmpty();
    }

    /** Twice as fast is a change of level and no finding at all. */
    @Test
    void noVerdictFollowsFromAChange() {
        Random random = new Random(7);
        for (int i = 1; i <= 40; i++) {
            history.run(p99(String.valueOf((i < 21 ? 200 : 100) + random.nextInt(3))));
        }
        Verification verification = history.verify(SimulatedHistory.MAIN, 41, Example.set(p99("101")));
        assertThat(trend(verification, p99("101")).orElseThrow().changes()).hasSize(1);
        assertThat(Compared.outside(verification)).isEmpty();
        assertThat(verification.letsTheBuildGoOn()).isTrue();
    }
}
