package io.github.metricsgate.files;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import io.github.metricsgate.json.Excerpt;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of {@code SHA256SUMS}, in the format of {@code sha256sum}: 64 hexadecimal digits, a space, a space or an
 * asterisk, the file's name. Lines about files outside the set are allowed and kept when a set is published.
 *
 * @param sums the names of the set's files to their SHA-256 in lower-case hexadecimal
 * @param violations what is wrong with the file of checksums
 */
record Checksums(Map<String, String> sums, Violations violations) {

    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)", Pattern.DOTALL);

    /** Four names of 255 bytes and their sums are about 1 KiB; the rest is for lines about other files. */
    private static final int LARGEST_FILE = 1 << 16;

    private static final String LINE_ENDINGS =
            ", which is that of the file without carriage returns: something changed its"
                    + " line endings; git does not where .gitattributes has \"artifacts/** -text\"";

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The content of {@code SHA256SUMS} once {@code files} are published: a line for each of them, followed by the
     * lines about other files that it contains now, unchanged and in their order. Anything else is dropped.
     *
     * @throws FileAccessException if there are more lines about other files than can be kept
     */
    static byte[] content(SetLayout layout, List<WrittenFile> files) throws IOException {
        StringBuilder content = new StringBuilder();
        for (WrittenFile file : files) {
            content.append(file.sha256())
                    .append("  ")
                    .append(bytesAsText(layout.name(file.role())))
                    .append('\n');
        }
        Path path = layout.checksums();
        byte[] present = isRegularFile(path) ? readAtMost(path, LARGEST_FILE) : new byte[0];
        for (String line : linesAboutOthers(layout, lines(present))) {
            content.append(line).append('\n');
        }
        if (present.length == LARGEST_FILE || content.length() >= LARGEST_FILE) {
            throw new FileAccessException(
                    "keep the lines about other files in",
                    path,
                    new IOException("there are too many, the file must stay smaller than " + LARGEST_FILE + " bytes"));
        }
        return content.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * A directory has one set, because there is only one {@code run.json}. So if the existing set uses other file
     * names, all of its lines are replaced: its {@code run.json} marks the end of its lines, which come first.
     */
    private static List<String> linesAboutOthers(SetLayout layout, List<String> lines) {
        int ownLines = MetricsFile.values().length;
        boolean begins = lines.size() >= ownLines
                && name(lines.get(ownLines - 1)).equals(Optional.of(layout.name(MetricsFile.RUN)));
        Set<String> names = names(layout);
        return lines.stream()
                .skip(begins ? ownLines : 0)
                .filter(line -> name(line).filter(name -> !names.contains(name)).isPresent())
                .toList();
    }

    /** The file that the line is about; empty if it is not a line of checksums. */
    private static Optional<String> name(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? Optional.of(decoded(matcher.group(2))) : Optional.empty();
    }

    /** A link is replaced, so its target does not matter. */
    private static boolean isRegularFile(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new FileAccessException("read", path, e);
        }
    }

    private static byte[] readAtMost(Path path, int bytes) throws IOException {
        try (InputStream in = ReadingInputStream.open(path)) {
            return in.readNBytes(bytes);
        }
    }

    private static Set<String> names(SetLayout layout) {
        Set<String> names = new HashSet<>();
        for (MetricsFile role : MetricsFile.values()) {
            names.add(layout.name(role));
        }
        return names;
    }

    /** One character for each byte, so that lines about files with names in any encoding stay unchanged. */
    private static List<String> lines(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).lines().toList();
    }

    private static String decoded(String bytesAsText) {
        return new String(bytesAsText.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String bytesAsText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Reads the checksums of a set; empty if there are none. */
    static Optional<Checksums> read(SetLayout layout) throws IOException {
        byte[] content;
        try {
            content = readAtMost(layout.checksums(), LARGEST_FILE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Map<String, String> sums = new HashMap<>();
        ViolationCollector violations = new ViolationCollector();
        if (content.length == LARGEST_FILE) {
            violations.add(
                    violation(SetLayout.CHECKSUMS, "is too large; expected fewer than " + LARGEST_FILE + " bytes"));
            return Optional.of(new Checksums(sums, violations.violations()));
        }
        Set<String> names = names(layout);
        int number = 0;
        for (String text : lines(content)) {
            Matcher line = LINE.matcher(text);
            Position position = new Position(++number, 1);
            if (!line.matches()) {
                violations.add(
                        SetLayout.CHECKSUMS,
                        JsonPointer.ROOT,
                        position,
                        "found " + Excerpt.quoted(decoded(text))
                                + ", expected 64 hexadecimal digits, two spaces and a file's name");
                continue;
            }
            String name = decoded(line.group(2));
            if (names.contains(name) && sums.put(name, line.group(1).toLowerCase(Locale.ROOT)) != null) {
                violations.add(
                        SetLayout.CHECKSUMS, JsonPointer.ROOT, position, "duplicate entry for " + Excerpt.quoted(name));
            }
        }
        for (MetricsFile role : MetricsFile.values()) {
            if (role.required() && !sums.containsKey(layout.name(role))) {
                violations.add(noEntry(layout.name(role)));
            }
        }
        return Optional.of(new Checksums(sums, violations.violations()));
    }

    /** What is wrong with the existing file at {@code path}, whose content has this checksum. */
    Violations check(MetricsFile role, String file, Path path, String sha256) {
        String expected = sums.get(file);
        if (expected == null) {
            // Reading the checksums already found out if a required file is not listed, or none at all.
            return role.required() || sums.isEmpty() ? Violations.NONE : Violations.of(noEntry(file));
        }
        return expected.equals(sha256)
                ? Violations.NONE
                : Violations.of(violation(
                        file,
                        "SHA-256 is " + sha256 + ", but " + SetLayout.CHECKSUMS + " lists " + expected
                                + (expected.equals(withoutCarriageReturns(path)) ? LINE_ENDINGS : "")));
    }

    /** The checksum of what a file was before something ended its lines as Windows does. */
    private static String withoutCarriageReturns(Path path) {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = ReadingInputStream.open(path)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                int kept = 0;
                for (int i = 0; i < length; i++) {
                    if (buffer[i] != '\r') {
                        buffer[kept++] = buffer[i];
                    }
                }
                digest.update(buffer, 0, kept);
            }
        } catch (IOException e) {
            // It was there a moment ago, and what is wrong with it is known already.
            return "";
        }
        return hex(digest);
    }

    /**
     * What is wrong with a missing file: if it is listed, a publication was interrupted before the file was in place.
     */
    Violations checkMissing(String file) {
        return sums.containsKey(file)
                ? Violations.of(violation(file, "is missing, but " + SetLayout.CHECKSUMS + " lists it"))
                : Violations.NONE;
    }

    private static Violation noEntry(String file) {
        return violation(SetLayout.CHECKSUMS, "has no entry for " + file);
    }

    private static Violation violation(String file, String problem) {
        return new Violation(file, "", null, problem);
    }
}
