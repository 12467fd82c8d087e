package io.github.metricsgate.bench;

import io.github.metricsgate.bench.Histories.Recorded;
import io.github.metricsgate.bench.Histories.Suite;
import io.github.metricsgate.stats.Direction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Replays recorded histories through the product's judging code and through rules of others, and counts what is a false
 * alarm and what is found. Each series is a phase with one figure.
 *
 * <ul>
 *   <li>A <em>check</em> is a run of a series with ten earlier and five later values.
 *   <li>An <em>alarm</em> is a run at which a series becomes a regression; it is accepted there, so that the baseline
 *       starts anew. It is <em>transient</em> if the median of the next five values is less than half the jump above
 *       the median of the last 20.
 *   <li>Steps are injected at every place of a series of 40 runs or more, from the 22nd run to the sixth last, where the
 *       medians of the ten before and the six from there differ by less than 7 %; what is found is averaged over the
 *       places of a series, then over the series.
 * </ul>
 */
public final class Replay {

    private static final double[] STEPS = {1.1, 1.2, 1.5};
    private static final int[] WITHIN = {3, 3, 2};

    private Replay() {}

    /** The directory; {@code --no-noise} leaves the synthetic noise out. The last line is for programs. */
    public static void main(String[] args) throws IOException {
        List<Suite> suites = Histories.of(Path.of(args[0]));
        Map<String, Function<Direction, Judge>> rules = Rules.all();
        Tally[] ours = new Tally[suites.size()];
        List<String> odd = new ArrayList<>();
        List<String> even = new ArrayList<>();
        List<String> all = new ArrayList<>();
        List<String> bySuite = new ArrayList<>();
        for (Map.Entry<String, Function<Direction, Judge>> rule : rules.entrySet()) {
            System.err.println("replaying " + suites.size() + " suites: " + rule.getKey());
            Tally[] tallies = suites.stream().map(suite -> replay(suite, rule.getValue())).toArray(Tally[]::new);
            all.add(row(rule.getKey(), Tally.sum(tallies)));
            odd.add(row(rule.getKey(), half(tallies, 0)));
            even.add(row(rule.getKey(), half(tallies, 1)));
            if (rule.getKey().equals(Rules.REFERENCE) || rule.getKey().equals(Rules.OURS)) {
                for (int i = 0; i < tallies.length; i++) {
                    bySuite.add(row(suites.get(i).name() + ", " + rule.getKey(), tallies[i]));
                }
            }
            ours = tallies;
        }
        table("All " + suites.size() + " suites", all);
        table("The 1st, 3rd, 5th … suite", odd);
        table("The 2nd, 4th, 6th … suite", even);
        table("By suite", bySuite);
        if (args.length < 2 || !args[1].equals("--no-noise")) {
            Noise.print(rules);
        }
        Tally tally = Tally.sum(ours);
        System.out.println(String.format(
                Locale.ROOT,
                "transient_per_1000=%.2f suite_runs_percent=%.2f found_10=%.1f found_20=%.1f found_50=%.1f",
                tally.transientsPer1000(),
                tally.runsPercent(),
                tally.found(0, 3),
                tally.found(1, 3),
                tally.found(2, 2)));
    }

    private static Tally half(Tally[] tallies, int first) {
        return Tally.sum(IntStream.range(0, tallies.length)
                .filter(i -> i % 2 == first)
                .mapToObj(i -> tallies[i])
                .toArray(Tally[]::new));
    }

    private static void table(String title, List<String> rows) {
        System.out.println("\n" + title + "\n\n| rule | checks | alarms | transient | in 1,000 checks | of suite runs |"
                + " +10 % in 1, 2, 3 runs | +20 % in 1, 2, 3 | +50 % in 1, 2, 3 |\n|---|---|---|---|---|---|---|---|---|");
        rows.forEach(System.out::println);
    }

    private static String row(String name, Tally t) {
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.2f | %.2f %% |",
                name,
                t.checks(),
                t.alarms(),
                t.transients(),
                t.transientsPer1000(),
                t.runsPercent()));
        for (int step = 0; step < STEPS.length; step++) {
            row.append(String.format(
                    Locale.ROOT, " %.0f, %.0f, %.0f %% |", t.found(step, 1), t.found(step, 2), t.found(step, 3)));
        }
        return row.toString();
    }

    /** What a rule made of one suite, or of several. */
    record Tally(long checks, long alarms, long transients, long runs, long alarmedRuns, double[][] found, int series) {

        static Tally sum(Tally... tallies) {
            long[] counts = new long[5];
            double[][] found = new double[STEPS.length][3];
            int series = 0;
            for (Tally t : tallies) {
                counts[0] += t.checks;
                counts[1] += t.alarms;
                counts[2] += t.transients;
                counts[3] += t.runs;
                counts[4] += t.alarmedRuns;
                series += t.series;
                for (int step = 0; step < STEPS.length; step++) {
                    for (int run = 0; run < 3; run++) {
                        found[step][run] += t.found[step][run];
                    }
                }
            }
            return new Tally(counts[0], counts[1], counts[2], counts[3], counts[4], found, series);
        }

        double transientsPer1000() {
            return 1000.0 * transients / checks;
        }

        double runsPercent() {
            return 100.0 * alarmedRuns / runs;
        }

        /** The percentage of places, averaged over the series, where a step is found within so many runs. */
        double found(int step, int within) {
            return 100 * found[step][within - 1] / series;
        }
    }

    /** Where a series has values, what they are as costs, freed of the run factor, and the rule before each. */
    private record Course(Direction direction, List<Double> costs, List<Double> freed, List<Judge> before,
            List<Integer> runs, List<Integer> alarms) {

        static Course of(Recorded recorded) {
            return new Course(recorded.direction(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                    new ArrayList<>(), new ArrayList<>());
        }

        int length() {
            return costs.size();
        }

        /** The median of the costs from one place to before another. */
        double median(int from, int to) {
            return Rules.median(costs.subList(from, to).stream().mapToDouble(Double::doubleValue).toArray());
        }

        boolean isCheck(int place) {
            return place >= 10 && place + 5 < length();
        }

        boolean isTransient(int place) {
            double was = median(Math.max(0, place - 20), place);
            return median(place + 1, place + 6) - was < (costs.get(place) - was) / 2;
        }
    }

    private static Tally replay(Suite suite, Function<Direction, Judge> rule) {
        List<Course> courses = suite.series().stream().map(Course::of).toList();
        play(suite, rule, courses);
        boolean[] checked = new boolean[suite.runs()];
        boolean[] alarmed = new boolean[suite.runs()];
        long checks = 0;
        long alarms = 0;
        long transients = 0;
        double[][] found = new double[STEPS.length][3];
        int stepped = 0;
        for (Course course : courses) {
            for (int place = 0; place < course.length(); place++) {
                if (course.isCheck(place)) {
                    checks++;
                    checked[course.runs().get(place)] = true;
                }
            }
            for (int place : course.alarms()) {
                if (course.isCheck(place)) {
                    alarms++;
                    if (course.isTransient(place)) {
                        transients++;
                        alarmed[course.runs().get(place)] = true;
                    }
                }
            }
            stepped += step(course, found) ? 1 : 0;
        }
        return new Tally(checks, alarms, transients, count(checked), count(alarmed), found, stepped);
    }

    private static long count(boolean[] flags) {
        return IntStream.range(0, flags.length).filter(i -> flags[i]).count();
    }

    private static void play(Suite suite, Function<Direction, Judge> rule, List<Course> courses) {
        int count = courses.size();
        Direction[] directions = suite.series().stream().map(Recorded::direction).toArray(Direction[]::new);
        Judge[] judges = new Judge[count];
        for (int i = 0; i < count; i++) {
            judges[i] = rule.apply(directions[i]);
        }
        for (int run = 0; run < suite.runs(); run++) {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = suite.series().get(i).values()[run];
            }
            double factor = Suffered.factor(judges, values, directions);
            for (int i = 0; i < count; i++) {
                if (!Double.isNaN(values[i])) {
                    double freed = Suffered.freed(values[i], factor, directions[i]);
                    Course course = courses.get(i);
                    course.before().add(judges[i]);
                    course.costs().add(Rules.cost(values[i], directions[i]));
                    course.freed().add(freed);
                    course.runs().add(run);
                    Judge.Turn turn = judges[i].turn(freed);
                    if (turn.alarm()) {
                        course.alarms().add(course.length() - 1);
                    }
                    judges[i] = turn.next();
                }
            }
        }
    }

    /** Injects each step at each place and adds the share that was found; whether there was a place. */
    private static boolean step(Course course, double[][] found) {
        if (course.length() < 40) {
            return false;
        }
        int places = 0;
        double[][] hits = new double[STEPS.length][3];
        for (int place = 21; place <= course.length() - 6; place++) {
            double change = course.median(place, place + 6) / course.median(place - 10, place) - 1;
            if (Math.abs(change) >= 0.07) {
                continue;
            }
            places++;
            for (int step = 0; step < STEPS.length; step++) {
                for (int run = foundAt(course, place, STEPS[step]); run < 3; run++) {
                    hits[step][run]++;
                }
            }
        }
        for (int step = 0; step < STEPS.length && places > 0; step++) {
            for (int run = 0; run < 3; run++) {
                found[step][run] += hits[step][run] / places;
            }
        }
        return places > 0;
    }

    /** The run, from 0, that becomes a regression if the series is worse by {@code factor} from a place on; or 3. */
    private static int foundAt(Course course, int place, double factor) {
        Judge judge = course.before().get(place);
        for (int run = 0; run < 3; run++) {
            double freed = course.freed().get(place + run);
            Judge.Turn turn = judge.turn(Suffered.freed(freed, 1 / factor, course.direction()));
            if (turn.alarm()) {
                return run;
            }
            judge = turn.next();
        }
        return 3;
    }
}
