package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.FoundFile;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Holds rules against a metrics set. Every verdict there is, is made here, on exact decimals. */
public final class Gate {

    /** Keys that are numbers first, by value; then text. */
    private static final Comparator<Phase> READING_ORDER = Comparator.comparing((Phase phase) -> !isNumber(phase.key()))
            .thenComparing(phase -> isNumber(phase.key()) ? new BigInteger(phase.key()) : BigInteger.ZERO)
            .thenComparing(Phase::key);

    private final Rules rules;
    private final SetReading set;
    private final List<Phase> phases;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Set<Threshold> matched = new HashSet<>();
    private final Set<Threshold> decided = new HashSet<>();
    /** For each threshold that selects a phase, the latencies that its phases have. */
    private final Map<Threshold, Set<String>> latenciesOfSelected = new HashMap<>();

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
                thresholds(this::isSilenced),
                unmeasured(unmatched.stream().map(Unmatched::threshold).toList()),
                thresholds(this::isNotHeld));
    }

    private boolean isStale(FoundFile file, Instant now) {
        Instant lastModified = file.lastModified();
        BigDecimal maxAge = rules.maxAge();
        return lastModified != null
                && maxAge != null
                && milliseconds(Duration.between(lastModified, now)).compareTo(maxAge) > 0;
    }

    /** Holds every threshold on phases against this one, limit by limit: the most specific decides. */
    private void judge(Phase phase) {
        Map<Threshold, Specificity> matches = new LinkedHashMap<>();
        Map<String, Specificity> mostSpecificMin = new HashMap<>();
        Map<String, Specificity> mostSpecificMax = new HashMap<>();
        BinaryOperator<Specificity> moreSpecific = BinaryOperator.maxBy(Comparator.naturalOrder());
        for (Threshold threshold : rules.thresholds()) {
            Optional<Specificity> match = threshold.metric() instanceof PhaseMetric
                    ? threshold.selector().match(phase)
                    : Optional.empty();
            match.ifPresent(specificity -> {
                matches.put(threshold, specificity);
                matched.add(threshold);
                latenciesOfSelected
                        .computeIfAbsent(threshold, t -> new LinkedHashSet<>())
                        .addAll(phase.latencies().keySet());
                String metric = threshold.metric().key();
                if (threshold.bounds().min() != null) {
                    mostSpecificMin.merge(metric, specificity, moreSpecific);
                }
                if (threshold.bounds().max() != null) {
                    mostSpecificMax.merge(metric, specificity, moreSpecific);
                }
            });
        }
        matches.forEach((threshold, specificity) -> {
            String metric = threshold.metric().key();
            boolean decidesMin = specificity.equals(mostSpecificMin.get(metric));
            boolean decidesMax = specificity.equals(mostSpecificMax.get(metric));
            Bounds bounds = new Bounds(
                    decidesMin ? threshold.bounds().min() : null,
                    decidesMax ? threshold.bounds().max() : null);
            if (threshold.metric() instanceof PhaseMetric of && (bounds.min() != null || bounds.max() != null)) {
                decided.add(threshold);
                BigDecimal value = of.of(phase, rules.latencyUnit());
                judge(threshold, phase, bounds, value, phase.itemsProcessed(), specificity.namesThePhase());
            }
        });
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
            if (threshold.metric() instanceof RunMetric || set.phases().isEmpty()) {
                continue;
            }
            Set<String> latencies = latenciesOfSelected.get(threshold);
            if (latencies == null) {
                if (threshold.selector() instanceof Selector.Text) {
                    unmatched.add(new Unmatched.NoSuchPhase(threshold));
                }
            } else if (threshold.metric() instanceof PhaseMetric.Latency latency
                    && !latencies.contains(latency.key())) {
                unmatched.add(new Unmatched.NoSuchMetric(threshold, List.copyOf(latencies)));
            }
        }
        return unmatched;
    }

    /** @param except what is a mistake already */
    private List<Threshold> unmeasured(List<Threshold> except) {
        List<Threshold> unmeasured = new ArrayList<>();
        for (boolean ofRun : new boolean[] {false, true}) {
            List<Threshold> failing = thresholds(threshold -> threshold.metric() instanceof RunMetric == ofRun
                    && threshold.severity() == Severity.FAIL
                    && !isOverruled(threshold)
                    && !except.contains(threshold));
            boolean hasSource =
                    ofRun ? set.resources().isPresent() : set.phases().isPresent();
            boolean measured = verdicts.stream()
                    .anyMatch(verdict -> verdict.value() != null && failing.contains(verdict.threshold()));
            if (hasSource && !measured) {
                unmeasured.addAll(failing);
            }
        }
        return unmeasured;
    }

    /** Whether it should fail the build, decides nowhere, and what decides in its place may only warn. */
    private boolean isSilenced(Threshold threshold) {
        return threshold.severity() == Severity.FAIL
                && isOverruled(threshold)
                && decided.stream()
                        .anyMatch(other -> other.severity() == Severity.WARN
                                && other.metric().equals(threshold.metric()));
    }

    private boolean isOverruled(Threshold threshold) {
        return matched.contains(threshold) && !decided.contains(threshold);
    }

    private boolean isNotHeld(Threshold threshold) {
        return threshold.metric() instanceof RunMetric
                ? set.resources().isEmpty()
                : set.phases().isEmpty() || (phases.isEmpty() && threshold.severity() == Severity.WARN);
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
