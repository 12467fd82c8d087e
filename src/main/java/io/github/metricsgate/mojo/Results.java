package io.github.metricsgate.mojo;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.report.BuildServer;
import io.github.metricsgate.report.ConsoleReport;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.report.ReportDirectory;
import io.github.metricsgate.report.StepSummary;
import io.github.metricsgate.text.SafeText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/** Takes a verification to where people look: Maven's log, the reports, the build server. */
final class Results {

    private static final String ENVIRONMENT_PREFIX = "env.";

    private final ReportDirectory reports;
    private final boolean annotate;
    private final Log log;
    private final MavenProject project;
    private final MavenSession session;

    Results(ReportDirectory reports, boolean annotate, Log log, MavenProject project, MavenSession session) {
        this.reports = reports;
        this.annotate = annotate;
        this.log = log;
        this.project = project;
        this.session = session;
    }

    ReportDirectory reports() {
        return reports;
    }

    /** Takes away what an earlier run left, so that nobody takes it for this one's. */
    void clear(String module) throws IOException {
        String key = Results.class.getName() + " " + reports.directory();
        Object other = project.getContextValue(key);
        if (other != null && !other.equals(module)) {
            log.warn("The reports of " + other + " in "
                    + SafeText.of(reports.directory().toString()) + " are replaced by those of " + module
                    + ": give each execution a <reportDirectory> of its own");
        }
        project.setContextValue(key, module);
        try {
            reports.clear();
        } catch (IOException e) {
            throw new FileAccessException("clear the reports in", reports.directory(), e);
        }
    }

    /** @param layout where the set is: its files are not for the step summary to be added to */
    void show(Presentation presentation, SetLayout layout) throws MojoExecutionException, IOException {
        for (String line : new ConsoleReport(Colours.areOn(session)).lines(presentation)) {
            log.info(line);
        }
        for (String warning : presentation.warnings()) {
            log.warn(warning);
        }
        try {
            reports.write(presentation);
        } catch (IOException e) {
            throw Failures.unreported(
                    presentation, new FileAccessException("write the reports to", reports.directory(), e));
        } finally {
            if (annotate) {
                tellBuildServers(presentation, layout);
            }
        }
    }

    private void tellBuildServers(Presentation presentation, SetLayout layout) throws IOException {
        Map<String, String> environment = environment();
        List<Path> notThere = new ArrayList<>(layout.files());
        notThere.addAll(reports.files());
        Optional<String> obstacle = StepSummary.add(presentation, environment, notThere);
        if (obstacle.isPresent()) {
            log.warn(obstacle.get());
        }
        for (BuildServer server : BuildServer.of(environment)) {
            print(server.annotations(presentation));
        }
    }

    /** Maven hands the environment over as system properties of its session. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (String property : session.getSystemProperties().stringPropertyNames()) {
            if (property.startsWith(ENVIRONMENT_PREFIX)) {
                environment.put(
                        property.substring(ENVIRONMENT_PREFIX.length()),
                        session.getSystemProperties().getProperty(property));
            }
        }
        return environment;
    }

    /**
     * Past Maven, in one piece: its logger and, from Maven 4 on, its {@code System.out} put a prefix before each line, and
     * a build server sees no command there. The first line is empty, as Maven may have left something on it: with
     * {@code -q -B}, 3.8.7 resets the colours first.
     */
    private static void print(String lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        System.out.flush();
        // Not closed: it is the process's own.
        FileOutputStream standardOutput = new FileOutputStream(FileDescriptor.out);
        standardOutput.write(("\n" + lines).getBytes(StandardCharsets.UTF_8));
    }
}
