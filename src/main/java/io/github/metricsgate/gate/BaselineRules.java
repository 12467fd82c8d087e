package io.github.metricsgate.gate;

import io.github.metricsgate.stats.Direction;
import io.github.metricsgate.stats.Settings;
import java.util.List;

/**
 * How a run is compared with the runs before it.
 *
 * @param onRegression the effect of a regression that no threshold speaks of; {@link Effect#NONE} to look for none
 * @param window how many of the newest runs make a baseline
 * @param minRuns with fewer comparable runs, nothing is judged
 * @param confirmations how many runs in a row must be beyond the limit for a regression
 * @param compareBy in which facts of their environment two runs must be the same to be comparable
 */
public record BaselineRules(Effect onRegression, int window, int minRuns, int confirmations, List<String> compareBy) {

    public static final int WINDOW = 20;
    public static final int MIN_RUNS = 10;
    public static final int CONFIRMATIONS = 2;
    public static final List<String> COMPARE_BY = List.of("os", "arch", "cores", "jdk");

    public BaselineRules {
        compareBy = List.copyOf(compareBy);
    }

    /** What is not set in the pom. */
    public static BaselineRules defaults() {
        return new BaselineRules(Effect.WARNS, WINDOW, MIN_RUNS, CONFIRMATIONS, COMPARE_BY);
    }

    /** Whether regressions are looked for where no threshold asks for it. */
    public boolean watchesEverything() {
        return onRegression != Effect.NONE;
    }

    /** How a series is judged that no threshold speaks of. */
    Settings settings(Direction direction) {
        return Settings.learned(direction, window, minRuns, confirmations, onRegression != Effect.FAILS);
    }
}
