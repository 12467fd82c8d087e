package io.github.metricsgate.history;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.disk.ReadingInputStream;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.PastRuns.DamagedEntry;
import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the newest runs of one module and branch, month by month and no more of them than it takes. */
final class PastReading {

    /** Nothing that anybody measures is as large; it bounds the memory that a foreign file can take. */
    static final int LARGEST_ENTRY = 1 << 26;

    /** A line of a pack, and the pack. */
    private static final class Packed {

        private final byte[] line;
        private final Path file;

        Packed(byte[] line, Path file) {
            this.line = line;
            this.file = file;
        }
    }

    private final BranchFiles files;
    private final EntryReader reader;
    private final int most;
    private final List<RecordedRun> newestFirst = new ArrayList<>();
    private final List<DamagedEntry> damaged = new ArrayList<>();

    PastReading(BranchFiles files, EntryReader reader, int most) {
        this.files = files;
        this.reader = reader;
        this.most = most;
    }

    /** @throws NoSuchFileException if a file has disappeared since the directory was listed */
    PastRuns read() throws IOException {
        for (String name : files.foreign()) {
            damaged.add(new DamagedEntry(
                    files.directory().resolve(name).toString(), "is not named as an entry or a pack of a history is"));
        }
        boolean complete = true;
        for (String month : files.months()) {
            complete = complete && readMonth(month);
        }
        Collections.reverse(newestFirst);
        return new PastRuns(newestFirst, complete, damaged);
    }

    /** False if there are runs in it, or older ones, that were not read. */
    private boolean readMonth(String month) throws IOException {
        if (newestFirst.size() == most) {
            return false;
        }
        Map<EntryName, Packed> packed = new HashMap<>();
        boolean complete = true;
        for (PackName pack : files.packsOf(month)) {
            PackReader read = PackReader.newest(files.pack(pack), pack, most - newestFirst.size());
            read.damage()
                    .ifPresent(reason ->
                            damaged.add(new DamagedEntry(files.pack(pack).toString(), reason)));
            Path file = files.pack(pack);
            read.lines().forEach((name, line) -> packed.put(name, new Packed(line, file)));
            complete &= read.isComplete();
        }
        NavigableSet<EntryName> names = new TreeSet<>(packed.keySet());
        names.addAll(files.entriesOf(month));
        for (EntryName name : names.descendingSet()) {
            if (newestFirst.size() == most) {
                return false;
            }
            readRun(name, packed.get(name), files.entries().contains(name)).ifPresent(newestFirst::add);
        }
        return complete;
    }

    /** A run that lies twice there is one that was packed, and its own file may be newer. */
    private Optional<RecordedRun> readRun(EntryName name, @Nullable Packed packed, boolean alone) throws IOException {
        Optional<RecordedRun> own = alone ? readFile(name) : Optional.empty();
        return own.isPresent() || packed == null ? own : run(packed.line, name, packed.file);
    }

    private Optional<RecordedRun> readFile(EntryName name) throws IOException {
        Path file = files.entry(name);
        try {
            return run(bytes(file), name, file);
        } catch (FileAccessException e) {
            damaged.add(new DamagedEntry(file.toString(), "cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<RecordedRun> run(byte[] line, EntryName name, Path place) throws IOException {
        Entry entry = reader.read(line, name, place.getFileName().toString());
        if (entry instanceof Entry.Whole whole) {
            return Optional.of(whole.run());
        }
        damaged.add(new DamagedEntry(place.toString(), ((Entry.Damaged) entry).reason()));
        return Optional.empty();
    }

    /** @throws NoSuchFileException if the file does not exist */
    static byte[] bytes(Path file) throws IOException {
        try (ReadingInputStream in = ReadingInputStream.open(file)) {
            if (in.size() > LARGEST_ENTRY) {
                throw new FileAccessException(
                        "read", file, new IOException("it is larger than " + LARGEST_ENTRY + " bytes"));
            }
            return in.readAllBytes();
        }
    }
}
