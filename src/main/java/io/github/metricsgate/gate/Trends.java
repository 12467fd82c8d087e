package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.ChangePoints;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of a run over the comparable runs before it. */
public final class Trends {

    /** Nobody can tell more runs apart in a picture of the width of a page. */
    public static final int MOST_RUNS = 100;

    /** A smaller change of level is not worth a mark, in percent. */
    private static final double SMALLEST_CHANGE = 5;

    private final List<RecordedRun> runs;
    private final Past.Self self;
    private final Map<SeriesName, Status> statuses;
    private final Map<SeriesName, String> acceptances;

    private Trends(Verification verification, Past past) {
        List<RecordedRun> all = ComparableRuns.ofBaseline(
                        past, verification.rules().baselines())
                .runs();
        runs = all.subList(Math.max(0, all.size() - MOST_RUNS + 1), all.size());
        self = past.self();
        statuses = Recording.statuses(verification);
        acceptances = Recording.acceptances(past);
    }

    /** Empty where the run was not compared with others. */
    public static Optional<Trends> of(Verification verification) {
        return verification.past().map(past -> new Trends(verification, past));
    }

    /** Empty where no run before this one had the figure, or this one has no value. */
    public Optional<Trend> of(Measurement measurement) {
        SeriesName series = SeriesName.of(measurement);
        List<Trend.Point> points = new ArrayList<>();
        for (RecordedRun run : runs) {
            RecordedValue value = run.values().get(series);
            if (value != null) {
                points.add(point(run.time(), value.value(), value.status(), value.acceptance(), run.identity()));
            } else if (!points.isEmpty()) {
                points.add(point(run.time(), null, Status.NORMAL, null, run.identity()));
            }
        }
        if (points.isEmpty() || measurement.value() == null) {
            return Optional.empty();
        }
        points.add(point(
                self.time(),
                measurement.value(),
                statuses.getOrDefault(series, Status.NORMAL),
                acceptances.get(series),
                self.identity()));
        return Optional.of(new Trend(series, points, changes(points)));
    }

    private static Trend.Point point(
            Instant time, @Nullable BigDecimal value, Status status, @Nullable String acceptance, RunIdentity of) {
        return new Trend.Point(time, value, status, acceptance, of.commit(), of.id());
    }

    private static List<Trend.Change> changes(List<Trend.Point> points) {
        List<Integer> measured = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).value() != null) {
                measured.add(i);
            }
        }
        double[] values = measured.stream()
                .mapToDouble(i -> Objects.requireNonNull(points.get(i).value()).doubleValue())
                .toArray();
        return ChangePoints.of(values, SMALLEST_CHANGE).stream()
                .map(change -> new Trend.Change(measured.get(change.index()), change.before(), change.after()))
                .toList();
    }
}
