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
import org.jspecify.annotations.Nullable;

/**
 * Reads what tools wrote into a run. In two steps, so that the caller can look at the age of the files between them:
 * {@link #find} and {@link #read}. Whatever is wrong with a source becomes a {@link SourceProblem}, and all of them are told.
 */
public final class Collector {

    private final Path base;
    private final Recogniser recogniser;
    private final ReadingProgress progress;
    private final MemoryBudget budget;

    /**
     * @param base the directory that the files of a source are relative to
     * @param formats those that are read: {@link SourceFormats#all()}
     */
    public Collector(Path base, List<SourceFormat> formats, ReadingProgress progress) {
        this(base, formats, progress, MemoryBudget.ofThisJvm());
    }

    Collector(Path base, List<SourceFormat> formats, ReadingProgress progress, MemoryBudget budget) {
        this.base = base;
        this.recogniser = new Recogniser(List.copyOf(formats));
        this.progress = progress;
        this.budget = budget;
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
                        Kind.CONFIGURATION, request.name(), "<files> " + Quoted.bare(pattern) + ": " + e.problem() + "."));
                return Optional.empty();
            } catch (IOException e) {
                problems.add(new SourceProblem(Kind.UNREADABLE, request.name(), inaccessible(pattern, e)));
                return Optional.empty();
            }
        }
        inDirectories.keySet().removeAll(named.keySet());
        return Optional.of(
                new FoundSource(request, List.copyOf(named.values()), List.copyOf(inDirectories.values())));
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
            Reading reading = new Reading(source, problems);
            reading.run();
            if (reading.result != null) {
                sources.add(reading.result);
                phases.addAll(reading.phases);
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

    private static String inaccessible(String file, IOException e) {
        return "cannot read " + file + ": " + Quoted.bare(String.valueOf(e.getMessage())) + ".";
    }

    /** The reading of one source. */
    private final class Reading {

        private final FoundSource source;
        private final SourceRequest request;
        private final List<SourceProblem> problems;
        private final int problemsBefore;
        private final List<Phase> phases = new ArrayList<>();
        private @Nullable ReadSource result;

        Reading(FoundSource source, List<SourceProblem> problems) {
            this.source = source;
            this.request = source.request();
            this.problems = problems;
            this.problemsBefore = problems.size();
        }

        void run() {
            if (source.isMissing()) {
                problem(Kind.MISSING, "there is no file " + String.join(", ", request.files()) + ".");
                return;
            }
            SourceFormat wanted = wanted();
            if (hasProblem()) {
                return;
            }
            RecognisedFiles recognised = recognise(wanted);
            if (recognised != null && areOptionsOf(recognised.format()) && !hasProblem()) {
                read(recognised);
            }
        }

        private boolean hasProblem() {
            return problems.size() > problemsBefore;
        }

        private void problem(Kind kind, String message) {
            problems.add(new SourceProblem(kind, request.name(), message));
        }

        private @Nullable SourceFormat wanted() {
            String name = request.format();
            SourceFormat wanted = name == null ? null : recogniser.named(name);
            if (name != null && wanted == null) {
                problem(
                        Kind.CONFIGURATION,
                        "<format>" + Quoted.bare(name) + "</format> is no format. " + recogniser.formatsThereAre());
            }
            return wanted;
        }

        private boolean areOptionsOf(SourceFormat format) {
            request.options().values().forEach((option, value) -> {
                String element = "<" + option.element() + ">";
                if (!format.options().contains(option)) {
                    problem(
                            Kind.CONFIGURATION,
                            element + " means nothing for the format " + format.name() + understood(format) + ".");
                } else if (!option.isValid(value)) {
                    problem(
                            Kind.CONFIGURATION,
                            element + " is " + Quoted.text(value) + ", expected " + option.expected() + ".");
                }
            });
            return !hasProblem();
        }

        private static String understood(SourceFormat format) {
            List<String> elements = new ArrayList<>();
            for (SourceOption option : SourceOption.values()) {
                if (format.options().contains(option)) {
                    elements.add("<" + option.element() + ">");
                }
            }
            return elements.isEmpty() ? "" : ", which understands " + String.join(", ", elements);
        }

        private @Nullable RecognisedFiles recognise(@Nullable SourceFormat wanted) {
            RecognisedFiles.Gathering gathering = new RecognisedFiles.Gathering(recogniser, wanted);
            for (SourceFile file : source.files()) {
                try {
                    gathering.named(file);
                } catch (UnreadableSourceException e) {
                    problem(Kind.UNREADABLE, String.valueOf(e.getMessage()));
                } catch (IOException e) {
                    problem(Kind.UNREADABLE, inaccessible(file.shown(), e));
                }
            }
            for (SourceFile file : source.inDirectories()) {
                try {
                    gathering.inDirectory(file);
                } catch (IOException e) {
                    problem(Kind.UNREADABLE, inaccessible(file.shown(), e));
                }
            }
            if (hasProblem()) {
                return null;
            }
            try {
                return gathering.result(String.join(", ", request.files()));
            } catch (InvalidValueException e) {
                problem(Kind.UNREADABLE, e.problem());
                return null;
            }
        }

        private void read(RecognisedFiles recognised) {
            SourceFormat format = recognised.format();
            Items items = new Items(request.items(), budget);
            for (SourceFile file : recognised.files()) {
                read(file, format, items);
            }
            for (String conflict : items.conflicts()) {
                problem(Kind.CONFLICT, conflict);
            }
            if (hasProblem()) {
                return;
            }
            checkSelection(items, recognised);
            for (PhaseAccumulator item : items.taken()) {
                try {
                    phases.add(PhaseOfItem.of(request, format.name(), file(recognised), item));
                } catch (InvalidValueException e) {
                    problem(Kind.CONFLICT, e.problem());
                }
            }
            if (!hasProblem()) {
                result = new ReadSource(
                        request.name(),
                        format.name(),
                        recognised.files(),
                        recognised.passedOver(),
                        phases.size(),
                        items.notes());
            }
        }

        private void read(SourceFile file, SourceFormat format, Items items) {
            items.begin(file);
            try (SourceInput input = new SourceInput(file, format, progress)) {
                try {
                    format.read(input, request.options(), items);
                } catch (InvalidValueException e) {
                    throw input.unreadable(e.problem(), e);
                } catch (IOException e) {
                    throw input.unreadable(e);
                }
            } catch (UnreadableSourceException e) {
                problem(Kind.UNREADABLE, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                problem(Kind.UNREADABLE, inaccessible(file.shown(), e));
            }
        }

        private void checkSelection(Items items, RecognisedFiles recognised) {
            if (items.names().isEmpty()) {
                problem(
                        Kind.MISSING,
                        file(recognised) + " is " + recognised.format().description()
                                + " without a single item: the tool measured nothing.");
            } else if (items.taken().isEmpty()) {
                List<String> names = items.names();
                String some = String.join(", ", names.subList(0, Math.min(names.size(), 10)));
                problem(
                        Kind.CONFIGURATION,
                        "<include> and <exclude> leave none of its items, which are: " + some
                                + (names.size() > 10 ? " and " + (names.size() - 10) + " more" : "") + ".");
            }
        }

        /** One file by its path, several as the pom names them. */
        private String file(RecognisedFiles recognised) {
            return recognised.files().size() == 1
                    ? recognised.files().get(0).shown()
                    : String.join(", ", request.files());
        }
    }
}
