package io.github.metricsgate.report;

import io.github.metricsgate.gate.Verification;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * Workflow commands, {@code ::error title=..::..}, escaped as GitHub's own toolkit does. GitHub shows ten errors and ten
 * warnings of a step and drops the rest, so there are ten in all, what fails the build first, and a warning that says how
 * many more there are.
 */
final class GitHubAnnotations implements Report {

    private static final int MOST = 10;

    @Override
    public void write(Verification verification, Appendable out) throws IOException {
        List<Problem> problems = Problems.of(verification).stream()
                .sorted(Comparator.comparing(problem -> !problem.fails()))
                .toList();
        for (Problem problem : problems.subList(0, Math.min(MOST, problems.size()))) {
            line(problem.fails() ? "error" : "warning", problem.sentence(), out);
        }
        if (problems.size() > MOST) {
            line("warning", "... and " + (problems.size() - MOST) + " more, in the log and the reports", out);
        }
    }

    private static void line(String command, String message, Appendable out) throws IOException {
        out.append("::" + command + " title=metrics-gate::")
                .append(message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
                .append('\n');
    }
}
