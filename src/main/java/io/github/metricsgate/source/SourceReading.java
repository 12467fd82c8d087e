package io.github.metricsgate.source;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.source.SourceProblem.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reading of one source: its format, its files, its phases. */
final class SourceReading {

    private final Recogniser recogniser;
    private final MemoryBudget budget;
    private final ReadingProgress progress;
    private final FoundSource source;
    private final SourceRequest request;
    private final List<SourceProblem> problems;
    private final int problemsBefore;
    private final List<Phase> phases = new ArrayList<>();
    private @Nullable Result result;

    /** What the sources of a run have in common. */
    record Circumstances(Recogniser recogniser, MemoryBudget budget, ReadingProgress progress) {}

    /** The result of a source that could be read. */
    record Result(ReadSource source, List<Phase> phases) {}

    SourceReading(FoundSource source, Circumstances circumstances, List<SourceProblem> problems) {
        this.recogniser = circumstances.recogniser();
        this.budget = circumstances.budget();
        this.progress = circumstances.progress();
        this.source = source;
        this.request = source.request();
        this.problems = problems;
        this.problemsBefore = problems.size();
    }

    /** Null if it has a problem, which is then among the problems. */
    @Nullable
    Result run() {
        read();
        return result;
    }

    private void read() {
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
            } else if (!format.isValid(option, value)) {
                problem(
                        Kind.CONFIGURATION,
                        element + " is " + Quoted.text(value) + ", expected " + format.expected(option) + ".");
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
                problem(Kind.UNREADABLE, Collector.inaccessible(file.shown(), e));
            }
        }
        for (SourceFile file : source.inDirectories()) {
            try {
                gathering.inDirectory(file);
            } catch (IOException e) {
                problem(Kind.UNREADABLE, Collector.inaccessible(file.shown(), e));
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
            ReadSource read = new ReadSource(
                    request.name(),
                    format.name(),
                    recognised.files(),
                    recognised.passedOver(),
                    phases.size(),
                    items.samples(),
                    items.notes());
            result = new Result(read, phases);
        }
    }

    private void read(SourceFile file, SourceFormat format, Items items) {
        items.begin(file);
        try (SourceInput input = new SourceInput(file, format.description(), progress)) {
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
            problem(Kind.UNREADABLE, Collector.inaccessible(file.shown(), e));
        }
    }

    private void checkSelection(Items items, RecognisedFiles recognised) {
        if (items.names().isEmpty() && !items.samples().isEmpty()) {
            return;
        }
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
        return recognised.files().size() == 1 ? recognised.files().get(0).shown() : String.join(", ", request.files());
    }
}
