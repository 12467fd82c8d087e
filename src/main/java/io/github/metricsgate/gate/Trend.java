package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.SeriesName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure over the last runs, for people to look at: no verdict follows from it.
 *
 * @param points by time; the last is the run that was judged
 * @param changes where the figure went to another level, looking back at all of these runs; by time
 */
public record Trend(SeriesName series, List<Point> points, List<Change> changes) {

    /**
     * What a run had.
     *
     * @param value as it was measured, in the unit of the metric; null if the run did not have this figure
     * @param status how it was judged then
     * @param acceptance the id of the accepted change that it was judged under; null for none
     * @param commit what was checked out; null if nobody knew
     * @param id which run it was, as its build server calls it; null if nobody knew
     */
    public record Point(
            Instant time,
            @Nullable BigDecimal value,
            Status status,
            @Nullable String acceptance,
            @Nullable String commit,
            @Nullable String id) {}

    /**
     * A change of level.
     *
     * @param point the index of the first run of the new level
     * @param before the median of the level before, in the unit of the metric
     * @param after that of the new one
     */
    public record Change(int point, double before, double after) {}

    public Trend {
        points = List.copyOf(points);
        changes = List.copyOf(changes);
    }
}
