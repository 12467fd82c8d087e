package io.github.metricsgate.files;

import io.github.metricsgate.disk.ReadingInputStream;
import io.github.metricsgate.json.Excerpt;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of {@code SHA256SUMS}, in the format of {@code sha256sum}: 64 hexadecimal digits, a space, a space or an
 * asterisk, the file's name. Lines about files that are not of the set are allowed.
 *
 * @param sums a file's name to its SHA-256 in lower-case hexadecimal
 * @param violations what is wrong with the file of checksums
 */
record Checksums(Map<String, String> sums, Violations violations) {

    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)", Pattern.DOTALL);

    /** Three names of 255 bytes and their sums are under 1 KiB. */
    private static final int LARGEST_FILE = 1 << 16;

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

    static String write(SetLayout layout, List<WrittenFile> files) {
        StringBuilder text = new StringBuilder();
        for (WrittenFile file : files) {
            text.append(file.sha256())
                    .append("  ")
                    .append(layout.name(file.role()))
                    .append('\n');
        }
        return text.toString();
    }

    /** Reads the checksums beside a set; empty if there are none. */
    static Optional<Checksums> read(SetLayout layout) throws IOException {
        Path file = layout.checksums();
        byte[] content;
        try (InputStream in = ReadingInputStream.open(file)) {
            content = in.readNBytes(LARGEST_FILE);
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
        BufferedReader lines = new BufferedReader(new StringReader(new String(content, StandardCharsets.UTF_8)));
        String text;
        for (int number = 1; (text = lines.readLine()) != null; number++) {
            Matcher line = LINE.matcher(text);
            Position position = new Position(number, 1);
            if (!line.matches()) {
                violations.add(
                        SetLayout.CHECKSUMS,
                        JsonPointer.ROOT,
                        position,
                        "found " + Excerpt.quoted(text)
                                + ", expected 64 hexadecimal digits, two spaces and a file's name");
            } else if (sums.put(line.group(2), line.group(1).toLowerCase(Locale.ROOT)) != null) {
                violations.add(
                        SetLayout.CHECKSUMS,
                        JsonPointer.ROOT,
                        position,
                        "duplicate entry for " + Excerpt.quoted(line.group(2)));
            }
        }
        for (MetricsFile role : MetricsFile.values()) {
            if (!sums.containsKey(layout.name(role))) {
                violations.add(violation(SetLayout.CHECKSUMS, "has no entry for " + layout.name(role)));
            }
        }
        return Optional.of(new Checksums(sums, violations.violations()));
    }

    /** What is wrong with a file whose content has this checksum. */
    Violations check(String file, String sha256) {
        String expected = sums.get(file);
        return expected == null || expected.equals(sha256)
                ? Violations.NONE
                : Violations.of(violation(
                        file, "SHA-256 is " + sha256 + ", but " + SetLayout.CHECKSUMS + " lists " + expected));
    }

    private static Violation violation(String file, String problem) {
        return new Violation(file, "", null, problem);
    }
}
