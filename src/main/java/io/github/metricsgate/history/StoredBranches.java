package io.github.metricsgate.history;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.history.RunStore.Branch;
import io.github.metricsgate.history.RunStore.Branches;
import io.github.metricsgate.metrics.PastRuns.DamagedEntry;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Finds out what a directory's runs are runs of. The names of its directories do not say it all; a whole run does. */
final class StoredBranches {

    static final Comparator<Branch> ORDER = Comparator.comparing(Branch::module).thenComparing(Branch::branch);

    private StoredBranches() {}

    /** @throws FileAccessException if a directory of the history cannot be read */
    static Branches of(Path history) throws IOException {
        TreeSet<Branch> all = new TreeSet<>(ORDER);
        List<DamagedEntry> damaged = new ArrayList<>();
        for (Path module : directories(history)) {
            for (Path branch : directories(module)) {
                BranchFiles files = BranchFiles.list(branch);
                if (!files.isEmpty()) {
                    of(files)
                            .ifPresentOrElse(
                                    all::add,
                                    () -> damaged.add(new DamagedEntry(
                                            branch.toString(), "has no whole entry that belongs there")));
                }
            }
        }
        return new Branches(List.copyOf(all), damaged);
    }

    /** What the first whole entry says that belongs where it lies. */
    private static Optional<Branch> of(BranchFiles files) throws IOException {
        for (EntryName name : files.entries().descendingSet()) {
            Optional<Branch> branch = ofFile(files, name);
            if (branch.isPresent()) {
                return branch;
            }
        }
        for (PackName name : files.packs()) {
            for (byte[] line : lines(files, name)) {
                Optional<Branch> branch = ofLine(files, line);
                if (branch.isPresent()) {
                    return branch;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Branch> ofFile(BranchFiles files, EntryName name) throws IOException {
        try {
            return ofLine(files, PastReading.bytes(files.entry(name)));
        } catch (NoSuchFileException | FileAccessException reportedByWhoeverReadsTheBranch) {
            return Optional.empty();
        }
    }

    private static List<byte[]> lines(BranchFiles files, PackName name) throws IOException {
        try {
            return List.copyOf(PackReader.newest(files.pack(name), name, Integer.MAX_VALUE)
                    .lines()
                    .values());
        } catch (NoSuchFileException replaced) {
            return List.of();
        }
    }

    private static Optional<Branch> ofLine(BranchFiles files, byte[] line) throws IOException {
        Path module = Objects.requireNonNull(files.directory().getParent());
        return EntryReader.branchOf(line)
                .filter(branch -> files.directory().endsWith(DirectoryNames.ofBranch(branch.branch()))
                        && module.endsWith(DirectoryNames.ofModule(branch.module())));
    }

    private static List<Path> directories(Path directory) throws IOException {
        List<Path> directories = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, Files::isDirectory)) {
            found.forEach(directories::add);
        } catch (NoSuchFileException nothingRecorded) {
            return directories;
        } catch (NotDirectoryException e) {
            throw new FileAccessException("read", directory, new IOException("the history must be a directory"));
        } catch (DirectoryIteratorException e) {
            throw new FileAccessException("read", directory, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw new FileAccessException("read", directory, e);
        }
        return directories;
    }
}
