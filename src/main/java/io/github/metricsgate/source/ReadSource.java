package io.github.metricsgate.source;

import java.util.List;

/**
 * A source that was read.
 *
 * @param format the name of its format
 * @param files those that were read
 * @param passedOver those in a directory that are not of the format
 * @param phases how many phases it gave
 * @param notes what the user should know, whole sentences
 */
public record ReadSource(
        String name,
        String format,
        List<SourceFile> files,
        List<SourceFile> passedOver,
        int phases,
        List<String> notes) {

    public ReadSource {
        files = List.copyOf(files);
        passedOver = List.copyOf(passedOver);
        notes = List.copyOf(notes);
    }
}
