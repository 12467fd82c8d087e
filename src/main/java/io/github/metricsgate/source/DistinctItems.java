package io.github.metricsgate.source;

import java.util.HashSet;
import java.util.Set;

/**
 * The items of one file that has one summary of each. Names that differ in what may be a secret alone become one item, and two
 * summaries cannot be merged.
 */
final class DistinctItems {

    private final SourceInput input;
    private final Set<String> seen = new HashSet<>();

    DistinctItems(SourceInput input) {
        this.input = input;
    }

    /** @throws UnreadableSourceException if the file has had it before */
    void check(PhaseAccumulator item) throws UnreadableSourceException {
        if (!item.isDiscarding() && !seen.add(item.item())) {
            throw input.unreadableUnless(
                    "it has two results of " + Quoted.text(item.item()) + ", which cannot be merged",
                    "They may differ in the query of a URL, which is never stored: give requests a name without it in the tool, or"
                            + " leave them out with <exclude>.");
        }
    }
}
