package io.github.metricsgate.metrics;

import java.util.List;

/**
 * What is wrong with a snapshot or a metrics set: the first violations in the order of the files, and how many there
 * are in all. A document of a million lines can be wrong a million times, so only the first are held.
 *
 * @param first at most as many as anyone would read
 * @param total how many there are, those that are not held included
 */
public record Violations(List<Violation> first, long total) {

    public Violations {
        first = List.copyOf(first);
        if (total < first.size()) {
            throw new IllegalArgumentException("a total of " + total + " for " + first.size() + " violations");
        }
    }

    public boolean isEmpty() {
        return total == 0;
    }
}
