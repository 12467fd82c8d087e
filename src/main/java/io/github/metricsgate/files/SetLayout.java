package io.github.metricsgate.files;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.metrics.MetricsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a metrics set lies: a directory, and the plain names of three of its files in it; {@code run.json} and
 * {@code SHA256SUMS} lie beside them under fixed names. While a set is being written its new files stand there too, under names of their own that begin with a dot.
 *
 * @param directory need not exist
 */
public record SetLayout(Path directory, String phaseMetrics, String resourceUsage, String latencyHistograms) {

    /** The file of checksums, as {@code sha256sum -c} reads it. */
    public static final String CHECKSUMS = "SHA256SUMS";

    /** What the common file systems allow. */
    private static final int LONGEST_NAME = 255;

    /** Some file systems say of themselves that a new directory's parent is not there, as Linux's {@code /proc} does. */
    private static final int MOST_TRIES = 100;

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

    /** Where a file is written before it takes its place; null means {@link #checksums()}. */
    Path staged(@Nullable MetricsFile role) {
        return directory.resolve(OWN_PREFIX + "-" + (role == null ? CHECKSUMS : role.classifier()) + ".staged");
    }

    Path lock() {
        return directory.resolve(OWN_PREFIX + ".lock");
    }

    /** Why {@code name} cannot be a file's name in a set; empty if it can. */
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
            if (endsLineOrControls(name.charAt(i))) {
                return Optional.of("contains a control character");
            }
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return Optional.of("is longer than " + LONGEST_NAME + " bytes");
        }
        try {
            if (Path.of(name).getNameCount() != 1) {
                return Optional.of("is no single name");
            }
        } catch (InvalidPathException e) {
            return Optional.of("is no file name here (" + e.getReason() + ")");
        }
        if (name.equalsIgnoreCase(CHECKSUMS)
                || name.equalsIgnoreCase(MetricsFile.RUN.defaultName())
                || name.startsWith(OWN_PREFIX)) {
            return Optional.of("is a name that the set needs for itself");
        }
        return Optional.empty();
    }

    /** All that do are of one unit of UTF-16. */
    private static boolean endsLineOrControls(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Whether {@code file} is one of the set's, by this or another name. */
    public boolean includes(Path file) throws IOException {
        List<Path> own = new ArrayList<>();
        for (MetricsFile role : MetricsFile.values()) {
            own.add(path(role));
        }
        own.add(checksums());
        boolean exists = Files.exists(file);
        for (Path path : own) {
            if (path.equals(file) || (exists && Files.exists(path) && Files.isSameFile(path, file))) {
                return true;
            }
        }
        return false;
    }

    /** What stands in the way of a set here, each a sentence: a file where the directory should be, and the like. */
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
        for (MetricsFile role : MetricsFile.values()) {
            Path path = path(role);
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                obstacles.add(path + " is not a regular file");
            }
        }
        if (Files.exists(checksums()) && !Files.isRegularFile(checksums())) {
            obstacles.add(checksums() + " is not a regular file");
        }
        return obstacles;
    }

    /** Whether there is nothing of a set at all. */
    public boolean isEmpty() {
        return Files.notExists(checksums())
                && Arrays.stream(MetricsFile.values()).allMatch(role -> Files.notExists(path(role)));
    }

    /**
     * Makes the directory, and those it lies in. A link to a directory is one.
     *
     * @param made gets what was made, even if that is not all, the outermost first
     */
    void createDirectory(List<Path> made) throws IOException {
        for (int tries = 1; !isCreated(made, tries == MOST_TRIES); tries++) {
            Thread.onSpinWait();
        }
    }

    /** False where an outer directory is gone again: another, whose snapshot was refused, takes away what it made. */
    private boolean isCreated(List<Path> made, boolean lastTry) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path p = directory; p != null && !Files.isDirectory(p); p = p.getParent()) {
            missing.push(p);
        }
        try {
            for (Path p : missing) {
                if (createDirectory(p)) {
                    made.add(p);
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            if (lastTry) {
                throw new FileAccessException("make the directory", directory, e);
            }
            return false;
        } catch (IOException e) {
            throw new FileAccessException("make the directory", directory, e);
        }
    }

    /** Says whether the directory was not made by another meanwhile. */
    private static boolean createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw new IOException(directory + " is not a directory", e);
            }
            return false;
        }
    }

    /** Takes away what {@link #createDirectory(List)} made, as far as there is nothing in it. */
    static void removeEmpty(List<Path> made) throws IOException {
        List<Path> innermostFirst = new ArrayList<>(made);
        Collections.reverse(innermostFirst);
        for (Path directory : innermostFirst) {
            try {
                Files.delete(directory);
            } catch (DirectoryNotEmptyException | NoSuchFileException usedOrRemovedByAnother) {
                return;
            } catch (IOException e) {
                throw new FileAccessException("delete", directory, e);
            }
        }
    }
}
