package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.stats.Direction;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which figures are compared with the runs before, and which way they get worse. */
final class Watched {

    private static final Pattern PERCENTILE = Pattern.compile("p[0-9]{1,3}(?:\\.[0-9]{1,100})?");
    private static final String MEAN = "mean";
    private static final String BETTER_OF = "better of ";

    /** A file may have a number of any size; beyond this, the arithmetic of a baseline would overflow. */
    private static final double LARGEST = 1e150;

    private Watched() {}

    /** Whether there is a value, of a size that can be compared. */
    static boolean isComparable(Measurement measurement) {
        return measurement.value() != null && Math.abs(measurement.value().doubleValue()) < LARGEST;
    }

    /** Which way a figure gets worse; empty if it is not watched, or was not measured. */
    static Optional<Direction> direction(Measurement measurement) {
        return isComparable(measurement) ? direction(measurement.metric(), measurement.phase()) : Optional.empty();
    }

    /** Which way a series of a history gets worse: it does not keep what the source of a measure knew. */
    static Optional<Direction> direction(Metric metric) {
        return direction(metric, null);
    }

    private static Optional<Direction> direction(Metric metric, @Nullable Phase phase) {
        if (metric instanceof PhaseMetric.Latency latency) {
            boolean isWatched = latency.key().equals(MEAN)
                    || PERCENTILE.matcher(latency.key()).matches();
            return isWatched ? Optional.of(Direction.SMALLER_IS_BETTER) : Optional.empty();
        }
        if (metric instanceof PhaseMetric.Figure figure) {
            return switch (figure) {
                case DURATION, ERROR_RATE -> Optional.of(Direction.SMALLER_IS_BETTER);
                case THROUGHPUT -> Optional.of(Direction.LARGER_IS_BETTER);
                case ITEMS_PROCESSED, ITEMS_FAILED, ITEMS_REMAINING, PROGRESS, WARNINGS, ERRORS, ANOMALIES ->
                    Optional.empty();
            };
        }
        if (metric instanceof PhaseMetric.Measure measure) {
            return Optional.of(better(phase, measure.key()));
        }
        if (metric instanceof RunMetric.OfResource of) {
            return Optional.of(
                    of.resource() == Resource.WORKER_BUDGET ? Direction.UNKNOWN : Direction.SMALLER_IS_BETTER);
        }
        return Optional.empty();
    }

    /** The source of a measure may know; a change either way is told where it does not. */
    static Direction better(@Nullable Phase phase, String measure) {
        String better = Optional.ofNullable(phase)
                .map(Phase::source)
                .map(source -> source.details().get(BETTER_OF + measure))
                .orElse("");
        return switch (better) {
            case "lower" -> Direction.SMALLER_IS_BETTER;
            case "higher" -> Direction.LARGER_IS_BETTER;
            default -> Direction.UNKNOWN;
        };
    }

    /** A value freed of what its whole run suffered: times and rates alone are. */
    static double freed(double value, Metric metric, double factor) {
        if (metric.unit() == Unit.TIME) {
            return value / factor;
        }
        return metric == PhaseMetric.Figure.THROUGHPUT ? value * factor : value;
    }
}
