package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.threshold;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Example;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.LimitSyntax;
import io.github.metricsgate.gate.Obstacle;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Severity;
import io.github.metricsgate.gate.SourceFault;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.PastRuns.DamagedEntry;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.PhaseSource;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.stats.Baseline;
import io.github.metricsgate.stats.Judgement;
import io.github.metricsgate.stats.RunFactor;
import io.github.metricsgate.stats.Standing;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordingTest {

    private static final String P99_THRESHOLD = "<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold";

    @Test
    void aBrokenThresholdShowsValueLimitExcessAndOrigin() {
        assertThat(broken("812.4", "500ms", new Selector.Everything()))
                .isEqualTo("p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %"
                        + " (<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold)");
        assertThat(broken("500.0000001", "0.5s", new Selector.Everything()))
                .startsWith(
                        "p99 of phase 2 'Micro Questions' is 500.0001 ms, over its limit of 500 ms by less than 1 % (");
        assertThat(broken("0.5", "0", new Selector.Everything()))
                .startsWith("p99 of phase 2 'Micro Questions' is 500 us, over its limit of 0 us (");
    }

    @Test
    void aNamedPhaseThatWasNotMeasuredIsBrokenAndSaysWhy() {
        assertThat(broken(null, "500ms", new Selector.Text("2")))
                .isEqualTo("p99 of phase 2 'Micro Questions' was not measured, and its threshold names the phase"
                        + " (<p99Threshold> in the pom, or -Dmetricsgate.p99Threshold): measure it, or select the phase"
                        + " with a glob if it may be absent");
    }

    @Test
    void aToolThatWroteNoPercentilesIsTold() {
        assertThat(notMeasured(Map.of("percentiles", "none: run it so")))
                .isEqualTo("; target/x.json has no percentiles: run it so");
    }

    @Test
    void aToolThatWroteOtherPercentilesIsTold() {
        assertThat(notMeasured(Map.of("percentiles", "its own", "other percentiles", "run it so")))
                .isEqualTo("; target/x.json has no p99: run it so");
        assertThat(notMeasured(Map.of("percentiles", "its own"))).isEmpty();
    }

    /** What is said of a p99 that the source has not, behind that it was not measured. */
    private static String notMeasured(Map<String, String> details) {
        Phase measured = phase("2", "Micro Questions", (String) null);
        Phase read = new Phase(
                measured.key(),
                measured.name(),
                measured.figures(),
                measured.latencies(),
                Map.of(),
                null,
                new PhaseSource("bench", "jmh", "target/x.json", details));
        Verdict verdict = Example.verify(Example.rules(List.of(Example.everything("5ms"))), Example.set(read))
                .verdicts()
                .get(0);
        String fact = "p99 of phase 2 'Micro Questions' was not measured (" + P99_THRESHOLD + ")";
        assertThat(VerdictWording.sentence(verdict)).startsWith(fact);
        return VerdictWording.sentence(verdict).substring(fact.length());
    }

    @Test
    void aSelectorThatMatchesNothingListsTheExistingPhases() {
        assertThat(unused("Micro Question", "p99", phase("2", "Micro Questions", "1"), phase("3", "Scoring", "1")))
                .isEqualTo(P99_THRESHOLD + ": 'Micro Question' matches no phase (did you mean 'Micro Questions'?); the"
                        + " phases are key 2 'Micro Questions' and key 3 'Scoring'");
        assertThat(unused("${stage}", "p99", phase("3", "Scoring", "1")))
                .isEqualTo(P99_THRESHOLD + ": '${stage}' matches no phase (a property in it is not set, at least not"
                        + " here); the phases are key 3 'Scoring'");
        Phase[] many = new Phase[52];
        for (int i = 0; i < many.length; i++) {
            many[i] = phase(String.valueOf(i), "n", "1");
        }
        assertThat(unused("xyz", "p99", many)).endsWith(", key 49 'n' and 2 more");
    }

    @Test
    void aMetricThatNoPhaseHasListsTheExistingMetrics() {
        assertThat(unused("2", "${metric}", phase("2", "a", "1")))
                .startsWith(
                        P99_THRESHOLD + ": no selected phase has the metric '${metric}' (a property in it is not set,"
                                + " at least not here); the metrics are p50, ");
        assertThat(unused("2", "p98", phase("2", "a", "1")))
                .isEqualTo(P99_THRESHOLD
                        + ": no selected phase has the metric 'p98' (did you mean 'p95'?); the metrics are"
                        + " p50, p95, p99, duration, throughput, items_processed, items_failed, items_remaining, error_rate,"
                        + " progress, warnings, errors and anomalies");
    }

    // Each kind of finding.

    private static final Path DIRECTORY = Path.of("/repo/artifacts/plan1");
    private static final FoundFile MISSING =
            FoundFile.missing(MetricsFile.PHASE_METRICS, DIRECTORY.resolve("phase_metrics.json"));
    private static final FoundFile STALE = new FoundFile(
            MetricsFile.RESOURCE_USAGE,
            DIRECTORY.resolve("resource_usage.jsonl"),
            "0".repeat(64),
            Instant.parse("2026-11-22T11:00:00Z"));
    private static final Threshold TYPO = threshold("typo", new Selector.Text("Reprot"), "p99", "1");
    private static final Threshold ON_ERRORS = threshold("errors", new Selector.AnyPhase(), "errors", "1");
    private static final String REMEDY_FOR_MISSING =
            "run persist-metrics first, set <outputDirectory> (-Dmetricsgate.outputDirectory), or switch the goals off in"
                    + " this module (-Dmetricsgate.skip)";

    private static SourceFault fault(SourceFault.Kind kind) {
        return new SourceFault(kind, "bench", "<sources><bench> in pom.xml:9", "it is so", false);
    }

    static Stream<Arguments> problems() {
        return Stream.of(
                problem(
                        new Finding.NoMetricsSet(DIRECTORY, 0, Effect.WARNS),
                        Kind.MISSING_FILE,
                        "There is no metrics set in /repo/artifacts/plan1: " + REMEDY_FOR_MISSING),
                problem(
                        new Finding.NoMetricsSet(DIRECTORY, 1, Effect.FAILS),
                        Kind.MISSING_FILE,
                        "There is no metrics set in /repo/artifacts/plan1, so 1 threshold was not evaluated: "
                                + REMEDY_FOR_MISSING),
                problem(
                        new Finding.NoMetricsSet(DIRECTORY, 2, Effect.FAILS),
                        Kind.MISSING_FILE,
                        "There is no metrics set in /repo/artifacts/plan1, so 2 thresholds were not evaluated: "
                                + REMEDY_FOR_MISSING),
                problem(
                        new Finding.EarlierRun(DIRECTORY, Instant.parse("2026-11-22T11:00:00Z"), Effect.WARNS),
                        Kind.EARLIER_RUN,
                        "The set in /repo/artifacts/plan1 is from an earlier run (2026-11-22T11:00:00Z): this build should"
                                + " have persisted a snapshot but found none, so the set was not judged"),
                problem(
                        new Finding.EarlierRun(DIRECTORY, null, Effect.FAILS),
                        Kind.EARLIER_RUN,
                        "The set in /repo/artifacts/plan1 is from an earlier run: this build should have persisted a"
                                + " snapshot but found none, so the set was not judged"),
                problem(
                        new Finding.MissingSnapshot(Path.of("target/snapshot.json"), Effect.FAILS),
                        Kind.MISSING_FILE,
                        "There is no snapshot target/snapshot.json: let the pipeline write it before persist-metrics runs, set"
                                + " <snapshot> (-Dmetricsgate.snapshot), or switch the goals off in this module"
                                + " (-Dmetricsgate.skip)"),
                problem(
                        new Finding.FaultySource(fault(SourceFault.Kind.MISSING), Effect.WARNS),
                        Kind.MISSING_SOURCE,
                        "Source 'bench' (<sources><bench> in pom.xml:9): it is so: let the tool run before collect-metrics"
                                + " does, correct <files>, or say <optional>true</optional>"),
                problem(
                        new Finding.FaultySource(fault(SourceFault.Kind.NO_SET), Effect.WARNS),
                        Kind.MISSING_SET,
                        "No metrics set of 'bench' (<sources><bench> in pom.xml:9): it is so"),
                problem(
                        new Finding.FaultySource(fault(SourceFault.Kind.OLD), Effect.WARNS),
                        Kind.STALE_SOURCE,
                        "Source 'bench' (<sources><bench> in pom.xml:9): it is so: let the tool run in this build, or say"
                                + " with <maxAge> how old its files may be"),
                problem(
                        new Finding.FaultySource(fault(SourceFault.Kind.UNUSABLE), Effect.FAILS),
                        Kind.UNUSABLE_SOURCE,
                        "Source 'bench' (<sources><bench> in pom.xml:9): it is so"),
                problem(
                        new Finding.MisconfiguredSource(fault(SourceFault.Kind.MISCONFIGURED)),
                        Kind.MISCONFIGURED_SOURCE,
                        "Source 'bench' (<sources><bench> in pom.xml:9): it is so"),
                problem(
                        new Finding.ForeignSnapshot(Path.of("x.json"), "a list", "<sources><x>x.json</x></sources>"),
                        Kind.FOREIGN_SNAPSHOT,
                        "x.json is not a snapshot, it looks like a list: let collect-metrics read it and write the snapshot. In"
                                + " the pom: <goal>collect-metrics</goal> before <goal>persist-metrics</goal>,"
                                + " <sources><x>x.json</x></sources> instead of <snapshot>; without a pom: collect-metrics"
                                + " persist-metrics -Dmetricsgate.sources=x.json"),
                problem(
                        new Finding.MissingFile(MISSING, Effect.WARNS),
                        Kind.MISSING_FILE,
                        "/repo/artifacts/plan1/phase_metrics.json is missing: " + REMEDY_FOR_MISSING),
                problem(
                        new Finding.StaleFile(STALE, new BigDecimal("86400000"), Effect.WARNS),
                        Kind.STALE_FILE,
                        "/repo/artifacts/plan1/resource_usage.jsonl was written at 2026-11-22T11:00:00Z, which is not within"
                                + " the 24 h of <maxAge>: run the pipeline again, or raise <maxAge> (-Dmetricsgate.maxAge)"),
                problem(
                        new Finding.InvalidFile(
                                new Violation("run.json", "/run/id", new Position(3, 7), "found 1, expected a string")),
                        Kind.VIOLATION,
                        "run.json:3:7 /run/id: found 1, expected a string"),
                problem(new Finding.MoreViolations(7), Kind.VIOLATION, "... and 7 more"),
                problem(
                        new Finding.AbortedRun(new AbortStatus(true, "disk full\u001b"), Effect.FAILS),
                        Kind.ABORTED_RUN,
                        "The run was aborted: disk full\\u001b"),
                problem(
                        new Finding.AbortedRun(new AbortStatus(true, ""), Effect.WARNS),
                        Kind.ABORTED_RUN,
                        "The run was aborted: no reason given"),
                problem(
                        new Finding.FailedPhase("3", "Failed", Effect.WARNS),
                        Kind.FAILED_PHASE,
                        "The pipeline says that phase 3 ended as 'Failed' (phase_status)"),
                problem(
                        new Finding.SuspectUnit(new BigDecimal("0.000001"), suspect(), 1, Effect.WARNS),
                        Kind.SUSPECT_UNIT,
                        "The unit of the percentiles is probably ns; ms was assumed: phase 1 'Load' has 100 items with a"
                                + " p50 of 2.778 h in 1 s: give the unit with \"latency_unit\" in the snapshot or <latencyUnit>"
                                + " in the pom (-Dmetricsgate.latencyUnit), even if it is ms"),
                problem(
                        new Finding.SuspectUnit(new BigDecimal("1000000"), suspect(), 3, Effect.FAILS),
                        Kind.SUSPECT_UNIT,
                        "The unit of the percentiles is not ms; ms was assumed: phase 1 'Load' has 100 items with a p50"
                                + " of 2.778 h in 1 s, and 2 other phases alike: give the unit with \"latency_unit\" in the"
                                + " snapshot or <latencyUnit> in the pom (-Dmetricsgate.latencyUnit), even if it is ms"),
                problem(
                        new Finding.SuspectUnit(new BigDecimal("1000"), suspectWithManyDigits(), 1, Effect.WARNS),
                        Kind.SUSPECT_UNIT,
                        "The unit of the percentiles is probably s; ms was assumed: phase 1 'Load' has 1 item with a p50"
                                + " of 1.3 ms in 1.3 s: give the unit with \"latency_unit\" in the snapshot or <latencyUnit>"
                                + " in the pom (-Dmetricsgate.latencyUnit), even if it is ms"),
                problem(
                        new Finding.NoSuchPhase(TYPO),
                        Kind.UNUSED_THRESHOLD,
                        "<thresholds><typo> in the pom: 'Reprot' matches no phase (did you mean 'Report'?); the phases are key"
                                + " 7 'Report'"),
                problem(
                        new Finding.NoSuchMetric(TYPO, List.of("p50", "p95")),
                        Kind.UNUSED_THRESHOLD,
                        "<thresholds><typo> in the pom: no selected phase has the metric 'p99' (did you mean 'p95'?); the"
                                + " metrics are p50, p95, duration, throughput, items_processed, items_failed,"
                                + " items_remaining, error_rate, progress, warnings, errors and anomalies"),
                problem(
                        new Finding.ContradictoryUnits(DurationUnit.SECONDS, DurationUnit.MICROSECONDS),
                        Kind.CONTRADICTORY_UNITS,
                        "<latencyUnit> (-Dmetricsgate.latencyUnit) is s, and the snapshot says that its latency_unit is us:"
                                + " leave <latencyUnit> out, or correct the snapshot"),
                problem(
                        new Finding.UnitOnMeasure(TYPO),
                        Kind.CONTRADICTORY_UNITS,
                        "<thresholds><typo> in the pom: its limit has a unit of time, but 'p99' is a measure in a unit of"
                                + " its own: write the limit as a plain number in that unit"),
                problem(
                        new Finding.NothingMeasured(List.of(TYPO), 1),
                        Kind.NOTHING_MEASURED,
                        "1 threshold set, and nothing was measured: the only value that they limit is null or missing. Let"
                                + " the pipeline measure its items, or remove the thresholds"),
                problem(
                        new Finding.NothingMeasured(List.of(TYPO, ON_ERRORS), 12),
                        Kind.NOTHING_MEASURED,
                        "2 thresholds set, and nothing was measured: all 12 values that they limit are null or missing. Let"
                                + " the pipeline measure its items, or remove the thresholds"),
                problem(
                        new Finding.NothingMeasured(List.of(TYPO), 0),
                        Kind.NOTHING_MEASURED,
                        "1 threshold set, and nothing was measured: there is no value. Let the pipeline measure its items, or"
                                + " remove the thresholds"),
                problem(
                        new Finding.NotEvaluated(TYPO, Effect.WARNS),
                        Kind.NOT_EVALUATED,
                        "p99 of phase 'Reprot' was not evaluated: the file that contains it is missing (<thresholds><typo> in"
                                + " the pom)"),
                problem(
                        new Finding.NotEvaluated(ON_ERRORS, Effect.FAILS),
                        Kind.NOT_EVALUATED,
                        "errors was not evaluated: the file that contains it is missing (<thresholds><errors> in the pom)"),
                problem(
                        new Finding.NoThreshold(Effect.WARNS),
                        Kind.NO_THRESHOLD,
                        "No threshold is set, and <environment> is PROD: nothing was judged"),
                problem(
                        new Finding.OverriddenLimit(TYPO, Example.min("1")),
                        Kind.OVERRIDDEN_LIMIT,
                        "The <min> of <thresholds><typo> in the pom has no effect: more specific thresholds on p99 override"
                                + " it, and some of those only warn"),
                problem(
                        new Finding.OverriddenLimit(ON_ERRORS, Example.max("1")),
                        Kind.OVERRIDDEN_LIMIT,
                        "The <max> of <thresholds><errors> in the pom has no effect: more specific thresholds on errors"
                                + " override it, and some of those only warn"),
                problem(
                        verdict(REPORT, "2", "1", Outcome.BROKEN, Effect.WARNS),
                        Kind.BROKEN,
                        "p99 of phase 7 'Report' is 2 ms, over its limit of 1 ms by 100 % (<thresholds><t> in the pom)"),
                problem(
                        verdict(null, "0.5", "1", Outcome.BROKEN, Effect.FAILS),
                        Kind.BROKEN,
                        "p99 of the run is 500 us, under its limit of 750 us by 33 % (<thresholds><t> in the pom)"),
                problem(
                        verdict(REPORT, null, "1", Outcome.BROKEN, Effect.FAILS),
                        Kind.BROKEN,
                        "p99 of phase 7 'Report' was not measured, and its threshold names the phase (<thresholds><t> in the"
                                + " pom): measure it, or select the phase with a glob if it may be absent"),
                problem(
                        verdict(REPORT, null, "1", Outcome.NOT_MEASURED, Effect.WARNS),
                        Kind.INCONCLUSIVE,
                        "p99 of phase 7 'Report' was not measured (<thresholds><t> in the pom)"),
                problem(
                        verdict(REPORT, "2", "7", Outcome.NOT_ENOUGH_DATA, Effect.FAILS),
                        Kind.INCONCLUSIVE,
                        "p99 of phase 7 'Report' was not judged: only 7 items, <minSamples> is 100 (<thresholds><t> in the"
                                + " pom)"),
                problem(
                        verdict(null, "2", "1", Outcome.NOT_ENOUGH_DATA, Effect.WARNS),
                        Kind.INCONCLUSIVE,
                        "p99 of the run was not judged: only 1 sample, <minSamples> is 100 (<thresholds><t> in the pom)"),
                problem(
                        verdict(REPORT, "2", null, Outcome.NOT_ENOUGH_DATA, Effect.WARNS),
                        Kind.INCONCLUSIVE,
                        "p99 of phase 7 'Report' was not judged: the number of its items is unknown, <minSamples> is 100"
                                + " (<thresholds><t> in the pom)"),
                problem(
                        regression(),
                        Kind.REGRESSION,
                        "p99 of phase 7 'Report' is 612 ms, 22 % above its baseline of 501 ms (20 runs on main, usually 480 to"
                                + " 540 ms): a regression, 2 runs in a row beyond 560 ms; if it is intended, accept it with"
                                + " the goal accept-metrics, -Dmetricsgate.accept='7:p99' and -Dmetricsgate.reason"),
                problem(
                        new ComparedValue("612")
                                .freed(306)
                                .confirmed(1, 1)
                                .normal()
                                .is(Standing.REGRESSION, Effect.WARNS),
                        Kind.REGRESSION,
                        "p99 of phase 7 'Report' is 612 ms (306 ms without what the whole run suffered), 39 % below its"
                                + " baseline of 501 ms (20 runs on main, usually 480 to 540 ms): a regression, beyond 560 ms,"
                                + " and from here on the new normal, as it only warns; if it is intended, accept it with"
                                + " the goal accept-metrics, -Dmetricsgate.accept='7:p99' and -Dmetricsgate.reason"),
                problem(
                        new ComparedValue("5010").under(RELATIVE).is(Standing.REGRESSION, Effect.FAILS),
                        Kind.REGRESSION,
                        "p99 of phase 7 'Report' is 5010 ms, 10.0 times its baseline of 501 ms (20 runs on main, usually 480"
                                + " to 540 ms): a regression, 2 runs in a row beyond 560 ms (<maxIncrease> of"
                                + " <thresholds><typo> in the pom); if it is intended, accept it with the goal accept-metrics,"
                                + " -Dmetricsgate.accept='7:p99' and -Dmetricsgate.reason"),
                problem(
                        new ComparedValue("2")
                                .ofTheRun()
                                .on("")
                                .before(0, 0, 0, 1)
                                .is(Standing.REGRESSION, Effect.WARNS),
                        Kind.REGRESSION,
                        "rss_mb.max of the run is 2, compared with its baseline of 0 (1 run, usually 0 to 0): a regression,"
                                + " 2 runs in a row beyond 560; if it is intended, accept it with"
                                + " the goal accept-metrics, -Dmetricsgate.accept='rss_mb.max' and -Dmetricsgate.reason"),
                problem(
                        new ComparedValue("612")
                                .before(501, 480, 540, 3)
                                .under(RELATIVE)
                                .is(Standing.NOT_ENOUGH_DATA, Effect.FAILS),
                        Kind.INCONCLUSIVE,
                        "p99 of phase 7 'Report' is 612 ms, 22 % above its baseline of 501 ms (3 runs on main, usually 480 to"
                                + " 540 ms): not judged, there are too few runs (<maxIncrease> of <thresholds><typo> in the"
                                + " pom)"),
                problem(
                        new Finding.NotEnoughRuns("main", 3, 10, Effect.FAILS),
                        Kind.INCONCLUSIVE,
                        "Not enough runs to compare with: 3 on main, and <minRuns> is 10"),
                problem(
                        new Finding.SlowRun(new RunFactor(1.275, 5), "main", Effect.WARNS),
                        Kind.SLOW_RUN,
                        "Everything is 28 % slower than usual on main: the machine, or a change that every phase suffers"
                                + " from. Its values were divided by 1.28 before they were compared; a threshold on run_factor"
                                + " limits that"),
                problem(
                        new Finding.VanishedPhase("7", "Report", Example.NOW, 20, Effect.FAILS),
                        Kind.VANISHED_PHASE,
                        "Phase 7 'Report' is missing: a run of 2026-11-23T12:00:00Z has it. Let the pipeline measure it again,"
                                + " accept its end with the goal accept-metrics, -Dmetricsgate.accept='7' and"
                                + " -Dmetricsgate.reason, or wait: after 20 runs without it, it is no longer missed"),
                problem(
                        new Finding.ExpiredAcceptance(accepted("7", "Report", "p99")),
                        Kind.ACCEPTANCE,
                        "A change of p99 of phase 7 'Report' was accepted until 2026-11-22, and is judged by the runs before"
                                + " it again: remove it from metrics-accepted.json, or accept it again"),
                problem(
                        new Finding.UnusedAcceptance(accepted(null, null, "rss_mb")),
                        Kind.ACCEPTANCE,
                        "A change of rss_mb.max of the run is accepted, and the run has no such value: remove it from"
                                + " metrics-accepted.json, or accept it again"),
                problem(
                        new Finding.UnusedAcceptance(accepted("7", "Report", "presence")),
                        Kind.ACCEPTANCE,
                        "The end of phase 7 'Report' is accepted, and the run has that phase: remove it from"
                                + " metrics-accepted.json"),
                problem(
                        new Finding.ExpiredAcceptance(accepted("7", "Report", "presence")),
                        Kind.ACCEPTANCE,
                        "The end of phase 7 'Report' was accepted until 2026-11-22: remove it from metrics-accepted.json, or"
                                + " accept it again"),
                problem(
                        new Finding.DamagedHistory(new DamagedEntry("history/x.json", "is truncated\u001b")),
                        Kind.DAMAGED_HISTORY,
                        "The history has a damaged entry, which was left out: history/x.json is truncated\\u001b"),
                problem(
                        new Finding.UnusableHistory(new Obstacle("kept", "is a\u001bfile"), Effect.FAILS),
                        Kind.UNUSABLE_HISTORY,
                        "The history in kept cannot be used, so the run was not compared with earlier runs or not kept: is"
                                + " a\\u001bfile. Correct that, or leave out <history>"));
    }

    private static final BaselineVerdict.Relative RELATIVE = new BaselineVerdict.Relative(
            TYPO, new Limit.Relative(Limit.Kind.MAX_INCREASE, new BigDecimal("0.1"), true, false, null, null));

    private static BaselineVerdict regression() {
        return new ComparedValue("612").is(Standing.REGRESSION, Effect.FAILS);
    }

    private static Acceptance accepted(@Nullable String phase, @Nullable String name, String metric) {
        return new Acceptance(
                new SeriesName(
                        phase,
                        metric.equals("presence")
                                ? new PhaseMetric.Presence()
                                : Metric.named(metric).orElseThrow()),
                name,
                BigDecimal.TEN,
                null,
                "intended",
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-11-22"),
                null);
    }

    /** A p99 of the phase Report, compared with 20 runs on main with a median of 501 ms and a limit of 560 ms. */
    private static final class ComparedValue {

        private final BigDecimal value;
        private double freed;
        private Measurement measurement;
        private String branch = "main";
        private Optional<Baseline> baseline = Optional.of(new Baseline(501, 480, 540, 20));
        private BaselineVerdict.@Nullable Relative relative;
        private int confirmations = 2;
        private int confirmed = 2;
        private @Nullable String acceptance;
        private boolean becomesNormal;

        ComparedValue(String value) {
            this.value = new BigDecimal(value);
            freed = this.value.doubleValue();
            measurement = new Measurement(REPORT, new PhaseMetric.Latency("p99"), this.value);
        }

        ComparedValue ofTheRun() {
            measurement = new Measurement(null, Metric.named("rss_mb").orElseThrow(), value);
            return this;
        }

        ComparedValue freed(double other) {
            freed = other;
            return this;
        }

        ComparedValue on(String other) {
            branch = other;
            return this;
        }

        ComparedValue before(double median, double low, double high, int runs) {
            baseline = Optional.of(new Baseline(median, low, high, runs));
            return this;
        }

        ComparedValue accepted() {
            baseline = Optional.empty();
            acceptance = "2026-11-01 612";
            return this;
        }

        ComparedValue under(BaselineVerdict.Relative limit) {
            relative = limit;
            return this;
        }

        ComparedValue confirmed(int inARow, int of) {
            confirmed = inARow;
            confirmations = of;
            return this;
        }

        ComparedValue normal() {
            becomesNormal = true;
            return this;
        }

        BaselineVerdict is(Standing standing, Effect effect) {
            OptionalDouble change = baseline.isPresent() && baseline.get().median() != 0
                    ? OptionalDouble.of((freed / baseline.get().median() - 1) * 100)
                    : OptionalDouble.empty();
            OptionalDouble limit =
                    standing == Standing.NOT_ENOUGH_DATA ? OptionalDouble.empty() : OptionalDouble.of(560);
            return new BaselineVerdict(
                    measurement,
                    freed,
                    branch,
                    relative,
                    new Judgement(standing, baseline, limit, change),
                    confirmations,
                    confirmed,
                    acceptance,
                    becomesNormal,
                    effect);
        }
    }

    private static Arguments problem(Finding finding, Kind kind, String sentence) {
        return Arguments.of(finding, kind, sentence);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyFindingWithAnEffectIsAProblemInASentence(Finding finding, Kind kind, String sentence) {
        Wording wording = new Wording(Example.verify(List.of(), REPORT));
        Problem problem = wording.problem(finding).orElseThrow();
        assertThat(problem.sentence()).isEqualTo(sentence);
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.fails()).isEqualTo(finding.effect() == Effect.FAILS);
        assertThat(problem.finding()).isSameAs(finding);
        assertThat(wording.note(finding)).isEmpty();
    }

    @Test
    void everyKindOfFindingIsPutIntoWords() {
        Set<Class<?>> kinds = new HashSet<>();
        for (Class<?> kind : Finding.class.getDeclaredClasses()) {
            if (kind.isRecord()) {
                kinds.add(kind);
            }
        }
        kinds.add(Verdict.class);
        kinds.add(BaselineVerdict.class);
        Set<Class<?>> seen = new HashSet<>();
        problems()
                .forEach(
                        arguments -> seen.add(requireNonNull(arguments.get()[0]).getClass()));
        notes().forEach(arguments -> seen.add(requireNonNull(arguments.get()[0]).getClass()));
        assertThat(seen).isEqualTo(kinds);
        Set<Kind> words = EnumSet.noneOf(Kind.class);
        problems()
                .forEach(arguments -> words.add((Kind) requireNonNull(arguments.get()[1])));
        assertThat(words).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Kind.ONLY_ZEROS)));
    }

    static Stream<Arguments> notes() {
        return Stream.of(
                Arguments.of(
                        new Finding.OnlyZeros(List.of(Resource.CPU_PERCENT, Resource.RSS_MB)),
                        "Nothing but zeros: every sample of cpu_percent and rss_mb is 0, so it was probably not measured"),
                Arguments.of(
                        new Finding.OptionalThresholdUnused(TYPO),
                        "<thresholds><typo> in the pom applies to nothing, and is optional"),
                Arguments.of(
                        new Finding.PhasesWithoutLimit(List.of(REPORT)), "1 phase without a limit: key 7 'Report'"),
                Arguments.of(
                        new Finding.PhasesWithoutLimit(Collections.nCopies(8, REPORT)),
                        "8 phases without a limit: key 7 'Report', key 7 'Report', key 7 'Report', key 7 'Report', key 7"
                                + " 'Report' and 3 more"),
                Arguments.of(
                        new Finding.MissingFile(MISSING, Effect.NONE),
                        "/repo/artifacts/plan1/phase_metrics.json is missing"),
                Arguments.of(
                        new Finding.NoMetricsSet(DIRECTORY, 0, Effect.NONE),
                        "There is no metrics set in /repo/artifacts/plan1"),
                Arguments.of(
                        new Finding.FailedPhase("3", "failed", Effect.NONE),
                        "The pipeline says that phase 3 ended as 'failed' (phase_status)"),
                Arguments.of(
                        new ComparedValue("612").confirmed(1, 2).is(Standing.SUSPECT, Effect.NONE),
                        "p99 of phase 7 'Report' is 612 ms, 22 % above its baseline of 501 ms (20 runs on main, usually 480 to"
                                + " 540 ms): suspect, the next run decides"),
                Arguments.of(
                        new ComparedValue("503").confirmed(1, 3).is(Standing.SUSPECT, Effect.NONE),
                        "p99 of phase 7 'Report' is 503 ms, less than 1 % above its baseline of 501 ms (20 runs on main,"
                                + " usually 480 to 540 ms): suspect, a regression after 2 more like it"),
                Arguments.of(
                        new ComparedValue("612").accepted().confirmed(1, 2).is(Standing.SUSPECT, Effect.NONE),
                        "p99 of phase 7 'Report' is 612 ms, and no run since the accepted change has a value: suspect, the"
                                + " next run decides"),
                Arguments.of(
                        new ComparedValue("612").is(Standing.REGRESSION, Effect.NONE),
                        "p99 of phase 7 'Report' is 612 ms, 22 % above its baseline of 501 ms (20 runs on main, usually 480 to"
                                + " 540 ms): a regression, 2 runs in a row beyond 560 ms"),
                Arguments.of(
                        new Finding.NotEnoughRuns("", 0, 10, Effect.NONE),
                        "Not enough runs to compare with: none, and <minRuns> is 10"),
                Arguments.of(
                        compared(0, true, new RunFactor(1, 0), Map.of("of another jdk (21)", 2)),
                        "No run on main can be compared with: 2 of another jdk (21)"),
                Arguments.of(
                        compared(3, true, new RunFactor(1, 0), Map.of("of another jdk (21)", 2)),
                        "Compared with 3 runs on main since 2026-11-23T12:00:00Z; left out: 2 of another jdk (21)"),
                Arguments.of(
                        compared(12, false, new RunFactor(1, 4), Map.of()),
                        "Compared with 12 runs on main since 2026-11-23T12:00:00Z; how fast the machine was is not known: 4"
                                + " phases can be compared, and it takes 5"),
                Arguments.of(
                        compared(12, false, new RunFactor(1, 5), Map.of()),
                        "Compared with 12 runs on main since 2026-11-23T12:00:00Z"),
                Arguments.of(
                        compared(12, false, new RunFactor(1.12, 5), Map.of()),
                        "Compared with 12 runs on main since 2026-11-23T12:00:00Z; the whole run is 12 % slower than they"
                                + " are"));
    }

    /** That there are too few runs is a finding of its own. */
    @Test
    void theFirstRunIsNotMentionedTwice() {
        Wording wording = new Wording(Example.verify(List.of(), REPORT));
        assertThat(wording.note(compared(0, true, new RunFactor(1, 0), Map.of())))
                .isEmpty();
    }

    /** No threshold is kept or broken where all of them are relative: their values are counted with the baseline's. */
    @Test
    void thresholdsThatAreAllRelativeAreNotCountedAsNone() {
        Verification verification = Example.verify(List.of(), REPORT);
        Verification compared = new Verification(
                Example.rules(List.of(Example.with(TYPO, RELATIVE.limit()))),
                verification.subject(),
                verification.set(),
                List.of(new ComparedValue("500").under(RELATIVE).is(Standing.WITHIN, Effect.NONE)));
        assertThat(Headline.counts(compared))
                .isEqualTo("1 phase, 1 value within the baseline, 0 suspect, 0 regressions");
    }

    private static Finding compared(int runs, boolean areTooFew, RunFactor factor, Map<String, Integer> leftOut) {
        return new Finding.ComparedWith("main", runs, areTooFew, runs == 0 ? null : Example.NOW, leftOut, factor);
    }

    @Test
    void aValueWithinItsBaselineIsNotMentioned() {
        Wording wording = new Wording(Example.verify(List.of(), REPORT));
        for (Standing standing : List.of(Standing.WITHIN, Standing.NOT_ENOUGH_DATA)) {
            BaselineVerdict verdict = new ComparedValue("500").is(standing, Effect.NONE);
            assertThat(wording.problem(verdict)).isEmpty();
            assertThat(wording.note(verdict)).isEmpty();
        }
    }

    @Test
    void aThresholdThatNeedsAHistoryOrPhasesSaysSoIfItWasNotEvaluated() {
        Wording wording = new Wording(Example.verify(List.of(), REPORT));
        Threshold relative = Example.with(TYPO, RELATIVE.limit());
        assertThat(wording.problem(new Finding.NotEvaluated(relative, Effect.WARNS))
                        .orElseThrow()
                        .sentence())
                .isEqualTo(
                        "The <maxIncrease> was not evaluated: there is no history to compare with, or the metric is in a"
                                + " file that is missing (<thresholds><typo> in the pom)");
        Threshold factor = Threshold.of(
                "machine",
                "<thresholds><machine> in the pom",
                new Selector.AnyPhase(),
                new RunMetric.Factor(),
                Example.max("1.2"));
        assertThat(wording.problem(new Finding.NotEvaluated(factor, Effect.WARNS))
                        .orElseThrow()
                        .sentence())
                .isEqualTo("run_factor was not evaluated: it takes 5 phases that can be compared with their baselines"
                        + " (<thresholds><machine> in the pom)");
    }

    @ParameterizedTest
    @MethodSource("notes")
    void aFindingWithoutEffectThatIsWorthALineIsANote(Finding finding, String note) {
        Wording wording = new Wording(Example.verify(List.of(), REPORT));
        assertThat(wording.note(finding)).contains(note);
        assertThat(wording.problem(finding)).isEmpty();
    }

    @Test
    void aVerdictWithoutEffectIsNotMentioned() {
        Wording wording = new Wording(Example.verify(List.of(), REPORT));
        for (Outcome outcome : Outcome.values()) {
            Verdict verdict = verdict(REPORT, "1", "1", outcome, Effect.NONE);
            assertThat(wording.problem(verdict)).isEmpty();
            assertThat(wording.note(verdict)).isEmpty();
        }
    }

    private static final Phase REPORT = phase("7", "Report", "1");

    private static Phase suspect() {
        Map<PhaseMetric.Figure, BigDecimal> figures = Map.of(
                PhaseMetric.Figure.ITEMS_PROCESSED, new BigDecimal("100"),
                PhaseMetric.Figure.DURATION, new BigDecimal("1000"));
        return new Phase("1", "Load", figures, Map.of("p50", new BigDecimal("10000000")));
    }

    private static Phase suspectWithManyDigits() {
        Map<PhaseMetric.Figure, BigDecimal> figures = Map.of(
                PhaseMetric.Figure.ITEMS_PROCESSED,
                BigDecimal.ONE,
                PhaseMetric.Figure.DURATION,
                new BigDecimal("1300.19999999999999"));
        return new Phase("1", "Load", figures, Map.of("p50", new BigDecimal("1.3000999999999998")));
    }

    private static Verdict verdict(
            @Nullable Phase phase, @Nullable String value, @Nullable String samples, Outcome outcome, Effect effect) {
        Threshold threshold =
                Example.with(threshold("t", new Selector.AnyPhase(), "p99", "1"), Severity.FAIL, "100", "");
        return new Verdict(
                threshold,
                phase,
                new Bounds(new BigDecimal("0.75"), BigDecimal.ONE),
                value == null ? null : new BigDecimal(value),
                samples == null ? null : new BigDecimal(samples),
                outcome,
                effect);
    }

    private static String broken(@Nullable String p99, String limit, Selector selector) {
        Verification verification = verification(selector, "p99", limit, phase("2", "Micro Questions", p99));
        return VerdictWording.sentence(verification.verdicts().get(0));
    }

    private static String unused(String selector, String metric, Phase... phases) {
        Verification verification = verification(new Selector.Text(selector), metric, "1", phases);
        Finding finding = verification.findings(Finding.UnusedThreshold.class).get(0);
        return new Wording(verification).problem(finding).orElseThrow().sentence();
    }

    private static Verification verification(Selector selector, String metric, String limit, Phase... phases) {
        Limit max = Limit.max(LimitSyntax.time(limit).orElseThrow());
        Threshold threshold = Threshold.of(
                "p99Threshold", P99_THRESHOLD, selector, Metric.named(metric).orElseThrow(), max);
        return Example.verify(List.of(threshold), phases);
    }
}
