package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Baseline;
import io.github.metricsgate.stats.Judgement;
import io.github.metricsgate.stats.Standing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value compared with the runs before it.
 *
 * @param measurement what was measured; it has a value
 * @param freed the value, freed of what the whole run suffered: what is compared
 * @param branch the branch of the baseline; empty if nobody knows its name
 * @param relative what a threshold allows; null where everything is watched
 * @param judgement how the value, freed of the run factor, stands
 * @param confirmations how many runs in a row make a regression
 * @param confirmed how many runs in a row it has been beyond its limit, this one included
 * @param acceptance the id of the accepted change that it was judged under; null for none
 * @param becomesNormal whether the values since the regression began are the baseline from here on
 */
public record BaselineVerdict(
        Measurement measurement,
        double freed,
        String branch,
        @Nullable Relative relative,
        Judgement judgement,
        int confirmations,
        int confirmed,
        @Nullable String acceptance,
        boolean becomesNormal,
        Effect effect)
        implements Finding.OfBaseline {

    /** The limit of a threshold that is relative to the baseline. */
    public record Relative(Threshold threshold, Limit.Relative limit) {}

    public SeriesName series() {
        return SeriesName.of(measurement);
    }

    public Standing standing() {
        return judgement.standing();
    }

    public Optional<Baseline> baseline() {
        return judgement.baseline();
    }

    /** Whether the value was compared with a limit, so that something was judged. */
    public boolean isJudgement() {
        return standing() != Standing.NOT_ENOUGH_DATA;
    }
}
