package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Holds thresholds against phases. Every verdict there is, is made here, on exact decimals. */
public final class Gate {

    /** Keys that are numbers first, by value; then text. */
    private static final Comparator<Phase> READING_ORDER = Comparator.comparing((Phase phase) -> !isNumber(phase.key()))
            .thenComparing(phase -> isNumber(phase.key()) ? new BigInteger(phase.key()) : BigInteger.ZERO)
            .thenComparing(Phase::key);

    private final List<Threshold> thresholds;
    private final DurationUnit latencyUnit;

    /**
     * @param thresholds in any order, which only decides in which one the verdicts on a phase are listed
     * @param latencyUnit the unit of the phases' latencies
     */
    public Gate(List<Threshold> thresholds, DurationUnit latencyUnit) {
        this.thresholds = List.copyOf(thresholds);
        this.latencyUnit = latencyUnit;
    }

    public Verification verify(List<Phase> phases) {
        List<Phase> sorted = phases.stream().sorted(READING_ORDER).toList();
        List<Verdict> verdicts = new ArrayList<>();
        Map<Threshold, Set<String>> metricsOfSelected = new HashMap<>();
        for (Phase phase : sorted) {
            Map<Threshold, Specificity> matches = matches(phase);
            Map<String, Specificity> mostSpecific = new HashMap<>();
            matches.forEach((threshold, specificity) -> {
                mostSpecific.merge(threshold.metric(), specificity, BinaryOperator.maxBy(Comparator.naturalOrder()));
                metricsOfSelected
                        .computeIfAbsent(threshold, t -> new LinkedHashSet<>())
                        .addAll(phase.latencies().keySet());
            });
            matches.forEach((threshold, specificity) -> {
                if (specificity.equals(mostSpecific.get(threshold.metric()))) {
                    verdicts.add(judge(threshold, phase, specificity));
                }
            });
        }
        return new Verification(sorted, latencyUnit, thresholds.size(), verdicts, unmatched(metricsOfSelected));
    }

    private Map<Threshold, Specificity> matches(Phase phase) {
        Map<Threshold, Specificity> matches = new LinkedHashMap<>();
        for (Threshold threshold : thresholds) {
            threshold.selector().match(phase).ifPresent(specificity -> matches.put(threshold, specificity));
        }
        return matches;
    }

    private Verdict judge(Threshold threshold, Phase phase, Specificity specificity) {
        BigDecimal latency = phase.latencies().get(threshold.metric());
        if (latency == null) {
            return new Verdict(
                    threshold, phase, null, specificity.namesThePhase() ? Outcome.BROKEN : Outcome.NOT_MEASURED);
        }
        BigDecimal value = latencyUnit.toMilliseconds(latency);
        boolean over = value.compareTo(threshold.limit().milliseconds()) > 0;
        return new Verdict(threshold, phase, value, over ? Outcome.BROKEN : Outcome.KEPT);
    }

    /** @param metricsOfSelected for each threshold that selects a phase, the metrics that its phases have */
    private List<Unmatched> unmatched(Map<Threshold, Set<String>> metricsOfSelected) {
        List<Unmatched> unmatched = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            Set<String> metrics = metricsOfSelected.get(threshold);
            if (metrics == null) {
                if (threshold.selector() instanceof Selector.Text) {
                    unmatched.add(new Unmatched.NoSuchPhase(threshold));
                }
            } else if (!metrics.contains(threshold.metric())) {
                unmatched.add(new Unmatched.NoSuchMetric(threshold, List.copyOf(metrics)));
            }
        }
        return unmatched;
    }

    private static boolean isNumber(String key) {
        return !key.isEmpty() && key.length() <= 18 && key.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
