package io.github.metricsgate.source;

import io.github.metricsgate.metrics.Glob;
import java.util.List;

/**
 * Which items of a source are taken: those that one of {@code include} matches, or all if it is empty, without those that one
 * of {@code exclude} matches. A glob is matched with the item's key, without the name of the source, and with its name.
 */
public record ItemFilter(List<Glob> include, List<Glob> exclude) {

    public static final ItemFilter EVERYTHING = new ItemFilter(List.of(), List.of());

    public ItemFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    boolean accepts(String item, String name) {
        return (include.isEmpty() || isMatched(include, item, name)) && !isMatched(exclude, item, name);
    }

    private static boolean isMatched(List<Glob> globs, String item, String name) {
        for (Glob glob : globs) {
            if (glob.matches(item) || glob.matches(name)) {
                return true;
            }
        }
        return false;
    }
}
