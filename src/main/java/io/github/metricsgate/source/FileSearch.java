package io.github.metricsgate.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Finds the files that a pom means with a path, a directory or a glob. Links to directories are not followed. */
final class FileSearch {

    private static final int MOST_FILES = 100_000;
    private static final String GLOB = "*?[{";

    private final Path base;

    FileSearch(Path base) {
        this.base = base.toAbsolutePath().normalize();
    }

    /**
     * Adds what {@code pattern} stands for.
     *
     * @param named gets the files that a path or a glob names
     * @param inDirectories gets those in a directory that is named, at any depth
     * @throws InvalidValueException if the pattern is none, or stands for too many files
     */
    void find(String pattern, Map<Path, SourceFile> named, Map<Path, SourceFile> inDirectories) throws IOException {
        Path literal = literalPath(pattern);
        if (literal != null && Files.isDirectory(literal)) {
            walk(literal, path -> true, inDirectories);
        } else if (literal != null && Files.exists(literal)) {
            add(literal, Files.readAttributes(literal, BasicFileAttributes.class), named);
        } else if (isGlob(pattern)) {
            glob(pattern, named);
        }
    }

    private @Nullable Path literalPath(String pattern) {
        try {
            return base.resolve(pattern).normalize();
        } catch (InvalidPathException e) {
            if (isGlob(pattern)) {
                return null;
            }
            throw new InvalidValueException(Quoted.text(pattern) + " is not a path: " + e.getReason());
        }
    }

    private static boolean isGlob(String pattern) {
        return pattern.chars().anyMatch(c -> GLOB.indexOf(c) >= 0);
    }

    private void glob(String pattern, Map<Path, SourceFile> named) throws IOException {
        String slashed = pattern.replace(File.separatorChar, '/');
        int firstGlob = 0;
        while (GLOB.indexOf(slashed.charAt(firstGlob)) < 0) {
            firstGlob++;
        }
        int lastSlash = slashed.lastIndexOf('/', firstGlob);
        Path directory = base.resolve(slashed.substring(0, lastSlash + 1)).normalize();
        String rest = slashed.substring(lastSlash + 1);
        if (!Files.isDirectory(directory)) {
            return;
        }
        try {
            // Directories at any depth, and none: as in every other glob of a pom.
            PathMatcher matcher = directory.getFileSystem().getPathMatcher("glob:" + rest.replace("**/", "{**/,}"));
            walk(directory, path -> matcher.matches(directory.relativize(path)), named);
        } catch (PatternSyntaxException e) {
            throw new InvalidValueException(Quoted.text(pattern) + " is not a glob: " + e.getDescription());
        }
    }

    private void walk(Path directory, Predicate<Path> wanted, Map<Path, SourceFile> found) throws IOException {
        Path real = directory.toRealPath();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) throws IOException {
                Path path = directory.resolve(real.relativize(visited));
                if (wanted.test(path)) {
                    // A link is what it leads to.
                    BasicFileAttributes target = attributes.isSymbolicLink() && Files.exists(path)
                            ? Files.readAttributes(path, BasicFileAttributes.class)
                            : attributes;
                    if (target.isRegularFile()) {
                        add(path, target, found);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void add(Path path, BasicFileAttributes attributes, Map<Path, SourceFile> found) {
        if (found.size() == MOST_FILES) {
            throw new InvalidValueException("there are more than " + MOST_FILES + " files");
        }
        found.put(
                path,
                new SourceFile(
                        path,
                        shown(path),
                        attributes.size(),
                        attributes.lastModifiedTime().toInstant()));
    }

    private String shown(Path path) {
        String shown = path.startsWith(base) ? base.relativize(path).toString() : path.toString();
        return shown.replace(File.separatorChar, '/');
    }

    /** Ordered by path as it is shown, which is the same on every platform. */
    static Map<Path, SourceFile> ordered() {
        return new TreeMap<>(Comparator.comparing((Path path) -> path.toString().replace(File.separatorChar, '/')));
    }
}
