package io.github.metricsgate.report;

import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page that GitHub shows of a step: a file that every tool of the step adds to. */
public final class StepSummary {

    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    /** GitHub drops a summary that is larger, all of it. */
    private static final long MOST_BYTES = 1 << 20;

    private StepSummary() {}

    /**
     * Adds the verification to the page if the environment names one: in full, or in short where it would get too large.
     *
     * @return why it could not be added; empty if it was, or there is no such page
     */
    public static Optional<String> add(Presentation presentation, Map<String, String> environment) {
        String name = environment.getOrDefault(VARIABLE, "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path page = Path.of(name);
            long size = Files.exists(page) ? Files.size(page) : 0;
            StringBuilder full = new StringBuilder();
            new MarkdownReport().write(presentation, full);
            for (String text :
                    List.of(full.toString(), MarkdownReport.headline(presentation.verification()) + "\n\n")) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                if (size + bytes.length < MOST_BYTES) {
                    Files.write(page, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    return Optional.empty();
                }
            }
            return Optional.of("The page that " + VARIABLE + " names is full: nothing was added to it");
        } catch (IOException | InvalidPathException e) {
            return Optional.of("The page that " + VARIABLE + " names cannot be written: " + SafeText.of(e.toString()));
        }
    }
}
