package io.github.metricsgate.mojo;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.files.SnapshotWriter;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Rules;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.identity.IdentityObserver;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.source.Collector;
import io.github.metricsgate.source.ReadSource;
import io.github.metricsgate.source.SourceFormats;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the results that tools leave anyway (JMH, Surefire, HdrHistogram and others) and writes them as one metrics
 * snapshot, which <code>persist-metrics</code> then publishes. Neither judges nor publishes anything.
 *
 * <p><code>&lt;execution&gt;</code><br>
 * <code>&lt;goals&gt;&lt;goal&gt;collect-metrics&lt;/goal&gt;&lt;/goals&gt;</code><br>
 * <code>&lt;configuration&gt;&lt;sources&gt;&lt;bench&gt;target/jmh-result.json&lt;/bench&gt;&lt;/sources&gt;&lt;/configuration&gt;</code><br>
 * <code>&lt;/execution&gt;</code>
 *
 * @since 0.1.0
 */
@Mojo(
        name = "collect-metrics",
        defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST,
        requiresProject = false,
        threadSafe = true)
public final class CollectMetricsMojo extends MetricsGateMojo {

    /**
     * The results to read, each under a name of its own, which begins the keys of its phases:
     *
     * <p><code>&lt;sources&gt;</code><br>
     * <code>&lt;bench&gt;target/jmh-result.json&lt;/bench&gt;</code><br>
     * <code>&lt;tests&gt;&lt;files&gt;target/surefire-reports&lt;/files&gt;&lt;optional&gt;true&lt;/optional&gt;&lt;/tests&gt;</code><br>
     * <code>&lt;/sources&gt;</code>
     *
     * <p><code>files</code> is a path, a directory or a glob, relative to the project. <code>format</code> says which
     * format it is where the content fits two, <code>include</code> and <code>exclude</code> are globs on its items,
     * <code>optional</code> that it may be missing, <code>maxAge</code> how old its files may be (they must be of this build
     * if it is left out), <code>repetitions</code> (<code>median</code>, <code>best</code>) what to make of results that cannot
     * be merged. <code>unit</code>, <code>percentiles</code>, <code>splitBy</code>, <code>transactions</code> and
     * <code>subResults</code> are for some formats alone. On the command line, a list of files with commas between, each named
     * by its file's name without the extension.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.SOURCES)
    private @Nullable PlexusConfiguration sources;

    /**
     * The snapshot to write. One of an earlier build is deleted first, so that it is never taken for this one's.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.SNAPSHOT, defaultValue = "${project.build.directory}/metrics-snapshot.json")
    private @Nullable File snapshot;

    /** What the age of the results is counted to. */
    Clock clock = Clock.systemUTC();

    @Override
    void execute(Configuration configuration) throws IOException, MojoExecutionException, MojoFailureException {
        Path target = configuration.paths().snapshot(snapshot, configuration.layout());
        Policy policy = new Policy(
                environment(configuration.values()),
                whenMissing(configuration.values()),
                Effect.FAILS,
                null,
                null,
                null);
        Rules rules = new Rules(configuration.title(), Optional.empty(), List.of(), policy);
        boolean isAggregator = configuration.plugin().isAggregator();
        List<SourceSetting> settings = settings(configuration.mistakes(), isAggregator);
        configuration.mistakes().check();
        Path base = configuration.paths().base();
        SourceCollection collection = new SourceCollection(
                new Collector(base, SourceFormats.all(), new ReadingLog(getLog())),
                times(configuration.execution(), policy));
        List<SourceCollection.Found> found = collection.find(settings, target);
        if (found.isEmpty() && isAggregator) {
            getLog().info("Nothing to collect: an aggregator without results");
            return;
        }
        Failures.check(configuration
                .ledger()
                .collect(
                        configuration.execution(),
                        target,
                        configuration.layout().directory()));
        delete(target);
        found.forEach(collection::read);
        Verification verification = Gate.collect(rules, target, collection.faults());
        if (verification.letsTheBuildGoOn() && !collection.sources().isEmpty()) {
            Run run = collection.run(
                    IdentityObserver.ofThisMachine(environmentVariables(), base).observe());
            SnapshotWriter.write(run, target);
            log(collection, target);
        }
        if (!verification.findings().isEmpty()) {
            Presentation presentation = Presentation.of(verification);
            configuration.results().show(presentation, configuration.layout());
            Failures.check(presentation);
        }
    }

    @Override
    String whatIsSkipped() {
        return "";
    }

    private List<SourceSetting> settings(Mistakes mistakes, boolean isAggregator) throws MojoExecutionException {
        String written = sources == null || sources.getValue() == null ? "" : sources.getValue();
        String list = written.isBlank() ? "" : evaluated(written);
        List<SourceSetting> settings = Sources.read(sources, Sources.isUnset(list) ? "" : list, origins(), mistakes);
        if (settings.isEmpty() && mistakes.count() == 0 && !isAggregator) {
            mistakes.addOf(
                    "sources",
                    "is not set, so there is nothing to collect: name the results to read, as in"
                            + " <sources><bench>target/jmh-result.json</bench></sources> (-D" + UserProperties.SOURCES
                            + "=jmh-result.json), or leave out collect-metrics");
        }
        return settings;
    }

    private SourceCollection.Times times(Execution execution, Policy policy) {
        Date start = session.getRequest().getStartTime();
        return new SourceCollection.Times(
                start == null ? null : start.toInstant(),
                clock.instant(),
                execution.fromCommandLine(),
                policy.refusesOldSources());
    }

    private static void delete(Path snapshot) throws IOException {
        try {
            Files.deleteIfExists(snapshot);
        } catch (IOException e) {
            throw new FileAccessException("delete", snapshot, e);
        }
    }

    private void log(SourceCollection collection, Path target) {
        int phases = 0;
        for (ReadSource source : collection.sources()) {
            phases += source.phases();
        }
        getLog().info("Collected " + Counted.of(phases, "phase") + " from "
                + Counted.of(collection.sources().size(), "source") + " into " + SafeText.of(target.toString()));
        for (ReadSource source : collection.sources()) {
            String files = source.files().size() == 1
                    ? SafeText.of(source.files().get(0).shown())
                    : Counted.of(source.files().size(), "file");
            String passedOver = source.passedOver().isEmpty()
                    ? ""
                    : "; " + Counted.of(source.passedOver().size(), "other file") + " passed over";
            getLog().info("  " + SafeText.of(source.name()) + ": " + Counted.of(source.phases(), "phase") + " from "
                    + files + " (" + source.format() + ")" + passedOver);
            for (String note : source.notes()) {
                getLog().info("    " + SafeText.of(note));
            }
        }
        for (String remark : collection.remarks()) {
            getLog().info(SafeText.of(remark));
        }
    }
}
