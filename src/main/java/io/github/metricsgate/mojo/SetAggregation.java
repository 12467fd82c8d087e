package io.github.metricsgate.mojo;

import io.github.metricsgate.files.PhaseRemarks;
import io.github.metricsgate.files.ReadOptions;
import io.github.metricsgate.files.SampleSeries;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SetReader;
import io.github.metricsgate.files.SnapshotWriter;
import io.github.metricsgate.gate.Gate;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Rules;
import io.github.metricsgate.gate.SourceFault;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.source.Collector;
import io.github.metricsgate.source.FoundSource;
import io.github.metricsgate.source.SetMerge;
import io.github.metricsgate.source.SourceFile;
import io.github.metricsgate.source.SourceProblem;
import io.github.metricsgate.source.SourceRequest;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.SafeText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** The work of aggregate-metrics: metrics sets in, a snapshot out. Apart from the goal's class as {@link SnapshotCollection} is. */
final class SetAggregation {

    private static final String NAMED = "<sets>";
    private static final int MOST_NOTES = 20;

    private final MetricsGateMojo.Configuration configuration;
    private final Log log;
    private final Rules rules;
    private final Path snapshot;
    private final Path base;

    private final List<SourceFault> faults = new ArrayList<>();
    private final List<SetMerge.Part> parts = new ArrayList<>();
    private final List<SampleSeries> samples = new ArrayList<>();
    private Violations violations = Violations.NONE;
    private final List<Path> invalid = new ArrayList<>();

    SetAggregation(MetricsGateMojo.Configuration configuration, Log log, Policy policy, Path snapshot) {
        this.configuration = configuration;
        this.log = log;
        this.rules = new Rules(configuration.title(), Optional.empty(), List.of(), policy);
        this.snapshot = snapshot;
        this.base = configuration.paths().base();
    }

    /**
     * Reads the sets and writes the snapshot.
     *
     * @param patterns the directories of others
     * @param unit of the latencies of sets that do not say it
     */
    void run(ModuleSets modules, List<String> patterns, Optional<DurationUnit> unit, ReadOptions options)
            throws IOException, MojoExecutionException, MojoFailureException {
        modules.find();
        Failures.check(modules.objection());
        Map<Path, String> sets = new LinkedHashMap<>(modules.sets());
        faults.addAll(modules.faults());
        patterns.forEach(pattern -> find(pattern, sets));
        configuration.mistakes().check();
        Failures.check(modules.objectionTo(sets.keySet()));
        modules.remarks().forEach(remark -> log.info(SafeText.of(remark)));
        if (sets.isEmpty() && faults.isEmpty() && configuration.plugin().isAggregator()) {
            log.info("Nothing to merge: an aggregator without modules that it depends on");
            return;
        }
        Failures.check(configuration
                .ledger()
                .collect(
                        configuration.execution(),
                        AggregateMetricsMojo.GOAL,
                        snapshot,
                        configuration.layout().directory()));
        SnapshotWriter.delete(snapshot);
        for (Map.Entry<Path, String> set : sets.entrySet()) {
            SetLayout layout = layout(set.getKey());
            if (configuration.ledger().holdsAnEarlierRun(configuration.execution(), set.getKey())) {
                faults.add(noSet(
                        set.getValue(),
                        shown(set.getKey()),
                        "the set there is from an earlier run: this build found no snapshot for it"));
            } else {
                take(set.getValue(), layout, SetReader.read(layout, unit, options));
            }
        }
        if (!violations.isEmpty()) {
            show(Gate.refuse(rules, invalid.size() == 1 ? invalid.get(0) : base, violations));
            return;
        }
        if (parts.isEmpty() && faults.isEmpty()) {
            faults.add(noSet(
                    configuration.execution().module(),
                    AggregateMetricsMojo.GOAL,
                    "no module that is one of its <dependencies> has persisted a set in this build, and " + NAMED
                            + " names none"));
        }
        Verification verification = Gate.collect(rules, snapshot, faults);
        if (verification.letsTheBuildGoOn() && !parts.isEmpty()) {
            write();
        }
        if (!verification.findings().isEmpty()) {
            show(verification);
        }
    }

    /** Adds the sets that a pattern stands for. */
    private void find(String pattern, Map<Path, String> sets) {
        String file = configuration.layout().name(MetricsFile.PHASE_METRICS);
        List<SourceProblem> problems = new ArrayList<>();
        Optional<FoundSource> found = new Collector(base, List.of(), new ReadingLog(log))
                .find(SourceRequest.of(NAMED, pattern.replaceFirst("[/\\\\]+$", "") + "/" + file), problems);
        for (SourceProblem problem : problems) {
            configuration.mistakes().addOf("sets", "is '" + SafeText.of(pattern) + "': " + problem.message());
        }
        Path own = ProjectPaths.real(configuration.layout().directory());
        List<SourceFile> files = found.map(FoundSource::files).orElse(List.of());
        for (SourceFile each : files) {
            Path directory = ProjectPaths.real(
                    Objects.requireNonNull(each.path().toAbsolutePath().getParent()));
            if (directory.equals(own)) {
                log.info(SafeText.of(shown(directory)) + " is this module's own set, and is left out");
            } else {
                sets.putIfAbsent(directory, shown(directory));
            }
        }
        if (files.isEmpty() && problems.isEmpty()) {
            String problem = pattern.endsWith("/" + file)
                    ? "name the directory of the set, not a file in it"
                    : "there is no " + file + " there";
            faults.add(noSet(pattern, NAMED, problem));
        }
    }

    private SetLayout layout(Path directory) {
        SetLayout names = configuration.layout();
        return new SetLayout(
                directory,
                names.name(MetricsFile.PHASE_METRICS),
                names.name(MetricsFile.RESOURCE_USAGE),
                names.name(MetricsFile.LATENCY_HISTOGRAMS));
    }

    private void take(String name, SetLayout layout, SetReading set) throws IOException, MojoExecutionException {
        Path directory = layout.directory();
        Failures.check(configuration.ledger().aggregate(configuration.execution(), set));
        if (!set.violations().isEmpty()) {
            invalid.add(directory);
            violations = violations.and(within(directory, set.violations()));
            return;
        }
        for (FoundFile missing : set.missing()) {
            faults.add(noSet(
                    name,
                    shown(directory),
                    layout.name(missing.role()) + " is missing there, or was persisted under another name"));
        }
        if (set.isEmpty()) {
            return;
        }
        parts.add(new SetMerge.Part(name, shown(directory), set, PhaseRemarks.of(layout)));
        long count = set.run().resources().samples();
        if (count > 0) {
            Path file = layout.path(MetricsFile.RESOURCE_USAGE);
            samples.add(new SampleSeries.Recorded(file, shown(file), count));
        }
    }

    private Violations within(Path directory, Violations found) {
        List<Violation> named = new ArrayList<>();
        for (Violation each : found.first()) {
            named.add(new Violation(
                    shown(directory) + "/" + each.file(), each.pointer(), each.position(), each.problem()));
        }
        return new Violations(named, found.total());
    }

    private static SourceFault noSet(String name, String origin, String problem) {
        return new SourceFault(SourceFault.Kind.NO_SET, name, origin, problem, false);
    }

    /** Relative to the project, and with {@code /} on every platform. */
    private String shown(Path path) {
        Path real = ProjectPaths.real(base);
        String shown = path.getRoot() != null && path.getRoot().equals(real.getRoot())
                ? real.relativize(path).toString()
                : path.toString();
        return shown.replace(File.separatorChar, '/');
    }

    private void write() throws IOException, MojoExecutionException {
        SetMerge.Merged merged = SetMerge.of(parts);
        SnapshotWriter.write(merged.run(), merged.remarks(), samples, snapshot);
        Optional<String> objection = configuration
                .ledger()
                .aggregated(
                        configuration.execution(),
                        parts.stream().map(SetMerge.Part::set).toList(),
                        configuration.plugin().hasLimits());
        if (objection.isPresent()) {
            SnapshotWriter.delete(snapshot);
            Failures.check(objection);
        }
        long all = 0;
        for (SampleSeries series : samples) {
            all += series.samples();
        }
        log.info("Merged " + Counted.of(merged.run().phases().size(), "phase")
                + (all == 0 ? "" : " and " + Counted.of(all, "resource sample")) + " from "
                + Counted.of(parts.size(), "metrics set") + " into " + SafeText.of(snapshot.toString()));
        Map<String, String> digests = new HashMap<>();
        for (SetMerge.Part part : parts) {
            log.info("  " + SafeText.of(part.name()) + ": "
                    + Counted.of(part.set().run().phases().size(), "phase") + " from " + SafeText.of(part.place())
                    + age(part.set()));
            String same = digests.putIfAbsent(part.set().digest(), part.name());
            if (same != null) {
                log.warn("The sets of " + SafeText.of(same) + " and " + SafeText.of(part.name())
                        + " are equal, byte for byte, and both are counted: if they are one run, leave one out");
            }
        }
        Listed.lines(merged.notes(), MOST_NOTES).forEach(note -> log.warn(SafeText.of(note)));
    }

    /** When the run of a set was that this build has not persisted, which may be long ago. */
    private String age(SetReading set) {
        Instant time = set.time();
        return configuration.ledger().isWritten(set.directory())
                ? ""
                : ", not persisted in this build" + (time == null ? "" : ": a run of " + time);
    }

    private void show(Verification verification) throws IOException, MojoExecutionException, MojoFailureException {
        Presentation presentation = Presentation.of(verification);
        configuration.results().show(presentation, configuration.layout());
        Failures.check(presentation);
    }
}
