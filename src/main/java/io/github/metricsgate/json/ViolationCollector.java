package io.github.metricsgate.json;

import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the {@link Violations} of one value or one document, in their order. */
public final class ViolationCollector {

    private final List<Violation> first = new ArrayList<>();
    private long total;

    /** Adds a violation; its texts are made only if it is one of those that are kept. */
    public void add(String file, JsonPointer pointer, @Nullable Position position, String problem) {
        total++;
        if (first.size() < Violations.MOST_HELD) {
            first.add(new Violation(file, pointer.toString(), position, problem));
        }
    }

    public void add(Violation violation) {
        total++;
        if (first.size() < Violations.MOST_HELD) {
            first.add(violation);
        }
    }

    public void addAll(Violations violations) {
        int room = Violations.MOST_HELD - first.size();
        first.addAll(violations.first().subList(0, Math.min(violations.first().size(), room)));
        total += violations.total();
    }

    /** Everything that has been added so far. */
    public Violations violations() {
        return total == 0 ? Violations.NONE : new Violations(first, total);
    }
}
