package io.github.metricsgate.report;

import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page that GitHub shows for a step: a file that every tool of the step appends to. */
public final class StepSummary {

    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    /** GitHub drops a summary completely if it is larger. */
    private static final long MAX_BYTES = 1 << 20;

    private StepSummary() {}

    /**
     * Adds the verification to the page if the environment names one: in full, or in short if it would get too large.
     * The page must be a regular file or not exist yet; opening a pipe would wait for a reader.
     *
     * @param others files that must not be appended to, whatever the environment names
     * @return why it could not be added; empty if it was, or if there is no such page
     */
    public static Optional<String> add(
            Presentation presentation, Map<String, String> environment, Collection<Path> others) {
        String name = environment.getOrDefault(VARIABLE, "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path page = Path.of(name);
            if (Files.exists(page) && !Files.isRegularFile(page)) {
                return notWritten(name + " is not a regular file");
            }
            for (Path other : others) {
                if (isSameFile(page, other)) {
                    return notWritten(name + " is a file of the metrics set or a report");
                }
            }
            long size = Files.exists(page) ? Files.size(page) : 0;
            StringBuilder full = new StringBuilder();
            new MarkdownReport().write(presentation, full);
            for (String text :
                    List.of(full.toString(), MarkdownReport.headline(presentation.verification()) + "\n\n")) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                if (size + bytes.length < MAX_BYTES) {
                    Files.write(page, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    return Optional.empty();
                }
            }
            return Optional.of("The page that " + VARIABLE + " names is full: nothing was added to it");
        } catch (IOException | InvalidPathException e) {
            return notWritten(e.toString());
        }
    }

    private static Optional<String> notWritten(String reason) {
        return Optional.of("The page that " + VARIABLE + " names cannot be written: " + SafeText.of(reason));
    }

    /** Also recognises a file under another path, and one that does not exist yet. */
    private static boolean isSameFile(Path page, Path other) throws IOException {
        return page.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
                || (Files.exists(page) && Files.exists(other) && Files.isSameFile(page, other));
    }
}
