package io.github.metricsgate.source;

import java.io.IOException;

/** A kind of file in which another tool keeps runs over time. Implementations have no state. */
interface HistoryFormat {

    /** What the source of a phase is called by: {@code github-action-benchmark}. */
    String name();

    /** What it is, as a noun phrase. */
    String description();

    /** Whether a file is of this format, from its beginning alone. Must not throw, whatever the bytes. */
    boolean recognises(FileBeginning beginning);

    /**
     * Reads one file, from its first byte to its last.
     *
     * @throws UnreadableSourceException if the file is not what it should be
     * @throws InvalidValueException if a value cannot be taken; the caller adds the position
     */
    void read(SourceInput input, ImportedRuns runs) throws IOException;
}
