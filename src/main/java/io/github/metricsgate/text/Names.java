package io.github.metricsgate.text;

import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.util.ArrayList;
import java.util.List;

/** Names from files and poms, and places in files, as a sentence has them. */
public final class Names {

    /** More than these, nobody reads: the rest is counted. */
    private static final int MOST = 50;

    private static final int LONGEST = 120;
    private static final int LONGEST_POINTER = 500;

    private Names() {}

    /** A name, no longer than a sentence can carry. */
    public static String of(String text) {
        return SafeText.of(text, LONGEST);
    }

    /** The first names, and how many more there are. */
    public static String list(List<String> names) {
        return names.size() <= MOST
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST)) + " and " + (names.size() - MOST) + " more";
    }

    /** Violations, one a line, and how many more there are than are listed. */
    public static List<String> violations(Violations violations) {
        List<String> lines = new ArrayList<>();
        for (Violation violation : violations.first()) {
            lines.add(violation(violation));
        }
        return Listed.lines(lines, lines.size(), violations.total());
    }

    /** Where a violation is, what was found there and what was expected. */
    public static String violation(Violation violation) {
        Position position = violation.position();
        return SafeText.of(violation.file())
                + (position == null ? "" : ":" + position.line() + ":" + position.column())
                + (violation.pointer().isEmpty() ? "" : " " + SafeText.of(violation.pointer(), LONGEST_POINTER))
                + ": found " + SafeText.asSpelled(violation.found()) + ", expected "
                + SafeText.asSpelled(violation.expected());
    }
}
