package io.github.metricsgate.report;

import io.github.metricsgate.text.SafeText;
import java.io.IOException;

/**
 * Logging commands, {@code ##vso[task.logissue type=error]..}, escaped like in Azure Pipelines' own task library; what
 * fails the build comes first, and if there are very many, a warning counts the rest.
 */
final class AzureAnnotations implements Report {

    private static final int MOST = 50;

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        String module = SafeText.of(presentation.verification().rules().module());
        for (Problem problem : presentation.worst(MOST)) {
            line(problem.fails() ? "error" : "warning", module + ": " + problem.sentence(), out);
        }
        int hidden = presentation.problems().size() - MOST;
        if (hidden > 0) {
            line("warning", module + ": ... and " + hidden + " more, in the log and the reports", out);
        }
    }

    private static void line(String type, String message, Appendable out) throws IOException {
        out.append("##vso[task.logissue type=" + type + "]")
                .append(message.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A"))
                .append('\n');
    }
}
