package io.github.metricsgate.history;

import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SeriesName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs to record. */
public final class RecordedRuns {

    public static final String MODULE = "org.example:shop/artifacts/plan1";

    private static final String[] TEXTS = {
        "main",
        "",
        "Größe",
        "a \"quoted\" \\ text",
        "zeilen\numbruch\t",
        "\u0001",
        "😀 phase",
        "../..",
        "con",
        "x".repeat(300)
    };

    private RecordedRuns() {}

    /** A small run of the branch main; its digest comes from {@code number} alone. */
    public static RecordedRun run(Instant time, int number) {
        return run(MODULE, "main", time, number, Map.of("1", "checkout"));
    }

    public static RecordedRun run(
            String module, @Nullable String branch, Instant time, int number, Map<String, String> phases) {
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        phases.keySet().forEach(phase -> {
            values.put(
                    new SeriesName(phase, new PhaseMetric.Latency("p50")),
                    new RecordedValue(BigDecimal.valueOf(Math.max(1, number), 1), Status.NORMAL, null));
            values.put(
                    new SeriesName(phase, new PhaseMetric.Latency("p99")),
                    new RecordedValue(BigDecimal.valueOf(number), Status.SUSPECT, null));
        });
        return new RecordedRun(
                module,
                digest(number),
                time,
                new RunIdentity("run-" + number, "0a1b2c", branch, null, Map.of("os", "Linux")),
                List.of("branch"),
                "passed",
                BigDecimal.ONE,
                phases,
                values);
    }

    public static String digest(long number) {
        return HexFormat.of().toHexDigits(number * 0x9E3779B97F4A7C15L).repeat(4);
    }

    /** Any run at all of a module and branch. */
    static RecordedRun random(String module, String branch, RandomGenerator random) {
        Map<String, String> phases = new LinkedHashMap<>();
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String key = random.nextBoolean() ? String.valueOf(i) : i + text(random);
            phases.put(key, text(random));
            for (int j = random.nextInt(6); j > 0; j--) {
                PhaseMetric metric = switch (random.nextInt(3)) {
                    case 0 -> new PhaseMetric.Latency("p" + random.nextInt(100) + "." + j);
                    case 1 -> new PhaseMetric.Measure(text(random));
                    default -> one(random, PhaseMetric.Figure.values());
                };
                values.put(new SeriesName(key, metric), value(random));
            }
        }
        for (int j = random.nextInt(4); j > 0; j--) {
            values.put(
                    new SeriesName(
                            null,
                            RunMetric.all().get(random.nextInt(RunMetric.all().size()))),
                    value(random));
        }
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            environment.put(i + text(random), text(random));
        }
        List<String> observed = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            observed.add(text(random));
        }
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        return new RecordedRun(
                module,
                HexFormat.of().formatHex(digest),
                Instant.ofEpochSecond(random.nextLong(-10_000_000_000L, 100_000_000_000L), nanos(random)),
                new RunIdentity(
                        random.nextBoolean() ? null : text(random),
                        random.nextBoolean() ? null : text(random),
                        branch,
                        random.nextBoolean() ? null : text(random),
                        environment),
                observed,
                List.of("passed", "failed", "nothing_judged").get(random.nextInt(3)),
                decimal(random),
                phases,
                values);
    }

    private static long nanos(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 1_000_000L * random.nextInt(1000);
            default -> random.nextInt(1_000_000_000);
        };
    }

    private static <T> T one(RandomGenerator random, T[] of) {
        return of[random.nextInt(of.length)];
    }

    private static RecordedValue value(RandomGenerator random) {
        return new RecordedValue(
                decimal(random),
                one(random, Status.values()),
                random.nextInt(4) == 0 ? "2026-11-25 " + random.nextInt(100) : null);
    }

    /** Not zero: of that, the reader keeps no scale. */
    private static BigDecimal decimal(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(1, 1000));
            case 1 -> BigDecimal.valueOf(random.nextLong() | 1, random.nextInt(20));
            default -> new BigDecimal(BigInteger.valueOf(random.nextLong() | 1).pow(5), random.nextInt(-50, 50));
        };
    }

    private static String text(RandomGenerator random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
