package io.github.metricsgate.report;

import io.github.metricsgate.text.SafeText;
import java.io.IOException;

/** Logging commands, {@code ##vso[task.logissue type=error]..}, escaped as Azure Pipelines' own task library does. */
final class AzureAnnotations implements Report {

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        for (Problem problem : presentation.problems()) {
            out.append("##vso[task.logissue type=" + (problem.fails() ? "error" : "warning") + "]")
                    .append((SafeText.of(presentation.verification().rules().module()) + ": " + problem.sentence())
                            .replace("%", "%AZP25")
                            .replace("\r", "%0D")
                            .replace("\n", "%0A"))
                    .append('\n');
        }
    }
}
