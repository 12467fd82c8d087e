package io.github.metricsgate.mojo;

import io.github.metricsgate.files.SampleSeries;
import io.github.metricsgate.gate.SourceFault;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.source.Collected;
import io.github.metricsgate.source.Collector;
import io.github.metricsgate.source.FoundSource;
import io.github.metricsgate.source.ReadSource;
import io.github.metricsgate.source.SourceFile;
import io.github.metricsgate.source.SourceProblem;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and reads the sources of one execution, and keeps what is wrong with them. */
final class SourceCollection {

    /** Some file systems keep whole or even seconds alone. */
    private static final long GRACE_MILLIS = 2_000;

    private final Collector collector;
    private final Times times;
    private final List<SourceFault> faults = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<ReadSource> sources = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private @Nullable Instant oldest;

    /**
     * What the age of results is held to.
     *
     * @param buildStart null where nobody knows
     * @param takesAnyAge whether results that are older than the build are taken with no more than a word
     * @param refusesOld whether such results count as missing; else they are a warning
     */
    record Times(@Nullable Instant buildStart, Instant now, boolean takesAnyAge, boolean refusesOld) {}

    /** A source with the files that it comes to. */
    record Found(SourceSetting setting, FoundSource files) {}

    SourceCollection(Collector collector, Times times) {
        this.collector = collector;
        this.times = times;
    }

    /** The sources that have a file; the others are kept as faults. */
    List<Found> find(List<SourceSetting> settings, Path snapshot) {
        List<Found> all = new ArrayList<>();
        for (SourceSetting setting : settings) {
            List<SourceProblem> problems = new ArrayList<>();
            Optional<FoundSource> found = collector.find(setting.request(), problems);
            keep(problems, setting);
            if (found.isEmpty()) {
                continue;
            }
            FoundSource files = without(snapshot, found.get());
            if (files.isMissing()) {
                faults.add(fault(
                        SourceFault.Kind.MISSING,
                        setting,
                        "there is no file "
                                + String.join(", ", setting.request().files())));
            } else {
                all.add(new Found(setting, files));
            }
        }
        return all;
    }

    /** What this goal wrote itself in an earlier build is no source. */
    private static FoundSource without(Path snapshot, FoundSource found) {
        List<SourceFile> files = new ArrayList<>(found.files());
        List<SourceFile> inDirectories = new ArrayList<>(found.inDirectories());
        files.removeIf(file -> file.path().equals(snapshot));
        inDirectories.removeIf(file -> file.path().equals(snapshot));
        return new FoundSource(found.request(), files, inDirectories);
    }

    void read(Found found) {
        if (!isTaken(found.setting(), found.files().files())) {
            return;
        }
        Collected collected = collector.read(List.of(found.files()));
        keep(collected.problems(), found.setting());
        for (ReadSource source : collected.sources()) {
            List<SourceFile> inDirectories = new ArrayList<>(source.files());
            inDirectories.removeAll(found.files().files());
            if (isTaken(found.setting(), inDirectories)) {
                sources.add(source);
                phases.addAll(collected.run().phases());
                Instant time = collected.run().context().time();
                oldest = oldest == null || (time != null && time.isBefore(oldest)) ? time : oldest;
            }
        }
    }

    private boolean isTaken(SourceSetting setting, List<SourceFile> files) {
        SourceFile old = null;
        for (SourceFile file : files) {
            old = old == null || file.lastModified().isBefore(old.lastModified()) ? file : old;
        }
        return old == null || isTaken(setting, old, files.size());
    }

    private boolean isTaken(SourceSetting setting, SourceFile old, int files) {
        Instant start = times.buildStart();
        BigDecimal maxAge = setting.maxAge();
        String written = old.shown() + " was written at " + old.lastModified().truncatedTo(ChronoUnit.SECONDS)
                + (files > 1 ? " (the oldest of " + files + " files)" : "");
        if (maxAge != null) {
            long age =
                    Math.max(0, times.now().toEpochMilli() - old.lastModified().toEpochMilli());
            boolean isTooOld = BigDecimal.valueOf(age).compareTo(maxAge) > 0;
            if (isTooOld) {
                faults.add(fault(SourceFault.Kind.STALE, setting, written + ", which is not within its <maxAge>"));
            }
            return !isTooOld;
        }
        if (start == null || !old.lastModified().isBefore(start.minusMillis(GRACE_MILLIS))) {
            return true;
        }
        if (times.takesAnyAge()) {
            remarks.add(written + ", before this build: from the command line, results of any age are taken");
            return true;
        }
        SourceFault.Kind kind = times.refusesOld() ? SourceFault.Kind.STALE : SourceFault.Kind.OLD;
        faults.add(fault(
                kind,
                setting,
                written + ", before this build began at " + start.truncatedTo(ChronoUnit.SECONDS)
                        + ", so the tool did not run in it"));
        return kind == SourceFault.Kind.OLD;
    }

    private void keep(List<SourceProblem> problems, SourceSetting setting) {
        for (SourceProblem problem : problems) {
            String sentence = problem.message();
            faults.add(fault(
                    kind(problem.kind()),
                    setting,
                    sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence));
        }
    }

    private static SourceFault.Kind kind(SourceProblem.Kind kind) {
        return switch (kind) {
            case CONFIGURATION -> SourceFault.Kind.MISCONFIGURED;
            case MISSING -> SourceFault.Kind.MISSING;
            case UNREADABLE, CONFLICT -> SourceFault.Kind.UNUSABLE;
        };
    }

    private static SourceFault fault(SourceFault.Kind kind, SourceSetting setting, String problem) {
        return new SourceFault(kind, setting.request().name(), setting.origin(), problem, setting.optional());
    }

    List<SourceFault> faults() {
        return faults;
    }

    /** What the user should know and is no fault. */
    List<String> remarks() {
        return remarks;
    }

    /** Those that were read and taken. */
    List<ReadSource> sources() {
        return sources;
    }

    /** Their resource samples. */
    List<SampleSeries> samples() {
        List<SampleSeries> samples = new ArrayList<>();
        for (ReadSource source : sources) {
            samples.addAll(source.samples());
        }
        return samples;
    }

    /** The results of all sources that were taken, as old as the oldest. */
    Run run(RunIdentity identity) {
        RunContext context = new RunContext(oldest, AbortStatus.COMPLETED, Map.of(), Optional.empty(), identity);
        return new Run(context, phases, ResourceUsage.none());
    }
}
