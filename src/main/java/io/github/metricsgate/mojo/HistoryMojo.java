package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.history.RunStore;
import io.github.metricsgate.identity.IdentityObserver;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What goals have in common that work on a history and judge no run. */
abstract class HistoryMojo extends AbstractMojo {

    /**
     * The directory of the metrics set, by which the history tells the sets of a module apart. A relative path is relative to
     * the project's directory, or to the working directory if there is no pom.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.OUTPUT_DIRECTORY, defaultValue = "${project.basedir}/artifacts/plan1")
    private @Nullable File outputDirectory;

    /**
     * The history, as <code>verify-metrics</code> has it.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.HISTORY)
    private @Nullable String history;

    /**
     * The id of a <code>&lt;server&gt;</code> in <code>settings.xml</code> that has the user name and the password for the
     * database of <code>history</code>. They must not stand in its address.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.HISTORY_SERVER)
    private @Nullable String historyServer;

    /**
     * What the runs of the history are runs of, as in <code>org.example:shop</code>; the default is groupId and artifactId.
     * Without a pom, it must be set.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.MODULE)
    private @Nullable String module;

    /**
     * The branch whose runs are the baseline. The default is the target branch of a pull request, otherwise the branch that
     * is checked out, as the build server or git says.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.BASELINE_BRANCH)
    private @Nullable String baselineBranch;

    /**
     * What a regression does that no threshold speaks of: <code>fail</code> the build, <code>warn</code>, or
     * <code>off</code> to look for none.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.REGRESSIONS, defaultValue = "warn")
    private @Nullable String regressions;

    /**
     * How many runs in a row must be beyond their limit for a regression.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.CONFIRMATIONS, defaultValue = "2")
    private @Nullable String confirmations;

    /**
     * How many of the newest comparable runs make a baseline.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.WINDOW, defaultValue = "20")
    private @Nullable String window;

    /**
     * With fewer comparable runs than this, nothing is compared. The default is 10, or the window if that is smaller.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.MIN_RUNS)
    private @Nullable String minRuns;

    /**
     * In which facts of their environment two runs must be the same to be comparable, with commas between. The default is
     * <code>os,arch,cores,jdk</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.COMPARE_BY)
    private @Nullable String compareBy;

    /**
     * How many runs of each module and branch the history keeps.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.KEEP_RUNS, defaultValue = "1000")
    private @Nullable String keepRuns;

    /**
     * How long the history keeps a run, as in <code>365d</code>; the default is for ever.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.KEEP_FOR)
    private @Nullable String keepFor;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution mojoExecution;

    /** Says which runs are too old to be kept, and from when on a run is of the future. */
    Clock clock = Clock.systemUTC();

    /**
     * The history that a goal works on; a stand-in after a mistake.
     *
     * @param place where it is
     * @param rules how runs are compared
     * @param module what the runs are runs of
     * @param branch of whose runs a baseline is
     * @param base what relative paths start at
     * @param observer knows this machine
     */
    record Target(
            HistoryPlace place,
            BaselineRules rules,
            String module,
            String branch,
            Path base,
            IdentityObserver observer) {

        /**
         * The branch that is set, else the target of a pull request, else the one that is checked out. Not a method of the
         * goal: Maven loads what those mention, in builds that have no history too.
         */
        static String branch(@Nullable String set, IdentityObserver observer) {
            if (set != null && !set.isBlank()) {
                return set.strip();
            }
            String own = observer.observe().branch();
            return observer.targetBranch().orElse(own == null ? RunStore.NO_BRANCH : own);
        }

        /** The same, but for relative paths. */
        Target startingAt(Path directory) {
            return new Target(place, rules, module, branch, directory, observer);
        }
    }

    @Override
    public final void execute() throws MojoExecutionException {
        Mistakes mistakes = new Mistakes();
        checkConfiguration(mistakes);
        ProjectPaths paths = new ProjectPaths(project, session, mistakes);
        HistoryAddress address = new HistoryAddress(history, historyServer, keepRuns, keepFor, null);
        if (!address.isSet()) {
            mistakes.addOf(
                    "history",
                    "is not set: say where the history is, as verify-metrics does, or with -D" + UserProperties.HISTORY
                            + "=.metrics-history");
        }
        HistorySettings settings = new HistorySettings(
                address,
                null,
                module,
                baselineBranch,
                regressions,
                new HistorySettings.Counts(window, minRuns, confirmations),
                compareBy);
        Path base = paths.base();
        IdentityObserver observer = IdentityObserver.ofThisMachine(Results.environment(session), base);
        Optional<String> ofProject =
                project.getFile() == null ? Optional.empty() : Optional.of(Execution.module(project));
        Target target = new Target(
                address.place(base, new MavenServers(session), clock, mistakes),
                settings.rules(mistakes),
                settings.moduleName(ofProject, base, paths.path("outputDirectory", outputDirectory), mistakes),
                Target.branch(baselineBranch, observer),
                base,
                observer);
        try {
            execute(target, paths, mistakes);
        } catch (IOException e) {
            throw Failures.impossible(e);
        }
    }

    private void checkConfiguration(Mistakes mistakes) {
        PluginDescriptor descriptor = mojoExecution.getMojoDescriptor().getPluginDescriptor();
        KnownParameters known = new KnownParameters(descriptor);
        Expressions expressions = new Expressions(session, mojoExecution);
        ElementCheck elements = new ElementCheck(project, mojoExecution, known, expressions, mistakes);
        new PropertyCheck(project, session, known, expressions, mistakes).check(elements.check());
        mistakes.warnings().forEach(getLog()::warn);
    }

    /** How a sentence names a branch. */
    static String named(String branch) {
        return branch.isEmpty() ? "a branch without a name" : SafeText.of(branch);
    }

    /** Reads the goal's own parameters, checks that there are no mistakes at all, and does the goal's work. */
    abstract void execute(Target target, ProjectPaths paths, Mistakes mistakes)
            throws IOException, MojoExecutionException;
}
