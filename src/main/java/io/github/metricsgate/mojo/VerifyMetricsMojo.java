package io.github.metricsgate.mojo;

import io.github.metricsgate.files.SetReader;
import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Circumstances;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Past;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Rules;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.text.UserProperties;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a metrics set, refuses them if any of them is invalid, and fails the build if a latency percentile
 * or another metric is beyond the limit that the pom sets. Changes nothing in the directory.
 *
 * <p><code>&lt;execution&gt;</code><br>
 * <code>&lt;goals&gt;&lt;goal&gt;verify-metrics&lt;/goal&gt;&lt;/goals&gt;</code><br>
 * <code>&lt;configuration&gt;&lt;p99Threshold&gt;500ms&lt;/p99Threshold&gt;&lt;/configuration&gt;</code><br>
 * <code>&lt;/execution&gt;</code>
 *
 * @since 0.1.0
 */
@Mojo(name = "verify-metrics", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class VerifyMetricsMojo extends MetricsGateMojo {

    /**
     * The limit on p99 of every phase whose p99 no other threshold limits: a number (milliseconds) or a number with a unit
     * (<code>ns</code>, <code>us</code>, <code>ms</code>, <code>s</code>, <code>m</code>, <code>h</code>, <code>d</code>), as in
     * <code>500ms</code>. A value over it is broken, an equal one is kept.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.P99_THRESHOLD)
    private @Nullable String p99Threshold;

    /**
     * Individual limits for some phases or metrics, each under its own name:
     *
     * <p><code>&lt;thresholds&gt;</code><br>
     * <code>&lt;ingestion&gt;&lt;phase&gt;Ingestion&lt;/phase&gt;&lt;max&gt;2s&lt;/max&gt;&lt;/ingestion&gt;</code><br>
     * <code>&lt;scoring-p95&gt;&lt;phase&gt;2&lt;/phase&gt;&lt;metric&gt;p95&lt;/metric&gt;&lt;max&gt;300ms&lt;/max&gt;&lt;/scoring-p95&gt;</code><br>
     * <code>&lt;/thresholds&gt;</code>
     *
     * <p><code>phase</code> is a key, a name or a glob (default: every phase). <code>metric</code> is a key of the
     * latency histogram (default: <code>p99</code>), <code>duration</code>, <code>throughput</code>,
     * <code>items_processed</code>, <code>items_remaining</code>, <code>progress</code>, <code>warnings</code>,
     * <code>errors</code> or <code>anomalies</code>; of the run, without <code>phase</code>: <code>samples</code>, or
     * <code>rss_mb</code>, <code>cpu_percent</code>, <code>memory_percent</code>, <code>worker_budget</code> with
     * <code>.max</code> (the default), <code>.min</code>, <code>.mean</code> or <code>.last</code>.
     * <code>max</code> and <code>min</code> are limits, for times as in <code>p99Threshold</code>, otherwise numbers without
     * a unit. <code>maxIncrease</code> and <code>maxDecrease</code> (<code>10%</code>, or an amount with its unit) are limits on
     * the change against the runs of the <code>history</code>, with <code>minRuns</code> and <code>confirmations</code> of their
     * own. <code>severity</code> is <code>fail</code> or <code>warn</code>, <code>minSamples</code> the number of items
     * needed to judge, <code>reason</code> a text that is printed with the verdict. For each phase and metric, the most
     * specific threshold applies.
     *
     * @since 0.1.0
     */
    @Parameter
    private @Nullable PlexusConfiguration thresholds;

    /**
     * The unit of the percentiles in the files: <code>ns</code>, <code>us</code>, <code>ms</code> or <code>s</code>. Not
     * needed if the snapshot has a <code>latency_unit</code>; if neither is set, the unit is milliseconds.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.LATENCY_UNIT)
    private @Nullable String latencyUnit;

    /**
     * <code>false</code> reports broken thresholds as warnings and lets the build continue.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.FAIL_ON_BROKEN_THRESHOLD, defaultValue = "true")
    private @Nullable String failOnBrokenThreshold;

    /**
     * What to do if a threshold cannot be judged, because nothing was measured or too few items were: <code>fail</code> the
     * build, <code>warn</code>, or <code>ignore</code> it. The default is a warning; in <code>PROD</code> it is a failure if
     * the threshold names its phase by key or name, or is on the run. (A named phase without any value is broken.) It also
     * says what to do if the <code>history</code> cannot be used; by default, <code>PROD</code> fails and <code>DEV</code> warns.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.ON_INCONCLUSIVE)
    private @Nullable String onInconclusive;

    /**
     * The age above which files are stale, as in <code>24h</code>, <code>90m</code> or <code>7d</code>; a stale file is
     * treated like a missing one. By default, files may be of any age.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.MAX_AGE)
    private @Nullable String maxAge;

    /**
     * <code>true</code> fails the build if the pipeline says that its run was aborted or that a phase failed,
     * <code>false</code> warns. By default, <code>PROD</code> fails and <code>DEV</code> warns.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.FAIL_ON_ABORTED)
    private @Nullable String failOnAborted;

    /**
     * A directory or a database in which each verified run is kept, with its outcome, and with which later runs are compared:
     * every percentile, mean, duration, throughput, error rate, measure and resource of every phase, without a threshold. A
     * directory is relative to the project's; one for all modules is
     * <code>${maven.multiModuleProjectDirectory}/.metrics-history</code>. A database is PostgreSQL, as in
     * <code>jdbc:postgresql://db.example.org/metrics</code>. Without it, nothing is kept or compared.
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
     * <code>false</code> compares with the history and does not keep the run: for pull requests from forks.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.RECORD_RUN, defaultValue = "true")
    private @Nullable String recordRun;

    /**
     * What the runs of the history are runs of, as in <code>org.example:shop</code>; the default is groupId and artifactId.
     * Without a pom, it must be set.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.MODULE)
    private @Nullable String module;

    /**
     * The branch whose runs are the baseline. The default is the target branch of a pull request, otherwise the branch of
     * the run, as the build server or git says.
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
     * How many runs in a row must be beyond their limit for a regression; <code>1</code> to know at once, with more false
     * alarms.
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
     * In which facts of their environment two runs must be the same to be comparable, with commas between: of
     * <code>os</code>, <code>os_version</code>, <code>arch</code>, <code>cores</code>, <code>cpu_model</code>,
     * <code>memory</code>, <code>jdk</code> (by its feature version), <code>ci</code>, <code>image</code>, and what the
     * snapshot's <code>environment</code> has. The default is <code>os,arch,cores,jdk</code>.
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

    /**
     * Of how many runs of each module and branch the history keeps the files of the set too. {@code report.html} draws the
     * distribution of a phase over theirs.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.KEEP_SETS, defaultValue = "0")
    private @Nullable String keepSets;

    /** The reference time for the age of the files. */
    Clock clock = Clock.systemUTC();

    @Override
    void execute(Configuration configuration) throws IOException, MojoExecutionException, MojoFailureException {
        ParameterValues values = configuration.values();
        HistorySettings settings = historySettings();
        BaselineRules baselines = settings.rules(configuration.mistakes());
        // Maven loads what the methods of a goal mention, so that nothing but this body may know of a history.
        Optional<RunHistory> runs = Optional.empty();
        if (settings.isOn()) {
            runs = Optional.of(settings.open(
                    new MavenServers(session),
                    project.getFile() != null,
                    configuration,
                    environmentVariables(),
                    clock));
        }
        Rules rules = new Rules(
                configuration.title(),
                values.latencyUnit(latencyUnit),
                Thresholds.read(p99Threshold, thresholds, settings.isOn(), origins(), configuration.mistakes()),
                new Policy(
                        environment(values),
                        whenMissing(values),
                        values.flag("failOnBrokenThreshold", failOnBrokenThreshold) ? Effect.FAILS : Effect.WARNS,
                        values.effect("onInconclusive", onInconclusive),
                        onAborted(values),
                        values.maxAge(maxAge)),
                baselines);
        configuration.mistakes().check();
        SetReading set = SetReader.read(configuration.layout(), rules.latencyUnit(), readOptions());
        if (set.isEmpty() && configuration.plugin().isAggregator()) {
            getLog().info("Nothing to verify: an aggregator without metrics");
            return;
        }
        Execution execution = configuration.execution();
        SessionLedger ledger = configuration.ledger();
        boolean isOfEarlierRun = ledger.holdsAnEarlierRun(execution, set.directory());
        Failures.check(ledger.read(execution, set, isOfEarlierRun));
        Failures.check(ledger.leftBehind(execution, configuration.plugin().verifications()));
        Optional<Past> past = Optional.empty();
        if (runs.isPresent() && !set.isEmpty() && !isOfEarlierRun) {
            past = runs.get().before(set, rules);
        }
        Verification verification = Gate.verify(
                rules,
                set,
                new Circumstances(clock.instant(), isOfEarlierRun, past, runs.flatMap(RunHistory::unreadable)));
        Presentation presentation = Presentation.of(
                verification,
                new KeptDistributions(
                        runs.flatMap(RunHistory::keptFiles),
                        verification,
                        configuration.layout().name(MetricsFile.PHASE_METRICS)));
        if (set.isEmpty() && isOfEarlierRun) {
            // persist-metrics has reported that there is no snapshot, so a missing set is not news.
            configuration.results().writeReports(presentation, configuration.layout());
        } else {
            configuration.results().show(presentation, configuration.layout());
        }
        if (runs.isPresent()) {
            if (past.isPresent()) {
                runs.get().keep(verification, past.get());
            }
            runs.get().reportObstacle(presentation, getLog());
        }
        Failures.check(presentation);
    }

    private HistorySettings historySettings() {
        return new HistorySettings(
                new HistoryAddress(history, historyServer, keepRuns, keepFor, keepSets),
                recordRun,
                module,
                baselineBranch,
                regressions,
                new HistorySettings.Counts(window, minRuns, confirmations),
                compareBy);
    }

    @Override
    String whatIsSkipped() {
        return "";
    }

    private @Nullable Effect onAborted(ParameterValues values) {
        if (failOnAborted == null) {
            return null;
        }
        return values.flag("failOnAborted", failOnAborted) ? Effect.FAILS : Effect.WARNS;
    }
}
