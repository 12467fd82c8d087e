package io.github.metricsgate.source;

import io.github.metricsgate.files.SampleSeries;
import java.util.List;

/**
 * A source that was read.
 *
 * @param format the name of its format
 * @param files those that were read
 * @param passedOver those in a directory that are not of the format
 * @param phases how many phases it gave
 * @param samples the resource samples in its files, a series for each
 * @param notes what the user should know, whole sentences
 */
public record ReadSource(
        String name,
        String format,
        List<SourceFile> files,
        List<SourceFile> passedOver,
        int phases,
        List<SampleSeries> samples,
        List<String> notes) {

    public ReadSource {
        files = List.copyOf(files);
        passedOver = List.copyOf(passedOver);
        samples = List.copyOf(samples);
        notes = List.copyOf(notes);
    }
}
