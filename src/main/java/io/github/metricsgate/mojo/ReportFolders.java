package io.github.metricsgate.mojo;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.report.ReportDirectory;
import io.github.metricsgate.text.SafeText;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives each execution of each module a directory of its own for its reports, without those of an earlier build. */
final class ReportFolders {

    private final ProjectPaths paths;
    private final @Nullable File reportDirectory;
    private final Map<String, List<String>> goals;
    private final SessionState state;

    /** @param goals those that have reports, by the ids of the executions of the module */
    ReportFolders(
            ProjectPaths paths, @Nullable File reportDirectory, Map<String, List<String>> goals, SessionState state) {
        this.paths = paths;
        this.reportDirectory = reportDirectory;
        this.goals = goals;
        this.state = state;
    }

    /**
     * The directory of an execution, with old reports deleted. The first goal of a module that a phase runs also clears
     * the directories of the module's other executions, because after a failure they never run.
     */
    ReportDirectory prepare(Execution execution, Mistakes mistakes) throws IOException {
        ReportDirectory own = directory(execution.id());
        String owner = owner(execution);
        Optional<String> other =
                mistakes.isReported("reportDirectory") ? Optional.empty() : state.claimReports(owner, own.directory());
        if (other.isPresent()) {
            mistakes.addOf(
                    "reportDirectory",
                    "is '" + SafeText.of(own.directory().toString()) + "', where " + SafeText.of(other.get())
                            + " has its reports in this build: give " + SafeText.of(owner) + " another");
            return ReportDirectory.none();
        }
        clear(own);
        for (String id : execution.fromCommandLine() ? Set.<String>of() : goals.keySet()) {
            ReportDirectory reports = directory(id);
            if (!state.hasReports(reports.directory())) {
                clear(reports);
            }
        }
        return own;
    }

    /** Identifies the owner of the reports in the whole build. */
    private String owner(Execution execution) {
        String name = ReportName.of(execution.id(), goals);
        return execution.module() + (name.isEmpty() ? "" : ":" + name);
    }

    private ReportDirectory directory(String id) {
        return paths.reports(reportDirectory, ReportName.of(id, goals));
    }

    private static void clear(ReportDirectory reports) throws IOException {
        try {
            reports.clear();
        } catch (IOException e) {
            throw new FileAccessException("clear the reports in", reports.directory(), e);
        }
    }
}
