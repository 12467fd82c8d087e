package io.github.metricsgate.mojo;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.report.ReactorRow;
import io.github.metricsgate.report.ReactorRow.State;
import io.github.metricsgate.report.ReactorSummary;
import io.github.metricsgate.report.ReportDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.BuildFailure;
import org.apache.maven.execution.BuildSuccess;
import org.apache.maven.execution.BuildSummary;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Looks back when all modules have been built: fails those that persisted a set which nobody judged and, if there are
 * several modules, summarises their results. It reads no files.
 */
final class SessionReview {

    private final MavenSession session;
    private final SessionState state;
    private final SessionLedger ledger;
    private final Log log;
    private final Path directory;
    /** What fails a module at the end, by groupId and artifactId. */
    private final Map<String, String> objections = new HashMap<>();

    private SessionReview(MavenSession session, SessionState state, Log log, Path directory) {
        this.session = session;
        this.state = state;
        this.ledger = new SessionLedger(state);
        this.log = log;
        this.directory = directory;
    }

    /** Schedules the review for the end of the session, and deletes the summary of an earlier build. */
    static void await(MavenSession session, SessionState state, Log log) throws IOException {
        Path directory = directory(session);
        SessionEnd.await(session, state, ended -> new SessionReview(ended, state, log, directory).run());
        ReportDirectory reports = ReactorSummary.reports(directory);
        try {
            reports.clear();
        } catch (IOException e) {
            throw new FileAccessException("clear the reports in", directory, e);
        }
    }

    /** In the build directory of the project in which Maven was started. */
    private static Path directory(MavenSession session) {
        // A program that embeds Maven need not set it.
        String started = session.getExecutionRootDirectory();
        Path root = Path.of(started == null ? "" : started);
        Path target = root.resolve("target");
        List<MavenProject> all = session.getAllProjects() == null ? session.getProjects() : session.getAllProjects();
        for (MavenProject project : all == null ? List.<MavenProject>of() : all) {
            if (project.isExecutionRoot() && project.getFile() != null) {
                target = root.resolve(project.getBuild().getDirectory());
            }
        }
        return target.resolve("metrics-gate-reactor");
    }

    private void run() throws IOException {
        for (Deed unjudged : ledger.unjudged()) {
            review(unjudged);
        }
        if (session.getProjects().size() > 1) {
            ReactorSummary summary = new ReactorSummary(rows(), directory);
            if (summary.verified() > 1) {
                show(summary);
            }
        }
    }

    private void review(Deed unjudged) {
        MavenProject module = module(unjudged.by().module());
        if (module == null || !(session.getResult().getBuildSummary(module) instanceof BuildSuccess built)) {
            // It has failed already.
            return;
        }
        String sentence = ledger.nobodyJudged(unjudged);
        if (unjudged.by().fromCommandLine()
                || ledger.of(unjudged.by().module()).verifications().isEmpty()) {
            if (ledger.hasLimits(unjudged) && !unjudged.by().fromCommandLine()) {
                log.warn(sentence);
            } else {
                log.info(sentence);
            }
            return;
        }
        objections.put(unjudged.by().module(), sentence);
        Exception failure = new LifecycleExecutionException(
                sentence, (MojoExecution) null, module, new MojoExecutionException(sentence));
        session.getResult().addException(failure);
        session.getResult().addBuildSummary(new BuildFailure(module, built.getTime(), failure));
    }

    private @Nullable MavenProject module(String name) {
        for (MavenProject project : session.getProjects()) {
            if (Execution.module(project).equals(name)) {
                return project;
            }
        }
        return null;
    }

    private void show(ReactorSummary summary) throws IOException {
        log.info("");
        for (String line : summary.lines()) {
            log.info(line);
        }
        try {
            summary.write();
        } catch (IOException e) {
            throw new FileAccessException("write the reports to", directory, e);
        }
    }

    /** At least one for each module, in the order of the build. */
    private List<ReactorRow> rows() {
        Map<String, List<ReactorRow>> kept = new HashMap<>();
        for (List<String> texts : state.kept()) {
            ReactorRow row = ReactorRow.decoded(texts);
            kept.computeIfAbsent(row.project(), module -> new ArrayList<>()).add(row);
        }
        List<ReactorRow> rows = new ArrayList<>();
        for (MavenProject project : session.getProjects()) {
            String module = Execution.module(project);
            rows.addAll(rows(project, module, kept.getOrDefault(module, List.of())));
        }
        return rows;
    }

    private List<ReactorRow> rows(MavenProject project, String module, List<ReactorRow> own) {
        List<ReactorRow> rows = new ArrayList<>(own);
        String objection = objections.get(module);
        if (objection != null) {
            // The result of its verification does not matter here.
            rows.removeIf(row -> row.name().equals(project.getArtifactId()));
            rows.add(0, ReactorRow.of(module, project.getArtifactId(), State.FAILED, objection));
        } else if (own.stream().allMatch(row -> row.state() == State.WITHOUT_METRICS)) {
            ReactorRow unverified = withoutVerification(project, module);
            if (own.isEmpty() || unverified.state() != State.WITHOUT_METRICS) {
                return List.of(unverified);
            }
        }
        return rows;
    }

    private ReactorRow withoutVerification(MavenProject project, String module) {
        BuildSummary summary = session.getResult().getBuildSummary(project);
        Deeds done = ledger.of(module);
        State became = State.WITHOUT_METRICS;
        String why = "";
        if (summary == null || done.hasOnlySkipped()) {
            became = State.SKIPPED;
        } else if (summary instanceof BuildFailure failure) {
            became = State.NOT_VERIFIED;
            why = ReactorMemory.inOneLine(said(failure.getCause()));
        } else if (done.hasPersisted()) {
            became = State.ONLY_PERSISTED;
        }
        return ReactorRow.of(module, project.getArtifactId(), became, why);
    }

    /** The goal's own message; Maven's wording around it only repeats which goal it was. */
    private static Throwable said(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof LifecycleExecutionException && cause != null ? cause : failure;
    }
}
