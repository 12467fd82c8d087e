package io.github.metricsgate.gate;

import static io.github.metricsgate.gate.Example.NOW;
import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.max;
import static io.github.metricsgate.gate.Example.maxAge;
import static io.github.metricsgate.gate.Example.min;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.policy;
import static io.github.metricsgate.gate.Example.rules;
import static io.github.metricsgate.gate.Example.set;
import static io.github.metricsgate.gate.Example.threshold;
import static io.github.metricsgate.gate.Example.usage;
import static io.github.metricsgate.gate.Example.verify;
import static io.github.metricsgate.gate.Example.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All rules, and the effect of each. */
class RulesTest {

    private static final Violations NONE = Violations.NONE;

    // Limits.

    @ParameterizedTest
    @CsvSource({
        "10, , 10, KEPT",
        "10, , 9.999999999999999999999, BROKEN",
        "10, , 1e300, KEPT",
        "10, 20, 20, KEPT",
        "10, 20, 20.00000000000000000001, BROKEN",
        "10, 20, 10, KEPT",
        "10, 20, 9, BROKEN",
        "0, , -0.1, BROKEN",
        "0, , 1e-1000000000, KEPT"
    })
    void aValueBeyondEitherLimitIsBrokenAndAnEqualOneKept(
            String min, @Nullable String max, String value, Outcome outcome) {
        Limit[] limits = max == null ? new Limit[] {min(min)} : new Limit[] {min(min), max(max)};
        Threshold threshold = with(threshold("t", new Selector.AnyPhase(), "throughput", "1"), limits);
        Phase phase = new Phase("0", "a", Map.of(Figure.THROUGHPUT, new BigDecimal(value)), Map.of());
        assertThat(verify(List.of(threshold), phase).verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(outcome);
    }

    @Test
    void aThresholdHasALimit() {
        assertThatThrownBy(() -> with(everything("1"), new Limit[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a threshold without a limit: <p99Threshold> in the pom, or -Dmetricsgate.p99Threshold");
    }

    @Test
    void aThresholdHasOneLimitOfEachKind() {
        assertThatThrownBy(() -> with(everything("1"), max("1"), min("0"), max("2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two limits of one kind: <p99Threshold> in the pom, or -Dmetricsgate.p99Threshold");
    }

    @Test
    void aMoreSpecificMinimumDoesNotRemoveTheMaximum() {
        Threshold min = with(threshold("min", new Selector.Text("7"), "p99", "1"), min("1"));
        Threshold both = with(threshold("both", new Selector.Text("Re*"), "p99", "1"), min("500"), max("90"));
        Verification verification = verify(List.of(everything("100"), min, both), phase("7", "Report", "95"));
        assertThat(verification.verdicts())
                .extracting(verdict -> verdict.threshold().name() + " " + verdict.bounds() + " " + verdict.outcome())
                .containsExactly("min Bounds[min=1, max=null] KEPT", "both Bounds[min=null, max=90] BROKEN");
    }

    // Metrics.

    @Test
    void everyFigureOfAPhaseCanHaveALimit() {
        Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figures.put(figure, new BigDecimal(figures.size() + ".5"));
        }
        Phase phase = new Phase("0", "a", figures, Map.of("p99.9", new BigDecimal("7000")));
        List<String> metrics = List.of(
                "p99.9",
                "duration",
                "throughput",
                "items_processed",
                "items_failed",
                "items_remaining",
                "error_rate",
                "progress",
                "warnings",
                "errors",
                "anomalies");
        List<Threshold> thresholds = metrics.stream()
                .map(metric -> threshold("t-" + metric, new Selector.AnyPhase(), metric, "1h"))
                .toList();
        Verification verification = verify(thresholds, phase);
        assertThat(verification.verdicts())
                .extracting(Verdict::value)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        decimals("7000", "0.5", "1.5", "2.5", "3.5", "4.5", "5.5", "6.5", "7.5", "8.5", "9.5"));
        assertThat(metrics.subList(1, 11))
                .isEqualTo(Arrays.stream(Figure.values()).map(Metric::key).toList());
    }

    @Test
    void everyFigureOfTheRunCanHaveALimit() {
        List<Threshold> thresholds = new ArrayList<>();
        for (String metric : List.of("rss_mb", "rss_mb.max", "cpu_percent.min", "memory_percent.mean", "samples")) {
            thresholds.add(threshold("t-" + metric, new Selector.AnyPhase(), metric, "100"));
        }
        thresholds.add(threshold("last", new Selector.AnyPhase(), "worker_budget.last", "100"));
        Verification verification =
                verify(rules(thresholds), set(Optional.of(List.of()), Optional.of(usage("3", "1", "2.5", "2")), NONE));
        assertThat(verification.verdicts())
                .extracting(Verdict::value)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(decimals("3", "3", "1", "2.125", "4", "2"));
        assertThat(verification.verdicts()).allSatisfy(verdict -> {
            assertThat(verdict.phase()).isNull();
            assertThat(verdict.samples()).isEqualTo("4");
        });
        assertThat(RunMetric.all()).hasSize(17);
    }

    @ParameterizedTest
    @CsvSource({
        "rss_mb, rss_mb.max",
        "rss_mb.mean, rss_mb.mean",
        "p99, p99",
        "thoughput, thoughput",
        "samples, samples",
        "rss, rss"
    })
    void anUnknownMetricIsALatency(String name, String key) {
        assertThat(Metric.named(name).orElseThrow().key()).isEqualTo(key);
    }

    @Test
    void aResourceHasNoOtherStatistics() {
        assertThat(Metric.named("rss_mb.p95")).isEmpty();
        assertThat(Metric.named("cpu_percent.")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "p99, 99, true",
        "p99, 100, false",
        "p99.9, 999, true",
        "p99.9, 1000, false",
        "p95, 1, false",
        "p100, 1, false",
        "p99.99, 9999, true",
        "max, 1, false",
        "p99x, 1, false",
        "p99, 0, true",
        "p99, , false"
    })
    void aHighPercentileOfFewItemsIsTheirMaximum(String key, @Nullable BigDecimal items, boolean isMaximum) {
        assertThat(new PhaseMetric.Latency(key).isMaximumOf(items)).isEqualTo(isMaximum);
    }

    // The mean.

    @Test
    void aMeanIsOnItsSideOfALimitHoweverClose() {
        ResourceUsage thirds = usage("1", "1", "2");
        assertThat(mean(thirds, "1.3333333333333333333333333333333333333333")).isEqualTo(Outcome.BROKEN);
        assertThat(mean(thirds, "1.3333333333333333333333333333333333333334")).isEqualTo(Outcome.KEPT);
        assertThat(mean(usage("1", "2"), "1.5")).isEqualTo(Outcome.KEPT);
        assertThat(mean(usage("1", "2.0000000000000000000000000000000000000001"), "1.5"))
                .isEqualTo(Outcome.BROKEN);
        assertThat(mean(usage("0", "0"), "0")).isEqualTo(Outcome.KEPT);
        // Too small to be added up to the last of its digits, and not nothing.
        assertThat(mean(usage("1", "2", "1e-1000000000"), "1")).isEqualTo(Outcome.BROKEN);
    }

    @Test
    void aMeanDecidesAsTheExactSumDoes() {
        long seed = 20261123;
        Random random = new Random(seed);
        int broken = 0;
        for (int i = 0; i < 5_000; i++) {
            String[] samples = new String[1 + random.nextInt(7)];
            BigDecimal sum = BigDecimal.ZERO;
            for (int s = 0; s < samples.length; s++) {
                BigDecimal sample = BigDecimal.valueOf(random.nextInt(100), random.nextInt(4));
                samples[s] = sample.toString();
                sum = sum.add(sample);
            }
            BigDecimal limit = random.nextBoolean()
                    ? BigDecimal.valueOf(random.nextInt(100), random.nextInt(3))
                    : usage(samples)
                            .summaries()
                            .values()
                            .iterator()
                            .next()
                            .mean(0)
                            .setScale(random.nextInt(12), java.math.RoundingMode.FLOOR);
            boolean over = sum.compareTo(limit.multiply(BigDecimal.valueOf(samples.length))) > 0;
            assertThat(mean(usage(samples), limit.toPlainString()))
                    .as("seed %d: %s against %s", seed, Arrays.toString(samples), limit)
                    .isEqualTo(over ? Outcome.BROKEN : Outcome.KEPT);
            broken += over ? 1 : 0;
        }
        assertThat(broken).isBetween(1_000, 4_000);
    }

    @Test
    void aSumStaysSmallWhateverIsAddedUp() {
        ResourceSummary summary = ResourceSummary.of(new BigDecimal("1e308"))
                .and(ResourceSummary.of(new BigDecimal("1e-1000000000")))
                .and(ResourceSummary.of(BigDecimal.valueOf(1, 2_500)));
        assertThat(summary.sum().precision()).isLessThan(2_400);
        assertThat(summary.min()).isEqualTo("1e-1000000000");
        assertThat(summary.last()).isEqualTo(BigDecimal.valueOf(1, 2_500));
    }

    // Too little data.

    @Test
    void fewerItemsThanAThresholdRequiresAreNotJudged() {
        Threshold threshold = with(threshold("t", new Selector.AnyPhase(), "p99", "1"), Severity.FAIL, "100", "");
        Phase few = phase("1", "few", "99", Map.of("p99", "5"));
        Phase enough = phase("2", "enough", "100", Map.of("p99", "5"));
        Phase nothing = phase("3", "nothing", "1", latency(null));
        assertThat(verify(List.of(threshold), few, enough, nothing).verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.NOT_ENOUGH_DATA, Outcome.BROKEN, Outcome.NOT_MEASURED);
    }

    @Test
    void fewerSamplesThanAThresholdOnTheRunRequiresAreNotJudged() {
        Threshold threshold = with(threshold("t", new Selector.AnyPhase(), "rss_mb", "1"), Severity.FAIL, "2", "");
        assertThat(verify(rules(List.of(threshold)), run("5")).verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.NOT_ENOUGH_DATA);
        assertThat(verify(rules(List.of(threshold)), run("5", "1")).verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.BROKEN);
    }

    /** named: whether the threshold names the phase; what is left open is decided by onInconclusive. */
    @ParameterizedTest
    @CsvSource({
        // environment, onInconclusive, named, of too little data, of no data
        "DEV, , false, WARNS, WARNS",
        "DEV, , true, WARNS, FAILS",
        "PROD, , false, WARNS, WARNS",
        "PROD, , true, FAILS, FAILS",
        "DEV, FAILS, false, FAILS, FAILS",
        "DEV, FAILS, true, FAILS, FAILS",
        "PROD, WARNS, false, WARNS, WARNS",
        "PROD, WARNS, true, WARNS, FAILS",
        "PROD, NONE, false, NONE, NONE",
        "PROD, NONE, true, NONE, FAILS",
    })
    void theEffectOfAThresholdWithoutAVerdict(
            Environment environment, @Nullable Effect onInconclusive, boolean named, Effect thin, Effect nothing) {
        Selector selector = named ? new Selector.Text("1") : new Selector.Text("*");
        Threshold threshold = with(threshold("t", selector, "p99", "1"), Severity.FAIL, "100", "");
        Rules rules = rules(List.of(threshold), policy(environment, onInconclusive));
        assertThat(verify(rules, set(phase("1", "a", "99", Map.of("p99", "5")))).verdicts())
                .extracting(Verdict::effect)
                .containsExactly(thin);
        assertThat(verify(rules, set(phase("1", "a", "100", latency(null)))).verdicts())
                .extracting(Verdict::effect)
                .containsExactly(nothing);
        Threshold warning = with(threshold, Severity.WARN, "100", "");
        assertThat(verify(
                                rules(List.of(warning), policy(environment, onInconclusive)),
                                set(
                                        phase("1", "a", "99", Map.of("p99", "5")),
                                        phase("2", "b", "500", Map.of("p99", "0"))))
                        .letsTheBuildGoOn())
                .isTrue();
    }

    @Test
    void aRunWithoutSamplesFailsOnlyIfThePolicyIsStrict() {
        Threshold warning = with(threshold("t", new Selector.AnyPhase(), "rss_mb", "1"), Severity.WARN, null, "");
        Verification lenient = verify(rules(List.of(warning)), run());
        assertThat(lenient.verdicts())
                .extracting(verdict -> verdict.outcome() + " " + verdict.effect())
                .containsExactly("NOT_MEASURED WARNS");
        assertThat(lenient.letsTheBuildGoOn()).isTrue();
        Threshold failing = threshold("t", new Selector.AnyPhase(), "rss_mb", "1");
        Threshold count = threshold("count", new Selector.AnyPhase(), "samples", "1");
        Verification strict = verify(rules(List.of(failing, count), Policy.of(Environment.PROD)), run());
        assertThat(strict.verdicts())
                .extracting(verdict -> verdict.outcome() + " " + verdict.effect())
                .containsExactly("NOT_MEASURED FAILS", "KEPT NONE");
    }

    // What fails and what does not.

    @Test
    void aWarningNeverStopsTheBuild() {
        Threshold warning = with(everything("1"), Severity.WARN, null, "");
        Verification broken = verify(List.of(warning), phase("1", "a", "5"));
        assertThat(broken.verdicts())
                .extracting(verdict -> verdict.outcome() + " " + verdict.effect())
                .containsExactly("BROKEN WARNS");
        assertThat(broken.letsTheBuildGoOn()).isTrue();
        assertThat(verify(List.of(warning), phase("1", "a", (String) null)).letsTheBuildGoOn())
                .isTrue();
        Verification nothing = verify(List.of(warning));
        assertThat(nothing.letsTheBuildGoOn()).isTrue();
        assertThat(notEvaluated(nothing)).containsExactly(warning);
    }

    @Test
    void brokenThresholdsMayAllBeWarnings() {
        Policy policy = new Policy(Environment.PROD, null, Effect.WARNS, null, null, null);
        Rules rules = rules(List.of(everything("1")), policy);
        assertThat(verify(rules, set(phase("1", "a", "5"))).letsTheBuildGoOn()).isTrue();
        assertThat(verify(rules, set(phase("1", "a", (String) null))).letsTheBuildGoOn())
                .isFalse();
    }

    @Test
    void nothingMeasuredIsDecidedSeparatelyForPhasesAndTheRun() {
        Threshold ofPhases = everything("1");
        Threshold ofRun = threshold("t", new Selector.AnyPhase(), "rss_mb", "900");
        List<Threshold> both = List.of(ofPhases, ofRun);
        assertThat(unmeasured(verify(rules(both), set(phase("1", "a", (String) null)))))
                .containsExactly(ofPhases);
        assertThat(unmeasured(verify(
                        rules(both), set(Optional.of(List.of(phase("1", "a", "1"))), Optional.of(usage()), NONE))))
                .containsExactly(ofRun);
        assertThat(unmeasured(verify(rules(both), set(phase("1", "a", "1"))))).isEmpty();
    }

    @Test
    void aThresholdWhoseFileIsMissingIsReportedAsNotEvaluated() {
        Threshold ofPhases = everything("1");
        Threshold ofRun = threshold("t", new Selector.AnyPhase(), "rss_mb", "900");
        SetReading nothing = set(Optional.empty(), Optional.empty(), NONE);
        Verification lenient = verify(rules(List.of(ofPhases, ofRun)), nothing);
        assertThat(lenient.findings(Finding.OfRules.class))
                .containsExactly(
                        new Finding.NotEvaluated(ofPhases, Effect.WARNS),
                        new Finding.NotEvaluated(ofRun, Effect.WARNS));
        assertThat(lenient.letsTheBuildGoOn()).isTrue();
        assertThat(ofNotEvaluated(ofPhases, Effect.FAILS)).isEqualTo(Effect.FAILS);
        assertThat(ofNotEvaluated(ofPhases, Effect.NONE)).isEqualTo(Effect.WARNS);
        assertThat(ofNotEvaluated(with(ofPhases, Severity.WARN, null, ""), Effect.FAILS))
                .isEqualTo(Effect.WARNS);
        assertThat(verify(rules(List.of(), Policy.of(Environment.PROD)), nothing)
                        .letsTheBuildGoOn())
                .isFalse();
    }

    /** What a threshold does when there is no file at all. */
    private static Effect ofNotEvaluated(Threshold threshold, Effect onInconclusive) {
        Verification verification = verify(
                rules(List.of(threshold), policy(Environment.DEV, onInconclusive)),
                set(Optional.empty(), Optional.empty(), NONE));
        List<Finding.NotEvaluated> findings = verification.findings(Finding.NotEvaluated.class);
        assertThat(findings).extracting(Finding.NotEvaluated::threshold).containsExactly(threshold);
        assertThat(verification.letsTheBuildGoOn()).isEqualTo(findings.get(0).effect() != Effect.FAILS);
        return findings.get(0).effect();
    }

    @Test
    void aLimitThatOnlyWarningsOverrideIsReported() {
        Threshold failing = everything("1");
        Threshold specific = threshold("specific", new Selector.Text("7"), "p99", "9");
        Threshold warning = with(specific, Severity.WARN, null, "");
        assertThat(overridden(verify(List.of(failing, warning), phase("7", "a", "5"))))
                .containsExactly(new Finding.OverriddenLimit(failing, max("1")));
        assertThat(overridden(verify(List.of(failing, specific), phase("7", "a", "5"))))
                .isEmpty();
        assertThat(overridden(verify(List.of(failing, warning), phase("7", "a", "5"), phase("8", "b", "1"))))
                .isEmpty();
        // Of two that are as specific, one fails; in whichever order.
        assertThat(overridden(verify(List.of(failing, specific, warning), phase("7", "a", "5"))))
                .isEmpty();
        assertThat(overridden(verify(List.of(failing, warning, specific), phase("7", "a", "5"))))
                .isEmpty();
        // The one that warns decides elsewhere.
        Threshold elsewhere = with(threshold("other", new Selector.Text("8"), "p99", "9"), Severity.WARN, null, "");
        Threshold glob = threshold("glob", new Selector.Text("7*"), "p99", "1");
        assertThat(overridden(verify(List.of(glob, specific, elsewhere), phase("7", "a", "5"), phase("8", "b", "1"))))
                .isEmpty();
        // One side still decides, the other is off.
        Threshold both = with(threshold("both", new Selector.AnyPhase(), "p99", "1"), min("0"), max("1"));
        assertThat(overridden(verify(List.of(both, warning), phase("7", "a", "5"))))
                .containsExactly(new Finding.OverriddenLimit(both, max("1")));
    }

    @Test
    void aMetricWithoutValuesIsNotHiddenByAnother() {
        Threshold ofLatency = everything("1");
        Threshold ofErrors = threshold("errors", new Selector.AnyPhase(), "items_processed", "1000");
        Verification verification = verify(List.of(ofLatency, ofErrors), phase("1", "a", (String) null));
        assertThat(unmeasured(verification)).containsExactly(ofLatency);
        Threshold ofMemory = threshold("memory", new Selector.AnyPhase(), "rss_mb", "1");
        Threshold ofSamples = threshold("samples", new Selector.AnyPhase(), "samples", "1000");
        assertThat(unmeasured(verify(rules(List.of(ofMemory, ofSamples)), run())))
                .containsExactly(ofMemory);
    }

    @Test
    void whatOnlyTheMissingFileContainsIsNotEvaluated() {
        Threshold named = threshold("named", new Selector.Text("1"), "errors", "0");
        Threshold duration = threshold("duration", new Selector.Text("1"), "items_processed", "9");
        SetReading whole = set(phase("1", "a", "1"));
        List<FoundFile> files = new ArrayList<>(whole.files());
        files.set(0, FoundFile.missing(files.get(0).role(), files.get(0).path()));
        SetReading latenciesAlone = new SetReading(whole.directory(), files, true, whole.violations(), whole.run());
        Verification verification = verify(rules(List.of(named, duration)), latenciesAlone);
        assertThat(notEvaluated(verification)).containsExactly(named);
        assertThat(verification.verdicts()).extracting(Verdict::threshold).containsExactly(duration);
        assertThat(verification.letsTheBuildGoOn()).isTrue();
        assertThat(verify(rules(List.of(named)), whole).letsTheBuildGoOn()).isFalse();
    }

    @Test
    void withoutPhasesASelectorIsNotToBlame() {
        Threshold failing = threshold("t", new Selector.Text("a"), "p99", "1");
        Threshold warning = with(failing, Severity.WARN, null, "");
        assertThat(unused(verify(List.of(failing)))).isEmpty();
        assertThat(unmeasured(verify(List.of(failing)))).containsExactly(failing);
        assertThat(notEvaluated(verify(List.of(warning)))).containsExactly(warning);
        assertThat(verify(List.of(warning)).letsTheBuildGoOn()).isTrue();
    }

    @Test
    void nothingIsJudgedIfFilesAreInvalid() {
        Violation violation = new Violation("phase_metrics.json", "", null, "a");
        Verification verification = verify(
                rules(List.of(everything("500"))),
                set(
                        Optional.of(List.of(phase("1", "a", "1"))),
                        Optional.of(usage("1")),
                        new Violations(List.of(violation), 1)));
        assertThat(verification.letsTheBuildGoOn()).isFalse();
        assertThat(verification.verdicts()).isEmpty();
        assertThat(verification.phases()).isEmpty();
        assertThat(verification.set().run()).isEqualTo(Run.unknown());
        assertThat(verification.findings()).containsExactly(new Finding.InvalidFile(violation));
    }

    // Age.

    @ParameterizedTest
    @CsvSource({"3600000, 0", "3599999.999999, 3", "3599999.9999999, 3", "0.000001, 3", "86400000, 0"})
    void filesOlderThanAllowedAreStale(String maxAge, int stale) {
        Rules lenient = rules(List.of(), maxAge(Environment.DEV, maxAge));
        Verification verification = verify(lenient, set(phase("1", "a", "1")));
        assertThat(stale(verification)).hasSize(stale);
        assertThat(verification.letsTheBuildGoOn()).isTrue();
        Rules strict = rules(List.of(), maxAge(Environment.PROD, maxAge));
        assertThat(verify(strict, set(phase("1", "a", "1"))).letsTheBuildGoOn()).isEqualTo(stale == 0);
    }

    @Test
    void aMissingFileIsNotStaleButOneFromTheFarFutureIs() {
        Rules rules = rules(List.of(), maxAge(Environment.DEV, "1"));
        assertThat(stale(verify(rules, set(Optional.empty(), Optional.empty(), NONE))))
                .isEmpty();
        SetReading set = set(phase("1", "a", "1"));
        Instant written = NOW.minusSeconds(3600);
        assertThat(stale(Gate.verify(rules, set, Circumstances.at(written.minusSeconds(300)))))
                .isEmpty();
        assertThat(stale(Gate.verify(rules, set, Circumstances.at(written.minusSeconds(301)))))
                .hasSize(3);
        assertThat(stale(Gate.verify(rules, set, Circumstances.at(NOW)))).isEqualTo(set.files());
    }

    private static List<Threshold> unmeasured(Verification verification) {
        List<Threshold> unmeasured = new ArrayList<>();
        verification
                .findings(Finding.NothingMeasured.class)
                .forEach(finding -> unmeasured.addAll(finding.thresholds()));
        return unmeasured;
    }

    private static List<Threshold> notEvaluated(Verification verification) {
        return verification.findings(Finding.NotEvaluated.class).stream()
                .map(Finding.NotEvaluated::threshold)
                .toList();
    }

    private static List<Finding.UnusedThreshold> unused(Verification verification) {
        return verification.findings(Finding.UnusedThreshold.class);
    }

    private static List<Finding.OverriddenLimit> overridden(Verification verification) {
        return verification.findings(Finding.OverriddenLimit.class);
    }

    private static List<FoundFile> stale(Verification verification) {
        return verification.findings(Finding.StaleFile.class).stream()
                .map(Finding.StaleFile::file)
                .toList();
    }

    private static Outcome mean(ResourceUsage usage, String max) {
        Threshold threshold = threshold("t", new Selector.AnyPhase(), "rss_mb.mean", max);
        return verify(rules(List.of(threshold)), set(Optional.of(List.of()), Optional.of(usage), NONE))
                .verdicts()
                .get(0)
                .outcome();
    }

    private static SetReading run(String... samples) {
        return set(Optional.of(List.of()), Optional.of(usage(samples)), NONE);
    }

    private static Map<String, @Nullable String> latency(@Nullable String p99) {
        Map<String, @Nullable String> latencies = new java.util.HashMap<>();
        latencies.put("p99", p99);
        return latencies;
    }

    private static BigDecimal[] decimals(String... texts) {
        return Arrays.stream(texts).map(BigDecimal::new).toArray(BigDecimal[]::new);
    }

    // What nobody would miss until it is wrong.

    @Test
    void numericKeysComeFirstByValueUpToEighteenDigits() {
        List<String> keys =
                List.of("0", "9", "10", "90", "999999999999999999", "", "1000000000000000000", "10/", "10:", "a", "1a");
        Phase[] phases = keys.stream()
                .sorted(Collections.reverseOrder())
                .map(key -> phase(key, key, "1"))
                .toArray(Phase[]::new);
        assertThat(verify(List.of(everything("5")), phases).phases())
                .extracting(Phase::key)
                .containsExactly(
                        "0", "9", "10", "90", "999999999999999999", "", "10/", "1000000000000000000", "10:", "1a", "a");
    }

    @Test
    void whatFailsTheBuildIsNotReportedTwiceWhateverTheOtherVerdicts() {
        Threshold named = threshold("named", new Selector.Text("7"), "p99", "1");
        Threshold kept = threshold("kept", new Selector.AnyPhase(), "items_processed", "1");
        Verification verification = verify(List.of(named, kept), phase("7", "Report", (String) null));
        assertThat(verification.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.BROKEN, Outcome.KEPT);
        assertThat(unmeasured(verification)).isEmpty();
    }

    @Test
    void withoutSamplesTheFiguresOfPhasesAreStillJudged() {
        Threshold items = threshold("items", new Selector.AnyPhase(), "items_processed", "1");
        Threshold errors = threshold("errors", new Selector.AnyPhase(), "errors", "0");
        Verification verification = verify(
                rules(List.of(items, errors)),
                set(Optional.of(List.of(phase("7", "Report", "1"))), Optional.empty(), NONE));
        assertThat(notEvaluated(verification)).isEmpty();
        assertThat(verification.verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.KEPT, Outcome.NOT_MEASURED);
    }

    @Test
    void aTextThatIsAPhaseSelectsOnlyThatPhaseAndIsNotAGlob() {
        Threshold literal = threshold("literal", new Selector.Text("a*"), "p99", "1");
        Verification verification =
                verify(List.of(literal), phase("1", "a*", (String) null), phase("2", "ab", (String) null));
        assertThat(verification.verdicts())
                .extracting(verdict -> verdict.outcome() + " " + verdict.effect())
                .containsExactly("BROKEN FAILS");
        assertThat(unmeasured(verification)).isEmpty();
        Threshold glob = threshold("glob", new Selector.Text("?*"), "p99", "1");
        Verification ofGlob = verify(List.of(glob), phase("1", "a*", (String) null), phase("2", "ab", (String) null));
        assertThat(ofGlob.verdicts())
                .extracting(verdict -> verdict.outcome() + " " + verdict.effect())
                .containsExactly("NOT_MEASURED WARNS", "NOT_MEASURED WARNS");
        assertThat(unmeasured(ofGlob)).containsExactly(glob);
    }

    @Test
    void aVerdictKnowsWhetherItsPercentileIsAMaximum() {
        Threshold p99 = threshold("p99", new Selector.AnyPhase(), "p99", "1");
        Threshold duration = threshold("duration", new Selector.AnyPhase(), "duration", "1");
        Map<String, @Nullable String> latencies = Map.of("p99", "1");
        Verification verification = verify(
                List.of(p99, duration),
                phase("1", "few", "99", latencies),
                phase("2", "enough", "100", latencies),
                phase("3", "none", (String) null));
        assertThat(verification.verdicts())
                .filteredOn(Verdict::isMaximumOfFewItems)
                .singleElement()
                .satisfies(verdict ->
                        assertThat(verdict.phase()).extracting(Phase::name).isEqualTo("few"));
    }

    @Test
    void onlyTimesHaveAUnit() {
        assertThat(Unit.values()).extracting(Unit::suffix).containsExactly(" ms", "", "");
    }
}
