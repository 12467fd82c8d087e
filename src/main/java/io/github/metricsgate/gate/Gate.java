package io.github.metricsgate.gate;

import io.github.metricsgate.gate.Overruled.Side;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.SetReading;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds rules against a metrics set. Every verdict there is, is made here, on exact decimals. */
public final class Gate {

    /** Keys that are numbers first, by value; then text. */
    private static final Comparator<Phase> READING_ORDER = Comparator.comparing((Phase phase) -> !isNumber(phase.key()))
            .thenComparing(phase -> isNumber(phase.key()) ? new BigInteger(phase.key()) : BigInteger.ZERO)
            .thenComparing(Phase::key);

    /** By how much the clock of a file server may be ahead. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Rules rules;
    private final SetReading set;
    private final List<Phase> phases;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<Overruled, Rivals> limits = new LinkedHashMap<>();
    /** For each threshold that selects a phase, the latencies that its phases have. */
    private final Map<Threshold, Set<String>> latenciesOfSelected = new HashMap<>();

    /** What became of one limit in the phases that its threshold selects. */
    private static final class Rivals {
        boolean decides;
        boolean isLeftToWarnings;
    }

    private Gate(Rules rules, SetReading set) {
        this.rules = rules;
        this.set = set;
        this.phases =
                set.phases().orElse(List.of()).stream().sorted(READING_ORDER).toList();
    }

    /**
     * Judges all that there is to judge.
     *
     * @param now what the age of the files is counted to
     */
    public static Verification verify(Rules rules, SetReading set, Instant now) {
        return new Gate(rules, set).verify(now);
    }

    private Verification verify(Instant now) {
        List<FoundFile> stale =
                set.files().stream().filter(file -> isStale(file, now)).toList();
        if (!set.violations().isEmpty()) {
            return new Verification(
                    rules,
                    set.withoutValues(),
                    List.of(),
                    stale,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
        phases.forEach(this::judge);
        set.resources().ifPresent(this::judge);
        List<Unmatched> unmatched = unmatched();
        return new Verification(
                rules,
                set,
                phases,
                stale,
                verdicts,
                unmatched,
                overruled(),
                unmeasured(unmatched.stream().map(Unmatched::threshold).toList()),
                thresholds(this::isNotHeld));
    }

    private boolean isStale(FoundFile file, Instant now) {
        Instant lastModified = file.lastModified();
        BigDecimal maxAge = rules.maxAge();
        if (lastModified == null || maxAge == null) {
            return false;
        }
        Duration age = Duration.between(lastModified, now);
        // A file of the future says nothing of when it was written.
        return milliseconds(age).compareTo(maxAge) > 0 || age.compareTo(CLOCKS_DIFFER.negated()) < 0;
    }

    /** Holds every threshold on phases against this one, limit by limit: the most specific decides. */
    private void judge(Phase phase) {
        Map<Threshold, Specificity> matches = new LinkedHashMap<>();
        for (Threshold threshold : rules.thresholds()) {
            if (threshold.metric() instanceof PhaseMetric && !isNotHeld(threshold)) {
                threshold.selector().match(phase).ifPresent(specificity -> matches.put(threshold, specificity));
            }
        }
        matches.forEach((threshold, specificity) -> {
            latenciesOfSelected
                    .computeIfAbsent(threshold, t -> new LinkedHashSet<>())
                    .addAll(phase.latencies().keySet());
            Bounds bounds = new Bounds(
                    decidingLimit(threshold, Side.MIN, matches), decidingLimit(threshold, Side.MAX, matches));
            if (threshold.metric() instanceof PhaseMetric of && (bounds.min() != null || bounds.max() != null)) {
                BigDecimal value = of.of(phase, rules.latencyUnit());
                judge(threshold, phase, bounds, value, phase.itemsProcessed(), specificity.namesThePhase());
            }
        });
    }

    /** The threshold's limit, unless it has none or a more specific one of those that select the phase has one too. */
    private @Nullable BigDecimal decidingLimit(Threshold threshold, Side side, Map<Threshold, Specificity> matches) {
        BigDecimal limit = limit(threshold, side);
        if (limit == null) {
            return null;
        }
        List<Threshold> rivals = matches.keySet().stream()
                .filter(other -> other.metric().equals(threshold.metric()) && limit(other, side) != null)
                .toList();
        Specificity highest = rivals.stream()
                .map(other -> Objects.requireNonNull(matches.get(other)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        boolean decides = highest.equals(matches.get(threshold));
        Rivals seen = limits.computeIfAbsent(new Overruled(threshold, side), absent -> new Rivals());
        seen.decides |= decides;
        seen.isLeftToWarnings |= rivals.stream()
                .filter(other -> highest.equals(matches.get(other)))
                .allMatch(other -> other.severity() == Severity.WARN);
        return decides ? limit : null;
    }

    private static @Nullable BigDecimal limit(Threshold threshold, Side side) {
        return side == Side.MIN ? threshold.bounds().min() : threshold.bounds().max();
    }

    private void judge(ResourceUsage usage) {
        BigDecimal samples = BigDecimal.valueOf(usage.samples());
        for (Threshold threshold : rules.thresholds()) {
            if (threshold.metric() instanceof RunMetric of) {
                Bounds bounds = threshold.bounds();
                judge(threshold, null, bounds, of.of(usage, bounds.decimals()), samples, true);
            }
        }
    }

    private void judge(
            Threshold threshold,
            @Nullable Phase phase,
            Bounds bounds,
            @Nullable BigDecimal value,
            BigDecimal samples,
            boolean named) {
        BigDecimal minSamples = threshold.minSamples();
        Outcome outcome;
        if (value == null) {
            // The run has one set of samples: that there are none is for the policy, as a glob's phase is.
            outcome = named && phase != null ? Outcome.BROKEN : Outcome.NOT_MEASURED;
        } else if (minSamples != null && samples.compareTo(minSamples) < 0) {
            outcome = Outcome.NOT_ENOUGH_DATA;
        } else {
            outcome = bounds.side(value) == Bounds.Side.WITHIN ? Outcome.KEPT : Outcome.BROKEN;
        }
        verdicts.add(new Verdict(
                threshold, phase, bounds, value, samples, outcome, rules.of(outcome, threshold.severity(), named)));
    }

    private List<Unmatched> unmatched() {
        List<Unmatched> unmatched = new ArrayList<>();
        for (Threshold threshold : rules.thresholds()) {
            // Of no phases at all, a selector is not to blame.
            if (threshold.metric() instanceof RunMetric || phases.isEmpty() || isNotHeld(threshold)) {
                continue;
            }
            Set<String> latencies = latenciesOfSelected.get(threshold);
            if (latencies == null) {
                unmatched.add(new Unmatched.NoSuchPhase(threshold));
            } else if (threshold.metric() instanceof PhaseMetric.Latency latency
                    && !latencies.contains(latency.key())) {
                unmatched.add(new Unmatched.NoSuchMetric(threshold, List.copyOf(latencies)));
            }
        }
        return unmatched;
    }

    private List<Overruled> overruled() {
        return limits.entrySet().stream()
                .filter(limit -> limit.getKey().threshold().severity() == Severity.FAIL
                        && !limit.getValue().decides
                        && limit.getValue().isLeftToWarnings)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Those thresholds that should fail the build, of whose metric there is no value at all.
     *
     * @param except what is a mistake already
     */
    private List<Threshold> unmeasured(List<Threshold> except) {
        Set<Metric> measured = verdicts.stream()
                .filter(verdict -> verdict.value() != null)
                .map(verdict -> verdict.threshold().metric())
                .collect(Collectors.toSet());
        return thresholds(threshold -> threshold.severity() == Severity.FAIL
                && !measured.contains(threshold.metric())
                && !failsAnyway(threshold)
                && !isNotHeld(threshold)
                && !except.contains(threshold));
    }

    /** Whether each of its verdicts fails the build already: there is no need to say it twice. */
    private boolean failsAnyway(Threshold threshold) {
        List<Effect> effects = verdicts.stream()
                .filter(verdict -> verdict.threshold().equals(threshold))
                .map(Verdict::effect)
                .toList();
        return !effects.isEmpty() && effects.stream().allMatch(effect -> effect == Effect.FAILS);
    }

    /** Whether what the threshold speaks of cannot be there, as a file is missing, or there are no phases to warn of. */
    private boolean isNotHeld(Threshold threshold) {
        if (threshold.metric() instanceof RunMetric) {
            return set.resources().isEmpty();
        }
        boolean isOfTheMissingFile = threshold.metric() instanceof PhaseMetric.Figure figure
                && figure.isOfWholePhases()
                && set.missing().stream().anyMatch(file -> file.role() == MetricsFile.PHASE_METRICS);
        return set.phases().isEmpty()
                || isOfTheMissingFile
                || (phases.isEmpty() && threshold.severity() == Severity.WARN);
    }

    private List<Threshold> thresholds(Predicate<Threshold> which) {
        return rules.thresholds().stream().filter(which).toList();
    }

    private static BigDecimal milliseconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .movePointRight(9)
                .add(BigDecimal.valueOf(duration.getNano()))
                .movePointLeft(6);
    }

    private static boolean isNumber(String key) {
        return !key.isEmpty() && key.length() <= 18 && key.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
