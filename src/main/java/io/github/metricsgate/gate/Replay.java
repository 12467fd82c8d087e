package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Direction;
import io.github.metricsgate.stats.RunFactor;
import io.github.metricsgate.stats.Series;
import io.github.metricsgate.stats.Settings;
import io.github.metricsgate.stats.Standing;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The runs of one module and branch, by time, each judged by those before it as {@code verify-metrics} would have done. It
 * gives what {@link BaselineJudge} gives of a run on the baseline's branch without thresholds and accepted changes, but
 * remembers each series instead of making it anew for every value.
 */
public final class Replay {

    private final BaselineRules rules;
    private final Map<List<String>, Peers> environments = new HashMap<>();

    public Replay(BaselineRules rules) {
        this.rules = rules;
    }

    /**
     * A run as {@code verify-metrics} would have recorded it.
     *
     * @param standings of each value that is watched; empty where nothing is looked for
     */
    public record Judged(RecordedRun run, Map<SeriesName, Standing> standings) {}

    /** A series with what was judged under which settings, as it must be made anew if its direction changes. */
    private static final class Line {

        private final List<Double> values = new ArrayList<>();
        private final List<Standing> standings = new ArrayList<>();
        private Settings settings;
        private Series series;

        Line(Settings settings) {
            this.settings = settings;
            this.series = Series.empty(settings);
        }

        Series under(Settings wanted) {
            if (!settings.equals(wanted)) {
                settings = wanted;
                series = Series.empty(wanted);
                for (int i = 0; i < values.size(); i++) {
                    series = series.after(values.get(i), standings.get(i));
                }
            }
            return series;
        }

        void add(double value, Standing standing) {
            values.add(value);
            standings.add(standing);
            series = series.after(value, standing);
        }
    }

    /** The runs that can be compared with each other. */
    private static final class Peers {

        private final Map<SeriesName, Line> lines = new HashMap<>();
        private final Deque<Set<String>> phases = new ArrayDeque<>();
        private int runs;

        void add(RecordedRun run, int window) {
            runs++;
            phases.addLast(run.phaseNames().keySet());
            if (phases.size() > window) {
                phases.removeFirst();
            }
        }

        boolean hasMorePhasesThan(RecordedRun run) {
            return phases.stream().anyMatch(known -> !run.phaseNames().keySet().containsAll(known));
        }
    }

    /** Takes a run in with what it was judged to be when it was recorded. */
    public void recorded(RecordedRun run) {
        Peers peers = peers(run);
        double factor = run.runFactor().doubleValue();
        run.values().forEach((series, value) -> {
            if (ComparableRuns.isUnder(null, value)) {
                Settings settings = rules.settings(direction(series, Map.of()));
                peers.lines
                        .computeIfAbsent(series, unknown -> new Line(settings))
                        .add(freed(value, series, factor), BaselineSeries.standing(value.status()));
            }
        });
        take(run, peers);
    }

    /** How many runs with values there were in an environment. */
    public int comparableWith(Map<String, String> environment) {
        Peers peers = environments.get(ComparableRuns.facts(environment, rules.compareBy()));
        return peers == null ? 0 : peers.runs;
    }

    /** Judges a run by its values alone; of measures, a change either way counts. */
    public Judged judge(RecordedRun run) {
        return judge(run, Map.of());
    }

    /**
     * Judges a run by its values alone: whatever it says of their status, of its run factor and of its result is replaced.
     *
     * @param directions which way measures get worse, of which a name does not say it
     */
    public Judged judge(RecordedRun run, Map<SeriesName, Direction> directions) {
        Peers peers = peers(run);
        Map<SeriesName, Line> lines = peers.lines;
        double factor = factor(run, lines).factor();
        Map<SeriesName, Standing> standings = new LinkedHashMap<>();
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        run.values().forEach((series, value) -> {
            Settings settings = rules.settings(direction(series, directions));
            Line line = lines.computeIfAbsent(series, unknown -> new Line(settings));
            Series before = line.under(settings);
            double freed = freed(value, series, factor);
            Standing standing = rules.watchesEverything() ? before.judge(freed).standing() : Standing.WITHIN;
            line.add(freed, standing);
            if (rules.watchesEverything()) {
                standings.put(series, standing);
            }
            values.put(series, new RecordedValue(value.value(), Recording.status(standing), null));
        });
        RecordedRun judged = new RecordedRun(
                run.module(),
                run.digest(),
                run.time(),
                run.identity(),
                run.observed(),
                result(standings, peers.hasMorePhasesThan(run)).name().toLowerCase(Locale.ROOT),
                BigDecimal.valueOf(factor),
                run.phaseNames(),
                values);
        take(run, peers);
        return new Judged(judged, standings);
    }

    /** A run without values is in no baseline. */
    private void take(RecordedRun run, Peers peers) {
        if (!run.values().isEmpty()) {
            peers.add(run, rules.window());
        }
    }

    private Peers peers(RecordedRun run) {
        return environments.computeIfAbsent(
                ComparableRuns.facts(run.identity().environment(), rules.compareBy()), unknown -> new Peers());
    }

    private RunFactor factor(RecordedRun run, Map<SeriesName, Line> lines) {
        Settings times = rules.settings(Direction.SMALLER_IS_BETTER);
        BiFunction<String, PhaseMetric, OptionalDouble> typical = (phase, metric) -> {
            Line line = lines.get(new SeriesName(phase, metric));
            return line == null ? OptionalDouble.empty() : line.under(times).typical();
        };
        List<Double> ratios = new ArrayList<>();
        for (String phase : run.phaseNames().keySet()) {
            OptionalDouble ratio = TypicalTimes.ratio(
                    metric -> {
                        RecordedValue value = run.values().get(new SeriesName(phase, metric));
                        return value == null ? null : value.value();
                    },
                    metric -> typical.apply(phase, metric));
            if (ratio.isPresent()) {
                ratios.add(ratio.getAsDouble());
            }
        }
        return RunFactor.of(ratios.stream().mapToDouble(ratio -> ratio).toArray());
    }

    private static Direction direction(SeriesName series, Map<SeriesName, Direction> directions) {
        Direction known = directions.get(series);
        return known == null ? Watched.direction(series.metric()).orElse(Direction.UNKNOWN) : known;
    }

    private Result result(Map<SeriesName, Standing> standings, boolean vanished) {
        boolean isWorse = vanished || standings.containsValue(Standing.REGRESSION);
        if (isWorse && rules.onRegression() == Effect.FAILS) {
            return Result.FAILED;
        }
        boolean isAnyJudged = standings.values().stream().anyMatch(standing -> standing != Standing.NOT_ENOUGH_DATA);
        return isAnyJudged ? Result.PASSED : Result.NOTHING_JUDGED;
    }

    private static double freed(RecordedValue value, SeriesName series, double factor) {
        return Watched.freed(value.value().doubleValue(), series.metric(), factor);
    }
}
