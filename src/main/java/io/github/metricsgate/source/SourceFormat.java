package io.github.metricsgate.source;

import java.io.IOException;
import java.util.Set;

/** A kind of file that a tool writes. Implementations have no state: one instance reads any number of files. */
public interface SourceFormat {

    /** What {@code <format>} in the pom calls it: {@code jmh}. */
    String name();

    /**
     * What it is, with the versions that are read, as a noun phrase that fits behind "looks like": {@code a result of JMH
     * (-rf json; 1.19 to 1.37)}.
     */
    String description();

    /** The options that it understands; any other one is a mistake in the pom. */
    default Set<SourceOption> options() {
        return Set.of();
    }

    /** Whether an option of its {@link #options} may have that value. */
    default boolean isValid(SourceOption option, String value) {
        return option.isValid(value);
    }

    /** What an option may be, as a noun phrase. */
    default String expected(SourceOption option) {
        return option.expected();
    }

    /** Formats whose files say the same and more: beside one of theirs in a directory, a file of this format is passed over. */
    default Set<String> redundantBeside() {
        return Set.of();
    }

    /**
     * Whether a file is of this format, from its beginning alone. Must be cheap and must not throw, whatever the bytes. A
     * version that {@link #read} will refuse is recognised too: only so can it be named.
     */
    Recognition recognise(FileBeginning beginning);

    /**
     * Reads one file into {@code items}, from its first byte to its last. With several files of a source it is called once
     * for each, with the same {@code items}.
     *
     * @throws UnreadableSourceException if the file is not what it should be; from {@link SourceInput#unreadable} or from one
     *     of its readers
     * @throws InvalidValueException if a value cannot be taken; the caller adds the position
     */
    void read(SourceInput input, SourceOptions options, Items items) throws IOException;
}
