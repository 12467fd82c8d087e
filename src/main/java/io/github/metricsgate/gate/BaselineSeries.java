package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Series;
import io.github.metricsgate.stats.Settings;
import io.github.metricsgate.stats.Standing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there was before a run, as a series of numbers for each of its figures.
 *
 * @param baseline the comparable runs of the baseline's branch, the oldest first
 * @param isOnAnotherBranch whether the run is of another branch than those
 * @param ownBranch the comparable runs of that branch
 * @param acceptances those that count
 */
record BaselineSeries(
        List<RecordedRun> baseline,
        boolean isOnAnotherBranch,
        List<RecordedRun> ownBranch,
        Map<SeriesName, Acceptance> acceptances) {

    static BaselineSeries of(Past past, ComparableRuns baseline, List<String> compareBy) {
        return new BaselineSeries(
                baseline.runs(),
                past.isOnAnotherBranch(),
                past.isOnAnotherBranch()
                        ? ComparableRuns.of(past.onOwnBranch(), past.self(), compareBy)
                                .runs()
                        : List.of(),
                past.acceptancesThatCount());
    }

    /** The values of the runs before this one, as they were judged then. */
    Series before(SeriesName name, Settings settings) {
        Acceptance acceptance = acceptances.get(name);
        Series series = Series.empty(settings);
        if (acceptance != null) {
            series = series.accepted(acceptance.value().doubleValue());
        }
        for (RecordedRun run : baseline) {
            RecordedValue value = valueUnder(acceptance, run, name);
            if (value != null) {
                series = series.after(freed(value, name, run), standing(value.status()));
            }
        }
        return isOnAnotherBranch ? onOwnBranch(series.closed(), acceptance, name) : series;
    }

    /** A branch has no baseline of its own, but what was suspect in its last runs is confirmed in them. */
    private Series onOwnBranch(Series series, @Nullable Acceptance acceptance, SeriesName name) {
        int first = ownBranch.size();
        for (int i = ownBranch.size() - 1; i >= 0; i--) {
            RecordedValue value = valueUnder(acceptance, ownBranch.get(i), name);
            if (value != null && value.status() == Status.NORMAL) {
                break;
            }
            first = i;
        }
        Series open = series;
        for (RecordedRun run : ownBranch.subList(first, ownBranch.size())) {
            RecordedValue value = valueUnder(acceptance, run, name);
            if (value != null) {
                open = open.after(freed(value, name, run), standing(value.status()));
            }
        }
        return open;
    }

    /** Runs from before a change was accepted, or from when it was not, are of another series. */
    private static @Nullable RecordedValue valueUnder(
            @Nullable Acceptance acceptance, RecordedRun run, SeriesName name) {
        RecordedValue value = run.values().get(name);
        return value == null || !ComparableRuns.isUnder(acceptance, value) ? null : value;
    }

    static Standing standing(Status status) {
        return switch (status) {
            case NORMAL -> Standing.WITHIN;
            case SUSPECT -> Standing.SUSPECT;
            case REGRESSION -> Standing.REGRESSION;
        };
    }

    private static double freed(RecordedValue value, SeriesName name, RecordedRun run) {
        return Watched.freed(
                value.value().doubleValue(), name.metric(), run.runFactor().doubleValue());
    }
}
