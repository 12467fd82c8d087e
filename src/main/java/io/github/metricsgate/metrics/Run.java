package io.github.metricsgate.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * One execution of the pipeline. Times in it are milliseconds, whatever the unit of the file that it was read from.
 *
 * @param context when and where it was, and how it ended
 * @param phases in {@linkplain Phase#READING_ORDER reading order}
 * @param resources what the machine did meanwhile
 */
public record Run(RunContext context, List<Phase> phases, ResourceUsage resources) {

    public Run {
        List<Phase> sorted = new ArrayList<>(phases);
        sorted.sort(Phase.READING_ORDER);
        phases = List.copyOf(sorted);
    }

    /** One of which nothing is known. */
    public static Run unknown() {
        return new Run(RunContext.unknown(), List.of(), ResourceUsage.none());
    }
}
