package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.text.UserProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Merges the metrics sets of the modules that this one depends on into one snapshot, which <code>persist-metrics</code> then
 * publishes: so limits, baselines and reports can be of all modules together. Phases of one name become one; their percentiles
 * are those of their merged histograms.
 *
 * <p><code>&lt;execution&gt;</code><br>
 * <code>&lt;goals&gt;&lt;goal&gt;aggregate-metrics&lt;/goal&gt;&lt;goal&gt;persist-metrics&lt;/goal&gt;&lt;goal&gt;verify-metrics&lt;/goal&gt;&lt;/goals&gt;</code><br>
 * <code>&lt;/execution&gt;</code>
 *
 * <p>in a module whose <code>&lt;dependencies&gt;</code> are the others.
 *
 * @since 0.1.0
 */
@Mojo(
        name = AggregateMetricsMojo.GOAL,
        defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST,
        requiresProject = false,
        threadSafe = true)
public final class AggregateMetricsMojo extends MetricsGateMojo {

    static final String GOAL = "aggregate-metrics";

    /**
     * Directories of metrics sets to merge beside those of the modules that the project's dependencies are: paths and globs
     * relative to the project, with commas between, as in <code>../legacy/artifacts/plan1, ../load-*&#47;artifacts/plan1</code>. A
     * set is counted once, however often it is named; the module's own is left out.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.SETS)
    private @Nullable String sets;

    /**
     * The snapshot to write. One of an earlier build is deleted first, so that it is never taken for this one's.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.SNAPSHOT, defaultValue = "${project.build.directory}/metrics-snapshot.json")
    private @Nullable File snapshot;

    /**
     * The unit of the latency percentiles of sets that do not say it: <code>ns</code>, <code>us</code>, <code>ms</code> or
     * <code>s</code>. Milliseconds if neither says it.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.LATENCY_UNIT)
    private @Nullable String latencyUnit;

    @Override
    void execute(Configuration configuration) throws IOException, MojoExecutionException, MojoFailureException {
        Path target = configuration.paths().snapshot(snapshot, configuration.layout());
        Optional<DurationUnit> unit = configuration.values().latencyUnit(latencyUnit);
        Policy policy = new Policy(
                environment(configuration.values()),
                whenMissing(configuration.values()),
                Effect.FAILS,
                null,
                null,
                null);
        configuration.mistakes().check();
        new SetAggregation(configuration, getLog(), policy, target)
                .run(
                        new ModuleSets(
                                project,
                                session,
                                configuration.plugin(),
                                configuration.execution(),
                                configuration.ledger()),
                        patterns(),
                        unit,
                        readOptions());
    }

    @Override
    String whatIsSkipped() {
        return "";
    }

    private List<String> patterns() {
        List<String> patterns = new ArrayList<>();
        for (String pattern : (sets == null ? "" : sets).split(",", -1)) {
            if (!pattern.isBlank()) {
                patterns.add(pattern.strip());
            }
        }
        return patterns;
    }
}
