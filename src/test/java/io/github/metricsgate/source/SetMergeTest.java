package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.PhaseSource;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violations;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetMergeTest {

    private static final Instant TIME = Instant.parse("2026-11-01T12:00:00Z");
    private static final List<BigDecimal> RANKS =
            List.of(new BigDecimal("50"), new BigDecimal("95"), new BigDecimal("99"), new BigDecimal("99.9"));

    /** A phase as collect-metrics makes it of single values, in nanoseconds. */
    private static Phase measured(String key, String name, long... nanoseconds) {
        LatencyValues values = new LatencyValues(MemoryBudget.unlimited());
        for (long each : nanoseconds) {
            values.addNanoseconds(each, 1);
        }
        Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.ITEMS_PROCESSED, BigDecimal.valueOf(nanoseconds.length));
        return new Phase(
                key,
                name,
                figures,
                values.statistics(RANKS),
                Map.of(),
                nanoseconds.length == 0 ? null : PhaseHistogram.encode(values.histogram()),
                null);
    }

    private static Phase phase(String key, String name, Map<Figure, String> figures, Map<String, String> latencies) {
        Map<Figure, BigDecimal> decimals = new EnumMap<>(Figure.class);
        figures.forEach((figure, value) -> decimals.put(figure, new BigDecimal(value)));
        Map<String, @Nullable BigDecimal> statistics = new LinkedHashMap<>();
        Phase.PERCENTILES.forEach(percentile -> statistics.put(percentile, null));
        latencies.forEach((statistic, value) -> statistics.put(statistic, new BigDecimal(value)));
        return new Phase(key, name, decimals, statistics);
    }

    private static SetMerge.Part part(String name, RunContext context, Phase... phases) {
        FoundFile file = new FoundFile(
                MetricsFile.PHASE_METRICS, Path.of("phase_metrics.json"), "0".repeat(64), TIME.plusSeconds(60));
        return new SetMerge.Part(
                name,
                name + "/artifacts/plan1",
                new SetReading(
                        Path.of(name),
                        List.of(file),
                        true,
                        Violations.NONE,
                        new Run(context, List.of(phases), ResourceUsage.none())),
                Map.of());
    }

    private static SetMerge.Part part(String name, Phase... phases) {
        return part(name, RunContext.unknown(), phases);
    }

    private static SetMerge.Merged merge(SetMerge.Part... parts) {
        return SetMerge.of(List.of(parts));
    }

    private static Phase only(SetMerge.Merged merged) {
        assertThat(merged.run().phases()).hasSize(1);
        return merged.run().phases().get(0);
    }

    private static List<String> keys(SetMerge.Merged merged) {
        return merged.run().phases().stream()
                .map(phase -> phase.key() + "=" + phase.name())
                .toList();
    }

    private static RunContext context(boolean aborted, String reason, Map<String, String> statuses) {
        return new RunContext(TIME, new AbortStatus(aborted, reason), statuses, Optional.empty(), RunIdentity.UNKNOWN);
    }

    private static Map<String, String> details(Phase phase) {
        return Objects.requireNonNull(phase.source()).details();
    }

    // Percentiles.

    /** What collect-metrics tells of a histogram, and of no value above the longest. */
    private static Map<String, @Nullable BigDecimal> ofTheWhole(long[] all) {
        Histogram histogram = PhaseHistogram.empty();
        Arrays.stream(all).forEach(histogram::recordValue);
        MergedHistogram whole = new MergedHistogram(MemoryBudget.unlimited(), DurationUnit.NANOSECONDS);
        whole.add(histogram, DurationUnit.NANOSECONDS);
        BigDecimal max = BigDecimal.valueOf(Arrays.stream(all).max().orElseThrow(), 6);
        Map<String, @Nullable BigDecimal> percentiles = new LinkedHashMap<>(whole.statistics(RANKS));
        percentiles.keySet().removeIf(key -> !key.startsWith("p"));
        percentiles.replaceAll((key, value) -> value == null ? null : value.min(max));
        return percentiles;
    }

    @Test
    void thePercentilesOfPartsAreThoseOfTheWholeHoweverItIsDivided() {
        int merges = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            long[] all = random.longs(2 + random.nextInt(2000), 0, 1L << (10 + random.nextInt(35)))
                    .toArray();
            List<SetMerge.Part> parts = new ArrayList<>();
            for (int from = 0; from < all.length; ) {
                int to = Math.min(all.length, from + 1 + random.nextInt(all.length));
                parts.add(part("part-" + from, measured("1", "checkout", Arrays.copyOfRange(all, from, to))));
                from = to;
            }
            Collections.shuffle(parts, random);
            if (parts.size() == 1) {
                continue;
            }
            merges++;
            Phase merged = only(SetMerge.of(parts));
            Phase whole = measured("1", "checkout", all);
            ofTheWhole(all)
                    .forEach((percentile, value) -> assertThat(merged.latencies())
                            .as("%s, of %d parts", percentile, parts.size())
                            .hasEntrySatisfying(
                                    percentile, found -> assertThat(found).isEqualByComparingTo(value)));
            for (String exact : List.of("min", "max", "mean")) {
                assertThat(merged.latencies().get(exact))
                        .as("%s, seed %d", exact, seed)
                        .isCloseTo(
                                Objects.requireNonNull(whole.latencies().get(exact)),
                                org.assertj.core.data.Offset.offset(
                                        exact.equals("mean") ? new BigDecimal("1e-9") : BigDecimal.ZERO));
            }
            assertThat(merged.histogram()).as("seed %d", seed).isEqualTo(whole.histogram());
            assertThat(merged.itemsProcessed()).isEqualByComparingTo(BigDecimal.valueOf(all.length));
            // What the schema asks of percentiles.
            BigDecimal before = Objects.requireNonNull(merged.latencies().get("min"));
            for (String ascending : List.of("p50", "p95", "p99", "p99.9", "max")) {
                BigDecimal next = Objects.requireNonNull(merged.latencies().get(ascending));
                assertThat(next).as("%s, seed %d", ascending, seed).isGreaterThanOrEqualTo(before);
                before = next;
            }
        }
        assertThat(merges).isGreaterThan(30);
    }

    @Test
    void whatIsMergedTwiceIsTheSameAsWhatIsMergedAtOnce() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            SetMerge.Part a = part(
                    "a", measured("1", "checkout", random.longs(100, 0, 1 << 30).toArray()));
            SetMerge.Part b = part(
                    "b", measured("1", "checkout", random.longs(30, 0, 1 << 20).toArray()));
            SetMerge.Part c = part(
                    "c", measured("1", "checkout", random.longs(70, 0, 1 << 25).toArray()));
            Phase atOnce = only(merge(a, b, c));
            for (Phase twice : List.of(
                    only(merge(part("ab", only(merge(a, b))), c)),
                    only(merge(a, part("bc", only(merge(b, c))))),
                    only(merge(c, part("ba", only(merge(b, a))))))) {
                assertThat(twice.histogram()).as("seed %d", seed).isEqualTo(atOnce.histogram());
                assertThat(twice.figures()).as("seed %d", seed).isEqualTo(atOnce.figures());
                for (String exact : List.of("p50", "p95", "p99", "p99.9", "min", "max", "stddev")) {
                    assertThat(twice.latencies().get(exact))
                            .as("%s, seed %d", exact, seed)
                            .isEqualTo(atOnce.latencies().get(exact));
                }
            }
        }
    }

    @Test
    void aPartWithoutAHistogramLeavesNoPercentileAndSaysWhy() {
        Phase without = phase(
                "1",
                "checkout",
                Map.of(Figure.ITEMS_PROCESSED, "100"),
                Map.of("p50", "5", "p95", "6", "p99", "7", "min", "1", "max", "9.5", "mean", "4", "iqr", "3"));
        SetMerge.Merged merged = merge(part("a", measured("1", "checkout", 1_000_000, 3_000_000)), part("b", without));
        Phase phase = only(merged);
        assertThat(phase.latencies())
                .containsEntry("p50", null)
                .containsEntry("p95", null)
                .containsEntry("p99", null)
                .containsEntry("p99.9", null)
                .containsEntry("stddev", null)
                .containsEntry("iqr", null)
                .containsEntry("min", new BigDecimal("1"))
                .containsEntry("max", new BigDecimal("9.5"));
        // 2 of 2 ms and 100 of 4 ms.
        assertThat(phase.latencies().get("mean")).isEqualByComparingTo("3.96078431372549020");
        assertThat(phase.histogram()).isNull();
        assertThat(details(phase))
                .containsEntry("merged from", "a (a/artifacts/plan1), b (b/artifacts/plan1)")
                .containsEntry("percentiles", "none: no histogram in b")
                .containsEntry("not merged", "stddev, iqr, which cannot be told from those of the sets");
        assertThat(merged.notes()).containsExactly("No percentiles of phase \"checkout\": no histogram in b");
    }

    @Test
    void aHistogramOfSomeItemsIsNotTakenForAll() {
        Phase all = measured("1", "checkout", 1_000_000, 3_000_000);
        Phase some = new Phase(
                "1",
                "checkout",
                Map.of(Figure.ITEMS_PROCESSED, BigDecimal.TEN),
                all.latencies(),
                Map.of(),
                all.histogram(),
                null);
        assertThat(merge(part("a", all), part("b", some)).notes())
                .containsExactly("No percentiles of phase \"checkout\": the histogram in b has 2 of 10 items");
    }

    @Test
    void aDamagedHistogramIsNone() {
        Phase all = measured("1", "checkout", 1_000_000, 3_000_000);
        Phase damaged = new Phase("1", "checkout", all.figures(), all.latencies(), Map.of(), "HISTFAAAAAA", null);
        assertThat(merge(part("a", all), part("b", damaged)).notes())
                .hasSize(1)
                .allSatisfy(note -> assertThat(note)
                        .startsWith("No percentiles of phase \"checkout\": in b, a histogram is damaged: "));
    }

    @Test
    void aPartWithoutItemsNeedsNoHistogram() {
        Phase none = phase("1", "checkout", Map.of(Figure.ITEMS_PROCESSED, "0"), Map.of());
        Phase phase = only(merge(part("a", measured("1", "checkout", 1_000_000, 3_000_000)), part("b", none)));
        assertThat(phase.latencies().get("p99")).isEqualByComparingTo("3");
        assertThat(phase.itemsProcessed()).isEqualByComparingTo("2");
        SetMerge.Merged nothing = merge(part("a", none), part("b", none));
        assertThat(only(nothing).latencies()).containsEntry("p99", null);
        assertThat(details(only(nothing))).containsEntry("percentiles", "none: no set has an item of it");
        assertThat(nothing.notes()).isEmpty();
    }

    @Test
    void whatOnlyOneSetHasItemsOfHasItsLatenciesAsTheyAre() {
        Phase none = phase("1", "checkout", Map.of(Figure.ITEMS_PROCESSED, "0"), Map.of("p50", "900", "iqr", "7"));
        Phase some = phase(
                "1",
                "checkout",
                Map.of(Figure.ITEMS_PROCESSED, "100"),
                Map.of("p50", "5", "p95", "6", "p99", "7", "stddev", "2"));
        SetMerge.Merged merged = merge(part("a", none), part("b", some));
        assertThat(only(merged).latencies()).isEqualTo(some.latencies());
        assertThat(only(merged).itemsProcessed()).isEqualByComparingTo("100");
        assertThat(details(only(merged)))
                .containsEntry("percentiles", "those of b, as no other set has an item of it")
                .doesNotContainKey("not merged");
        assertThat(merged.notes()).isEmpty();
        Phase measured = measured("1", "checkout", 1_000_100, 3_000_100);
        Phase exact = only(merge(part("a", none), part("b", measured)));
        assertThat(exact.latencies()).isEqualTo(measured.latencies());
        assertThat(exact.histogram()).isEqualTo(measured.histogram());
    }

    /** As tools do that write two digits: else the merge would violate the schema, and nobody could tell why. */
    @Test
    void noPercentileIsUnderAMinimumThatWasRoundedUp() {
        Phase exact = measured("1", "checkout", 1_046_000, 1_046_000);
        Map<String, @Nullable BigDecimal> rounded = new LinkedHashMap<>(exact.latencies());
        rounded.replaceAll((statistic, value) -> value == null ? null : new BigDecimal("1.05"));
        Phase written = new Phase("1", "checkout", exact.figures(), rounded, Map.of(), exact.histogram(), null);
        assertThat(only(merge(part("a", written), part("b", written))).latencies())
                .containsEntry("min", new BigDecimal("1.05"))
                .containsEntry("p50", new BigDecimal("1.05"))
                .containsEntry("p99.9", new BigDecimal("1.05"))
                .containsEntry("max", new BigDecimal("1.05"));
    }

    // The other figures.

    @Test
    void durationsAndCountsAreSummedAndRatesAreThoseOfTheSums() {
        Phase phase = only(merge(
                part(
                        "a",
                        phase(
                                "1",
                                "checkout",
                                Map.of(
                                        Figure.DURATION, "1000.5",
                                        Figure.ITEMS_PROCESSED, "100",
                                        Figure.ITEMS_FAILED, "0",
                                        Figure.ITEMS_REMAINING, "100",
                                        Figure.THROUGHPUT, "7",
                                        Figure.PROGRESS, "0.5"),
                                Map.of())),
                part(
                        "b",
                        phase(
                                "1",
                                "checkout",
                                Map.of(
                                        Figure.DURATION, "999.5",
                                        Figure.ITEMS_PROCESSED, "50",
                                        Figure.ITEMS_FAILED, "50",
                                        Figure.ITEMS_REMAINING, "0"),
                                Map.of()))));
        assertThat(phase.figures().toString())
                .isEqualTo("{DURATION=2000.0, THROUGHPUT=75, ITEMS_PROCESSED=150, ITEMS_FAILED=50, ITEMS_REMAINING=100,"
                        + " ERROR_RATE=0.25, PROGRESS=0.6}");
    }

    @Test
    void whatIsNotKnownOfAllIsNotMeasured() {
        Phase phase = only(merge(
                part(
                        "a",
                        phase("1", "checkout", Map.of(Figure.DURATION, "1000", Figure.ITEMS_PROCESSED, "9"), Map.of())),
                part("b", phase("1", "checkout", Map.of(Figure.ITEMS_PROCESSED, "1"), Map.of()))));
        assertThat(phase.figures()).containsOnlyKeys(Figure.ITEMS_PROCESSED);
        assertThat(details(phase)).containsEntry("not merged", "duration, which is not known of b");
    }

    @Test
    void aRateThatCannotBeToldOfTheSumsIsSaid() {
        // As JMH's mode thrpt has it.
        Phase rate = phase("1", "Bench.run", Map.of(Figure.THROUGHPUT, "1000"), Map.of());
        SetMerge.Merged merged = merge(part("a", rate), part("b", rate));
        assertThat(only(merged).figures()).isEmpty();
        assertThat(details(only(merged)))
                .containsEntry("not merged", "throughput, as items_processed and duration are not known of all sets");
        assertThat(merged.notes())
                .containsExactly(
                        "No throughput of phase \"Bench.run\": items_processed and duration are not known of all sets");
    }

    @Test
    void eachRateIsSaidWithWhatItLacks() {
        Phase all = phase(
                "1",
                "load",
                Map.of(
                        Figure.DURATION, "0",
                        Figure.ITEMS_PROCESSED, "10",
                        Figure.THROUGHPUT, "5",
                        Figure.ERROR_RATE, "0.1",
                        Figure.PROGRESS, "0.5"),
                Map.of());
        assertThat(merge(part("a", all), part("b", all)).notes())
                .containsExactly(
                        "No throughput of phase \"load\": the sums of items_processed and duration give none",
                        "No error_rate of phase \"load\": items_failed is not known of all sets",
                        "No progress of phase \"load\": items_remaining is not known of all sets");
    }

    @Test
    void measuresAreNotMerged() {
        Phase a = new Phase("1", "checkout", Map.of(), Map.of(), Map.of("gc.alloc.rate", BigDecimal.ONE), null, null);
        Phase phase = only(merge(part("a", a), part("b", a)));
        assertThat(phase.measures()).containsOnlyKeys("gc.alloc.rate").containsValue(null);
        assertThat(details(phase))
                .containsEntry("not merged", "measures, as neither the sum nor the mean of one need mean anything");
    }

    @Test
    void aPhaseOfOneSetLosesNothing() {
        PhaseSource source = new PhaseSource("bench", "jmh", "target/jmh.json", Map.of("unit of gc", "MB/s"));
        Phase phase = new Phase(
                "bench/x",
                "x",
                Map.of(Figure.DURATION, BigDecimal.TEN),
                Collections.singletonMap("iqr", BigDecimal.ONE),
                Map.of("gc", BigDecimal.ONE),
                null,
                source);
        assertThat(only(merge(part("a", phase), part("b"))))
                .isEqualTo(new Phase(
                        "bench/x",
                        "x",
                        phase.figures(),
                        phase.latencies(),
                        phase.measures(),
                        null,
                        new PhaseSource(
                                "bench",
                                "jmh",
                                "target/jmh.json",
                                Map.of("unit of gc", "MB/s", "merged from", "a (a/artifacts/plan1)"))));
        Phase own = phase("1", "checkout", Map.of(), Map.of());
        assertThat(only(merge(part("a", own))).source())
                .isEqualTo(new PhaseSource(
                        "a", "metrics-set", "a/artifacts/plan1", Map.of("merged from", "a (a/artifacts/plan1)")));
    }

    // Names and keys.

    @Test
    void phasesAreMergedByTheirNamesAndKeepTheKeyThatAllHave() {
        assertThat(keys(merge(
                        part("a", measured("1", "checkout", 1), measured("2", "search", 1)),
                        part("b", measured("1", "checkout", 1), measured("3", "export", 1)))))
                .containsExactly("1=checkout", "2=search", "3=export");
    }

    @Test
    void whereKeysDifferOrMeanOtherPhasesTheNameIsTheKey() {
        assertThat(keys(merge(
                        part("a", measured("1", "checkout", 1), measured("2", "search", 1)),
                        part("b", measured("2", "checkout", 1), measured("3", "export", 1)),
                        part("c", measured("4", "4th", 1), measured("5", "search", 1)))))
                .containsExactly("3=export", "4=4th", "checkout=checkout", "search=search");
        // One that is the key of another phase is taken.
        assertThat(keys(merge(
                        part("a", measured("1", "x", 1), measured("x", "other", 1)), part("b", measured("2", "x", 1)))))
                .containsExactly("x=other", "x/2=x");
    }

    @Test
    void phasesOfOneNameInOneSetAreToldApartByTheirKeys() {
        SetMerge.Merged merged = merge(
                part("a", measured("bench/x[1]", "x", 1), measured("bench/x[2]", "x", 2)),
                part("b", measured("bench/x[1]", "x", 1), measured("bench/x[3]", "x", 3)));
        assertThat(keys(merged)).containsExactly("bench/x[1]=x", "bench/x[2]=x", "bench/x[3]=x");
        assertThat(merged.run().phases().get(0).itemsProcessed()).isEqualByComparingTo("2");
    }

    @Test
    void theOrderOfTheSetsDecidesNoFigure() {
        SetMerge.Part a = part("a", measured("1", "checkout", 1, 2), measured("2", "search", 1));
        SetMerge.Part b = part("b", measured("2", "checkout", 3), measured("7", "export", 1));
        assertThat(keys(merge(a, b))).isEqualTo(keys(merge(b, a)));
        for (int i = 0; i < 3; i++) {
            Phase one = merge(a, b).run().phases().get(i);
            Phase other = merge(b, a).run().phases().get(i);
            assertThat(one.latencies()).isEqualTo(other.latencies());
            assertThat(one.figures()).isEqualTo(other.figures());
        }
    }

    // The run.

    @Test
    void theRunIsAsOldAsTheOldestAndAbortedIfAnyIs() {
        SetMerge.Merged merged = merge(
                part("a", context(false, "", Map.of())),
                part("b", context(true, "out of memory", Map.of())),
                part("c", context(true, "", Map.of())),
                part("d"));
        assertThat(merged.run().context().time()).isEqualTo(TIME);
        assertThat(merged.run().context().abortStatus()).isEqualTo(new AbortStatus(true, "b: out of memory; c"));
        assertThat(merge(part("d")).run().context().time()).isEqualTo(TIME.plusSeconds(60));
    }

    @Test
    void aPhaseFailedIfItFailedAnywhere() {
        Phase checkout = measured("1", "checkout", 1);
        SetMerge.Merged merged = merge(
                part("a", context(false, "", Map.of("1", "completed", "9", "failed")), checkout),
                part("b", context(false, "", Map.of("1", " FAILED")), checkout),
                part("c", context(false, "", Map.of("2", "skipped")), measured("2", "checkout", 1)),
                part("d", context(false, "", Map.of("3", "completed")), measured("3", "search", 1)));
        assertThat(merged.run().context().phaseStatuses())
                .containsExactlyInAnyOrderEntriesOf(Map.of("checkout", " FAILED", "3", "completed", "a/9", "failed"));
    }

    @Test
    void onlyWhatAllSetsSayOfTheRunIsSaid() {
        SetMerge.Merged merged = merge(
                part("a", of(new RunIdentity("1", "abc", "main", null, Map.of("os", "Linux", "jdk", "17")))),
                part("b", of(new RunIdentity("1", "abc", null, null, Map.of("jdk", "21", "os", "Linux")))));
        assertThat(merged.run().context().identity())
                .isEqualTo(new RunIdentity("1", "abc", null, null, Map.of("os", "Linux")));
    }

    private static RunContext of(RunIdentity identity) {
        return new RunContext(TIME, AbortStatus.COMPLETED, Map.of(), Optional.empty(), identity);
    }
}
