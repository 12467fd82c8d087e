package io.github.metricsgate.text;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.util.ArrayList;
import java.util.List;

/** Names from files and poms, and places in files, as they appear in a sentence. */
public final class Names {

    private static final int LONGEST = 120;
    private static final int LONGEST_POINTER = 500;

    private Names() {}

    /** A name, shortened so that it fits into a sentence. */
    public static String of(String text) {
        return SafeText.of(text, LONGEST);
    }

    /** A phase by its key and name: "2 'Scoring'". */
    public static String phase(Phase phase) {
        return (phase.key().isEmpty() ? "''" : of(phase.key())) + " '" + of(phase.name()) + "'";
    }

    /** Violations, one per line, and how many more there are than are listed. */
    public static List<String> violations(Violations violations) {
        List<String> lines = new ArrayList<>();
        for (Violation violation : violations.first()) {
            lines.add(violation(violation));
        }
        return Listed.lines(lines, lines.size(), violations.total());
    }

    /** Where a violation is, and what is wrong there. */
    public static String violation(Violation violation) {
        Position position = violation.position();
        return SafeText.of(violation.file())
                + (position == null ? "" : ":" + position.line() + ":" + position.column())
                + (violation.pointer().isEmpty() ? "" : " " + SafeText.of(violation.pointer(), LONGEST_POINTER))
                + ": " + SafeText.asSpelled(violation.problem());
    }
}
