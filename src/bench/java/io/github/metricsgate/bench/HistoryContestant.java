package io.github.metricsgate.bench;

import io.github.metricsgate.history.DirectoryStore;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SeriesName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A history of one run an hour, each of 50 phases with 8 values: {@code fill DIR RUNS}, {@code read DIR RUNS}, {@code record
 * DIR RUNS}, or {@code nothing} for what a JVM costs. A reading is of as many runs as a goal asks for at first.
 */
public final class HistoryContestant {

    private static final int NEWEST = 31;
    private static final int RECORDS = 50;
    private static final int PHASES = 50;
    private static final String MODULE = "org.example:shop/artifacts/plan1";
    private static final String[] METRICS = {"p50", "p95", "p99", "p99.9", "max", "mean", "duration", "throughput"};
    private static final Instant START = Instant.parse("2025-01-01T00:00:00.123Z");
    private static final Retention ALL = new Retention(Integer.MAX_VALUE, Optional.empty(), 0);

    private HistoryContestant() {}

    public static void main(String[] args) throws IOException {
        if (args[0].equals("nothing")) {
            return;
        }
        Path history = Path.of(args[1]);
        int runs = Integer.parseInt(args[2]);
        try (DirectoryStore store = new DirectoryStore(history, ALL, Clock.systemUTC())) {
            switch (args[0]) {
                case "fill" -> record(store, history, 0, runs);
                case "read" -> read(store);
                case "record" -> record(store, history, runs, RECORDS);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    private static void read(DirectoryStore store) throws IOException {
        PastRuns past = Objects.requireNonNull(
                store.read(MODULE, Set.of("main"), NEWEST).get("main"));
        if (past.runs().size() != NEWEST || !past.damaged().isEmpty()) {
            throw new IllegalStateException(past.runs().size() + " runs, " + past.damaged());
        }
    }

    private static void record(DirectoryStore store, Path history, int first, int count) throws IOException {
        for (int i = first; i < first + count; i++) {
            store.record(run(i), history);
        }
    }

    private static RecordedRun run(int number) {
        SplittableRandom random = new SplittableRandom(number);
        Map<String, String> phases = new LinkedHashMap<>();
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        for (int i = 1; i <= PHASES; i++) {
            phases.put(String.valueOf(i), "phase " + i);
            for (String metric : METRICS) {
                PhaseMetric named = (PhaseMetric) Metric.named(metric).orElseThrow();
                values.put(
                        new SeriesName(String.valueOf(i), named),
                        new RecordedValue(
                                BigDecimal.valueOf(random.nextLong(1_000, 100_000_000), 3),
                                RecordedValue.Status.NORMAL,
                                null));
            }
        }
        return new RecordedRun(
                MODULE,
                HexFormat.of().toHexDigits(random.nextLong()).repeat(4),
                START.plus(Duration.ofHours(number)),
                new RunIdentity("run-" + number, "0123456789abcdef".repeat(2), "main", null, Map.of("os", "Linux")),
                List.of(),
                "passed",
                BigDecimal.ONE,
                phases,
                values);
    }
}
