package io.github.metricsgate.history;

import io.github.metricsgate.disk.AtomicFile;
import io.github.metricsgate.disk.Durability;
import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The files of a set in a zip beside its entry: those that {@code SHA256SUMS} names and that file itself, or without one
 * all of JSON and JSON Lines. The same files give the same bytes.
 */
final class KeptSet {

    private static final String CHECKSUMS = "SHA256SUMS";

    /** Sixty-four digits, a space, and a space or an asterisk. */
    private static final int NAME_AT = 66;

    /** The first that a zip can express. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private KeptSet() {}

    static void write(Path set, Path target) throws IOException {
        Map<String, Path> files = files(set);
        try (AtomicFile file = AtomicFile.create(target, Durability.FLUSHED)) {
            ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(file, 1 << 16));
            for (Map.Entry<String, Path> each : files.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                try (InputStream in = ReadingInputStream.open(each.getValue())) {
                    in.transferTo(zip);
                }
            }
            // Not closed: that would discard the file.
            zip.finish();
            zip.flush();
            file.commit();
        }
    }

    /** One of its files, to be closed; empty if there is no such set or no such file in it. */
    static Optional<InputStream> open(Path set, String name) throws IOException {
        if (!Files.exists(set)) {
            return Optional.empty();
        }
        InputStream file = ReadingInputStream.open(set);
        try {
            ZipInputStream zip = new ZipInputStream(new BufferedInputStream(file, 1 << 16));
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return Optional.of(zip);
                }
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    private static Map<String, Path> files(Path set) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        Set<String> named = named(set.resolve(CHECKSUMS));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(set, Files::isRegularFile)) {
            for (Path file : all) {
                String name = Objects.requireNonNull(file.getFileName()).toString();
                boolean belongs = named.isEmpty()
                        ? name.endsWith(".json") || name.endsWith(".jsonl")
                        : named.contains(name) || name.equals(CHECKSUMS);
                if (belongs) {
                    files.put(name, file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new FileAccessException("read", set, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw new FileAccessException("read", set, e);
        }
        return files;
    }

    private static Set<String> named(Path checksums) throws IOException {
        Set<String> names = new HashSet<>();
        if (Files.isRegularFile(checksums)) {
            try (InputStream in = ReadingInputStream.open(checksums)) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> names.add(line.length() > NAME_AT ? line.substring(NAME_AT) : CHECKSUMS));
            }
        }
        return names;
    }
}
