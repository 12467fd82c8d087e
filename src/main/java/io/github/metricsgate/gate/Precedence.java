package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which limit applies where. For each phase, metric and kind of limit, the thresholds with the most specific selector
 * apply; if two are equally specific, both do. The order of the thresholds never matters.
 *
 * @param applied the limits that apply, by phase in the order of the phases, then by threshold
 * @param withoutLimit the phases to which no limit applies
 * @param usages for each threshold on phases, in their order, what it was used for
 */
record Precedence(List<Applied> applied, List<Phase> withoutLimit, List<LimitUsage> usages) {

    /** Nobody would list more statistics than this; a file may have millions. */
    private static final int MOST_LATENCIES = 1000;

    /**
     * A threshold that applies to a phase.
     *
     * @param limits those of its limits that apply
     * @param namesThePhase whether it selects the phase by its key or name
     */
    record Applied(Threshold threshold, PhaseMetric metric, Phase phase, List<Limit> limits, boolean namesThePhase) {}

    /**
     * The most specific of the limits of one kind on one metric of a phase.
     *
     * @param onlyWarn whether none of them fails the build
     */
    private record Winners(Specificity specificity, boolean onlyWarn) {

        static Winners of(Match match) {
            return new Winners(match.specificity, match.threshold.severity() == Severity.WARN);
        }

        /** The winners if {@code other} takes part as well. */
        Winners against(Winners other) {
            int order = specificity.compareTo(other.specificity);
            if (order == 0) {
                return new Winners(specificity, onlyWarn && other.onlyWarn);
            }
            return order > 0 ? this : other;
        }
    }

    private record Match(
            Threshold threshold, PhaseMetric metric, Specificity specificity, LimitUsage.Collector usage) {}

    Precedence {
        applied = List.copyOf(applied);
        withoutLimit = List.copyOf(withoutLimit);
        usages = List.copyOf(usages);
    }

    /** @param thresholds those that are evaluated; the ones on the run have no competitors and do not take part */
    static Precedence of(List<Threshold> thresholds, List<Phase> phases) {
        List<LimitUsage.Collector> collectors = new ArrayList<>();
        List<Selector.Matcher> matchers = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            if (threshold.metric() instanceof PhaseMetric metric) {
                collectors.add(new LimitUsage.Collector(threshold, metric));
                matchers.add(threshold.selector().among(phases));
            }
        }
        List<Applied> applied = new ArrayList<>();
        List<Phase> withoutLimit = new ArrayList<>();
        for (Phase phase : phases) {
            List<Applied> here = apply(phase, matches(phase, collectors, matchers));
            applied.addAll(here);
            if (here.isEmpty()) {
                withoutLimit.add(phase);
            }
        }
        List<LimitUsage> usages = new ArrayList<>();
        for (int i = 0; i < collectors.size(); i++) {
            LimitUsage.Collector collector = collectors.get(i);
            usages.add(collector.usage(collector.lacksItsMetric() ? latencies(phases, matchers.get(i)) : List.of()));
        }
        return new Precedence(applied, withoutLimit, usages);
    }

    private static List<Match> matches(
            Phase phase, List<LimitUsage.Collector> collectors, List<Selector.Matcher> matchers) {
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < collectors.size(); i++) {
            LimitUsage.Collector usage = collectors.get(i);
            Optional<Specificity> specificity = matchers.get(i).match(phase);
            if (specificity.isPresent()) {
                matches.add(new Match(usage.threshold(), usage.metric(), specificity.get(), usage));
                usage.selects(phase);
            }
        }
        return matches;
    }

    private static List<Applied> apply(Phase phase, List<Match> matches) {
        // By the metric's key, which identifies it, and not by records: their first comparison alone costs a small
        // build
        // a tenth of a second of CPU.
        Map<String, Map<Limit.Kind, Winners>> winners = new HashMap<>();
        for (Match match : matches) {
            Map<Limit.Kind, Winners> ofMetric =
                    winners.computeIfAbsent(match.metric.key(), key -> new EnumMap<>(Limit.Kind.class));
            for (Limit limit : match.threshold.limits()) {
                ofMetric.merge(limit.kind(), Winners.of(match), Winners::against);
            }
        }
        List<Applied> applied = new ArrayList<>();
        for (Match match : matches) {
            List<Limit> deciding = new ArrayList<>();
            for (Limit limit : match.threshold.limits()) {
                Winners won = Objects.requireNonNull(
                        Objects.requireNonNull(winners.get(match.metric.key())).get(limit.kind()));
                if (won.specificity.compareTo(match.specificity) == 0) {
                    deciding.add(limit);
                    match.usage.decides(limit.kind());
                } else if (won.onlyWarn) {
                    match.usage.leaveToWarnings(limit.kind());
                }
            }
            if (!deciding.isEmpty()) {
                boolean named = match.specificity.namesThePhase();
                applied.add(new Applied(match.threshold, match.metric, phase, deciding, named));
            }
        }
        return applied;
    }

    private static List<String> latencies(List<Phase> phases, Selector.Matcher matcher) {
        Set<String> latencies = new LinkedHashSet<>();
        for (Phase phase : phases) {
            if (latencies.size() < MOST_LATENCIES && matcher.match(phase).isPresent()) {
                phase.latencies().keySet().stream().limit(MOST_LATENCIES).forEach(latencies::add);
                phase.measures().keySet().stream().limit(MOST_LATENCIES).forEach(latencies::add);
            }
        }
        return List.copyOf(latencies);
    }

    /**
     * What one threshold was used for.
     *
     * @param selectsAPhase whether its selector matches a phase
     * @param hasItsMetric whether one of those phases has its metric
     * @param latencies the statistics of those phases, if none has its metric
     * @param leftToWarnings the kinds of its limits that apply nowhere, and that are overridden in at least one place
     *     by thresholds that only warn
     */
    record LimitUsage(
            Threshold threshold,
            boolean selectsAPhase,
            boolean hasItsMetric,
            List<String> latencies,
            Set<Limit.Kind> leftToWarnings) {

        private static final class Collector {

            private final Threshold threshold;
            private final PhaseMetric metric;
            private final Set<Limit.Kind> deciding = EnumSet.noneOf(Limit.Kind.class);
            private final Set<Limit.Kind> leftToWarnings = EnumSet.noneOf(Limit.Kind.class);
            private boolean selectsAPhase;
            private boolean hasItsMetric;

            Collector(Threshold threshold, PhaseMetric metric) {
                this.threshold = threshold;
                this.metric = metric;
            }

            PhaseMetric metric() {
                return metric;
            }

            Threshold threshold() {
                return threshold;
            }

            void selects(Phase phase) {
                selectsAPhase = true;
                hasItsMetric |= metric instanceof PhaseMetric.Latency latency
                        ? phase.latencies().containsKey(latency.key())
                        : !(metric instanceof PhaseMetric.Measure measure)
                                || phase.measures().containsKey(measure.key());
            }

            void decides(Limit.Kind kind) {
                deciding.add(kind);
            }

            void leaveToWarnings(Limit.Kind kind) {
                leftToWarnings.add(kind);
            }

            boolean lacksItsMetric() {
                return selectsAPhase && !hasItsMetric;
            }

            LimitUsage usage(List<String> latencies) {
                Set<Limit.Kind> overridden = EnumSet.noneOf(Limit.Kind.class);
                overridden.addAll(leftToWarnings);
                overridden.removeAll(deciding);
                return new LimitUsage(threshold, selectsAPhase, hasItsMetric, latencies, Set.copyOf(overridden));
            }
        }
    }
}
