package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Measurements;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Direction;
import io.github.metricsgate.stats.Standing;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a history keeps of a run that was judged. */
public final class Recording {

    private Recording() {}

    /**
     * The run with the outcome of each value. An aborted run has no values, and a failed phase has none: they would be part
     * of a baseline. Empty if nothing could be judged, because the files are missing, stale or invalid.
     */
    public static Optional<RecordedRun> of(Verification verification, Past past) {
        Past.Self self = past.self();
        Run run = verification.set().run();
        if (!verification.hasFigures() || !verification.set().hasPhases()) {
            return Optional.empty();
        }
        Map<String, String> names = new LinkedHashMap<>();
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        if (!run.context().abortStatus().aborted()) {
            for (Phase phase : run.phases()) {
                names.put(phase.key(), phase.name());
            }
            values.putAll(values(verification, past));
        }
        return Optional.of(new RecordedRun(
                self.module(),
                self.digest(),
                self.time(),
                self.identity(),
                self.observed(),
                verification.result().name().toLowerCase(Locale.ROOT),
                factor(verification),
                names,
                values));
    }

    /**
     * A run that nobody has judged, with those of its values that are watched. Which way they get worse is in {@link
     * #directions}. As when it is judged, an aborted run has no values, and a failed phase has none.
     */
    public static RecordedRun unjudged(Past.Self self, Run run) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        boolean isAborted = run.context().abortStatus().aborted();
        if (!isAborted) {
            Set<String> failed = new HashSet<>();
            for (Finding finding : RunCheck.check(Policy.of(Environment.DEV), run)) {
                if (finding instanceof Finding.FailedPhase phase) {
                    failed.add(phase.key());
                }
            }
            run.phases().forEach(phase -> names.put(phase.key(), phase.name()));
            for (Measurement measurement : Measurements.of(run)) {
                SeriesName series = SeriesName.of(measurement);
                BigDecimal value = measurement.value();
                if (value != null
                        && Watched.direction(measurement).isPresent()
                        && !failed.contains(String.valueOf(series.phase()))) {
                    values.put(series, new RecordedValue(value, Status.NORMAL, null));
                }
            }
        }
        return new RecordedRun(
                self.module(),
                self.digest(),
                self.time(),
                self.identity(),
                self.observed(),
                Result.NOTHING_JUDGED.name().toLowerCase(Locale.ROOT),
                BigDecimal.ONE,
                names,
                values);
    }

    /** Which way the measures of a run get worse: of every other figure, its name says it. */
    public static Map<SeriesName, Direction> directions(Run run) {
        Map<SeriesName, Direction> directions = new HashMap<>();
        for (Phase phase : run.phases()) {
            for (String measure : phase.measures().keySet()) {
                directions.put(
                        new SeriesName(phase.key(), new PhaseMetric.Measure(measure)), Watched.better(phase, measure));
            }
        }
        return directions;
    }

    private static Map<SeriesName, RecordedValue> values(Verification verification, Past past) {
        Map<SeriesName, Status> statuses = statuses(verification);
        Map<SeriesName, String> acceptances = acceptances(past);
        Map<String, Boolean> failed = new HashMap<>();
        for (Finding.FailedPhase phase : verification.findings(Finding.FailedPhase.class)) {
            failed.put(phase.key(), true);
        }
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        for (Measurement measurement : Measurements.of(verification.set().run())) {
            SeriesName series = SeriesName.of(measurement);
            BigDecimal value = measurement.value();
            boolean isKept = statuses.containsKey(series)
                    || Watched.direction(measurement).isPresent();
            boolean isMeasured =
                    series.phase() == null ? verification.hasSamples() : !failed.getOrDefault(series.phase(), false);
            if (value != null && isKept && isMeasured) {
                Status status = statuses.getOrDefault(series, Status.NORMAL);
                values.put(series, new RecordedValue(value, status, acceptances.get(series)));
            }
        }
        return values;
    }

    /** The id of the acceptance that counts for a series. */
    static Map<SeriesName, String> acceptances(Past past) {
        Map<SeriesName, String> acceptances = new HashMap<>();
        past.acceptancesThatCount().forEach((series, acceptance) -> acceptances.put(series, acceptance.id()));
        return acceptances;
    }

    /** The worst of each series: two thresholds may speak of one. */
    static Map<SeriesName, Status> statuses(Verification verification) {
        Map<SeriesName, Status> statuses = new HashMap<>();
        for (BaselineVerdict verdict : verification.findings(BaselineVerdict.class)) {
            Status status = status(verdict.standing());
            statuses.merge(verdict.series(), status, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        return statuses;
    }

    /** What is kept of how a value stood: one that nobody could judge joins the baseline. */
    static Status status(Standing standing) {
        return switch (standing) {
            case NOT_ENOUGH_DATA, WITHIN -> Status.NORMAL;
            case SUSPECT -> Status.SUSPECT;
            case REGRESSION -> Status.REGRESSION;
        };
    }

    private static BigDecimal factor(Verification verification) {
        return verification.findings(Finding.ComparedWith.class).stream()
                .map(compared -> BigDecimal.valueOf(compared.factor().factor()))
                .findFirst()
                .orElse(BigDecimal.ONE);
    }
}
