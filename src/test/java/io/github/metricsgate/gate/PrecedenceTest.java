package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Example.max;
import static io.github.metricsgate.gate.Example.min;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.threshold;
import static io.github.metricsgate.gate.Example.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.Precedence.LimitUsage;
import io.github.metricsgate.metrics.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrecedenceTest {

    private static final Phase REPORT = phase("7", "Report", "1");
    private static final Phase EXPORT = phase("8", "Export", "1");

    @Test
    void thresholdsApplyPhaseByPhaseAndInTheirOrder() {
        Precedence precedence = Precedence.of(
                List.of(
                        threshold("errors", new Selector.AnyPhase(), "errors", "1"),
                        threshold("by-name", new Selector.Text("Export"), "p99", "2"),
                        threshold("by-key", new Selector.Text("7"), "p99", "3"),
                        threshold("by-glob", new Selector.Text("*por*"), "p95", "4")),
                List.of(EXPORT, REPORT));
        assertThat(precedence.applied())
                .extracting(applied ->
                        applied.phase().name() + " " + applied.threshold().name() + " "
                                + applied.metric().key() + " " + applied.limits() + " " + applied.namesThePhase())
                .containsExactly(
                        "Export errors errors [Absolute[side=MAX, value=1, hasUnitOfTime=false]] false",
                        "Export by-name p99 [Absolute[side=MAX, value=2, hasUnitOfTime=false]] true",
                        "Export by-glob p95 [Absolute[side=MAX, value=4, hasUnitOfTime=false]] false",
                        "Report errors errors [Absolute[side=MAX, value=1, hasUnitOfTime=false]] false",
                        "Report by-key p99 [Absolute[side=MAX, value=3, hasUnitOfTime=false]] true",
                        "Report by-glob p95 [Absolute[side=MAX, value=4, hasUnitOfTime=false]] false");
    }

    @Test
    void eachKindOfLimitIsDecidedSeparately() {
        Threshold both = with(threshold("both", new Selector.Text("Re*"), "p99", "1"), min("2"), max("9"));
        Threshold upper = with(threshold("upper", new Selector.Text("7"), "p99", "1"), max("8"));
        Precedence precedence = Precedence.of(List.of(both, upper), List.of(REPORT));
        assertThat(precedence.applied())
                .extracting(applied -> applied.threshold().name() + " " + applied.limits())
                .containsExactly(
                        "both [Absolute[side=MIN, value=2, hasUnitOfTime=false]]",
                        "upper [Absolute[side=MAX, value=8, hasUnitOfTime=false]]");
    }

    @Test
    void thresholdsOnTheRunTakeNoPart() {
        Precedence precedence =
                Precedence.of(List.of(threshold("memory", new Selector.AnyPhase(), "rss_mb", "1")), List.of(REPORT));
        assertThat(precedence.applied()).isEmpty();
        assertThat(precedence.usages()).isEmpty();
        assertThat(precedence.withoutLimit()).containsExactly(REPORT);
    }

    @Test
    void aPhaseWithoutALimitIsListedSeparately() {
        Precedence precedence = Precedence.of(
                List.of(threshold("t", new Selector.Text("Export"), "p99", "1")), List.of(REPORT, EXPORT));
        assertThat(precedence.withoutLimit()).containsExactly(REPORT);
    }

    @Test
    void theUsageOfEachThresholdIsRecorded() {
        Map<String, @Nullable String> more = new LinkedHashMap<>();
        more.put("p50", "1");
        more.put("max", null);
        Threshold typo = threshold("typo", new Selector.Text("Reprot"), "p99", "1");
        Threshold lacking = threshold("lacking", new Selector.AnyPhase(), "p99.9", "1");
        Threshold unmeasured = threshold("unmeasured", new Selector.Text("9"), "max", "1");
        Threshold figure = threshold("figure", new Selector.Text("Report"), "errors", "1");
        Precedence precedence = Precedence.of(
                List.of(typo, lacking, unmeasured, figure), List.of(REPORT, EXPORT, phase("9", "More", more)));
        assertThat(precedence.usages())
                .containsExactly(
                        new LimitUsage(typo, false, false, List.of(), Set.of()),
                        new LimitUsage(lacking, true, false, List.of("p50", "p95", "p99", "max"), Set.of()),
                        new LimitUsage(unmeasured, true, true, List.of(), Set.of()),
                        new LimitUsage(figure, true, true, List.of(), Set.of()));
    }

    @Test
    void someOfVeryManyStatisticsAreListed() {
        Map<String, @Nullable String> many = new LinkedHashMap<>();
        for (int i = 0; i < 1_500; i++) {
            many.put("s" + i, "1");
        }
        Threshold lacking = threshold("lacking", new Selector.AnyPhase(), "p99", "1");
        List<Phase> phases = List.of(phase("1", "a", many), phase("2", "b", Map.of("other", "1")));
        assertThat(Precedence.of(List.of(lacking), phases).usages())
                .singleElement()
                .satisfies(usage -> assertThat(usage.latencies()).hasSize(1_000).doesNotContain("other"));
    }

    @Test
    void aLimitIsLeftToWarningsIfNothingElseOverridesIt() {
        Threshold general = with(threshold("general", new Selector.AnyPhase(), "p99", "1"), min("0"), max("1"));
        Threshold warning =
                with(threshold("warning", new Selector.Text("Report"), "p99", "2"), Severity.WARN, null, "");
        assertThat(leftToWarnings(List.of(general, warning), REPORT)).containsExactly("general [MAX]");
        // It decides for another phase.
        assertThat(leftToWarnings(List.of(general, warning), REPORT, EXPORT)).isEmpty();
        // Another one fails there, as specific or more specific.
        Threshold asSpecific = threshold("as-specific", new Selector.Text("Report"), "p99", "3");
        assertThat(leftToWarnings(List.of(general, warning, asSpecific), REPORT))
                .isEmpty();
        assertThat(leftToWarnings(List.of(general, asSpecific, warning), REPORT))
                .isEmpty();
        Threshold moreSpecific = threshold("more-specific", new Selector.Text("7"), "p99", "3");
        assertThat(leftToWarnings(List.of(general, warning, moreSpecific), REPORT))
                .isEmpty();
        // Two of which one only warns, in a phase each: in one place nothing fails.
        Threshold other = threshold("other", new Selector.Text("Export"), "p99", "2");
        assertThat(leftToWarnings(List.of(general, warning, other), REPORT, EXPORT))
                .containsExactly("general [MAX]");
        // On another metric it is no rival.
        Threshold elsewhere = with(threshold("p95", new Selector.Text("7"), "p95", "2"), Severity.WARN, null, "");
        assertThat(leftToWarnings(List.of(general, elsewhere), REPORT)).isEmpty();
    }

    private static List<String> leftToWarnings(List<Threshold> thresholds, Phase... phases) {
        List<String> left = new ArrayList<>();
        for (LimitUsage usage : Precedence.of(thresholds, List.of(phases)).usages()) {
            if (!usage.leftToWarnings().isEmpty()) {
                left.add(usage.threshold().name() + " " + usage.leftToWarnings());
            }
        }
        return left;
    }

    @Test
    void theOrderOfTheThresholdsNeverMatters() {
        long seed = 20261125;
        Random random = new Random(seed);
        List<Phase> phases = List.of(REPORT, EXPORT, phase("9", "Ex?", "1"));
        List<String> selectors = List.of("7", "Report", "Ex*", "*port", "*", "Ex?");
        int overridden = 0;
        for (int i = 0; i < 500; i++) {
            List<Threshold> thresholds = new ArrayList<>();
            for (int t = 0; t < 6; t++) {
                Selector selector = random.nextInt(4) == 0
                        ? new Selector.AnyPhase()
                        : new Selector.Text(selectors.get(random.nextInt(selectors.size())));
                Threshold threshold = threshold("t" + t, selector, random.nextBoolean() ? "p99" : "p95", "1");
                Limit[] limits = random.nextBoolean() ? new Limit[] {max("1")} : new Limit[] {min("0"), max("1")};
                thresholds.add(
                        with(with(threshold, limits), random.nextBoolean() ? Severity.FAIL : Severity.WARN, null, ""));
            }
            Precedence expected = Precedence.of(thresholds, phases);
            Collections.shuffle(thresholds, random);
            Precedence shuffled = Precedence.of(thresholds, phases);
            assertThat(new HashSet<>(shuffled.applied()))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(new HashSet<>(expected.applied()));
            assertThat(new HashSet<>(shuffled.usages()))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(new HashSet<>(expected.usages()));
            Set<Threshold> applied = new HashSet<>();
            expected.applied().forEach(each -> applied.add(each.threshold()));
            overridden += expected.usages().stream()
                            .anyMatch(usage -> usage.selectsAPhase() && !applied.contains(usage.threshold()))
                    ? 1
                    : 0;
        }
        assertThat(overridden).isGreaterThan(100);
    }
}
