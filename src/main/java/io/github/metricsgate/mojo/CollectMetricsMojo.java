package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.text.UserProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
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
        Date start = session.getRequest().getStartTime();
        new SnapshotCollection(configuration, getLog(), policy, target)
                .run(
                        sources,
                        list(),
                        origins(),
                        new SnapshotCollection.Surroundings(
                                start == null ? null : start.toInstant(), clock.instant(), environmentVariables()));
    }

    @Override
    String whatIsSkipped() {
        return "";
    }

    /** What the sources are where they are no elements; empty for nothing. */
    private String list() {
        String written = sources == null || sources.getValue() == null ? "" : sources.getValue();
        String list = written.isBlank() ? "" : evaluated(written);
        return list.equals("${" + UserProperties.SOURCES + "}") ? "" : list;
    }
}
