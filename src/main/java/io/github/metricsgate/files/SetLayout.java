package io.github.metricsgate.files;

import io.github.metricsgate.metrics.MetricsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a metrics set is: a directory, and the plain names of three of its files in it; {@code run.json} and
 * {@code SHA256SUMS} have fixed names. While a set is being written, its new files are in the directory too, under
 * names that begin with a dot.
 *
 * @param directory need not exist
 */
public record SetLayout(Path directory, String phaseMetrics, String resourceUsage, String latencyHistograms) {

    /** The file of checksums, in the format of {@code sha256sum -c}. */
    public static final String CHECKSUMS = "SHA256SUMS";

    /** What the common file systems allow. */
    private static final int LONGEST_NAME = 255;

    private static final String OWN_PREFIX = ".metrics-gate";

    public SetLayout {
        directory = directory.toAbsolutePath();
    }

    public String name(MetricsFile role) {
        return switch (role) {
            case PHASE_METRICS -> phaseMetrics;
            case RESOURCE_USAGE -> resourceUsage;
            case LATENCY_HISTOGRAMS -> latencyHistograms;
            case RUN -> MetricsFile.RUN.defaultName();
        };
    }

    public Path path(MetricsFile role) {
        return directory.resolve(name(role));
    }

    Path checksums() {
        return directory.resolve(CHECKSUMS);
    }

    /** Where a file is staged before it is moved into place. */
    Path staged(MetricsFile role) {
        return directory.resolve(OWN_PREFIX + "-" + role.classifier() + ".staged");
    }

    /** Where the checksums are staged before they are moved into place. */
    Path stagedChecksums() {
        return directory.resolve(OWN_PREFIX + "-" + CHECKSUMS + ".staged");
    }

    Path lock() {
        return directory.resolve(OWN_PREFIX + ".lock");
    }

    /** Why {@code name} cannot be the name of a file in a set; empty if it can. */
    public static Optional<String> whyNotAName(String name) {
        if (name.isBlank()) {
            return Optional.of("is empty");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            return Optional.of("contains a separator");
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("is a directory");
        }
        for (int i = 0; i < name.length(); i++) {
            if (isLineEndOrControl(name.charAt(i))) {
                return Optional.of("contains a control character");
            }
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return Optional.of("is longer than " + LONGEST_NAME + " bytes");
        }
        try {
            if (Path.of(name).getNameCount() != 1) {
                return Optional.of("is not a single name");
            }
        } catch (InvalidPathException e) {
            return Optional.of("is not a valid file name here (" + e.getReason() + ")");
        }
        if (name.equalsIgnoreCase(CHECKSUMS)
                || name.equalsIgnoreCase(MetricsFile.RUN.defaultName())
                || name.startsWith(OWN_PREFIX)) {
            return Optional.of("is a name that the set needs for itself");
        }
        return Optional.empty();
    }

    /** All of them are a single UTF-16 unit. */
    private static boolean isLineEndOrControl(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Every file of the set, whether it exists or not. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (MetricsFile role : MetricsFile.values()) {
            files.add(path(role));
        }
        files.add(checksums());
        return files;
    }

    /** Whether {@code file} is one of the set's, under this or another path. */
    public boolean includes(Path file) throws IOException {
        boolean exists = Files.exists(file);
        for (Path path : files()) {
            if (path.equals(file) || (exists && Files.exists(path) && Files.isSameFile(path, file))) {
                return true;
            }
        }
        return false;
    }

    /** Why no set can be here, each a sentence: for example because there is a file instead of the directory. */
    public List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        Path existing = directory;
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (existing != null && !Files.isDirectory(existing)) {
            obstacles.add(existing + " is not a directory");
            return obstacles;
        }
        for (Path file : files()) {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                obstacles.add(file + " is not a regular file");
            }
        }
        return obstacles;
    }

    /** Whether none of the set's files exist. */
    public boolean isEmpty() {
        return files().stream().allMatch(Files::notExists);
    }
}
