package io.github.metricsgate.source;

import io.github.metricsgate.metrics.Run;
import java.util.List;

/**
 * What all sources came to.
 *
 * @param run the phases of all sources that could be read; its time is that of the oldest file
 * @param problems what could not be read, and why: with any, the run is incomplete
 */
public record Collected(Run run, List<ReadSource> sources, List<SourceProblem> problems) {

    public Collected {
        sources = List.copyOf(sources);
        problems = List.copyOf(problems);
    }
}
