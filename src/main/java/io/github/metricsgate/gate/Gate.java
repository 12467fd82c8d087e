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
        for (Phase phase : sorted) {
            Map<String, Specificity> mostSpecific = new HashMap<>();
            Map<Threshold, Specificity> matches = matches(phase);
            matches.forEach((threshold, specificity) -> mostSpecific.merge(
                    threshold.metric(), specificity, BinaryOperator.maxBy(Comparator.naturalOrder())));
            matches.forEach((threshold, specificity) -> {
                if (specificity.equals(mostSpecific.get(threshold.metric()))) {
                    verdicts.add(judge(threshold, phase, specificity));
                }
            });
        }
        return new Verification(sorted, latencyUnit, thresholds.size(), verdicts, unmatched(sorted));
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

    private List<Unmatched> unmatched(List<Phase> phases) {
        List<Unmatched> unmatched = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            List<Phase> selected = phases.stream()
                    .filter(phase -> threshold.selector().match(phase).isPresent())
                    .toList();
            Set<String> metrics = new LinkedHashSet<>();
            selected.forEach(phase -> metrics.addAll(phase.latencies().keySet()));
            if (selected.isEmpty() && threshold.selector() instanceof Selector.Text) {
                unmatched.add(new Unmatched.NoSuchPhase(threshold));
            } else if (!selected.isEmpty() && !metrics.contains(threshold.metric())) {
                unmatched.add(new Unmatched.NoSuchMetric(threshold, List.copyOf(metrics)));
            }
        }
        return unmatched;
    }

    private static boolean isNumber(String key) {
        return !key.isEmpty() && key.length() <= 18 && key.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
