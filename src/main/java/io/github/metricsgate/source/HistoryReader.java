package io.github.metricsgate.source;

import io.github.metricsgate.files.ReadOptions;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SetReader;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.SetReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the runs that others kept over time: github-action-benchmark, Bencher and asv, and a directory of metrics sets of
 * ours. What is wrong with them is a sentence each, and all are told.
 */
public final class HistoryReader {

    private static final List<HistoryFormat> FORMATS =
            List.of(new ActionBenchmarkHistory(), new AsvHistory(), new BencherHistory());
    private static final String KNOWN =
            "what is read is data.js of github-action-benchmark or its JSON, reports and queries of"
                    + " Bencher, the results directory of asv, a directory of metrics sets, and a history of this plugin";
    private static final int MOST_PROBLEMS = 20;

    private final Path base;
    private final ImportRequest request;
    private final ReadingProgress progress;
    private final MemoryBudget budget;
    private final List<String> problems = new ArrayList<>();

    /** @param base what relative paths start at */
    public HistoryReader(Path base, ImportRequest request, ReadingProgress progress) {
        this(base, request, progress, MemoryBudget.ofAnImport());
    }

    HistoryReader(Path base, ImportRequest request, ReadingProgress progress, MemoryBudget budget) {
        this.base = base;
        this.request = request;
        this.progress = progress;
        this.budget = budget;
    }

    /** What is wrong, whole sentences without their full stop; nothing may be imported then. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** What the files or directories at {@code paths} have; empty if there is a problem. */
    public Optional<ImportedHistory> read(List<String> paths) {
        ImportedRuns runs = new ImportedRuns(request, budget);
        Set<String> descriptions = new TreeSet<>();
        for (String path : paths) {
            try {
                read(path, runs, descriptions);
            } catch (InvalidValueException e) {
                problem(Quoted.bare(path) + ": " + e.problem());
            } catch (IOException e) {
                problem(
                        e instanceof UnreadableSourceException
                                ? String.valueOf(e.getMessage())
                                : Collector.inaccessible(path, e));
            }
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        List<String> unfit = new ArrayList<>();
        ImportedHistory history = runs.finish(String.join(" and ", descriptions), unfit);
        unfit.forEach(problem -> problem(String.join(", ", paths) + ": " + problem));
        return problems.isEmpty() ? Optional.of(history) : Optional.empty();
    }

    private void problem(String sentence) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(sentence);
        }
    }

    private void read(String pattern, ImportedRuns runs, Set<String> descriptions) throws IOException {
        Map<Path, SourceFile> named = FileSearch.ordered();
        Map<Path, SourceFile> inDirectory = FileSearch.ordered();
        new FileSearch(base).find(pattern, named, inDirectory);
        if (named.isEmpty() && inDirectory.isEmpty()) {
            throw new InvalidValueException(
                    Files.isDirectory(base.resolve(pattern))
                            ? "the directory is empty"
                            : "there is no such file or directory");
        }
        for (SourceFile file : named.values()) {
            readFile(file, runs, descriptions);
        }
        if (!inDirectory.isEmpty()) {
            readDirectory(base.resolve(pattern).normalize(), inDirectory, runs, descriptions);
        }
    }

    private void readDirectory(Path directory, Map<Path, SourceFile> files, ImportedRuns runs, Set<String> descriptions)
            throws IOException {
        Map<Path, SourceFile> results = new LinkedHashMap<>(files);
        results.keySet().retainAll(AsvDirectory.results(directory, files.keySet()));
        if (!results.isEmpty()) {
            for (SourceFile result : results.values()) {
                readFile(result, runs, descriptions);
            }
            return;
        }
        TreeMap<Path, Path> sets = new TreeMap<>();
        List<SourceFile> scripts = new ArrayList<>();
        files.forEach((path, file) -> {
            String name = String.valueOf(path.getFileName());
            Path parent = path.getParent();
            if (parent != null && name.equals(MetricsFile.PHASE_METRICS.defaultName())) {
                sets.put(parent, parent);
            } else if (name.equals("data.js")) {
                scripts.add(file);
            }
        });
        for (SourceFile script : scripts) {
            readFile(script, runs, descriptions);
        }
        for (Path set : sets.keySet()) {
            readSet(set, runs);
            descriptions.add("metrics sets");
        }
        if (sets.isEmpty() && scripts.isEmpty()) {
            throw new InvalidValueException("nothing in it can be imported; " + KNOWN);
        }
    }

    private void readFile(SourceFile file, ImportedRuns runs, Set<String> descriptions) throws IOException {
        if (budget.isUsedUp()) {
            // It was said of the file that took the rest.
            return;
        }
        FileBeginning beginning = FileBeginning.of(file);
        Optional<HistoryFormat> format =
                FORMATS.stream().filter(each -> each.recognises(beginning)).findFirst();
        if (format.isEmpty()) {
            problem(file.shown() + " is " + beginning.describe() + " and cannot be imported; " + KNOWN);
            return;
        }
        descriptions.add(format.get().description());
        try {
            read(file, format.get(), runs);
        } catch (UnreadableSourceException e) {
            problem(String.valueOf(e.getMessage()));
        }
    }

    private void read(SourceFile file, HistoryFormat format, ImportedRuns runs) throws IOException {
        runs.begin(format.name(), file);
        try (SourceInput input = new SourceInput(file, format.description(), progress)) {
            try {
                format.read(input, runs);
            } catch (InvalidValueException e) {
                throw budget.isUsedUp()
                        ? input.unreadableUnless(e.problem(), "Nothing is wrong with the file itself.")
                        : input.unreadable(e.problem(), e);
            } catch (IOException e) {
                throw input.unreadable(e);
            }
        }
    }

    /** Its phases have the keys that they have, whatever the source is to be called. */
    private void readSet(Path directory, ImportedRuns runs) throws IOException {
        SetLayout layout = new SetLayout(
                directory,
                MetricsFile.PHASE_METRICS.defaultName(),
                MetricsFile.RESOURCE_USAGE.defaultName(),
                MetricsFile.LATENCY_HISTOGRAMS.defaultName());
        SetReading set = SetReader.read(layout, Optional.empty(), ReadOptions.threads(1));
        Instant time = set.time();
        if (!set.violations().isEmpty()) {
            runs.leaveOut("sets that are not valid", shown(directory));
        } else if (set.run().context().abortStatus().aborted()) {
            runs.leaveOut("runs that were aborted", shown(directory));
        } else if (time == null || set.run().phases().isEmpty()) {
            runs.leaveOut("sets without a phase", shown(directory));
        } else if (isOfAnotherBranch(set)) {
            runs.leaveOut(
                    "runs of another branch",
                    String.valueOf(set.run().context().identity().branch()));
        } else {
            runs.add(new ImportedRun(time, set.digest(), set.run().context().identity(), Map.of(), set.run()));
        }
    }

    private boolean isOfAnotherBranch(SetReading set) {
        String branch = set.run().context().identity().branch();
        return branch != null && !branch.equals(request.branch());
    }

    private String shown(Path directory) {
        return directory.startsWith(base) ? base.relativize(directory).toString() : directory.toString();
    }
}
