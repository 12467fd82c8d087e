package io.github.metricsgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.history.DirectoryStore;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Direction;
import io.github.metricsgate.stats.Series;
import io.github.metricsgate.stats.Settings;
import io.github.metricsgate.stats.Standing;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixty runs of a noisy pipeline on machines of two speeds, in which two phases get slower for good. */
class SimulatedPipelineTest {

    private static final int RUNS = 60;
    private static final int PHASES = 7;
    private static final long SEED = 20261125;
    private static final Settings SETTINGS = Settings.defaults(Direction.SMALLER_IS_BETTER);

    @TempDir
    Path directory;

    /** Every fourth run has a machine that is a third slower. */
    private static Phase[] phases(int run, RandomGenerator random) {
        double machine = run % 4 == 3 ? 1.33 : 1;
        Phase[] phases = new Phase[PHASES];
        for (int i = 0; i < PHASES; i++) {
            double step = i < 2 && run >= 30 ? 1.4 : 1;
            double spike = random.nextInt(20) == 0 ? 1.3 : 1;
            double p50 = 10 * (i + 1) * machine * step * (1 + random.nextGaussian() * 0.01);
            Map<String, BigDecimal> latencies = new LinkedHashMap<>();
            latencies.put("p50", rounded(p50));
            latencies.put("p99", rounded(p50 * spike * (2 + random.nextDouble() * 0.1)));
            phases[i] = new Phase(String.valueOf(i), "phase " + i, Map.of(), latencies);
        }
        return phases;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }

    private static SimulatedHistory simulated() {
        System.out.println("seed " + SEED);
        RandomGenerator random = new SplittableRandom(SEED);
        SimulatedHistory history = SimulatedHistory.of(BaselineRules.defaults());
        for (int run = 0; run < RUNS; run++) {
            history.run(phases(run, random));
        }
        return history;
    }

    @Test
    void whatIsRecordedIsWhatTheSeriesAloneWouldSay() {
        SimulatedHistory history = simulated();
        Map<SeriesName, Series> replayed = new LinkedHashMap<>();
        Map<Status, Integer> seen = new EnumMap<>(Status.class);
        for (RecordedRun run : history.runs()) {
            double factor = run.runFactor().doubleValue();
            run.values().forEach((name, recorded) -> {
                if (name.metric() instanceof PhaseMetric.Latency) {
                    double freed = recorded.value().doubleValue() / factor;
                    Series before = replayed.getOrDefault(name, Series.empty(SETTINGS));
                    Standing standing = before.judge(freed).standing();
                    replayed.put(name, before.after(freed, standing));
                    seen.merge(status(standing), 1, Integer::sum);
                    assertThat(recorded)
                            .as("%s at %s", name, run.time())
                            .isEqualTo(new RecordedValue(recorded.value(), status(standing), null));
                }
            });
        }
        assertThat(replayed).hasSize(2 * PHASES);
        assertThat(seen.values().stream().mapToInt(n -> n).sum()).isEqualTo(RUNS * 2 * PHASES);
        assertThat(seen.get(Status.SUSPECT)).isGreaterThan(4);
        assertThat(seen.get(Status.REGRESSION)).isGreaterThan(60);
    }

    private static Status status(Standing standing) {
        return switch (standing) {
            case NOT_ENOUGH_DATA, WITHIN -> Status.NORMAL;
            case SUSPECT -> Status.SUSPECT;
            case REGRESSION -> Status.REGRESSION;
        };
    }

    @Test
    void theSlowerMachineIsForgivenAndTheSlowerPhasesAreNot() {
        SimulatedHistory history = simulated();
        int slow = 0;
        for (RecordedRun run : history.runs().subList(10, RUNS)) {
            slow += run.runFactor().doubleValue() > 1.25 ? 1 : 0;
        }
        assertThat(slow).isEqualTo(13);
        RecordedRun confirmed = history.runs().get(31);
        for (int phase = 0; phase < PHASES; phase++) {
            SeriesName name = new SeriesName(String.valueOf(phase), new PhaseMetric.Latency("p50"));
            assertThat(Objects.requireNonNull(confirmed.values().get(name)).status())
                    .as("phase %s", phase)
                    .isEqualTo(phase < 2 ? Status.REGRESSION : Status.NORMAL);
        }
    }

    @Test
    void aHistoryThatWasOnADiskJudgesTheSame() throws IOException {
        SimulatedHistory history = simulated();
        Map<String, PastRuns> read;
        Clock clock = Clock.fixed(SimulatedHistory.time(RUNS), ZoneOffset.UTC);
        try (DirectoryStore store = new DirectoryStore(directory.resolve("history"), Retention.DEFAULT, clock)) {
            for (RecordedRun run : history.runs()) {
                store.record(run, directory);
            }
        }
        try (DirectoryStore store = new DirectoryStore(directory.resolve("history"), Retention.DEFAULT, clock)) {
            read = store.read(SimulatedHistory.MODULE, Set.of(SimulatedHistory.MAIN), 1000);
        }
        PastRuns onDisk = Objects.requireNonNull(read.get(SimulatedHistory.MAIN));
        assertThat(onDisk.runs()).isEqualTo(history.runs());
        assertThat(onDisk.complete()).isTrue();
        assertThat(onDisk.damaged()).isEmpty();

        Phase[] next = phases(RUNS, new SplittableRandom(7));
        Verification inMemory = history.run(next);
        Past past = history.past();
        Past fromDisk = new Past(past.self(), past.baselineBranch(), onDisk, onDisk, past.acceptances(), past.today());
        Verification again = Example.verify(inMemory.rules(), inMemory.set(), fromDisk);
        assertThat(again.findings()).isEqualTo(inMemory.findings()).hasSizeGreaterThan(2 * PHASES);
    }
}
