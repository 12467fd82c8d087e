package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Past;
import io.github.metricsgate.gate.Recording;
import io.github.metricsgate.gate.Replay;
import io.github.metricsgate.history.DirectoryStore;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.history.RunStore;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.metrics.RecordedValue.Status;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.report.Presentation;
import io.github.metricsgate.source.HistoryReader;
import io.github.metricsgate.source.ImportRequest;
import io.github.metricsgate.source.ImportedHistory;
import io.github.metricsgate.source.ImportedRun;
import io.github.metricsgate.text.Counted;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;

/** Reads the runs of others, judges them one after the other, and puts those into the history that are not there. */
final class HistoryImport {

    private final HistoryMojo.Target target;
    private final Wanted wanted;
    private final Clock clock;
    private final Log log;

    /**
     * What is to be imported.
     *
     * @param from files and directories
     * @param source what the keys of the phases begin with; empty for nothing
     * @param only the suites or machines that are wanted; empty for all
     * @param jmhMode JMH's mode of times
     * @param environment where the runs took place
     */
    record Wanted(
            List<String> from, String source, Set<String> only, String jmhMode, Map<String, String> environment) {}

    HistoryImport(HistoryMojo.Target target, Wanted wanted, Clock clock, Log log) {
        this.target = target;
        this.wanted = wanted;
        this.clock = clock;
        this.log = log;
    }

    void run() throws IOException, MojoExecutionException {
        List<String> others = new ArrayList<>();
        for (String from : wanted.from()) {
            Optional<RunStore.Branches> ours = branchesIn(from);
            if (ours.isPresent()) {
                move(from, ours.get());
            } else {
                others.add(from);
            }
        }
        if (!others.isEmpty()) {
            read(others);
        }
    }

    /** What a history of ours has; empty if it is none. */
    private Optional<RunStore.Branches> branchesIn(String from) throws IOException, MojoExecutionException {
        Path directory;
        try {
            directory = target.base().resolve(from).toAbsolutePath().normalize();
        } catch (InvalidPathException noDirectory) {
            return Optional.empty();
        }
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        if (directory.toString().equals(target.place().name())) {
            throw Failures.configuration(
                    List.of("<importFrom> is '" + SafeText.of(from) + "', which is the <history> itself"));
        }
        return branchesIn(directory);
    }

    private Optional<RunStore.Branches> branchesIn(Path directory) throws IOException {
        try (RunStore store = storeIn(directory)) {
            RunStore.Branches branches = store.branches();
            return branches.all().isEmpty() ? Optional.empty() : Optional.of(branches);
        }
    }

    /** Whether there are only histories of ours to import, whose runs say themselves what they are runs of. */
    boolean onlyMoves() throws IOException {
        for (String from : wanted.from()) {
            try {
                Path directory = target.base().resolve(from);
                if (!Files.isDirectory(directory) || branchesIn(directory).isEmpty()) {
                    return false;
                }
            } catch (InvalidPathException noDirectory) {
                return false;
            }
        }
        return true;
    }

    private RunStore storeIn(Path directory) {
        return new DirectoryStore(directory, Retention.DEFAULT, clock);
    }

    /** Copies a history as it stands: all modules and branches, with what each value was judged to be. */
    private void move(String from, RunStore.Branches branches) throws IOException {
        branches.damaged().forEach(entry -> warn(entry));
        int copied = 0;
        int known = 0;
        KeptRuns keeping = keeping();
        try (RunStore theirs =
                        storeIn(target.base().resolve(from).toAbsolutePath().normalize());
                RunStore ours = target.place().open()) {
            for (RunStore.Branch branch : branches.all()) {
                PastRuns runs = theirs.readAll(branch);
                runs.damaged().forEach(entry -> warn(entry));
                List<RecordedRun> present = ours.readAll(branch).runs();
                Set<String> there = digests(present);
                List<RecordedRun> missing = new ArrayList<>(runs.runs());
                missing.removeIf(run -> there.contains(run.digest()));
                known += runs.runs().size() - missing.size();
                Set<String> kept = digests(keeping.of(present, missing));
                missing.removeIf(run -> !kept.contains(run.digest()));
                ours.recordAll(missing);
                copied += missing.size();
            }
        }
        keeping.leftOut().forEach(log::info);
        log.info("Copied " + Counted.of(copied, "run") + " of "
                + Counted.of(branches.all().size(), "branch")
                + " from the history " + SafeText.of(from) + " into "
                + SafeText.of(target.place().name())
                + ", with what each value was judged to be" + there(known));
    }

    private KeptRuns keeping() {
        return new KeptRuns(target.place().retention(), clock.instant());
    }

    private static Set<String> digests(List<RecordedRun> runs) {
        Set<String> digests = new HashSet<>();
        runs.forEach(run -> digests.add(run.digest()));
        return digests;
    }

    private void warn(PastRuns.DamagedEntry entry) {
        log.warn("Left out: " + SafeText.of(entry.place()) + " " + SafeText.of(entry.reason()));
    }

    private static String there(int known) {
        return known == 0 ? "" : "; " + Counted.of(known, "run") + (known == 1 ? " was" : " were") + " there already";
    }

    private void read(List<String> from) throws IOException, MojoExecutionException {
        HistoryReader reader = new HistoryReader(
                target.base(),
                new ImportRequest(
                        wanted.source(),
                        target.branch(),
                        wanted.only(),
                        wanted.jmhMode(),
                        target.place().retention().keepRuns()),
                new ReadingLog(log));
        Optional<ImportedHistory> read = reader.read(from);
        if (read.isEmpty()) {
            List<String> problems = reader.problems().stream().map(SafeText::of).toList();
            throw new MojoExecutionException(Presentation.listed(
                    "Nothing was imported, because of " + Counted.of(problems.size(), "problem") + ":", problems));
        }
        tell(from, read.get());
        if (!read.get().runs().isEmpty()) {
            record(read.get());
        }
    }

    private void tell(List<String> from, ImportedHistory history) {
        List<ImportedRun> runs = history.runs();
        Set<String> phases = new HashSet<>();
        runs.forEach(run -> run.run().phases().forEach(phase -> phases.add(phase.key())));
        String read = "Read " + Counted.of(runs.size(), "run") + " of " + Counted.of(phases.size(), "phase") + " from "
                + SafeText.of(String.join(", ", from)) + ", " + history.description();
        log.info(
                runs.isEmpty()
                        ? read
                        : read + ", of " + runs.get(0).time() + " to "
                                + runs.get(runs.size() - 1).time());
        history.leftOut().forEach((reason, count) -> log.info("Left out: " + count + " " + SafeText.of(reason)));
        history.notes().forEach(note -> log.info(SafeText.of(note)));
    }

    private void record(ImportedHistory history) throws IOException {
        Map<String, ImportedRun> byDigest = new HashMap<>();
        List<RecordedRun> added = new ArrayList<>();
        int known = 0;
        try (RunStore store = target.place().open()) {
            PastRuns present = store.readAll(new RunStore.Branch(target.module(), target.branch()));
            present.damaged().forEach(this::warn);
            Set<String> there = digests(present.runs());
            for (ImportedRun run : history.runs()) {
                if (!there.add(run.digest())) {
                    known++;
                } else {
                    byDigest.put(run.digest(), run);
                    added.add(unjudged(run));
                }
            }
            KeptRuns keeping = keeping();
            List<RecordedRun> all = keeping.of(present.runs(), added);
            keeping.leftOut().forEach(log::info);
            Replay replay = new Replay(target.rules());
            List<RecordedRun> judged = judge(all, byDigest, replay);
            store.recordAll(judged);
            tell(judged, known, replay);
        }
    }

    private RecordedRun unjudged(ImportedRun run) {
        List<String> observed = new ArrayList<>();
        Map<String, String> environment = new LinkedHashMap<>(run.identity().environment());
        wanted.environment().forEach((fact, value) -> {
            if (environment.putIfAbsent(fact, value) == null) {
                observed.add("environment." + fact);
            }
        });
        if (run.identity().branch() == null) {
            observed.add("branch");
        }
        RunIdentity identity = new RunIdentity(
                run.identity().id(),
                run.identity().commit(),
                target.branch().isEmpty() ? null : target.branch(),
                run.identity().url(),
                environment);
        return Recording.unjudged(
                new Past.Self(target.module(), run.digest(), run.time(), identity, observed), run.run());
    }

    /** Those that are new, each judged by all runs before it; what is in the history stays as it is. */
    private static List<RecordedRun> judge(List<RecordedRun> all, Map<String, ImportedRun> imported, Replay replay) {
        List<RecordedRun> judged = new ArrayList<>();
        for (RecordedRun run : all) {
            ImportedRun own = imported.get(run.digest());
            if (own == null) {
                replay.recorded(run);
            } else {
                judged.add(replay.judge(run, Recording.directions(own.run())).run());
            }
        }
        return judged;
    }

    private void tell(List<RecordedRun> judged, int known, Replay replay) {
        log.info("Imported " + Counted.of(judged.size(), "run") + " into "
                + SafeText.of(target.place().name())
                + " as runs of " + SafeText.of(target.module()) + " on " + HistoryMojo.named(target.branch())
                + there(known));
        long regressions = judged.stream()
                .filter(run -> run.values().values().stream().anyMatch(value -> value.status() == Status.REGRESSION))
                .count();
        if (regressions > 0) {
            log.info("By the present settings, " + regressions
                    + (regressions == 1 ? " of them has a regression" : " of them have a regression"));
        }
        tellEnvironment();
        Map<String, String> here = target.observer().observe().environment();
        Instant now = clock.instant();
        boolean isAnyLater = judged.stream().anyMatch(run -> run.time().isAfter(now));
        BaselineRules rules = target.rules();
        int comparable = replay.comparableWith(here);
        String branch = HistoryMojo.named(target.branch());
        log.info(
                comparable >= rules.minRuns()
                        ? "verify-metrics now compares a run of this machine with the last "
                                + Math.min(rules.window(), comparable) + " of " + Counted.of(comparable, "run") + " on "
                                + branch
                        : "verify-metrics has " + Counted.of(comparable, "run") + " on " + branch
                                + " to compare a run of this machine with, and <minRuns> is " + rules.minRuns()
                                + (comparable == 0 ? ": <importEnvironment> or <compareBy> tells them apart" : ""));
        if (isAnyLater) {
            log.warn("Some runs are dated after now, " + now + ": until then, no run is compared with them");
        }
    }

    private void tellEnvironment() {
        List<String> facts = new ArrayList<>();
        for (String fact : target.rules().compareBy()) {
            String value = wanted.environment().get(fact);
            if (value != null) {
                facts.add(fact + " " + SafeText.of(value));
            }
        }
        if (!facts.isEmpty()) {
            log.info("What they do not say of their machine was taken from <importEnvironment>: "
                    + String.join(", ", facts));
        }
    }
}
