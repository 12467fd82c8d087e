package io.github.metricsgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.PhaseSource;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Direction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are replayed from their values come out as verify-metrics has recorded them. */
class ReplayTest {

    private static final int PHASES = 7;

    private final Map<Status, Integer> seen = new HashMap<>();
    private double slowest = 1;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aReplayGivesWhatVerificationsOneAfterTheOtherGave(long seed) {
        for (Effect effect : Effect.values()) {
            for (int confirmations = 1; confirmations <= 3; confirmations++) {
                compare(new BaselineRules(effect, 12, 6, confirmations, List.of("os", "jdk")), seed);
            }
        }
        assertThat(seen.getOrDefault(Status.REGRESSION, 0)).as("seed " + seed).isGreaterThan(50);
        assertThat(seen.getOrDefault(Status.SUSPECT, 0)).as("seed " + seed).isGreaterThan(50);
        assertThat(slowest).as("seed " + seed).isGreaterThan(1.2);
    }

    private void compare(BaselineRules rules, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        SimulatedHistory history = SimulatedHistory.of(rules);
        List<List<Phase>> phases = new ArrayList<>();
        for (int run = 0; run < 60; run++) {
            history.on("jdk", random.nextInt(5) == 0 ? "21" : "17.0.1");
            List<Phase> ofRun = phases(random, run);
            phases.add(ofRun);
            history.run(ofRun.toArray(Phase[]::new));
        }
        Replay replay = new Replay(rules);
        for (int run = 0; run < 60; run++) {
            RecordedRun recorded = history.runs().get(run);
            Map<SeriesName, Direction> directions = Recording.directions(run(phases.get(run)));
            RecordedRun replayed =
                    replay.judge(bare(recorded, phases.get(run)), directions).run();
            assertThat(replayed.equals(recorded))
                    .as("seed " + seed + ", " + rules + ", run " + run)
                    .isTrue();
            replayed.values().values().forEach(value -> seen.merge(value.status(), 1, Integer::sum));
            slowest = Math.max(slowest, replayed.runFactor().doubleValue());
        }
    }

    /** The values of a run with nothing of how they were judged. */
    private static RecordedRun bare(RecordedRun run, List<Phase> phases) {
        Past.Self self = new Past.Self(run.module(), run.digest(), run.time(), run.identity(), run.observed());
        return Recording.unjudged(self, run(phases));
    }

    private static Run run(List<Phase> phases) {
        return Example.set(phases.toArray(Phase[]::new)).run();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void runsThatAreInTheHistoryKeepWhatTheyWereJudgedToBe(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        BaselineRules rules = new BaselineRules(Effect.WARNS, 12, 6, 2, List.of());
        SimulatedHistory history = SimulatedHistory.of(rules);
        Replay replay = new Replay(rules);
        int regressions = 0;
        for (int run = 0; run < 60; run++) {
            List<Phase> phases = phases(random, run);
            history.run(phases.toArray(Phase[]::new));
            RecordedRun recorded = history.lastRun();
            if (run % 2 == 0) {
                replay.recorded(recorded);
            } else {
                Map<SeriesName, Direction> directions = Recording.directions(run(phases));
                assertThat(replay.judge(bare(recorded, phases), directions).run())
                        .as("seed " + seed + ", run " + run)
                        .isEqualTo(recorded);
                regressions += recorded.values().values().stream()
                                        .map(RecordedValue::status)
                                        .filter(Status.REGRESSION::equals)
                                        .count()
                                > 0
                        ? 1
                        : 0;
            }
        }
        assertThat(regressions).as("seed " + seed).isGreaterThan(3);
    }

    /** Steps, spikes, slow machines, and phases that some runs do not have. */
    private static List<Phase> phases(RandomGenerator random, int run) {
        double machine = random.nextInt(6) == 0 ? 1.3 : 1;
        List<Phase> phases = new ArrayList<>();
        for (int phase = 0; phase < PHASES; phase++) {
            if (random.nextInt(12) == 0) {
                continue;
            }
            double step = run > 25 + 3 * phase && phase % 2 == 0 ? 1.4 : 1;
            double spike = random.nextInt(15) == 0 ? 1.8 : 1;
            double time = 100 * (phase + 1) * machine * step * spike * (1 + 0.02 * random.nextGaussian());
            Map<String, BigDecimal> latencies = new LinkedHashMap<>();
            if (phase != 3) {
                latencies.put("p50", decimal(time));
            }
            latencies.put("p99", decimal(1.5 * time));
            latencies.put("mean", decimal(1.1 * time));
            latencies.put("max", decimal(2 * time));
            Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.THROUGHPUT, decimal(1e6 / time));
            figures.put(Figure.DURATION, decimal(100 * time));
            Map<String, BigDecimal> measures = Map.of(
                    "alloc", decimal(1000 * step),
                    "score", decimal(50 / step),
                    "other", decimal(spike));
            // What its source knows of a measure may change from run to run.
            Map<String, String> details = random.nextInt(20) == 0
                    ? Map.of()
                    : Map.of("better of alloc", "lower", "better of score", "higher");
            String key = String.valueOf(phase);
            phases.add(new Phase(
                    key,
                    "phase " + key,
                    figures,
                    latencies,
                    measures,
                    null,
                    new PhaseSource("s", "jmh", "f", details)));
        }
        return phases;
    }

    private static BigDecimal decimal(double value) {
        return new BigDecimal(value, MathContext.DECIMAL32);
    }
}
