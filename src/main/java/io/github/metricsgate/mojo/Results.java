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

/** Delivers a verification to where people look: Maven's log, the reports, the build server. */
final class Results {

    private static final String ENVIRONMENT_PREFIX = "env.";

    private final ReportDirectory reports;
    private final boolean annotate;
    private final Log log;
    private final MavenSession session;
    private final ReactorMemory memory;

    Results(ReportDirectory reports, boolean annotate, Log log, MavenSession session, ReactorMemory memory) {
        this.reports = reports;
        this.annotate = annotate;
        this.log = log;
        this.session = session;
        this.memory = memory;
    }

    ReportDirectory reports() {
        return reports;
    }

    /** @param layout where the set is: the step summary must not be one of its files */
    void show(Presentation presentation, SetLayout layout) throws MojoExecutionException, IOException {
        for (String line : new ConsoleReport(Colours.areOn(session)).lines(presentation)) {
            log.info(line);
        }
        for (String warning : presentation.warnings()) {
            log.warn(warning);
        }
        write(presentation, layout, annotate);
        Optional<Path> page = reports.page();
        if (page.isPresent() && presentation.isWorthAPage()) {
            log.info("All of it is in " + SafeText.of(page.get().toString()));
        }
    }

    /** Only writes the reports: another goal has logged the findings already. */
    void writeReports(Presentation presentation, SetLayout layout) throws MojoExecutionException, IOException {
        write(presentation, layout, false);
    }

    private void write(Presentation presentation, SetLayout layout, boolean tellServers)
            throws MojoExecutionException, IOException {
        memory.keep(presentation, reports.directory());
        try {
            reports.write(presentation);
        } catch (IOException e) {
            throw Failures.unreported(
                    presentation, new FileAccessException("write the reports to", reports.directory(), e));
        } finally {
            if (tellServers) {
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

    private Map<String, String> environment() {
        return environment(session);
    }

    /** Maven provides the environment as system properties of its session. */
    static Map<String, String> environment(MavenSession session) {
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
     * Bypasses Maven and prints everything at once: its logger and, from Maven 4 on, its {@code System.out} put a
     * prefix before each line, which keeps build servers from recognising commands. The first line is empty, because
     * Maven may have left something on it: with {@code -q -B}, 3.8.7 resets the colours first.
     */
    private static void print(String lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        System.out.flush();
        // Not closed, because it belongs to the process.
        FileOutputStream standardOutput = new FileOutputStream(FileDescriptor.out);
        standardOutput.write(("\n" + lines).getBytes(StandardCharsets.UTF_8));
    }
}
