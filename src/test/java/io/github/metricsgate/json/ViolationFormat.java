package io.github.metricsgate.json;

import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.util.List;

/** The format of violations in tests: line and column, pointer, problem. */
public final class ViolationFormat {

    private ViolationFormat() {}

    public static String of(Violation violation) {
        String place = violation.position() == null
                ? ""
                : violation.position().line() + ":" + violation.position().column();
        return (place + " " + violation.pointer()).strip() + ": " + violation.problem();
    }

    public static List<String> of(Violations violations) {
        return violations.first().stream().map(ViolationFormat::of).toList();
    }
}
