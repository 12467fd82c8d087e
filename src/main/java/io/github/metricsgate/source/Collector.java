package io.github.metricsgate.source;

import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.source.SourceProblem.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what tools wrote into a run. In two steps, so that the caller can look at the age of the files between them:
 * {@link #find} and {@link #read}. Whatever is wrong with a source becomes a {@link SourceProblem}, and all of them are told.
 */
public final class Collector {

    private final Path base;
    private final SourceReading.Circumstances circumstances;

    /**
     * @param base the directory that the files of a source are relative to
     * @param formats those that are read: {@link SourceFormats#all()}
     */
    public Collector(Path base, List<SourceFormat> formats, ReadingProgress progress) {
        this(base, formats, progress, MemoryBudget.ofThisJvm());
    }

    Collector(Path base, List<SourceFormat> formats, ReadingProgress progress, MemoryBudget budget) {
        this.base = base;
        this.circumstances = new SourceReading.Circumstances(new Recogniser(List.copyOf(formats)), budget, progress);
    }

    /** Finds the files of all sources and reads them. A source without a file is a problem. */
    public Collected collect(List<SourceRequest> requests) {
        List<FoundSource> found = new ArrayList<>();
        List<SourceProblem> problems = new ArrayList<>();
        for (SourceRequest request : requests) {
            find(request, problems).ifPresent(found::add);
        }
        Collected read = read(found);
        problems.addAll(read.problems());
        return new Collected(read.run(), read.sources(), problems);
    }

    /**
     * The files that a source comes to; none is a {@link FoundSource#isMissing() missing} source, and no problem yet.
     *
     * @param problems gets what is wrong with its paths
     */
    public Optional<FoundSource> find(SourceRequest request, List<SourceProblem> problems) {
        Map<Path, SourceFile> named = FileSearch.ordered();
        Map<Path, SourceFile> inDirectories = FileSearch.ordered();
        FileSearch search = new FileSearch(base);
        for (String pattern : request.files()) {
            try {
                search.find(pattern, named, inDirectories);
            } catch (InvalidValueException e) {
                problems.add(new SourceProblem(
                        Kind.CONFIGURATION,
                        request.name(),
                        "<files> " + Quoted.bare(pattern) + ": " + e.problem() + "."));
                return Optional.empty();
            } catch (IOException e) {
                problems.add(new SourceProblem(Kind.UNREADABLE, request.name(), inaccessible(pattern, e)));
                return Optional.empty();
            }
        }
        inDirectories.keySet().removeAll(named.keySet());
        return Optional.of(new FoundSource(request, List.copyOf(named.values()), List.copyOf(inDirectories.values())));
    }

    /** Reads the files of all sources into one run. */
    public Collected read(List<FoundSource> found) {
        List<SourceProblem> problems = new ArrayList<>();
        List<ReadSource> sources = new ArrayList<>();
        List<Phase> phases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (FoundSource source : found) {
            if (!names.add(source.request().name())) {
                problems.add(new SourceProblem(
                        Kind.CONFIGURATION,
                        source.request().name(),
                        "two sources are called '" + source.request().name() + "'; give each a name of its own."));
                continue;
            }
            SourceReading.Result result = new SourceReading(source, circumstances, problems).run();
            if (result != null) {
                sources.add(result.source());
                phases.addAll(result.phases());
            }
        }
        return new Collected(new Run(context(sources), phases, ResourceUsage.none()), sources, problems);
    }

    /** The run is as old as the oldest of its results. */
    private static RunContext context(List<ReadSource> sources) {
        Instant oldest = null;
        for (ReadSource source : sources) {
            for (SourceFile file : source.files()) {
                oldest = oldest == null || file.lastModified().isBefore(oldest) ? file.lastModified() : oldest;
            }
        }
        return new RunContext(oldest, AbortStatus.COMPLETED, Map.of(), Optional.empty(), RunIdentity.UNKNOWN);
    }

    static String inaccessible(String file, IOException e) {
        return "cannot read " + file + ": " + Quoted.bare(String.valueOf(e.getMessage())) + ".";
    }
}
