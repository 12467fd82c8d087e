package io.github.metricsgate.gate;

import io.github.metricsgate.gate.BaselineVerdict.Relative;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Measurements;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.stats.Allowance;
import io.github.metricsgate.stats.Direction;
import io.github.metricsgate.stats.Judgement;
import io.github.metricsgate.stats.RunFactor;
import io.github.metricsgate.stats.Series;
import io.github.metricsgate.stats.Settings;
import io.github.metricsgate.stats.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Compares the values of a run with the runs before it. How a series of numbers is judged is the business of {@code stats}. */
final class BaselineJudge {

    /** By how much a run may be slower than usual before it is worth a warning. */
    private static final double SLOW = 1.1;

    private final Rules rules;
    private final SetReading set;
    private final Past past;
    private final ComparableRuns baseline;
    private final BaselineSeries series;
    private final RunFactor factor;

    BaselineJudge(Rules rules, SetReading set, Past past) {
        this.rules = rules;
        this.set = set;
        this.past = past;
        List<String> compareBy = rules.baselines().compareBy();
        baseline = ComparableRuns.ofBaseline(past, rules.baselines());
        series = BaselineSeries.of(past, baseline, compareBy);
        factor = factor();
    }

    /** What the run suffered; empty where nobody knows. */
    Optional<RunFactor> knownRunFactor() {
        return factor.known() ? Optional.of(factor) : Optional.empty();
    }

    /** @param relative the limits of thresholds that are relative to a baseline, where they apply */
    List<Finding> judge(Map<SeriesName, List<Relative>> relative) {
        List<Finding> findings = new ArrayList<>(about());
        for (Measurement measurement : measurements()) {
            if (Watched.isComparable(measurement)) {
                List<Relative> here = relative.getOrDefault(SeriesName.of(measurement), List.of());
                findings.addAll(judge(measurement, here));
            }
        }
        return findings;
    }

    private List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>();
        for (Measurement measurement : Measurements.of(set.run())) {
            if (measurement.phase() != null || set.hasSamples()) {
                all.add(measurement);
            }
        }
        return all;
    }

    private List<Finding> judge(Measurement measurement, List<Relative> relative) {
        List<Finding> verdicts = new ArrayList<>();
        Optional<Direction> watched = Watched.direction(measurement);
        boolean isLimited = false;
        for (Relative limit : relative) {
            verdicts.add(judge(measurement, settings(limit), limit));
            isLimited |= watched.isPresent() && watched.get() == direction(limit.limit());
        }
        if (watched.isPresent() && !isLimited && rules.baselines().watchesEverything()) {
            verdicts.add(judge(measurement, rules.baselines().settings(watched.get()), null));
        }
        return verdicts;
    }

    private BaselineVerdict judge(Measurement measurement, Settings settings, @Nullable Relative relative) {
        Series before = series.before(SeriesName.of(measurement), settings);
        Judgement judgement = before.judge(freed(measurement));
        Standing standing = judgement.standing();
        Acceptance acceptance = series.acceptances().get(SeriesName.of(measurement));
        return new BaselineVerdict(
                measurement,
                freed(measurement),
                past.baselineBranch(),
                relative,
                judgement,
                settings.confirmations(),
                before.after(freed(measurement), standing).outside(),
                acceptance == null ? null : acceptance.id(),
                before.isAdoptedBy(standing),
                effect(standing, relative));
    }

    private Effect effect(Standing standing, @Nullable Relative relative) {
        Policy policy = rules.policy();
        return switch (standing) {
            case WITHIN, SUSPECT -> Effect.NONE;
            case REGRESSION ->
                relative == null
                        ? rules.baselines().onRegression()
                        : policy.onBroken().limitedTo(relative.threshold().severity());
            case NOT_ENOUGH_DATA ->
                relative == null
                        ? Effect.NONE
                        : policy.ofTooFewRuns().limitedTo(relative.threshold().severity());
        };
    }

    private double freed(Measurement measurement) {
        double value = Objects.requireNonNull(measurement.value()).doubleValue();
        return Watched.freed(value, measurement.metric(), factor.factor());
    }

    private RunFactor factor() {
        Settings times = rules.baselines().settings(Direction.SMALLER_IS_BETTER);
        List<Double> ratios = new ArrayList<>();
        for (Phase phase : set.run().phases()) {
            OptionalDouble ratio = TypicalTimes.ratio(
                    metric -> metric.valueIn(phase),
                    metric -> series.before(new SeriesName(phase.key(), metric), times)
                            .typical());
            if (ratio.isPresent()) {
                ratios.add(ratio.getAsDouble());
            }
        }
        return RunFactor.of(ratios.stream().mapToDouble(ratio -> ratio).toArray());
    }

    private Settings settings(Relative relative) {
        BaselineRules baselines = rules.baselines();
        Limit.Relative limit = relative.limit();
        double amount = limit.amount().doubleValue();
        int minRuns = limit.minRuns() == null ? baselines.minRuns() : limit.minRuns();
        return new Settings(
                direction(limit),
                limit.isShare() ? new Allowance.Share(amount) : new Allowance.Amount(amount),
                Math.max(minRuns, baselines.window()),
                minRuns,
                limit.confirmations() == null ? baselines.confirmations() : limit.confirmations(),
                rules.policy().onBroken().limitedTo(relative.threshold().severity()) != Effect.FAILS);
    }

    private static Direction direction(Limit.Relative limit) {
        return limit.kind() == Limit.Kind.MAX_INCREASE ? Direction.SMALLER_IS_BETTER : Direction.LARGER_IS_BETTER;
    }

    /** What there is to say of the run as a whole, and of the history. */
    private List<Finding> about() {
        List<Finding> findings = new ArrayList<>();
        past.onBaselineBranch().damaged().forEach(entry -> findings.add(new Finding.DamagedHistory(entry)));
        if (past.isOnAnotherBranch()) {
            past.onOwnBranch().damaged().forEach(entry -> findings.add(new Finding.DamagedHistory(entry)));
        }
        List<RecordedRun> window = window();
        findings.add(new Finding.ComparedWith(
                past.baselineBranch(),
                window.size(),
                baseline.runs().size() < rules.baselines().minRuns(),
                window.isEmpty() ? null : window.get(0).time(),
                baseline.leftOut(),
                factor));
        BaselineRules baselines = rules.baselines();
        if (baseline.runs().size() < baselines.minRuns()) {
            findings.add(new Finding.NotEnoughRuns(
                    past.baselineBranch(),
                    baseline.runs().size(),
                    baselines.minRuns(),
                    baselines.watchesEverything() ? rules.policy().ofTooFewRuns() : Effect.NONE));
        }
        if (baselines.watchesEverything()) {
            if (factor.factor() >= SLOW) {
                findings.add(new Finding.SlowRun(factor, past.baselineBranch(), Effect.WARNS));
            }
            findings.addAll(vanished(window));
        }
        findings.addAll(acceptances());
        return findings;
    }

    private List<RecordedRun> window() {
        List<RecordedRun> runs = baseline.runs();
        return runs.subList(Math.max(0, runs.size() - rules.baselines().window()), runs.size());
    }

    private List<Finding> vanished(List<RecordedRun> window) {
        Map<String, Finding.VanishedPhase> vanished = new HashMap<>();
        if (!set.hasPhases()) {
            return List.of();
        }
        for (RecordedRun run : window) {
            run.phaseNames()
                    .forEach((key, name) -> vanished.put(
                            key,
                            new Finding.VanishedPhase(
                                    key,
                                    name,
                                    run.time(),
                                    rules.baselines().window(),
                                    rules.baselines().onRegression())));
        }
        set.run().phases().forEach(phase -> vanished.remove(phase.key()));
        series.acceptances().keySet().forEach(accepted -> {
            if (accepted.metric() instanceof PhaseMetric.Presence) {
                vanished.remove(accepted.phase());
            }
        });
        List<Finding.VanishedPhase> sorted = new ArrayList<>(vanished.values());
        sorted.sort((a, b) -> a.key().compareTo(b.key()));
        return List.copyOf(sorted);
    }

    private List<Finding> acceptances() {
        Map<SeriesName, Measurement> measured = new HashMap<>();
        for (Measurement measurement : measurements()) {
            if (measurement.value() != null) {
                measured.put(SeriesName.of(measurement), measurement);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Acceptance acceptance : past.acceptances()) {
            SeriesName accepted = acceptance.series();
            boolean isOfPresence = accepted.metric() instanceof PhaseMetric.Presence;
            boolean isThere =
                    set.run().phases().stream().anyMatch(phase -> phase.key().equals(accepted.phase()));
            if (acceptance.isExpired(past.today())) {
                findings.add(new Finding.ExpiredAcceptance(acceptance));
            } else if (isOfPresence ? isThere : !measured.containsKey(accepted)) {
                findings.add(new Finding.UnusedAcceptance(acceptance));
            }
        }
        return findings;
    }
}
