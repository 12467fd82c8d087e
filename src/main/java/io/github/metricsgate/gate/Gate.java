package io.github.metricsgate.gate;

import io.github.metricsgate.gate.Verification.Subject;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.stats.RunFactor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a metrics set against rules: turns what was read into findings, each with its effect on the build. */
public final class Gate {

    private final Rules rules;
    private final SetReading set;

    private Gate(Rules rules, SetReading set) {
        this.rules = rules;
        this.set = set;
    }

    /** Makes all findings. */
    public static Verification verify(Rules rules, SetReading set, Circumstances circumstances) {
        return new Gate(rules, set).verify(circumstances);
    }

    /** The findings for a snapshot that should be persisted but violates the schema. */
    public static Verification refuse(Rules rules, Path snapshot, Violations violations) {
        SetReading refused = SetReading.ofSnapshot(snapshot, violations);
        return new Verification(rules, Subject.SNAPSHOT, refused, new Gate(rules, refused).violations());
    }

    /** The finding for a snapshot that should be persisted but is missing. */
    public static Verification missing(Rules rules, Path snapshot) {
        SetReading nothing = SetReading.ofSnapshot(snapshot, Violations.NONE);
        return new Verification(
                rules,
                Subject.SNAPSHOT,
                nothing,
                List.of(new Finding.MissingSnapshot(snapshot, rules.policy().ofMissing())));
    }

    /**
     * Says that the snapshot that was to be persisted is a tool's result.
     *
     * @param looksLike a noun phrase
     * @param element how the pom would name it as a source
     */
    public static Verification foreign(Rules rules, Path snapshot, String looksLike, String element) {
        return new Verification(
                rules,
                Subject.SNAPSHOT,
                SetReading.ofSnapshot(snapshot, Violations.NONE),
                List.of(new Finding.ForeignSnapshot(snapshot, looksLike, element)));
    }

    /** Says what is wrong with the sources of a snapshot that was to be collected. */
    public static Verification collect(Rules rules, Path snapshot, List<SourceFault> faults) {
        List<Finding> findings = new ArrayList<>();
        for (SourceFault fault : faults) {
            findings.add(
                    fault.kind() == SourceFault.Kind.MISCONFIGURED
                            ? new Finding.MisconfiguredSource(fault)
                            : new Finding.FaultySource(fault, rules.policy().of(fault)));
        }
        return new Verification(rules, Subject.SOURCES, SetReading.ofSnapshot(snapshot, Violations.NONE), findings);
    }

    private Verification verify(Circumstances circumstances) {
        Effect ofMissing = rules.policy().ofMissing();
        if (set.isEmpty()) {
            return new Verification(rules, Subject.SET, set, List.of(noMetricsSet(ofMissing)));
        }
        if (circumstances.ofEarlierRun()) {
            Finding earlier = new Finding.EarlierRun(set.directory(), set.time(), ofMissing);
            return new Verification(rules, Subject.SET, set.withoutFigures(), List.of(earlier));
        }
        List<Finding> findings = new ArrayList<>();
        for (FoundFile missing : set.missing()) {
            findings.add(new Finding.MissingFile(missing, ofMissing));
        }
        List<Finding> stale = Freshness.check(set, rules.policy(), circumstances.now());
        findings.addAll(stale);
        if (!set.violations().isEmpty()) {
            findings.addAll(violations());
        }
        Optional<Finding> unusable = circumstances
                .obstacle()
                .map(obstacle ->
                        new Finding.UnusableHistory(obstacle, rules.policy().ofUnusableHistory()));
        if (!set.violations().isEmpty() || !stale.isEmpty()) {
            unusable.ifPresent(findings::add);
            return new Verification(rules, Subject.SET, set.withoutFigures(), findings);
        }
        findings.addAll(RunCheck.check(rules.policy(), set.run()));
        findings.addAll(UnitCheck.check(rules, set.run()));
        findings.addAll(judge(circumstances.past()));
        unusable.ifPresent(findings::add);
        return new Verification(rules, Subject.SET, set, findings, circumstances.past());
    }

    /** A single finding, however many thresholds there are: a module without metrics is one line in a log. */
    private Finding noMetricsSet(Effect ofMissing) {
        Effect effect = ofMissing;
        for (Threshold threshold : rules.thresholds()) {
            if (rules.policy().ofNotEvaluated(threshold.severity()) == Effect.FAILS) {
                effect = Effect.FAILS;
            }
        }
        return new Finding.NoMetricsSet(set.directory(), rules.thresholds().size(), effect);
    }

    private List<Finding> violations() {
        List<Finding> findings = new ArrayList<>();
        for (Violation violation : set.violations().first()) {
            findings.add(new Finding.InvalidFile(violation));
        }
        long unlisted = set.violations().total() - findings.size();
        if (unlisted > 0) {
            findings.add(new Finding.MoreViolations(unlisted));
        }
        return findings;
    }

    /** The findings about the thresholds, the verdicts, and what the runs before say. */
    private List<Finding> judge(Optional<Past> past) {
        // Without a history, nothing of the comparison is loaded.
        BaselineJudge baselines = past.isPresent() ? new BaselineJudge(rules, set, past.get()) : null;
        Optional<RunFactor> factor = baselines == null ? Optional.empty() : baselines.knownRunFactor();
        List<Threshold> evaluated = new ArrayList<>();
        List<Finding> notEvaluated = new ArrayList<>();
        for (Threshold threshold : Measured.by(rules.thresholds(), set.run().phases())) {
            boolean lacksItsHistory = threshold.metric() instanceof RunMetric.Factor
                    ? factor.isEmpty()
                    : past.isEmpty() && !threshold.relativeLimits().isEmpty();
            boolean isEvaluated = canBeEvaluated(threshold) && !(lacksItsHistory && threshold.needsAHistory());
            if (isEvaluated) {
                evaluated.add(threshold);
            }
            if (!isEvaluated || lacksItsHistory) {
                Effect effect = rules.policy().ofNotEvaluated(threshold.severity());
                notEvaluated.add(new Finding.NotEvaluated(threshold, effect));
            }
        }
        Precedence precedence = Precedence.of(evaluated, set.run().phases());
        List<Finding.AppliesToNothing> unused = unused(precedence);
        List<Verdict> verdicts = verdicts(evaluated, precedence, unused, factor);

        List<Finding> findings = new ArrayList<>(unused);
        findings.addAll(unitsOnMeasures(evaluated));
        findings.addAll(
                nothingMeasured(evaluated, verdicts, thresholdsOf(unused), comparedAlone(evaluated, precedence)));
        findings.addAll(notEvaluated);
        boolean isCompared = past.isPresent() && rules.baselines().watchesEverything();
        if (rules.thresholds().isEmpty() && rules.policy().isStrict() && !isCompared) {
            findings.add(new Finding.NoThreshold(Effect.WARNS));
        }
        findings.addAll(overridden(precedence));
        if (!precedence.applied().isEmpty() && !precedence.withoutLimit().isEmpty()) {
            findings.add(new Finding.PhasesWithoutLimit(precedence.withoutLimit()));
        }
        findings.addAll(verdicts);
        if (baselines != null) {
            findings.addAll(baselines.judge(RelativeLimits.of(evaluated, precedence)));
        }
        return findings;
    }

    /**
     * False if the file that contains its metric is missing, or if there is no phase and it could only warn about that.
     */
    private boolean canBeEvaluated(Threshold threshold) {
        if (threshold.metric() instanceof RunMetric.Factor) {
            return set.hasPhases();
        }
        if (threshold.metric() instanceof RunMetric) {
            return set.hasSamples();
        }
        boolean isInTheMissingFile = threshold.metric() instanceof PhaseMetric.Figure figure
                && figure.isInPhaseMetricsOnly()
                && !set.has(MetricsFile.PHASE_METRICS);
        boolean couldOnlyWarn = set.run().phases().isEmpty() && threshold.severity() == Severity.WARN;
        return set.hasPhases() && !isInTheMissingFile && !couldOnlyWarn;
    }

    private List<Verdict> verdicts(
            List<Threshold> evaluated,
            Precedence precedence,
            List<Finding.AppliesToNothing> unused,
            Optional<RunFactor> factor) {
        Judge judge = new Judge(rules.policy());
        List<Verdict> verdicts = new ArrayList<>();
        for (Precedence.Applied applied : precedence.applied()) {
            // An optional threshold whose metric no phase has is not broken, even if it names the phase.
            boolean isUnused = unused.contains(new Finding.OptionalThresholdUnused(applied.threshold()));
            if (!isUnused && !isLeftToTheBaseline(applied)) {
                verdicts.add(judge.judge(applied));
            }
        }
        for (Threshold threshold : evaluated) {
            if (threshold.metric() instanceof RunMetric.Factor) {
                factor.ifPresent(known -> verdicts.add(judge.judge(threshold, known)));
            } else if (threshold.metric() instanceof RunMetric metric && !threshold.needsAHistory()) {
                verdicts.add(judge.judge(threshold, metric, set.run().resources()));
            }
        }
        return verdicts;
    }

    private Set<String> comparedAlone(List<Threshold> evaluated, Precedence precedence) {
        Set<String> metrics = new HashSet<>();
        for (Precedence.Applied applied : precedence.applied()) {
            if (isLeftToTheBaseline(applied)) {
                metrics.add(applied.metric().key());
            }
        }
        for (Threshold threshold : evaluated) {
            if (threshold.metric() instanceof RunMetric metric
                    && threshold.needsAHistory()
                    && metric.valueIn(set.run().resources(), 0) != null) {
                metrics.add(metric.key());
            }
        }
        return metrics;
    }

    /** Whether its limits here are relative and there is a value; without a value there is nothing to compare. */
    private static boolean isLeftToTheBaseline(Precedence.Applied applied) {
        for (Limit limit : applied.limits()) {
            if (!(limit instanceof Limit.Relative)) {
                return false;
            }
        }
        return applied.metric().valueIn(applied.phase()) != null;
    }

    private List<Finding.AppliesToNothing> unused(Precedence precedence) {
        List<Finding.AppliesToNothing> unused = new ArrayList<>();
        if (set.run().phases().isEmpty()) {
            // No selector is to blame for that.
            return unused;
        }
        for (Precedence.LimitUsage usage : precedence.usages()) {
            boolean applies = usage.selectsAPhase() && usage.hasItsMetric();
            if (!applies && usage.threshold().optional() && !hasAnUnsetProperty(usage.threshold())) {
                unused.add(new Finding.OptionalThresholdUnused(usage.threshold()));
            } else if (!usage.selectsAPhase()) {
                unused.add(new Finding.NoSuchPhase(usage.threshold()));
            } else if (!usage.hasItsMetric()) {
                unused.add(new Finding.NoSuchMetric(usage.threshold(), usage.latencies()));
            }
        }
        return unused;
    }

    /** Names may contain what looks like a property; that none of the phases has it tells the one from the other. */
    private static boolean hasAnUnsetProperty(Threshold threshold) {
        boolean inPhase = threshold.selector() instanceof Selector.Text selector
                && selector.text().contains("${");
        return inPhase || threshold.metric().key().contains("${");
    }

    private static List<Finding> unitsOnMeasures(List<Threshold> evaluated) {
        List<Finding> findings = new ArrayList<>();
        for (Threshold threshold : evaluated) {
            if (threshold.metric() instanceof PhaseMetric.Measure
                    && threshold.limits().stream().anyMatch(Limit::hasUnitOfTime)) {
                findings.add(new Finding.UnitOnMeasure(threshold));
            }
        }
        return findings;
    }

    private static List<Threshold> thresholdsOf(List<Finding.AppliesToNothing> unused) {
        return unused.stream().map(Finding.AppliesToNothing::threshold).toList();
    }

    private static List<Finding> overridden(Precedence precedence) {
        List<Finding> overridden = new ArrayList<>();
        for (Precedence.LimitUsage usage : precedence.usages()) {
            for (Limit limit : usage.threshold().limits()) {
                if (usage.threshold().severity() == Severity.FAIL
                        && usage.leftToWarnings().contains(limit.kind())) {
                    overridden.add(new Finding.OverriddenLimit(usage.threshold(), limit));
                }
            }
        }
        return overridden;
    }

    /**
     * Reports once, for all thresholds that should fail the build, that there is not a single value of their metrics:
     * passing would be a mistake, although a glob may match phases without values.
     *
     * @param unused the thresholds that apply to nothing, which has been reported already
     * @param compared the metrics that have a value which is compared with a baseline alone
     */
    private static List<Finding> nothingMeasured(
            List<Threshold> evaluated, List<Verdict> verdicts, List<Threshold> unused, Set<String> compared) {
        Set<String> measured = new HashSet<>(compared);
        for (Verdict verdict : verdicts) {
            if (verdict.value() != null) {
                measured.add(verdict.threshold().metric().key());
            }
        }
        List<Threshold> unmeasured = new ArrayList<>();
        long values = 0;
        for (Threshold threshold : evaluated) {
            if (threshold.severity() == Severity.WARN
                    || measured.contains(threshold.metric().key())) {
                continue;
            }
            List<Verdict> own = new ArrayList<>(verdicts);
            own.removeIf(verdict -> !verdict.threshold().equals(threshold));
            boolean failsAnyway = !own.isEmpty() && own.stream().allMatch(verdict -> verdict.effect() == Effect.FAILS);
            if (!failsAnyway && !unused.contains(threshold)) {
                unmeasured.add(threshold);
                values += own.size();
            }
        }
        return unmeasured.isEmpty() ? List.of() : List.of(new Finding.NothingMeasured(unmeasured, values));
    }
}
