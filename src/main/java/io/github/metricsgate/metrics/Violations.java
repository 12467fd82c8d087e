package io.github.metricsgate.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a value, a file, a snapshot or a metrics set: the first violations in the order of the files, and
 * their total number. A document of a million lines can have a million violations, so only the first are kept.
 *
 * @param first at most {@value #MOST_HELD}
 * @param total how many there are, including those that are not kept
 */
public record Violations(List<Violation> first, long total) {

    /** As many as anyone would read. */
    public static final int MOST_HELD = 50;

    public static final Violations NONE = new Violations(List.of(), 0);

    public Violations {
        first = List.copyOf(first);
        if (total < first.size()) {
            throw new IllegalArgumentException("a total of " + total + " for " + first.size() + " violations");
        }
    }

    public static Violations of(Violation... violations) {
        return new Violations(
                List.of(violations).subList(0, Math.min(violations.length, MOST_HELD)), violations.length);
    }

    public boolean isEmpty() {
        return total == 0;
    }

    /** These, followed by {@code later}. */
    public Violations and(Violations later) {
        if (isEmpty() || later.isEmpty()) {
            return isEmpty() ? later : this;
        }
        List<Violation> both = new ArrayList<>(first);
        both.addAll(later.first.subList(0, Math.min(later.first.size(), MOST_HELD - both.size())));
        return new Violations(both, total + later.total);
    }

    /** The same violations, {@code lines} further down in their file. */
    public Violations movedDown(long lines) {
        return isEmpty()
                ? this
                : new Violations(first.stream().map(v -> v.movedDown(lines)).toList(), total);
    }
}
