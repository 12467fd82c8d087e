package io.github.metricsgate.json;

import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the violations of one snapshot or one metrics set; holds the first fifty and counts the rest. */
public final class ViolationCollector {

    private static final int HELD = 50;

    private final List<Violation> first = new ArrayList<>();
    private long total;

    public void add(String file, JsonPointer pointer, @Nullable Position position, String found, String expected) {
        total++;
        if (first.size() < HELD) {
            first.add(new Violation(file, pointer.toString(), position, found, expected));
        }
    }

    /** Adds those of a part of a file, which were found with the numbers of its own lines, {@code linesBefore} less. */
    public void addAll(ViolationCollector part, long linesBefore) {
        for (Violation violation : part.first) {
            Position position = violation.position();
            if (first.size() < HELD) {
                first.add(new Violation(
                        violation.file(),
                        violation.pointer(),
                        position == null ? null : new Position(position.line() + linesBefore, position.column()),
                        violation.found(),
                        violation.expected()));
            }
        }
        total += part.total;
    }

    /** A violation of the file as a whole. */
    public void add(String file, String found, String expected) {
        add(file, JsonPointer.ROOT, null, found, expected);
    }

    public long total() {
        return total;
    }

    public boolean isEmpty() {
        return total == 0;
    }

    public Violations violations() {
        return new Violations(first, total);
    }
}
