package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A change that was intended: from here on, a series is judged by the runs since then.
 *
 * @param series which series changed
 * @param phaseName the phase's name, for people; null for a metric of the run
 * @param value the accepted value, freed of its run factor, in the unit of the metric
 * @param baseline the median before it, for people; null if it was not known
 * @param reason why, in the words of who accepted it
 * @param date when it was accepted
 * @param until the last day on which it counts; null for ever
 * @param commit what was checked out, for people; null if nobody knew
 */
public record Acceptance(
        SeriesName series,
        @Nullable String phaseName,
        BigDecimal value,
        @Nullable BigDecimal baseline,
        String reason,
        LocalDate date,
        @Nullable LocalDate until,
        @Nullable String commit) {

    /** The file beside the pom in which they are. */
    public static final String FILE = "metrics-accepted.json";

    /** Which acceptance a run was judged under; the same after the file was sorted, merged or rebased. */
    public String id() {
        return date + " " + value.stripTrailingZeros().toPlainString();
    }

    public boolean isExpired(LocalDate today) {
        return until != null && until.isBefore(today);
    }
}
