package io.github.metricsgate.mojo;

import io.github.metricsgate.files.ReadOptions;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Environment;
import io.github.metricsgate.report.ReportDirectory;
import io.github.metricsgate.text.UserProperties;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What the goals have in common: where a metrics set is and how strict the build is. */
abstract class MetricsGateMojo extends AbstractMojo {

    /** The id of one of Maven 4's builders. */
    private static final String CONCURRENT = "concurrent";

    /**
     * The directory of the metrics set. A relative path is relative to the project's directory, or to the working
     * directory if there is no pom.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.OUTPUT_DIRECTORY, defaultValue = "${project.basedir}/artifacts/plan1")
    private @Nullable File outputDirectory;

    /**
     * The name, without a directory, of the file with the phases.
     *
     * @since 0.1.0
     */
    @Parameter(defaultValue = "phase_metrics.json")
    private @Nullable String phaseMetricsFile;

    /**
     * The name, without a directory, of the file with the resource samples.
     *
     * @since 0.1.0
     */
    @Parameter(defaultValue = "resource_usage.jsonl")
    private @Nullable String resourceUsageFile;

    /**
     * The name, without a directory, of the file with the latency percentiles.
     *
     * @since 0.1.0
     */
    @Parameter(defaultValue = "latency_histograms.json")
    private @Nullable String latencyHistogramsFile;

    /**
     * How strict to be about a missing file: <code>DEV</code> warns, <code>PROD</code> fails the build.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.ENVIRONMENT, defaultValue = "DEV")
    private @Nullable String environment;

    /**
     * What to do about a snapshot or file that is missing, stale (<code>maxAge</code>) or from an earlier run:
     * <code>fail</code> the build, <code>warn</code>, or <code>ignore</code> it, which is one line in the log. By
     * default, <code>environment</code> decides: <code>PROD</code> fails, <code>DEV</code> warns.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.WHEN_MISSING)
    private @Nullable String whenMissing;

    /**
     * Where the reports go: <code>report.html</code> with its <code>report.css</code>, <code>trend.svg</code>,
     * <code>TEST-metrics-gate.xml</code>, <code>summary.md</code>, <code>verification.json</code> and
     * <code>metrics.txt</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.REPORT_DIRECTORY, defaultValue = "${project.build.directory}/metrics-gate")
    private @Nullable File reportDirectory;

    /**
     * <code>false</code> prints nothing for build servers. Otherwise, on GitHub Actions, Azure Pipelines and TeamCity,
     * which are detected by their environment, problems are printed in the format of each.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.ANNOTATIONS, defaultValue = "true")
    private @Nullable String annotations;

    /**
     * <code>true</code> skips the goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.SKIP, defaultValue = "false")
    private @Nullable String skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution mojoExecution;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Mistakes mistakes = new Mistakes();
        ParameterValues values = new ParameterValues(mistakes);
        SessionState state = SessionState.of(session);
        Execution execution = Execution.of(project, mojoExecution);
        // A property that is not set, as in <skip>${skipTests}</skip>, skips nothing.
        if (skip != null && !skip.contains("${") && values.flag("skip", skip)) {
            new SessionLedger(state).skipped(execution);
            skipped();
            return;
        }
        PluginDescriptor descriptor = mojoExecution.getMojoDescriptor().getPluginDescriptor();
        PluginConfiguration plugin = new PluginConfiguration(project, session, descriptor.getPluginLookupKey());
        String name = ReportName.of(execution.id(), plugin.reportingGoals());
        ReactorMemory memory = new ReactorMemory(state, execution, execution.title(name));
        try {
            if (state.isToBeWatched()) {
                SessionReview.await(session, state, getLog());
            }
            // This comes first: whatever goes wrong from here on, the reports of an earlier build must not be mistaken
            // for this one's.
            ProjectPaths paths = new ProjectPaths(project, session, mistakes);
            ReportDirectory reports = new ReportFolders(paths, reportDirectory, plugin.reportingGoals(), state)
                    .prepare(execution, mistakes);
            boolean annotate = values.flag("annotations", annotations);
            checkConfiguration(descriptor, mistakes);
            SetLayout layout =
                    paths.layout(outputDirectory, phaseMetricsFile, resourceUsageFile, latencyHistogramsFile);
            paths.checkApart(reports, layout);
            Results results = new Results(reports, annotate, getLog(), session, memory);
            execute(new Configuration(
                    mistakes, values, paths, layout, results, plugin, execution, name, new SessionLedger(state)));
        } catch (IOException e) {
            MojoExecutionException failure = Failures.impossible(e);
            memory.keepFailure(failure);
            throw failure;
        } catch (MojoExecutionException e) {
            memory.keepFailure(e);
            throw e;
        }
    }

    private void checkConfiguration(PluginDescriptor descriptor, Mistakes mistakes) {
        checkBuilder(mistakes);
        KnownParameters known = new KnownParameters(descriptor);
        Expressions expressions = new Expressions(session, mojoExecution);
        ElementCheck elements = new ElementCheck(project, mojoExecution, known, expressions, mistakes);
        new PropertyCheck(project, session, known, expressions, mistakes).check(elements.check());
        for (String warning : mistakes.warnings()) {
            getLog().warn(warning);
        }
    }

    private void skipped() {
        getLog().info("Skipped: <skip> or -D" + UserProperties.SKIP + " is true" + whatIsSkipped());
        String property = session.getUserProperties().getProperty(UserProperties.SKIP);
        if ("false".equals(property)) {
            getLog().warn(PropertyCheck.withoutEffect(UserProperties.SKIP, property, "skip", "true"));
        }
    }

    /** The input of the goal that is being skipped, as the end of a sentence; empty if there is none. */
    abstract String whatIsSkipped();

    /** Maven 4 can run a project's phases in an order other than the listed one. */
    private void checkBuilder(Mistakes mistakes) {
        if (CONCURRENT.equals(session.getRequest().getBuilderId())) {
            String mistake =
                    "-b " + CONCURRENT + ": this builder may run verify before the phases that it follows, or leave it"
                            + " out, so that verify-metrics does not judge what the build persists; build without it (-T alone"
                            + " builds modules in parallel)";
            mistakes.add(mistake);
            // The only message of a goal that this builder shows: for exceptions it just prints "Error building
            // project".
            getLog().error(mistake);
        }
    }

    /**
     * What the goals have in common, for use by the goal.
     *
     * @param layout where the set is; a stand-in if there is a mistake
     * @param plugin the plugin's configuration for all goals of the project
     * @param execution the current one
     * @param executionName empty for one that Maven named, and for the default one
     * @param ledger what the goals of the session did
     */
    record Configuration(
            Mistakes mistakes,
            ParameterValues values,
            ProjectPaths paths,
            SetLayout layout,
            Results results,
            PluginConfiguration plugin,
            Execution execution,
            String executionName,
            SessionLedger ledger) {

        /** The name of the module in reports, and the execution if it has a name: a build has many. */
        String title() {
            return execution.title(executionName);
        }
    }

    Environment environment(ParameterValues values) {
        return values.environment(environment);
    }

    @Nullable
    Effect whenMissing(ParameterValues values) {
        return values.effect("whenMissing", whenMissing);
    }

    Map<String, String> environmentVariables() {
        return Results.environment(session);
    }

    /** What a text comes to with its properties replaced; the text itself where they are not set. */
    String evaluated(String text) {
        return new Expressions(session, mojoExecution).evaluate(text);
    }

    Origins origins() {
        return new Origins(project, session, mojoExecution);
    }

    /** Reads the goal's own parameters, checks that there are no mistakes at all, and does the goal's work. */
    abstract void execute(Configuration configuration) throws IOException, MojoExecutionException, MojoFailureException;

    /** How to read files in this build, whose modules share the cores. */
    ReadOptions readOptions() {
        int modulesAtOnce = Math.max(1, session.getRequest().getDegreeOfConcurrency());
        return ReadOptions.threads(Runtime.getRuntime().availableProcessors() / modulesAtOnce);
    }
}
