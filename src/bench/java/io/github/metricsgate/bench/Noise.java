package io.github.metricsgate.bench;

import io.github.metricsgate.stats.Direction;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Series that never change but for their noise: how many builds have a false alarm, and what of +20 % is found. */
final class Noise {

    private static final int SERIES = 20;
    private static final int HISTORIES = 250;
    private static final int RUNS = 80;
    private static final int FIRST_JUDGED = 10;
    private static final int STEP_AT = 50;
    private static final int FOUND_WITHIN = 4;

    private Noise() {}

    private enum Kind {
        NORMAL("normal, CV 5 %"),
        LOG_NORMAL("log-normal, σ 0.15"),
        SPIKES("4 % spikes of ×1.6, CV 2 %"),
        TWO_SPEEDS("machines of two speeds, 30 % slower by 30 %, CV 2 %"),
        DRIFT("drift of 1 % in 20 runs, CV 2 %"),
        AUTOREGRESSIVE("AR(1) at 0.5, CV 5 %"),
        ZERO("zero variance but for the last bits"),
        QUANTISED("CV 5 % quantised to seven steps");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The noise of one value; {@code before} is the standard noise of the run before, {@code z} that of this. */
        double factor(RandomGenerator random, double z, boolean slow, int run) {
            return switch (this) {
                case NORMAL, AUTOREGRESSIVE -> 1 + 0.05 * z;
                case LOG_NORMAL -> Math.exp(0.15 * z);
                case SPIKES -> (1 + 0.02 * z) * (random.nextDouble() < 0.04 ? 1.6 : 1);
                case TWO_SPEEDS -> (1 + 0.02 * z) * (slow ? 1.3 : 1);
                case DRIFT -> (1 + 0.02 * z) * (1 + 0.01 * run / 20);
                case ZERO -> 1 + Math.ulp(1.0) * random.nextInt(-2, 3);
                case QUANTISED -> 1 + 0.05 * Math.max(-3, Math.min(3, Math.round(z)));
            };
        }
    }

    static void print(Map<String, Function<Direction, Judge>> rules) {
        System.out.println("\nBuilds with a false alarm, of " + HISTORIES * (RUNS - FIRST_JUDGED) + " builds of " + SERIES
                + " series, and +20 % found within " + FOUND_WITHIN + " runs\n");
        System.out.println("| noise | " + String.join(" | ", rules.keySet()) + " |");
        System.out.println("|---|" + "---|".repeat(rules.size()));
        for (Kind kind : Kind.values()) {
            System.err.println("noise: " + kind.title);
            StringBuilder row = new StringBuilder("| " + kind.title);
            for (Function<Direction, Judge> rule : rules.values()) {
                Counts counts = count(kind, rule);
                row.append(String.format(
                        Locale.ROOT,
                        " | %.2f %%, %.0f %%",
                        100.0 * counts.alarmed / counts.builds,
                        100.0 * counts.found / counts.steps));
            }
            System.out.println(row.append(" |"));
        }
    }

    private static final class Counts {
        private long builds;
        private long alarmed;
        private long steps;
        private long found;
    }

    private static Counts count(Kind kind, Function<Direction, Judge> rule) {
        Counts counts = new Counts();
        for (int history = 0; history < HISTORIES; history++) {
            play(kind, rule, new SplittableRandom(1_000L * kind.ordinal() + history), counts);
        }
        return counts;
    }

    private static void play(Kind kind, Function<Direction, Judge> rule, RandomGenerator random, Counts counts) {
        Judge[] judges = new Judge[SERIES];
        Direction[] directions = new Direction[SERIES];
        Arrays.fill(directions, Direction.SMALLER_IS_BETTER);
        Arrays.setAll(judges, i -> rule.apply(directions[i]));
        double[] z = new double[SERIES];
        Judge[] stepped = new Judge[0];
        boolean[] found = new boolean[SERIES];
        for (int run = 0; run < RUNS; run++) {
            double[] values = run(kind, random, z, run);
            double factor = Suffered.factor(judges, values, directions);
            if (run == STEP_AT) {
                stepped = judges.clone();
            }
            boolean alarmed = false;
            for (int i = 0; i < SERIES; i++) {
                Judge.Turn turn = judges[i].turn(values[i] / factor);
                judges[i] = turn.next();
                alarmed |= turn.alarm();
                if (run >= STEP_AT && run < STEP_AT + FOUND_WITHIN) {
                    Judge.Turn worse = stepped[i].turn(1.2 * values[i] / factor);
                    stepped[i] = worse.next();
                    found[i] |= worse.alarm();
                }
            }
            if (run >= FIRST_JUDGED) {
                counts.builds++;
                counts.alarmed += alarmed ? 1 : 0;
            }
        }
        for (boolean one : found) {
            counts.steps++;
            counts.found += one ? 1 : 0;
        }
    }

    private static double[] run(Kind kind, RandomGenerator random, double[] z, int run) {
        boolean slow = random.nextDouble() < 0.3;
        double[] values = new double[SERIES];
        for (int i = 0; i < SERIES; i++) {
            double fresh = random.nextGaussian();
            z[i] = kind == Kind.AUTOREGRESSIVE ? 0.5 * z[i] + Math.sqrt(0.75) * fresh : fresh;
            values[i] = (i + 1) * kind.factor(random, z[i], slow, run);
        }
        return values;
    }
}
