package io.github.metricsgate.metrics;

import java.util.List;

/**
 * What a history says of one module.
 *
 * @param runs by time, the oldest first; each once
 * @param complete whether there are no older ones
 * @param damaged entries that could not be read and are left out
 */
public record PastRuns(List<RecordedRun> runs, boolean complete, List<DamagedEntry> damaged) {

    /** Those of a module that has none. */
    public static final PastRuns NONE = new PastRuns(List.of(), true, List.of());

    public PastRuns {
        runs = List.copyOf(runs);
        damaged = List.copyOf(damaged);
    }

    /**
     * An entry that is not what it should be.
     *
     * @param place where it is, for people: a file, or a row
     * @param reason what is wrong with it, as the end of a sentence
     */
    public record DamagedEntry(String place, String reason) {}
}
