package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Run;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks whether the percentiles really have their assumed unit. If the unit is not given anywhere, it is assumed to be
 * milliseconds; but then the number of measured items times the median should be about the duration of the phase.
 */
final class UnitCheck {

    private static final PhaseMetric MEDIAN = new PhaseMetric.Latency("p50");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /**
     * By how much the product may differ from the duration, as a power of ten, if the unit is wrong. A factor of 1,000
     * in the other direction proves nothing: that many items may have been measured at the same time.
     */
    private static final List<Integer> SUSPECT_POWERS = List.of(-3, -6, 6);

    private UnitCheck() {}

    static List<Finding> check(Rules rules, Run run) {
        Optional<DurationUnit> inPom = rules.latencyUnit();
        Optional<DurationUnit> inSnapshot = run.context().latencyUnit();
        if (inPom.isPresent() && inSnapshot.isPresent() && !inPom.equals(inSnapshot)) {
            return List.of(new Finding.ContradictoryUnits(inPom.get(), inSnapshot.get()));
        }
        return inPom.isPresent() || inSnapshot.isPresent() ? List.of() : compareWithDurations(rules, run);
    }

    private static List<Finding> compareWithDurations(Rules rules, Run run) {
        for (int power : SUSPECT_POWERS) {
            List<Phase> suspect = new ArrayList<>();
            int comparable = 0;
            for (Phase phase : run.phases()) {
                Optional<Boolean> misses = misses(phase, power);
                comparable += misses.isPresent() ? 1 : 0;
                if (misses.orElse(false)) {
                    suspect.add(phase);
                }
            }
            if (2 * suspect.size() > comparable) {
                BigDecimal milliseconds = BigDecimal.ONE.scaleByPowerOfTen(-power);
                return List.of(new Finding.SuspectUnit(
                        milliseconds,
                        suspect.get(0),
                        suspect.size(),
                        rules.policy().ofSuspectUnit()));
            }
        }
        return List.of();
    }

    /** Whether items × p50 is within a factor of 2 of the duration times 10^power; empty if that is unknown. */
    private static Optional<Boolean> misses(Phase phase, int power) {
        BigDecimal items = phase.itemsProcessed();
        BigDecimal median = MEDIAN.valueIn(phase);
        BigDecimal duration = PhaseMetric.Figure.DURATION.valueIn(phase);
        if (items == null || median == null || duration == null || median.signum() <= 0 || duration.signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal product = items.multiply(median);
        BigDecimal scaled = duration.scaleByPowerOfTen(power);
        return Optional.of(
                product.multiply(TWO).compareTo(scaled) >= 0 && product.compareTo(scaled.multiply(TWO)) <= 0);
    }
}
