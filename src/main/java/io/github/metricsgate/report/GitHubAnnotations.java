package io.github.metricsgate.report;

import io.github.metricsgate.text.SafeText;
import java.io.IOException;

/**
 * Workflow commands, {@code ::error title=..::..}, escaped like in GitHub's own toolkit. GitHub shows ten errors and
 * ten warnings of a step and drops the rest, so this prints ten in all, starting with what fails the build, and a
 * warning that says how many more there are.
 */
final class GitHubAnnotations implements Report {

    private static final int MOST = 10;

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        String title = escaped("metrics-gate "
                        + SafeText.of(presentation.verification().rules().module()))
                .replace(":", "%3A")
                .replace(",", "%2C");
        for (Problem problem : presentation.worst(MOST)) {
            line(problem.fails() ? "error" : "warning", title, problem.sentence(), out);
        }
        int hidden = presentation.problems().size() - MOST;
        if (hidden > 0) {
            line("warning", title, "... and " + hidden + " more, in the log and the reports", out);
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
