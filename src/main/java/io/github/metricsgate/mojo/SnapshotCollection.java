package io.github.metricsgate.mojo;

import io.github.metricsgate.files.SampleSeries;
import io.github.metricsgate.files.SnapshotWriter;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Rules;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.identity.IdentityObserver;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.source.Collector;
import io.github.metricsgate.source.ReadSource;
import io.github.metricsgate.source.SourceFormats;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.UserProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The work of collect-metrics: sources in, a snapshot out. Apart from the goal's class, as Maven looks through that, and with
 * it loads what it mentions, in every build.
 */
final class SnapshotCollection {

    private final MetricsGateMojo.Configuration configuration;
    private final Log log;
    private final Policy policy;
    private final Path snapshot;

    /**
     * What a collection depends on beside its configuration.
     *
     * @param buildStart null where nobody knows
     * @param variables those of the process
     */
    record Surroundings(@Nullable Instant buildStart, Instant now, Map<String, String> variables) {}

    SnapshotCollection(MetricsGateMojo.Configuration configuration, Log log, Policy policy, Path snapshot) {
        this.configuration = configuration;
        this.log = log;
        this.policy = policy;
        this.snapshot = snapshot;
    }

    /**
     * Reads the sources and writes the snapshot.
     *
     * @param elements the sources as elements; null for none
     * @param list the same as a list of files; empty for none
     */
    void run(@Nullable PlexusConfiguration elements, String list, Origins origins, Surroundings surroundings)
            throws IOException, MojoExecutionException, MojoFailureException {
        boolean isAggregator = configuration.plugin().isAggregator();
        List<SourceSetting> settings = Sources.read(elements, list, origins, configuration.mistakes());
        if (settings.isEmpty() && configuration.mistakes().count() == 0 && !isAggregator) {
            configuration
                    .mistakes()
                    .addOf(
                            "sources",
                            "is not set, so there is nothing to collect: name the results to read, as in"
                                    + " <sources><bench>target/jmh-result.json</bench></sources> (-D"
                                    + UserProperties.SOURCES + "=jmh-result.json), or leave out collect-metrics");
        }
        configuration.mistakes().check();
        Path base = configuration.paths().base();
        SourceCollection collection = new SourceCollection(
                new Collector(base, SourceFormats.all(), new ReadingLog(log)),
                new SourceCollection.Times(
                        surroundings.buildStart(),
                        surroundings.now(),
                        configuration.execution().fromCommandLine(),
                        policy.refusesOldSources()));
        List<SourceCollection.Found> found = collection.find(settings, snapshot);
        if (found.isEmpty() && isAggregator) {
            log.info("Nothing to collect: an aggregator without results");
            return;
        }
        Failures.check(configuration
                .ledger()
                .collect(
                        configuration.execution(),
                        "collect-metrics",
                        snapshot,
                        configuration.layout().directory()));
        SnapshotWriter.delete(snapshot);
        found.forEach(collection::read);
        Rules rules = new Rules(configuration.title(), Optional.empty(), List.of(), policy);
        Verification verification = Gate.collect(rules, snapshot, collection.faults());
        if (verification.letsTheBuildGoOn() && !collection.sources().isEmpty()) {
            SnapshotWriter.write(
                    collection.run(IdentityObserver.ofThisMachine(surroundings.variables(), base)
                            .observe()),
                    collection.samples(),
                    snapshot);
            log(collection);
        }
        if (!verification.findings().isEmpty()) {
            Presentation presentation = Presentation.of(verification);
            configuration.results().show(presentation, configuration.layout());
            Failures.check(presentation);
        }
    }

    private void log(SourceCollection collection) {
        int phases = 0;
        for (ReadSource source : collection.sources()) {
            phases += source.phases();
        }
        List<SampleSeries> series = collection.samples();
        log.info("Collected " + counted(phases, series) + " from "
                + Counted.of(collection.sources().size(), "source") + " into " + SafeText.of(snapshot.toString()));
        for (ReadSource source : collection.sources()) {
            String files = source.files().size() == 1
                    ? SafeText.of(source.files().get(0).shown())
                    : Counted.of(source.files().size(), "file");
            String passedOver = source.passedOver().isEmpty()
                    ? ""
                    : "; " + Counted.of(source.passedOver().size(), "other file") + " passed over";
            log.info("  " + SafeText.of(source.name()) + ": " + counted(source.phases(), source.samples()) + " from "
                    + files + " (" + source.format() + ")" + passedOver);
            for (String note : source.notes()) {
                log.info("    " + SafeText.of(note));
            }
        }
        if (series.size() > 1) {
            log.info("The resource samples of " + series.size() + " files are merged by their times");
        }
        for (String remark : collection.remarks()) {
            log.info(SafeText.of(remark));
        }
    }

    private static String counted(int phases, List<SampleSeries> series) {
        long samples = 0;
        for (SampleSeries each : series) {
            samples += each.samples();
        }
        if (samples == 0) {
            return Counted.of(phases, "phase");
        }
        return (phases == 0 ? "" : Counted.of(phases, "phase") + " and ") + Counted.of(samples, "resource sample");
    }
}
