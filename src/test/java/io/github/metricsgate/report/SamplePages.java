package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.threshold;
import static io.github.metricsgate.gate.Example.with;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Severity;
import io.github.metricsgate.gate.SimulatedHistory;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Distribution;
import io.github.metricsgate.metrics.Distribution.Bucket;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceCurve;
import io.github.metricsgate.metrics.ResourceCurve.Extremes;
import io.github.metricsgate.metrics.ResourceCurve.Stretch;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A shop with a history in which everything happens that a page can show. */
final class SamplePages {

    static final Path DIRECTORY = Path.of("/repo/artifacts/plan1");
    static final Path REPORTS = Path.of("/repo/target/metrics-gate");

    private static final Instant END = Instant.parse("2026-11-02T16:00:00Z");
    private static final int ITEMS = 4000;

    /** Ten runs kept their files, until the last two phases came. */
    static final Distributions DISTRIBUTIONS = new Distributions() {

        @Override
        public Optional<Distribution> of(Phase phase) {
            return distribution(phase);
        }

        @Override
        public Optional<OfBaseline> ofBaseline(Phase phase) {
            boolean isNew = phase.key().equals("6") || phase.key().equals("7");
            double faster = phase.key().equals("1") ? 1.45 : 1;
            return isNew
                    ? Optional.empty()
                    : distribution(phase, 11, faster).map(distribution -> new OfBaseline(times(10, distribution), 10));
        }
    };

    private SamplePages() {}

    /** The forty-second run: one phase got slow for good, one is suspect, one was accepted, one was away for a while. */
    static Presentation shop() {
        SimulatedHistory history = SimulatedHistory.of(
                new BaselineRules(Effect.FAILS, 20, 10, 2, BaselineRules.COMPARE_BY),
                everything("700ms"),
                with(
                        threshold("export-errors", new Selector.Text("5"), "error_rate", "0.01"),
                        Severity.WARN,
                        null,
                        "SLO-12"),
                with(
                        threshold("memory", new Selector.AnyPhase(), "rss_mb.max", "900"),
                        Limit.max(new BigDecimal("900"))));
        history.ofCommits();
        for (int run = 0; run < 41; run++) {
            if (run == 24) {
                accepted().forEach(history::accept);
            }
            history.run(set(run));
        }
        Verification verification = history.run(set(41));
        return Presentation.of(verification, DISTRIBUTIONS);
    }

    /** The index of the search became larger in run 22. */
    private static List<Acceptance> accepted() {
        Map<Metric, String> values = new LinkedHashMap<>();
        values.put(new PhaseMetric.Latency("p50"), "27");
        values.put(new PhaseMetric.Latency("p95"), "43");
        values.put(new PhaseMetric.Latency("p99"), "62");
        values.put(new PhaseMetric.Latency("p99.9"), "83");
        values.put(PhaseMetric.Figure.DURATION, "6700");
        values.put(PhaseMetric.Figure.THROUGHPUT, "600");
        return values.entrySet().stream()
                .map(value -> new Acceptance(
                        new SeriesName("2", value.getKey()),
                        "search",
                        new BigDecimal(value.getValue()),
                        null,
                        "a larger index",
                        LocalDate.parse("2026-11-01"),
                        null,
                        null))
                .toList();
    }

    /** Latencies as HdrHistogram counts them, of the phase's own median and tail. */
    private static Optional<Distribution> distribution(Phase phase) {
        return distribution(phase, 7, 1);
    }

    private static Distribution times(int runs, Distribution distribution) {
        return new Distribution(distribution.buckets().stream()
                .map(bucket -> new Bucket(bucket.from(), bucket.to(), runs * bucket.count()))
                .toList());
    }

    private static Optional<Distribution> distribution(Phase phase, int seed, double faster) {
        BigDecimal p50 = phase.latencies().get("p50");
        if (p50 == null || phase.key().equals("4")) {
            return Optional.empty();
        }
        RandomGenerator random = new SplittableRandom(seed);
        double[] values = random.doubles(ITEMS)
                .map(uniform -> p50.doubleValue() / faster * Math.exp(0.34 * (bell(random) + (uniform > 0.97 ? 3 : 0))))
                .sorted()
                .toArray();
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < values.length; ) {
            double width = Math.pow(2, Math.floor(Math.log(values[i]) / Math.log(2)) - 10);
            double from = Math.floor(values[i] / width) * width;
            int end = i;
            while (end < values.length && values[end] < from + width) {
                end++;
            }
            buckets.add(new Bucket(from, from + width, end - i));
            i = end;
        }
        return Optional.of(new Distribution(buckets));
    }

    /** Roughly normal, and the same on every JDK. */
    private static double bell(RandomGenerator random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    /** A run of many phases that are alike, with resource samples. */
    static SetReading large(int phases, int run) {
        return large(phases, run, 1);
    }

    /** The same, with every fifth phase by half slower. */
    static SetReading slower(int phases, int run) {
        return large(phases, run, 1.5);
    }

    private static SetReading large(int phases, int run, double factorOfSome) {
        RandomGenerator random = new SplittableRandom(run);
        List<Phase> all = new ArrayList<>();
        for (int i = 0; i < phases; i++) {
            double factor = i % 5 == 0 ? factorOfSome : 1;
            Phase phase = phase(String.valueOf(100 + i), "Request " + i, random, 3 + 17 * (i % 20), factor, Map.of());
            Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>(phase.latencies());
            latencies.keySet().retainAll(Phase.PERCENTILES);
            all.add(new Phase(phase.key(), phase.name(), phase.figures(), latencies));
        }
        return of(all, random);
    }

    private static SetReading set(int run) {
        RandomGenerator random = new SplittableRandom(1000 + run);
        List<Phase> phases = new ArrayList<>();
        phases.add(phase("1", "checkout", random, 118, run >= 40 ? 1.45 : 1, Map.of()));
        phases.add(phase("2", "search", random, 21, run >= 22 ? 1.27 : 1, Map.of()));
        if (run < 10 || run > 13) {
            phases.add(phase("3", "سلة التسوق", random, 4.1, run == 41 ? 1.35 : 1, Map.of()));
        }
        phases.add(phase("4", "ログイン", random, 61, run >= 30 ? 0.8 : 1, Map.of("gc.alloc.rate.norm", "1280.5")));
        phases.add(phase("5", "export", random, 240, 1, Map.of()));
        phases.add(phase("6", "invoice", random, 33, 1, Map.of()));
        phases.add(phase("7", "newsletter", random, 0.9, 1, Map.of()));
        return of(phases, random);
    }

    private static SetReading of(List<Phase> phases, RandomGenerator random) {
        RunIdentity identity = new RunIdentity(
                "1041", "9f3c2a7be01d4c55a8e1", "main", "https://ci.example.org/job/shop/1041/", Map.of("os", "Linux"));
        RunContext context = new RunContext(END, AbortStatus.COMPLETED, Map.of(), Optional.empty(), identity);
        List<FoundFile> files = Arrays.stream(MetricsFile.values())
                .map(role -> new FoundFile(role, DIRECTORY.resolve(role.defaultName()), "ab".repeat(32), END))
                .toList();
        return new SetReading(
                DIRECTORY, files, true, new Violations(List.of(), 0), new Run(context, phases, resources(random)));
    }

    private static Phase phase(
            String key, String name, RandomGenerator random, double p50, double factor, Map<String, String> measures) {
        double level = p50 * factor * (1 + 0.03 * bell(random));
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        latencies.put("p50", rounded(level));
        latencies.put("p95", rounded(level * 1.6 * (1 + 0.02 * bell(random))));
        latencies.put("p99", rounded(level * 2.3 * (1 + 0.03 * bell(random))));
        latencies.put("p99.9", rounded(level * 3.1 * (1 + 0.05 * bell(random))));
        latencies.put("max", rounded(level * 4));
        Map<PhaseMetric.Figure, BigDecimal> figures = new EnumMap<>(PhaseMetric.Figure.class);
        figures.put(PhaseMetric.Figure.DURATION, rounded(level * ITEMS / 16));
        figures.put(PhaseMetric.Figure.THROUGHPUT, rounded(16_000 / level));
        figures.put(PhaseMetric.Figure.ITEMS_PROCESSED, new BigDecimal(key.equals("3") ? 60 : ITEMS));
        figures.put(PhaseMetric.Figure.ITEMS_FAILED, new BigDecimal(key.equals("5") ? 52 : 0));
        figures.put(PhaseMetric.Figure.ERROR_RATE, new BigDecimal(key.equals("5") ? "0.0128331688" : "0"));
        figures.put(PhaseMetric.Figure.WARNINGS, new BigDecimal(key.equals("2") ? 3 : 0));
        Map<String, @Nullable BigDecimal> values = new LinkedHashMap<>();
        measures.forEach((measure, value) -> values.put(measure, new BigDecimal(value)));
        return new Phase(key, name, figures, latencies, values, null, null);
    }

    /** Two minutes, with a pause in which nothing was sampled and one short peak. */
    private static ResourceUsage resources(RandomGenerator random) {
        List<Stretch> stretches = new ArrayList<>();
        Map<Resource, ResourceSummary> summaries = new EnumMap<>(Resource.class);
        for (int i = 0; i < 120; i++) {
            if (i >= 70 && i < 78) {
                continue;
            }
            double cpu = 35 + 30 * Math.sin(i / 14.0) + 5 * random.nextDouble();
            double rss = 320 + 2.4 * i + (i > 60 ? 90 : 0) + 6 * random.nextDouble();
            Map<Resource, Extremes> extremes = new EnumMap<>(Resource.class);
            extremes.put(Resource.CPU_PERCENT, new Extremes(Math.max(0, cpu - 8), i == 33 ? 98 : cpu + 6));
            extremes.put(Resource.RSS_MB, new Extremes(rss - 3, rss + 4));
            stretches.add(new Stretch(END.minusSeconds(120 - i), 10, extremes));
            for (Map.Entry<Resource, Extremes> each : extremes.entrySet()) {
                ResourceSummary two = ResourceSummary.of(rounded(each.getValue().min()))
                        .and(ResourceSummary.of(rounded(each.getValue().max())));
                summaries.merge(each.getKey(), two, ResourceSummary::and);
            }
        }
        return new ResourceUsage(1120, summaries, new ResourceCurve(1000, stretches));
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }
}
