package io.github.metricsgate.history;

import io.github.metricsgate.disk.FileAccessException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What lies in the directory of a module and branch, by its names alone.
 *
 * @param entries the runs that have a file of their own
 * @param sets the runs whose raw set was kept
 * @param packs the packs
 * @param foreign names that end like an entry or a pack and are none
 * @param staged files that are being written, or whose writer was killed
 */
record BranchFiles(
        Path directory,
        NavigableSet<EntryName> entries,
        NavigableSet<EntryName> sets,
        NavigableSet<PackName> packs,
        Set<String> foreign,
        Set<String> staged) {

    /** Of a directory that does not exist, nothing. */
    static BranchFiles list(Path directory) throws IOException {
        BranchFiles files = new BranchFiles(
                directory, new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
            for (Path file : names) {
                files.add(file.getFileName().toString());
            }
        } catch (NoSuchFileException nothingRecorded) {
            return files;
        } catch (DirectoryIteratorException e) {
            throw new FileAccessException("read", directory, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw new FileAccessException("read", directory, e);
        }
        return files;
    }

    private void add(String name) {
        if (name.startsWith(".")) {
            if (name.endsWith(".staged")) {
                staged.add(name);
            }
            return;
        }
        if (name.endsWith(EntryName.ENTRY)) {
            add(entries, EntryName.parse(withoutEnding(name, EntryName.ENTRY)), name);
        } else if (name.endsWith(PackName.ENDING)) {
            add(packs, PackName.parse(name), name);
        } else if (name.endsWith(EntryName.SET)) {
            EntryName.parse(withoutEnding(name, EntryName.SET)).ifPresent(sets::add);
        }
    }

    private <T> void add(Set<T> known, Optional<T> name, String text) {
        name.ifPresentOrElse(known::add, () -> foreign.add(text));
    }

    private static String withoutEnding(String name, String ending) {
        return name.substring(0, name.length() - ending.length());
    }

    boolean isEmpty() {
        return entries.isEmpty() && packs.isEmpty();
    }

    Path entry(EntryName name) {
        return directory.resolve(name.text() + EntryName.ENTRY);
    }

    Path set(EntryName name) {
        return directory.resolve(name.text() + EntryName.SET);
    }

    Path pack(PackName name) {
        return directory.resolve(name.text());
    }

    /** The months of which there are runs, the newest first. */
    NavigableSet<String> months() {
        TreeSet<String> months = new TreeSet<>();
        entries.forEach(entry -> months.add(entry.month()));
        packs.forEach(pack -> months.add(pack.month()));
        return months.descendingSet();
    }

    /** The runs of a month that have a file of their own. */
    NavigableSet<EntryName> entriesOf(String month) {
        return entries.subSet(new EntryName(month), true, new EntryName(month + "~"), true);
    }

    /** The packs of a month. */
    NavigableSet<PackName> packsOf(String month) {
        return packs.subSet(PackName.lowest(month), true, PackName.highest(month), true);
    }
}
