package io.github.metricsgate.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is checked out, read from git's own files: git need not be installed.
 *
 * @param commit null where the files do not say
 * @param branch null where no branch is checked out, too
 */
record GitHead(@Nullable String commit, @Nullable String branch) {

    static final GitHead UNKNOWN = new GitHead(null, null);

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final String REF = "ref: ";
    private static final String HEADS = "refs/heads/";
    private static final String DIRECTORY = "gitdir: ";
    private static final int LARGEST = 1 << 12;
    private static final long MOST_PACKED = 1L << 26;

    /** In the checkout that a directory is in. */
    static GitHead above(Path directory) {
        for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                try {
                    return read(Files.isDirectory(git) ? git : linked(git));
                } catch (IOException | InvalidPathException e) {
                    // It is good to know and no more: a build does not fail for it.
                    return UNKNOWN;
                }
            }
        }
        return UNKNOWN;
    }

    /** Where a worktree or a submodule has its files. */
    private static Path linked(Path file) throws IOException {
        String content = content(file);
        if (!content.startsWith(DIRECTORY)) {
            throw new IOException(file + " names no directory");
        }
        return file.resolveSibling(content.substring(DIRECTORY.length()));
    }

    private static GitHead read(Path git) throws IOException {
        String head = content(git.resolve("HEAD"));
        if (!head.startsWith(REF)) {
            return new GitHead(commit(head), null);
        }
        String ref = head.substring(REF.length());
        // A worktree has a HEAD of its own, and shares the branches.
        Path common = Files.exists(git.resolve("commondir")) ? git.resolve(content(git.resolve("commondir"))) : git;
        boolean isBranch = ref.startsWith(HEADS) && !ref.equals(HEADS + ".invalid");
        Path loose = common.resolve(ref).normalize();
        boolean isLoose = loose.startsWith(common.normalize()) && Files.isRegularFile(loose);
        return new GitHead(
                isLoose ? commit(content(loose)) : packed(common.resolve("packed-refs"), ref),
                isBranch ? ref.substring(HEADS.length()) : null);
    }

    private static @Nullable String packed(Path packed, String ref) throws IOException {
        if (!Files.isRegularFile(packed) || Files.size(packed) > MOST_PACKED) {
            return null;
        }
        try (BufferedReader lines = Files.newBufferedReader(packed, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(" " + ref)) {
                    return commit(line.substring(0, line.length() - ref.length() - 1));
                }
            }
        }
        return null;
    }

    private static @Nullable String commit(String text) {
        return COMMIT.matcher(text).matches() ? text : null;
    }

    private static String content(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is too large");
        }
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
