package io.github.metricsgate.mojo;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Rules;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.report.PersistReport;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Turns the metrics snapshot that a pipeline exported into the files of a metrics set and their checksums, with the same
 * bytes every time. The whole snapshot is checked first; if anything in it is wrong, nothing on disk changes.
 *
 * <p><code>&lt;execution&gt;</code><br>
 * <code>&lt;goals&gt;&lt;goal&gt;persist-metrics&lt;/goal&gt;&lt;/goals&gt;</code><br>
 * <code>&lt;configuration&gt;&lt;snapshot&gt;out/metrics.json&lt;/snapshot&gt;&lt;/configuration&gt;</code><br>
 * <code>&lt;/execution&gt;</code>
 *
 * @since 0.1.0
 */
@Mojo(
        name = "persist-metrics",
        defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST,
        requiresProject = false,
        threadSafe = true)
public final class PersistMetricsMojo extends MetricsGateMojo {

    /** A publication takes seconds; if it takes longer, the other process hangs. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(60);

    private final MavenProjectHelper projectHelper;

    /**
     * The snapshot to read. If it is missing, <code>environment</code> decides: <code>DEV</code> warns and leaves the
     * output directory as it is, <code>PROD</code> fails the build.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.SNAPSHOT, defaultValue = "${project.build.directory}/metrics-snapshot.json")
    private @Nullable File snapshot;

    /**
     * <code>true</code> attaches the files to the project as artifacts with the classifiers <code>phase-metrics</code>,
     * <code>resource-usage</code>, <code>latency-histograms</code> and <code>run</code>, so that they are installed and
     * deployed with it. If an execution has its own <code>&lt;id&gt;</code>, that is appended to the classifiers, as in
     * <code>phase-metrics-nightly</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = UserProperties.ATTACH, defaultValue = "false")
    private @Nullable String attach;

    @Inject
    PersistMetricsMojo(MavenProjectHelper projectHelper) {
        this.projectHelper = projectHelper;
    }

    @Override
    void execute(Configuration configuration) throws IOException, MojoExecutionException, MojoFailureException {
        SetLayout layout = configuration.layout();
        Path source = configuration.paths().snapshot(snapshot, layout);
        Attachments attachments = new Attachments(
                project,
                projectHelper,
                Optional.of(configuration.executionName()).filter(name -> !name.isEmpty()));
        boolean attached = configuration.values().flag("attach", attach);
        if (attached) {
            attachments.check(layout, configuration.mistakes());
        }
        Rules rules = new Rules(
                configuration.title(),
                Optional.empty(),
                List.of(),
                new Policy(
                        environment(configuration.values()),
                        whenMissing(configuration.values()),
                        Effect.FAILS,
                        null,
                        null,
                        null));
        configuration.mistakes().check();
        if (Files.notExists(source)) {
            missing(source, configuration, rules);
            return;
        }
        SessionLedger ledger = configuration.ledger();
        Failures.check(ledger.claim(configuration.execution(), layout.directory()));
        PersistResult result = new SnapshotPersister(LOCK_WAIT, readOptions()).persist(source, layout);
        if (result instanceof PersistResult.Refused refused) {
            Optional<Verification> foreign = ForeignSnapshot.recognise(rules, source, configuration.paths());
            report(foreign.orElseGet(() -> Gate.refuse(rules, source, refused.violations())), configuration);
        }
        if (result instanceof PersistResult.Persisted persisted) {
            ledger.persisted(
                    configuration.execution(),
                    persisted.set(),
                    configuration.plugin().hasLimits());
            log(persisted);
            if (attached) {
                attachments.attach(persisted.set().files());
            }
        }
    }

    @Override
    String whatIsSkipped() {
        return snapshot != null && snapshot.exists()
                ? ", although there is a snapshot " + SafeText.of(snapshot.getPath())
                : "";
    }

    private void log(PersistResult.Persisted persisted) {
        for (String line : PersistReport.lines(persisted.set(), persisted.phases(), persisted.samples())) {
            getLog().info(line);
        }
        for (String warning : persisted.warnings()) {
            getLog().warn(SafeText.of(warning));
        }
        AbortStatus status = persisted.context().abortStatus();
        if (status.aborted()) {
            getLog().warn(PersistReport.aborted(status));
        }
    }

    private void missing(Path source, Configuration configuration, Rules rules)
            throws IOException, MojoExecutionException, MojoFailureException {
        if (configuration.layout().isEmpty() && configuration.plugin().isAggregator()) {
            getLog().info("Nothing to persist: an aggregator without a snapshot");
            return;
        }
        Failures.check(configuration
                .ledger()
                .foundNoSnapshot(
                        configuration.execution(), configuration.layout().directory()));
        report(Gate.missing(rules, source), configuration);
    }

    private static void report(Verification failure, Configuration configuration)
            throws IOException, MojoExecutionException, MojoFailureException {
        Presentation presentation = Presentation.of(failure);
        configuration.results().show(presentation, configuration.layout());
        Failures.check(presentation);
    }
}
