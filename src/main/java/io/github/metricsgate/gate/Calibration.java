package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.stats.Allowance;
import io.github.metricsgate.stats.Direction;
import io.github.metricsgate.stats.Settings;
import io.github.metricsgate.stats.Standing;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of a history say of the settings that they are judged by: how noisy each series is, what would be found, how
 * often it would have cried wolf, and which settings would have done so less often. Deterministic.
 */
public final class Calibration {

    /** More values than this are not judged for one table: it takes a second or two for each hundred thousand. */
    private static final int MOST_VALUES = 100_000;

    private static final int FEWEST_RUNS = 100;

    private static final int MOST_CONFIRMATIONS = 3;

    private static final int[] LIMITS = {5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200};

    /** A decrease is a share of what there was. */
    private static final int LARGEST_DECREASE = 90;

    /** Is told how far it has got. */
    @FunctionalInterface
    public interface Progress {

        /**
         * So much of the work is done.
         *
         * @param of how many series or runs there are
         */
        void at(String work, int done, int of);
    }

    /**
     * One series by the present settings.
     *
     * @param phaseName null for a metric of the run
     * @param direction which way it gets worse, as far as the history knows
     * @param runs how many runs have a value
     * @param noisePercent NaN where the median is 0
     * @param found the smallest step in percent that is found within 1, 2 and 3 runs; 0 for none up to 200
     * @param checks how many values were judged, with five later ones
     * @param falseAlarms how many of them were false alarms
     * @param calmLimit the smallest limit on the change, in percent, that is not below the noise and gives no false alarm with
     *     the proposed confirmations; empty for none
     */
    public record OfSeries(
            SeriesName name,
            @Nullable String phaseName,
            Direction direction,
            int runs,
            double noisePercent,
            List<Integer> found,
            int checks,
            int falseAlarms,
            OptionalInt calmLimit) {

        public OfSeries {
            found = List.copyOf(found);
        }

        /** The false alarms in 100 builds. */
        public double falseAlarmsPer100() {
            return checks == 0 ? 0 : 100.0 * falseAlarms / checks;
        }
    }

    /**
     * Of how many builds some settings make a false alarm.
     *
     * @param checked in how many any value was judged, with five later ones
     */
    public record Builds(int checked, int alarmed) {

        /** How many of 100 builds. */
        public double per100() {
            return checked == 0 ? 0 : 100.0 * alarmed / checked;
        }
    }

    /**
     * Settings that reach the rate, or come nearest to it.
     *
     * @param limited series that need a limit of their own for that: its percent, or none where no limit is calm and the
     *     series should only warn
     * @param builds what they would have given
     */
    public record Proposal(int confirmations, Map<SeriesName, OptionalInt> limited, Builds builds) {}

    /**
     * All of it.
     *
     * @param runs how many runs of the history can be compared with its newest one
     * @param used how many of them were replayed, the newest
     * @param needed with fewer runs, nothing can be said
     * @param leftOut how many others there are, by the reason
     * @param series those with enough runs, worst first
     * @param tooShort how many have too few
     * @param present false alarms by the present settings
     * @param proposal empty with too few runs
     */
    public record Outcome(
            int runs,
            int used,
            int needed,
            Map<String, Integer> leftOut,
            List<OfSeries> series,
            int tooShort,
            Builds present,
            Optional<Proposal> proposal) {

        public Outcome {
            series = List.copyOf(series);
        }
    }

    private final BaselineRules rules;
    private final double target;
    private final Progress progress;
    private final Map<SeriesName, SeriesCourse> courses = new LinkedHashMap<>();
    private final Map<SeriesName, Standing[]> standings = new HashMap<>();
    private final Map<String, String> phaseNames = new HashMap<>();

    private Calibration(BaselineRules rules, double target, Progress progress) {
        this.rules = rules;
        this.target = target;
        this.progress = progress;
    }

    /**
     * Replays the runs of a branch.
     *
     * @param rules the present settings
     * @param target how many of 100 builds may have a false alarm
     */
    public static Outcome of(PastRuns past, BaselineRules rules, double target, Progress progress) {
        return new Calibration(watching(rules), target, progress).outcome(past);
    }

    /** Where regressions are off, the question is what it would be like if they were not. */
    private static BaselineRules watching(BaselineRules rules) {
        return rules.watchesEverything()
                ? rules
                : new BaselineRules(
                        Effect.WARNS, rules.window(), rules.minRuns(), rules.confirmations(), rules.compareBy());
    }

    private Outcome outcome(PastRuns past) {
        ComparableRuns comparable = comparable(past);
        int needed = rules.minRuns() + SeriesCourse.LATER + 1;
        List<RecordedRun> used = newest(comparable.runs());
        if (comparable.runs().size() < needed) {
            return new Outcome(
                    comparable.runs().size(),
                    0,
                    needed,
                    comparable.leftOut(),
                    List.of(),
                    0,
                    new Builds(0, 0),
                    Optional.empty());
        }
        int all = replay(used);
        courses.values().removeIf(course -> course.length() < needed);
        Map<SeriesName, SeriesCourse.Alarms> present = new LinkedHashMap<>();
        courses.forEach((name, course) ->
                present.put(name, course.alarms(rules.settings(course.direction()), standings(name))));
        Proposal proposal = propose();
        return new Outcome(
                comparable.runs().size(),
                used.size(),
                needed,
                comparable.leftOut(),
                table(present, proposal),
                all - courses.size(),
                builds(present),
                Optional.of(proposal));
    }

    /** Those that can be compared with the newest one. */
    private ComparableRuns comparable(PastRuns past) {
        List<RecordedRun> runs = past.runs();
        RecordedRun newest = null;
        for (RecordedRun run : runs) {
            newest = run.values().isEmpty() ? newest : run;
        }
        if (newest == null) {
            return new ComparableRuns(List.of(), Map.of());
        }
        Past.Self self = new Past.Self(newest.module(), "", newest.time(), newest.identity(), List.of());
        return ComparableRuns.of(past, self, rules.compareBy());
    }

    private static List<RecordedRun> newest(List<RecordedRun> runs) {
        if (runs.isEmpty()) {
            return runs;
        }
        int series = Math.max(1, runs.get(runs.size() - 1).values().size());
        int most = Math.max(FEWEST_RUNS, MOST_VALUES / series);
        return runs.subList(Math.max(0, runs.size() - most), runs.size());
    }

    /** @return how many series there are */
    private int replay(List<RecordedRun> runs) {
        Map<SeriesName, @Nullable String> acceptances = new HashMap<>();
        runs.forEach(run -> run.values().forEach((name, value) -> acceptances.put(name, value.acceptance())));
        Map<SeriesName, List<Double>> values = new LinkedHashMap<>();
        Map<SeriesName, List<Integer>> places = new HashMap<>();
        Map<SeriesName, List<Standing>> stood = new HashMap<>();
        Replay replay = new Replay(rules);
        for (int i = 0; i < runs.size(); i++) {
            progress.at("replaying the runs", i, runs.size());
            Replay.Judged judged = replay.judge(underTheLast(acceptances, runs.get(i)));
            phaseNames.putAll(judged.run().phaseNames());
            double factor = judged.run().runFactor().doubleValue();
            int place = i;
            judged.run().values().forEach((name, value) -> {
                values.computeIfAbsent(name, none -> new ArrayList<>())
                        .add(Watched.freed(value.value().doubleValue(), name.metric(), factor));
                places.computeIfAbsent(name, none -> new ArrayList<>()).add(place);
                stood.computeIfAbsent(name, none -> new ArrayList<>())
                        .add(judged.standings().getOrDefault(name, Standing.NOT_ENOUGH_DATA));
            });
        }
        values.forEach((name, all) -> {
            courses.put(
                    name,
                    new SeriesCourse(
                            Watched.direction(name.metric()).orElse(Direction.UNKNOWN),
                            all.stream().mapToDouble(value -> value).toArray(),
                            places.getOrDefault(name, List.of()).stream()
                                    .mapToInt(place -> place)
                                    .toArray()));
            standings.put(name, stood.getOrDefault(name, List.of()).toArray(Standing[]::new));
        });
        return values.size();
    }

    /** Values from before a change was accepted are of another series. */
    private static RecordedRun underTheLast(Map<SeriesName, @Nullable String> acceptances, RecordedRun run) {
        Map<SeriesName, RecordedValue> values = new LinkedHashMap<>();
        run.values().forEach((name, value) -> {
            if (String.valueOf(value.acceptance()).equals(String.valueOf(acceptances.get(name)))) {
                values.put(name, value);
            }
        });
        return new RecordedRun(
                run.module(),
                run.digest(),
                run.time(),
                run.identity(),
                run.observed(),
                run.result(),
                run.runFactor(),
                run.phaseNames(),
                values);
    }

    private Standing[] standings(SeriesName name) {
        return standings.getOrDefault(name, new Standing[0]);
    }

    private Builds builds(Map<SeriesName, SeriesCourse.Alarms> alarms) {
        BitSet checked = new BitSet();
        BitSet alarmed = new BitSet();
        alarms.forEach((name, of) -> {
            SeriesCourse course = course(name);
            of.checks().forEach(place -> checked.set(course.run(place)));
            of.falseAlarms().forEach(place -> alarmed.set(course.run(place)));
        });
        return new Builds(checked.cardinality(), alarmed.cardinality());
    }

    private SeriesCourse course(SeriesName name) {
        SeriesCourse course = courses.get(name);
        if (course == null) {
            throw new IllegalStateException("not replayed: " + name);
        }
        return course;
    }

    /** The fewest confirmations that reach the rate; if none do, limits of their own for the worst series. */
    private Proposal propose() {
        Map<SeriesName, SeriesCourse.Alarms> alarms = Map.of();
        for (int confirmations = 1; confirmations <= MOST_CONFIRMATIONS; confirmations++) {
            alarms = alarms(confirmations);
            Builds builds = builds(alarms);
            if (builds.per100() <= target) {
                return new Proposal(confirmations, Map.of(), builds);
            }
        }
        Map<SeriesName, SeriesCourse.Alarms> left = new LinkedHashMap<>(alarms);
        Map<SeriesName, OptionalInt> limited = new LinkedHashMap<>();
        List<SeriesName> worst = new ArrayList<>(left.keySet());
        worst.removeIf(name -> course(name).direction() == Direction.UNKNOWN || falseAlarms(left, name) == 0);
        worst.sort(Comparator.<SeriesName>comparingInt(name -> -falseAlarms(left, name))
                .thenComparing(Calibration::text));
        for (SeriesName name : worst) {
            if (builds(left).per100() <= target) {
                break;
            }
            limited.put(name, calmLimit(course(name), MOST_CONFIRMATIONS));
            left.computeIfPresent(name, (limitedNow, all) -> new SeriesCourse.Alarms(all.checks(), List.of()));
        }
        return new Proposal(MOST_CONFIRMATIONS, limited, builds(left));
    }

    private static int falseAlarms(Map<SeriesName, SeriesCourse.Alarms> alarms, SeriesName name) {
        SeriesCourse.Alarms of = alarms.get(name);
        return of == null ? 0 : of.falseAlarms().size();
    }

    private static String text(SeriesName name) {
        return name.phase() + ":" + name.metric().key();
    }

    private Map<SeriesName, SeriesCourse.Alarms> alarms(int confirmations) {
        Map<SeriesName, SeriesCourse.Alarms> alarms = new LinkedHashMap<>();
        courses.forEach((name, course) -> {
            progress.at("trying " + confirmations + " of <confirmations>", alarms.size(), courses.size());
            alarms.put(name, course.alarms(failing(course, new Allowance.Learned(), confirmations)));
        });
        return alarms;
    }

    private Settings failing(SeriesCourse course, Allowance allowance, int confirmations) {
        return new Settings(course.direction(), allowance, rules.window(), rules.minRuns(), confirmations, false);
    }

    /** Not below the noise: so few runs cannot tell that such a limit is calm. */
    private OptionalInt calmLimit(SeriesCourse course, int confirmations) {
        double noise = course.noisePercent();
        for (int limit : LIMITS) {
            boolean isTooSmall = limit < noise;
            boolean isTooLarge = course.direction() == Direction.LARGER_IS_BETTER && limit > LARGEST_DECREASE;
            if (!isTooSmall
                    && !isTooLarge
                    && course.alarms(failing(course, new Allowance.Share(limit / 100.0), confirmations))
                            .falseAlarms()
                            .isEmpty()) {
                return OptionalInt.of(limit);
            }
        }
        return OptionalInt.empty();
    }

    private List<OfSeries> table(Map<SeriesName, SeriesCourse.Alarms> present, Proposal proposal) {
        List<OfSeries> table = new ArrayList<>();
        present.forEach((name, alarms) -> {
            progress.at("injecting steps", table.size(), present.size());
            SeriesCourse course = course(name);
            Settings settings = rules.settings(course.direction());
            List<Integer> found = new ArrayList<>();
            for (int step : course.smallestSteps(settings, standings(name))) {
                found.add(step);
            }
            OptionalInt known = proposal.limited().get(name);
            table.add(new OfSeries(
                    name,
                    name.phase() == null ? null : phaseNames.get(name.phase()),
                    course.direction(),
                    course.length(),
                    course.noisePercent(),
                    found,
                    alarms.checks().size(),
                    alarms.falseAlarms().size(),
                    known != null ? known : calmLimit(course, proposal.confirmations())));
        });
        table.sort(Comparator.<OfSeries>comparingDouble(of -> -of.falseAlarmsPer100())
                .thenComparingDouble(of -> -of.noisePercent())
                .thenComparing(of -> text(of.name())));
        return table;
    }
}
