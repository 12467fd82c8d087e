package io.github.metricsgate.mojo;

import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SetReader;
import io.github.metricsgate.files.SetReading;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.report.Sentences;
import io.github.metricsgate.report.VerificationTable;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a metrics set back, refuses them if one is not what it should be, and fails the build when a latency
 * percentile is over the limit that the pom sets. Changes nothing in the directory.
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
     * The limit on p99 of every phase that no other threshold speaks of: a number (milliseconds) or a number with a unit
     * (<code>ns</code>, <code>us</code>, <code>ms</code>, <code>s</code>, <code>m</code>, <code>h</code>), as in
     * <code>500ms</code>. Over it is broken, equal is kept.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.P99_THRESHOLD)
    private @Nullable String p99Threshold;

    /**
     * Limits of their own for some phases or metrics, each under a name of its own:
     *
     * <p><code>&lt;thresholds&gt;</code><br>
     * <code>&lt;ingestion&gt;&lt;phase&gt;Ingestion&lt;/phase&gt;&lt;max&gt;2s&lt;/max&gt;&lt;/ingestion&gt;</code><br>
     * <code>&lt;scoring-p95&gt;&lt;phase&gt;2&lt;/phase&gt;&lt;metric&gt;p95&lt;/metric&gt;&lt;max&gt;300ms&lt;/max&gt;&lt;/scoring-p95&gt;</code><br>
     * <code>&lt;/thresholds&gt;</code>
     *
     * <p><code>phase</code> is a key, a name or a glob (every phase if it is left out), <code>metric</code> a key of the
     * latency histogram (<code>p99</code> if it is left out), <code>max</code> a limit as in <code>p99Threshold</code>.
     * For one phase and metric the most specific decides.
     *
     * @since 0.1.0
     */
    @Parameter
    private @Nullable PlexusConfiguration thresholds;

    /**
     * The unit of the percentiles in the files: <code>ns</code>, <code>us</code>, <code>ms</code> or <code>s</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.LATENCY_UNIT, defaultValue = "ms")
    private @Nullable String latencyUnit;

    /**
     * <code>false</code> reports a broken threshold as a warning and lets the build go on.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.FAIL_ON_BROKEN_THRESHOLD, defaultValue = "true")
    private @Nullable String failOnBrokenThreshold;

    @Override
    void execute(Parameters parameters, SetLayout layout, Environment strictness)
            throws IOException, MojoExecutionException, MojoFailureException {
        List<Threshold> limits = Thresholds.read(p99Threshold, thresholds, parameters);
        DurationUnit unit = parameters.latencyUnit(latencyUnit);
        boolean failOnBroken = parameters.flag("failOnBrokenThreshold", failOnBrokenThreshold);
        parameters.check();
        SetReading set = SetReader.read(layout);
        if (set.isEmpty() && isAggregator()) {
            getLog().info("Nothing to verify: an aggregator without metrics");
            return;
        }
        warnings(set, layout, strictness).forEach(getLog()::warn);
        Failures.check(set, layout, strictness);
        if (!set.checksummed() && !set.isEmpty()) {
            getLog().info("No " + SetLayout.CHECKSUMS
                    + " beside the files: something else than persist-metrics wrote them");
        }
        getLog().info(Sentences.read(set.phaseCount(), set.samples(), layout.directory()));
        if (set.phases().isPresent()) {
            Verification verification =
                    new Gate(limits, unit).verify(set.phases().get());
            new VerificationTable(verification).lines().forEach(getLog()::info);
            Failures.check(verification, failOnBroken);
            verification.broken().stream().map(Sentences::broken).forEach(getLog()::warn);
        } else if (!limits.isEmpty()) {
            getLog().warn("No threshold was held against anything: there are no phases to hold it against");
        }
    }

    private static List<String> warnings(SetReading set, SetLayout layout, Environment strictness) {
        return strictness == Environment.PROD
                ? List.of()
                : set.missing().stream()
                        .map(missing -> Failures.missingFileSentence(layout, missing))
                        .toList();
    }
}
