package io.github.metricsgate.history;

import io.github.metricsgate.disk.AtomicFile;
import io.github.metricsgate.disk.DirectoryBusyException;
import io.github.metricsgate.disk.DirectoryLock;
import io.github.metricsgate.disk.Durability;
import io.github.metricsgate.disk.FileAccessException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/**
 * Puts the files of a month into one that is compressed, once there are {@value #NEWER_RUNS} newer runs with files of their
 * own: whoever reads that many needs no pack. The pack is on the disk before the files are removed, and it holds the very
 * lines of the files, so that a crash leaves some runs twice and reading them once is easy. A run that comes late, or a pack
 * of another branch, is put into a new pack together with what was packed before.
 */
final class Packing {

    /** How many runs stay in files of their own, at least. */
    static final int NEWER_RUNS = 100;

    static final String LOCK = ".pack.lock";

    private final Path directory;
    private final EntryReader reader;

    Packing(Path directory, EntryReader reader) {
        this.directory = directory;
        this.reader = reader;
    }

    /** The months whose files are due. */
    static Set<String> due(BranchFiles files) {
        Set<String> due = new TreeSet<>();
        int newer = 0;
        for (String month : files.months()) {
            int own = files.entriesOf(month).size();
            if (own > 0 && newer >= NEWER_RUNS) {
                due.add(month);
            }
            newer += own;
        }
        return due;
    }

    /** Packs what is due, unless another build is doing it; says whether anything may have changed. */
    boolean pack(BranchFiles seen) throws IOException {
        if (due(seen).isEmpty()) {
            return false;
        }
        DirectoryLock lock;
        try {
            lock = DirectoryLock.acquire(directory, directory.resolve(LOCK), Duration.ZERO);
        } catch (DirectoryBusyException anotherBuildDoesIt) {
            return true;
        }
        try (lock) {
            BranchFiles files = BranchFiles.list(directory);
            for (String month : due(files)) {
                pack(files, month);
            }
        }
        return true;
    }

    private void pack(BranchFiles files, String month) throws IOException {
        Set<PackName> merged = new HashSet<>();
        NavigableMap<EntryName, byte[]> packedBefore = packedBefore(files, month, merged);
        NavigableMap<EntryName, Long> checksums = new TreeMap<>();
        Set<EntryName> names = new TreeSet<>(packedBefore.keySet());
        names.addAll(files.entriesOf(month));
        MessageDigest digest = DirectoryNames.sha256();
        for (EntryName name : names) {
            Optional<byte[]> line = line(files, name, packedBefore);
            if (line.isPresent()) {
                digest.update(line.get());
                checksums.put(name, crc32(line.get()));
            }
        }
        if (checksums.isEmpty()) {
            return;
        }
        PackName pack = PackName.of(month, checksums.size(), HexFormat.of().formatHex(digest.digest()));
        if (!write(files, pack, packedBefore, checksums)) {
            return;
        }
        for (EntryName name : checksums.keySet()) {
            removeIfPacked(files.entry(name), checksums.get(name));
        }
        for (PackName old : merged) {
            if (!old.equals(pack)) {
                AtomicFile.delete(files.pack(old));
            }
        }
    }

    /** What earlier packs of the month contain; a damaged one is not touched. */
    private static NavigableMap<EntryName, byte[]> packedBefore(BranchFiles files, String month, Set<PackName> merged)
            throws IOException {
        NavigableMap<EntryName, byte[]> lines = new TreeMap<>();
        for (PackName pack : files.packsOf(month)) {
            PackReader read = PackReader.newest(files.pack(pack), pack, Integer.MAX_VALUE);
            if (read.damage().isEmpty()) {
                lines.putAll(read.lines());
                merged.add(pack);
            }
        }
        return lines;
    }

    /** The line of a run, of its own file if that is whole; empty if it is only in one that is not, which stays. */
    private Optional<byte[]> line(BranchFiles files, EntryName name, NavigableMap<EntryName, byte[]> packedBefore)
            throws IOException {
        if (files.entries().contains(name)) {
            Optional<byte[]> own = bytes(files.entry(name));
            if (own.isPresent() && reader.isWhole(own.get(), name)) {
                return own;
            }
        }
        return Optional.ofNullable(packedBefore.get(name));
    }

    /** Empty if it was removed or cannot be read. */
    private static Optional<byte[]> bytes(Path file) throws IOException {
        try {
            return Optional.of(PastReading.bytes(file));
        } catch (NoSuchFileException | FileAccessException reportedByWhoeverReadsTheHistory) {
            return Optional.empty();
        }
    }

    /** False, with nothing written, if a file was replaced since it was looked at: the digest would be wrong. */
    private boolean write(
            BranchFiles files,
            PackName pack,
            NavigableMap<EntryName, byte[]> packedBefore,
            NavigableMap<EntryName, Long> checksums)
            throws IOException {
        try (AtomicFile file = AtomicFile.create(files.pack(pack), Durability.FLUSHED)) {
            GZIPOutputStream compressed = new GZIPOutputStream(new BufferedOutputStream(file, 1 << 16));
            for (EntryName name : checksums.keySet()) {
                Optional<byte[]> line = line(files, name, packedBefore);
                if (line.isEmpty() || crc32(line.get()) != checksums.get(name)) {
                    return false;
                }
                compressed.write(line.get());
            }
            // Not closed: that would discard the file.
            compressed.finish();
            compressed.flush();
            file.commit();
            return true;
        }
    }

    /** A file that was replaced after it was packed, because its set was verified again, stays. */
    private static void removeIfPacked(Path file, long checksum) throws IOException {
        Optional<byte[]> own = bytes(file);
        if (own.isPresent() && crc32(own.get()) == checksum) {
            AtomicFile.delete(file);
        }
    }

    private static long crc32(byte[] line) {
        CRC32 crc = new CRC32();
        crc.update(line, 0, line.length);
        return crc.getValue();
    }
}
