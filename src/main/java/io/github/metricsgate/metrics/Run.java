package io.github.metricsgate.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * One execution of the pipeline. All times are milliseconds, whatever the unit of the file.
 *
 * @param context when and where the run took place, and how it ended
 * @param phases in {@linkplain Phase#READING_ORDER reading order}
 * @param resources what the machine was doing meanwhile
 */
public record Run(RunContext context, List<Phase> phases, ResourceUsage resources) {

    public Run {
        List<Phase> sorted = new ArrayList<>(phases);
        sorted.sort(Phase.READING_ORDER);
        phases = List.copyOf(sorted);
    }

    /** A run about which nothing is known. */
    public static Run unknown() {
        return new Run(RunContext.unknown(), List.of(), ResourceUsage.none());
    }
}
