package io.github.metricsgate.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of a source that are of one format.
 *
 * @param passedOver those in a directory that are of none, or say nothing new
 */
record RecognisedFiles(SourceFormat format, List<SourceFile> files, List<SourceFile> passedOver) {

    RecognisedFiles {
        files = List.copyOf(files);
        passedOver = List.copyOf(passedOver);
    }

    /** Sorts the files of a source by their format. */
    static final class Gathering {

        private final Recogniser recogniser;
        private final @Nullable SourceFormat wanted;
        private final Map<SourceFormat, List<SourceFile>> byFormat = new LinkedHashMap<>();
        private final Set<SourceFormat> named = new HashSet<>();
        private final List<SourceFile> passedOver = new ArrayList<>();

        Gathering(Recogniser recogniser, @Nullable SourceFormat wanted) {
            this.recogniser = recogniser;
            this.wanted = wanted;
        }

        void named(SourceFile file) throws IOException {
            SourceFormat format = recogniser.recognise(file, wanted);
            named.add(format);
            keep(format, file);
        }

        void inDirectory(SourceFile file) throws IOException {
            SourceFormat format = recogniser.recogniseInDirectory(file, wanted);
            if (format == null) {
                passedOver.add(file);
            } else {
                keep(format, file);
            }
        }

        private void keep(SourceFormat format, SourceFile file) {
            byFormat.computeIfAbsent(format, f -> new ArrayList<>()).add(file);
        }

        /** @throws InvalidValueException if there are none, or of several formats; its problem is whole sentences */
        RecognisedFiles result(String where) {
            passOverWhatSaysNothingNew();
            if (byFormat.isEmpty()) {
                throw new InvalidValueException("none of the " + passedOver.size() + " files in " + where
                        + " is of a known format. " + recogniser.formatsThereAre());
            }
            if (byFormat.size() > 1) {
                throw new InvalidValueException(severalFormats(where));
            }
            Map.Entry<SourceFormat, List<SourceFile>> only =
                    byFormat.entrySet().iterator().next();
            return new RecognisedFiles(only.getKey(), only.getValue(), passedOver);
        }

        private void passOverWhatSaysNothingNew() {
            Set<String> present = new HashSet<>();
            byFormat.keySet().forEach(format -> present.add(format.name()));
            byFormat.entrySet().removeIf(entry -> {
                boolean redundant = !named.contains(entry.getKey())
                        && entry.getKey().redundantBeside().stream().anyMatch(present::contains);
                if (redundant) {
                    passedOver.addAll(entry.getValue());
                }
                return redundant;
            });
        }

        private String severalFormats(String where) {
            List<String> each = new ArrayList<>();
            byFormat.forEach((format, files) -> each.add("<format>" + format.name() + "</format> for "
                    + files.get(0).shown() + (files.size() > 1 ? " and " + (files.size() - 1) + " more" : "")));
            return where
                    + " has files of several formats, which cannot be one source. Say which one is meant, and give the"
                    + " others sources of their own: " + String.join(", ", each) + ".";
        }
    }
}
