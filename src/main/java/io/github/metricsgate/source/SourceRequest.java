package io.github.metricsgate.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as the pom describes it.
 *
 * @param name its element's name
 * @param files paths, directories and globs, relative to the project
 * @param format the {@linkplain SourceFormat#name() name} of the format; null if it is to be recognised
 * @param items which of its items are taken
 * @param repetitions what to make of several results of one item that cannot be merged
 * @param options what is for the format alone
 */
public record SourceRequest(
        String name,
        List<String> files,
        @Nullable String format,
        ItemFilter items,
        Repetitions repetitions,
        SourceOptions options) {

    public SourceRequest {
        files = List.copyOf(files);
    }

    /** One that says no more than where its files are. */
    public static SourceRequest of(String name, String... files) {
        return new SourceRequest(
                name, List.of(files), null, ItemFilter.EVERYTHING, Repetitions.REFUSE, SourceOptions.NONE);
    }
}
