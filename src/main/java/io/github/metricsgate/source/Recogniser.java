package io.github.metricsgate.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells which format a file is of. */
final class Recogniser {

    private final List<SourceFormat> formats;

    Recogniser(List<SourceFormat> formats) {
        this.formats = formats;
    }

    @Nullable
    SourceFormat named(String name) {
        for (SourceFormat format : formats) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        return null;
    }

    /**
     * The format of a file that the pom names.
     *
     * @param wanted the format that the pom says; null if it says none
     * @throws UnreadableSourceException if it is of none or of another, or if two would fit
     */
    SourceFormat recognise(SourceFile file, @Nullable SourceFormat wanted) throws IOException {
        FileBeginning beginning = FileBeginning.of(file);
        List<SourceFormat> certain = all(beginning, Recognition.CERTAIN);
        if (wanted != null) {
            if (wanted.recognise(beginning) == Recognition.NO) {
                throw new UnreadableSourceException(
                        file.shown(),
                        certain.isEmpty()
                                ? beginning.describe()
                                : certain.get(0).description(),
                        "",
                        "<format>" + wanted.name() + "</format> says that it is " + wanted.description(),
                        "Name another file, or another format. " + formatsThereAre(),
                        null);
            }
            return wanted;
        }
        if (certain.size() == 1) {
            return certain.get(0);
        }
        throw undecided(file, beginning, certain.isEmpty() ? all(beginning, Recognition.IF_NAMED) : certain);
    }

    /** The format of a file in a directory that the pom names; null if it is of none, or not of the one that the pom says. */
    @Nullable
    SourceFormat recogniseInDirectory(SourceFile file, @Nullable SourceFormat wanted) throws IOException {
        FileBeginning beginning = FileBeginning.of(file);
        if (wanted != null) {
            return wanted.recognise(beginning) == Recognition.NO ? null : wanted;
        }
        List<SourceFormat> certain = all(beginning, Recognition.CERTAIN);
        return certain.isEmpty() ? null : certain.get(0);
    }

    private List<SourceFormat> all(FileBeginning beginning, Recognition recognition) {
        List<SourceFormat> all = new ArrayList<>();
        for (SourceFormat format : formats) {
            if (format.recognise(beginning) == recognition) {
                all.add(format);
            }
        }
        return all;
    }

    private UnreadableSourceException undecided(
            SourceFile file, FileBeginning beginning, List<SourceFormat> candidates) {
        if (candidates.isEmpty()) {
            return new UnreadableSourceException(
                    file.shown(), beginning.describe(), "", "no format is recognised in it", formatsThereAre(), null);
        }
        String elements = candidates.stream()
                .map(format -> "<format>" + format.name() + "</format>")
                .collect(Collectors.joining(" or "));
        return new UnreadableSourceException(
                file.shown(),
                beginning.describe(),
                "",
                "its content does not say for certain which format it has",
                "If it is one of these, say so in the pom with " + elements + ". " + formatsThereAre(),
                null);
    }

    String formatsThereAre() {
        return "The formats there are: "
                + formats.stream()
                        .map(format -> format.name() + " (" + format.description() + ")")
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
