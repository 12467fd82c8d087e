package io.github.metricsgate.history;

import io.github.metricsgate.disk.AtomicFile;
import io.github.metricsgate.disk.CreatedDirectories;
import io.github.metricsgate.disk.Durability;
import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A history in a directory: one run, one file, {@code module/branch/time-digest.json}. Nothing is appended and nothing is
 * rewritten, so that several builds record at once without a lock, two branches of a repository merge, and a cache may hold
 * it. Full months are packed, see {@link Packing}. {@code history-format.md} describes all of it.
 */
public final class DirectoryStore implements RunStore, KeptFiles {

    /** How often a directory is listed anew because another build has packed or removed files while it was read. */
    private static final int MAX_TRIES = 10;

    private final Path directory;
    private final Retention retention;
    private final Clock clock;

    /**
     * @param directory need not exist
     * @param clock says which runs are too old to be kept
     */
    public DirectoryStore(Path directory, Retention retention, Clock clock) {
        this.directory = directory.toAbsolutePath();
        this.retention = retention;
        this.clock = clock;
    }

    /** @throws FileAccessException if a directory of the history cannot be read */
    @Override
    public Map<String, PastRuns> read(String module, Set<String> branches, int most) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new FileAccessException("read", directory, new IOException("the history must be a directory"));
        }
        Map<String, PastRuns> runs = new LinkedHashMap<>();
        for (String branch : branches) {
            runs.put(branch, readBranch(module, branch, most));
        }
        return runs;
    }

    private PastRuns readBranch(String module, String branch, int most) throws IOException {
        EntryReader reader = new EntryReader(module, branch);
        Path place = place(new Branch(module, branch));
        for (int tries = 1; ; tries++) {
            try {
                return new PastReading(BranchFiles.list(place), reader, most).read();
            } catch (NoSuchFileException packedOrRemoved) {
                if (tries == MAX_TRIES) {
                    throw new FileAccessException("read", place, packedOrRemoved);
                }
            }
        }
    }

    /**
     * Keeps the run, then packs months that are over and removes what need not be kept.
     *
     * @throws FileAccessException if something cannot be written or deleted; the run may be recorded all the same
     */
    @Override
    public void record(RecordedRun run, Path set) throws IOException {
        Branch branch = RunStore.branchOf(run);
        Path place = place(branch);
        EntryName name = writeEntry(run, place, () -> prepare(place));
        if (retention.keepSets() > 0) {
            KeptSet.write(set, place.resolve(name.text() + EntryName.SET));
        }
        tidy(branch, Optional.of(name));
    }

    /** @throws FileAccessException if something cannot be written or deleted */
    @Override
    public void recordAll(List<RecordedRun> runs) throws IOException {
        Map<Branch, List<RecordedRun>> byBranch = new LinkedHashMap<>();
        for (RecordedRun run : runs) {
            byBranch.computeIfAbsent(RunStore.branchOf(run), branch -> new ArrayList<>())
                    .add(run);
        }
        for (Map.Entry<Branch, List<RecordedRun>> ofBranch : byBranch.entrySet()) {
            Path place = place(ofBranch.getKey());
            prepare(place);
            for (RecordedRun run : ofBranch.getValue()) {
                writeEntry(run, place, () -> {});
            }
            tidy(ofBranch.getKey(), Optional.empty());
        }
    }

    @Override
    public Optional<InputStream> open(RecordedRun run, String name) throws IOException {
        Path place = place(RunStore.branchOf(run));
        return KeptSet.open(place.resolve(EntryName.of(run).text() + EntryName.SET), name);
    }

    @Override
    public Branches branches() throws IOException {
        return StoredBranches.of(directory);
    }

    private interface Preparation {

        void run() throws IOException;
    }

    /** @param before what is done once it is clear that the run can be written */
    private static EntryName writeEntry(RecordedRun run, Path place, Preparation before) throws IOException {
        EntryName name = EntryName.of(run);
        byte[] line = EntryWriter.line(run);
        Path file = place.resolve(name.text() + EntryName.ENTRY);
        if (line.length > PastReading.LARGEST_ENTRY) {
            throw new FileAccessException(
                    "write",
                    file,
                    new IOException("the run would take more than " + PastReading.LARGEST_ENTRY
                            + " bytes; write fewer phases, or set <recordRun>false</recordRun>"));
        }
        before.run();
        write(file, line);
        return name;
    }

    private void tidy(Branch branch, Optional<EntryName> recorded) throws IOException {
        Path place = place(branch);
        BranchFiles files = BranchFiles.list(place);
        boolean packed = new Packing(place, new EntryReader(branch.module(), branch.branch())).pack(files);
        new Removal(retention, clock).remove(packed ? BranchFiles.list(place) : files, recorded);
    }

    /**
     * The directories stay even if nothing can be written into them: another build may be about to. Those without any
     * run may be of a build that was killed before it has flushed their names.
     */
    private static void prepare(Path place) throws IOException {
        CreatedDirectories created = new CreatedDirectories(place);
        created.create();
        if (!created.isEmpty()) {
            created.flushNames();
        } else if (BranchFiles.list(place).isEmpty()) {
            CreatedDirectories.tryToFlushNamesAbove(place);
        }
    }

    static void write(Path file, byte[] content) throws IOException {
        try (AtomicFile out = AtomicFile.create(file, Durability.FLUSHED)) {
            out.write(content);
            out.commit();
        }
    }

    private Path place(Branch branch) {
        return directory
                .resolve(DirectoryNames.ofModule(branch.module()))
                .resolve(DirectoryNames.ofBranch(branch.branch()));
    }

    @Override
    public void close() {
        // Nothing stays open between two calls.
    }
}
