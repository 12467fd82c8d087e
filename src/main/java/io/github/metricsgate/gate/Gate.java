package io.github.metricsgate.gate;

import io.github.metricsgate.gate.OverriddenLimit.Side;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SetReading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds rules against a metrics set. Every verdict there is, is made here, on exact decimals. */
public final class Gate {

    /** By how much the clock of a file server may be ahead. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Rules rules;
    private final SetReading set;
    private final List<Phase> phases;
    private final List<Verdict> verdicts = new ArrayList<>();
    /** For each threshold that selects a phase, what became of it there. */
    private final IdentityHashMap<Threshold, Selected> selected = new IdentityHashMap<>();
    /** Those with a verdict that fails the build, and those with one that does not. */
    private final Set<Threshold> failing = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Threshold> sparing = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A threshold on {@code metric} that selects a phase. */
    private record Match(Threshold threshold, PhaseMetric metric, Specificity specificity) {}

    /** What became of a threshold in the phases that it selects. */
    private static final class Selected {
        private final Set<String> latencies = new LinkedHashSet<>();
        private final Map<Side, Rivals> rivals = new EnumMap<>(Map.of(Side.MIN, new Rivals(), Side.MAX, new Rivals()));

        Rivals rivals(Side side) {
            return Objects.requireNonNull(rivals.get(side));
        }
    }

    /** What became of one of its limits. */
    private static final class Rivals {
        private boolean decides;
        private boolean isLeftToWarnings;
    }

    private Gate(Rules rules, SetReading set) {
        this.rules = rules;
        this.set = set;
        List<Phase> inReadingOrder = new ArrayList<>(set.phases().orElse(List.of()));
        inReadingOrder.sort(Gate::inReadingOrder);
        this.phases = inReadingOrder;
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
        List<FoundFile> stale = new ArrayList<>();
        for (FoundFile file : set.files()) {
            if (isStale(file, now)) {
                stale.add(file);
            }
        }
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
        for (Phase phase : phases) {
            judge(phase);
        }
        if (set.resources().isPresent()) {
            judge(set.resources().get());
        }
        List<UnusedThreshold> unmatched = unmatched();
        return new Verification(
                rules, set, phases, stale, verdicts, unmatched, overruled(), unmeasured(unmatched), notHeld());
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
        List<Match> matches = new ArrayList<>();
        for (Threshold threshold : rules.thresholds()) {
            if (threshold.metric() instanceof PhaseMetric metric && !isNotHeld(threshold)) {
                Optional<Specificity> specificity = threshold.selector().match(phase);
                if (specificity.isPresent()) {
                    matches.add(new Match(threshold, metric, specificity.get()));
                }
            }
        }
        for (Match match : matches) {
            Threshold threshold = match.threshold();
            Selected known = selected.get(threshold);
            Selected here = known == null ? new Selected() : known;
            selected.put(threshold, here);
            here.latencies.addAll(phase.latencies().keySet());
            Bounds bounds = new Bounds(
                    decidingLimit(match, Side.MIN, matches, here), decidingLimit(match, Side.MAX, matches, here));
            if (bounds.min() != null || bounds.max() != null) {
                BigDecimal value = match.metric().of(phase, rules.latencyUnit());
                boolean named = match.specificity().namesThePhase();
                judge(threshold, phase, bounds, value, phase.itemsProcessed(), named);
            }
        }
    }

    /** The threshold's limit, unless it has none or a more specific one of those that select the phase has one too. */
    private static @Nullable BigDecimal decidingLimit(Match match, Side side, List<Match> matches, Selected here) {
        BigDecimal limit = limit(match.threshold(), side);
        if (limit == null) {
            return null;
        }
        Specificity highest = match.specificity();
        boolean onlyWarns = true;
        for (Match other : matches) {
            if (limit(other.threshold(), side) == null || !other.metric().equals(match.metric())) {
                continue;
            }
            int order = other.specificity().compareTo(highest);
            if (order > 0) {
                highest = other.specificity();
                onlyWarns = true;
            }
            onlyWarns &= order < 0 || other.threshold().severity() == Severity.WARN;
        }
        boolean decides = highest.compareTo(match.specificity()) == 0;
        here.rivals(side).decides |= decides;
        here.rivals(side).isLeftToWarnings |= onlyWarns;
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
        Effect effect = rules.of(outcome, threshold.severity(), named);
        (effect == Effect.FAILS ? failing : sparing).add(threshold);
        verdicts.add(new Verdict(threshold, phase, bounds, value, samples, outcome, effect));
    }

    private List<UnusedThreshold> unmatched() {
        List<UnusedThreshold> unmatched = new ArrayList<>();
        for (Threshold threshold : rules.thresholds()) {
            // Of no phases at all, a selector is not to blame.
            if (threshold.metric() instanceof RunMetric || phases.isEmpty() || isNotHeld(threshold)) {
                continue;
            }
            Selected here = selected.get(threshold);
            if (here == null) {
                unmatched.add(new UnusedThreshold.NoSuchPhase(threshold));
            } else if (threshold.metric() instanceof PhaseMetric.Latency latency
                    && !here.latencies.contains(latency.key())) {
                unmatched.add(new UnusedThreshold.NoSuchMetric(threshold, List.copyOf(here.latencies)));
            }
        }
        return unmatched;
    }

    private List<OverriddenLimit> overruled() {
        List<OverriddenLimit> overruled = new ArrayList<>();
        for (Threshold threshold : rules.thresholds()) {
            Selected here = selected.get(threshold);
            if (here == null || threshold.severity() != Severity.FAIL) {
                continue;
            }
            for (Side side : Side.values()) {
                Rivals rivals = here.rivals(side);
                if (rivals.isLeftToWarnings && !rivals.decides) {
                    overruled.add(new OverriddenLimit(threshold, side));
                }
            }
        }
        return overruled;
    }

    /**
     * Those thresholds that should fail the build, of whose metric there is no value at all.
     *
     * @param mistakes what is a mistake already
     */
    private List<Threshold> unmeasured(List<UnusedThreshold> mistakes) {
        Set<Threshold> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (UnusedThreshold mistake : mistakes) {
            told.add(mistake.threshold());
        }
        Set<Metric> measured = new HashSet<>();
        for (Verdict verdict : verdicts) {
            if (verdict.value() != null) {
                measured.add(verdict.threshold().metric());
            }
        }
        List<Threshold> unmeasured = new ArrayList<>();
        for (Threshold threshold : rules.thresholds()) {
            if (threshold.severity() == Severity.FAIL
                    && !measured.contains(threshold.metric())
                    && !failsAnyway(threshold)
                    && !isNotHeld(threshold)
                    && !told.contains(threshold)) {
                unmeasured.add(threshold);
            }
        }
        return unmeasured;
    }

    /** Whether each of its verdicts fails the build already: there is no need to say it twice. */
    private boolean failsAnyway(Threshold threshold) {
        return failing.contains(threshold) && !sparing.contains(threshold);
    }

    /** Whether what the threshold speaks of cannot be there, as a file is missing, or there are no phases to warn of. */
    private boolean isNotHeld(Threshold threshold) {
        if (threshold.metric() instanceof RunMetric) {
            return set.resources().isEmpty();
        }
        boolean isOfTheMissingFile = threshold.metric() instanceof PhaseMetric.Figure figure
                && figure.isOfWholePhases()
                && isMissing(MetricsFile.PHASE_METRICS);
        return set.phases().isEmpty()
                || isOfTheMissingFile
                || (phases.isEmpty() && threshold.severity() == Severity.WARN);
    }

    private boolean isMissing(MetricsFile role) {
        for (FoundFile file : set.missing()) {
            if (file.role() == role) {
                return true;
            }
        }
        return false;
    }

    private List<Threshold> notHeld() {
        List<Threshold> notHeld = new ArrayList<>();
        for (Threshold threshold : rules.thresholds()) {
            if (isNotHeld(threshold)) {
                notHeld.add(threshold);
            }
        }
        return notHeld;
    }

    private static BigDecimal milliseconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .movePointRight(9)
                .add(BigDecimal.valueOf(duration.getNano()))
                .movePointLeft(6);
    }

    /** Keys that are numbers first, by value; then text. */
    private static int inReadingOrder(Phase a, Phase b) {
        boolean numberBefore = isNumber(a.key());
        if (numberBefore != isNumber(b.key())) {
            return numberBefore ? -1 : 1;
        }
        int order = numberBefore ? Long.compare(Long.parseLong(a.key()), Long.parseLong(b.key())) : 0;
        return order != 0 ? order : a.key().compareTo(b.key());
    }

    /** Of more digits, it is no {@code long} any more. */
    private static boolean isNumber(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                return false;
            }
        }
        return !key.isEmpty() && key.length() <= 18;
    }
}
