package io.github.metricsgate.report;

import io.github.metricsgate.report.JUnitReport.Case;
import io.github.metricsgate.report.JUnitReport.Mark;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The summary of the reactor as a test suite: a test case for each module. If it failed, the case is a failure; if the
 * build failed before it could be verified, an error; if it was skipped or not judged, the case is skipped.
 */
final class ReactorJUnit {

    private ReactorJUnit() {}

    static void write(ReactorSummary summary, Appendable out) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (ReactorRow row : summary.rows()) {
            if (row.state().isShown() || row.state() == ReactorRow.State.SKIPPED) {
                cases.add(new Case("modules", SafeText.of(row.name()), mark(row), output(summary, row)));
            }
        }
        JUnitReport.write(ReactorSummary.SUBJECT, cases, out);
    }

    private static @Nullable Mark mark(ReactorRow row) {
        String type = row.state().key().replace('_', ' ');
        String message = row.worst().isEmpty() ? type : row.worst();
        return switch (row.state()) {
            case PASSED, ONLY_PERSISTED, WITHOUT_METRICS -> null;
            case FAILED -> new Mark("failure", type, message);
            case NOT_VERIFIED -> new Mark("error", type, message);
            case NOTHING_JUDGED, SKIPPED -> new Mark("skipped", type, message);
        };
    }

    private static String output(ReactorSummary summary, ReactorRow row) {
        String link = summary.link(row);
        return link.isEmpty() ? "" : Counted.of(row.phases(), "phase") + "; reports: " + SafeText.of(link);
    }
}
