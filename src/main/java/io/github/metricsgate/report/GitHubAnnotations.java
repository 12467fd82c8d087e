package io.github.metricsgate.report;

import io.github.metricsgate.text.SafeText;
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
    public void write(Presentation presentation, Appendable out) throws IOException {
        List<Problem> problems = presentation.problems().stream()
                .sorted(Comparator.comparing(problem -> !problem.fails()))
                .toList();
        String title = escaped("metrics-gate "
                        + SafeText.of(presentation.verification().rules().module()))
                .replace(":", "%3A")
                .replace(",", "%2C");
        for (Problem problem : problems.subList(0, Math.min(MOST, problems.size()))) {
            line(problem.fails() ? "error" : "warning", title, problem.sentence(), out);
        }
        if (problems.size() > MOST) {
            line("warning", title, "... and " + (problems.size() - MOST) + " more, in the log and the reports", out);
        }
    }

    private static void line(String command, String title, String message, Appendable out) throws IOException {
        out.append("::" + command + " title=" + title + "::")
                .append(escaped(message))
                .append('\n');
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
