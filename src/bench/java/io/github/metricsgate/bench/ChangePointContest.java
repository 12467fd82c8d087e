package io.github.metricsgate.bench;

import io.github.metricsgate.bench.Histories.Recorded;
import io.github.metricsgate.bench.Histories.Suite;
import io.github.metricsgate.stats.ChangePoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Change points of ours beside the published algorithm of Apache Otava, on the same series in the same JVM. Each series of
 * recorded histories is put into a random order, so that it has its own noise and no change, and then made worse by a step from
 * a random place on. A change is found if one is told at that place, two runs more or less; any other one is wrong.
 */
public final class ChangePointContest {

    private static final int FEWEST = 40;
    private static final int FROM_THE_ENDS = 8;
    private static final int NEAR = 2;

    /** The fastest counts, when all is compiled. */
    private static final int PASSES = 50;

    private static final double MIN_PERCENT = 5;
    private static final double[] STEPS = {1, 1.1, 1.2, 1.5};

    private ChangePointContest() {}

    private record Case(double[] values, int place) {}

    /** The directory with the histories. */
    public static void main(String[] args) throws IOException {
        List<Suite> suites = Histories.of(Path.of(args[0]));
        System.out.println("| step | algorithm | found | missed | wrong | F1 | ms a series |\n|---|---|---|---|---|---|---|");
        for (double step : STEPS) {
            List<Case> cases = cases(suites, step);
            row(step, "metrics-gate", cases, values -> ChangePoints.of(values, MIN_PERCENT).stream()
                    .map(ChangePoints.ChangePoint::index)
                    .toList());
            row(step, "Otava's", cases, values -> Otava.changePoints(values, MIN_PERCENT));
        }
    }

    private static List<Case> cases(List<Suite> suites, double step) {
        SplittableRandom random = new SplittableRandom(20_26);
        List<Case> cases = new ArrayList<>();
        for (Suite suite : suites) {
            for (Recorded series : suite.series()) {
                double[] values = Arrays.stream(series.values()).filter(value -> !Double.isNaN(value)).toArray();
                if (values.length < FEWEST) {
                    continue;
                }
                for (int i = values.length - 1; i > 0; i--) {
                    int other = random.nextInt(i + 1);
                    double moved = values[i];
                    values[i] = values[other];
                    values[other] = moved;
                }
                int place = random.nextInt(FROM_THE_ENDS, values.length - FROM_THE_ENDS);
                for (int i = place; i < values.length; i++) {
                    values[i] = Suffered.freed(values[i], 1 / step, series.direction());
                }
                cases.add(new Case(values, step == 1 ? -1 : place));
            }
        }
        return cases;
    }

    private static void row(double step, String name, List<Case> cases, Function<double[], List<Integer>> algorithm) {
        double took = Double.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            cases.forEach(each -> algorithm.apply(each.values()));
            took = Math.min(took, (System.nanoTime() - start) / 1e6 / cases.size());
        }
        int found = 0;
        int missed = 0;
        int wrong = 0;
        for (Case each : cases) {
            List<Integer> points = algorithm.apply(each.values());
            boolean isFound = points.stream().anyMatch(point -> Math.abs(point - each.place()) <= NEAR && each.place() >= 0);
            found += isFound ? 1 : 0;
            missed += each.place() >= 0 && !isFound ? 1 : 0;
            wrong += points.size() - (isFound ? 1 : 0);
        }
        System.out.println(String.format(
                Locale.ROOT,
                "| +%.0f %% | %s | %d | %d | %d | %s | %.3f |",
                100 * step - 100,
                name,
                found,
                missed,
                wrong,
                step == 1 ? "-" : String.format(Locale.ROOT, "%.3f", 2.0 * found / (2 * found + missed + wrong)),
                took));
    }
}
