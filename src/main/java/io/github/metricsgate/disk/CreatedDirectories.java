package io.github.metricsgate.disk;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A directory to write to, and which of its parent directories had to be created. */
public final class CreatedDirectories {

    /** Some file systems report the parent of any new directory as missing, for example Linux's {@code /proc}. */
    private static final int MAX_TRIES = 100;

    private final Path directory;
    private final List<Path> created = new ArrayList<>();

    /** @param directory absolute; nothing is created yet */
    public CreatedDirectories(Path directory) {
        this.directory = directory;
    }

    /**
     * Creates the directory and its parents, as far as they are missing. A link to a directory counts as one. May be
     * called again if another process has removed them.
     */
    public void create() throws IOException {
        int tries = 1;
        while (!tryToCreate(tries == MAX_TRIES)) {
            tries++;
            Thread.onSpinWait();
        }
    }

    /**
     * False if a parent directory has disappeared again: another process that published nothing removes what it
     * created.
     */
    private boolean tryToCreate(boolean lastTry) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path p = directory; p != null && !Files.isDirectory(p); p = p.getParent()) {
            missing.push(p);
        }
        try {
            for (Path p : missing) {
                if (createOne(p)) {
                    created.add(p);
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            if (lastTry) {
                throw new FileAccessException("make the directory", directory, e);
            }
            return false;
        } catch (IOException e) {
            throw new FileAccessException("make the directory", directory, e);
        }
    }

    /** False if another process has created it in the meantime. */
    private static boolean createOne(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw new IOException(directory + " is not a directory", e);
            }
            return false;
        }
    }

    /** Whether all of them existed before. */
    public boolean isEmpty() {
        return created.isEmpty();
    }

    /** Flushes the names of the created directories, each of which is an entry of its parent. */
    public void flushNames() throws IOException {
        for (Path directory : created) {
            Path parent = directory.getParent();
            if (parent != null) {
                flush(parent);
            }
        }
    }

    /** Removes the created directories again, as far as they are empty. */
    public void removeEmpty() throws IOException {
        List<Path> innermostFirst = new ArrayList<>(created);
        Collections.reverse(innermostFirst);
        for (Path directory : innermostFirst) {
            try {
                Files.delete(directory);
            } catch (DirectoryNotEmptyException | NoSuchFileException usedOrRemovedByAnother) {
                return;
            } catch (IOException e) {
                throw new FileAccessException("delete", directory, e);
            }
        }
    }

    /** Flushes the entries of a directory. Windows has no such operation and needs none. */
    public static void flush(Path directory) throws IOException {
        if (File.separatorChar == '\\') {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new FileAccessException("flush", directory, e);
        }
    }

    /**
     * Flushes the names of all parent directories, whoever created them. They are not ours, so it is no failure if one
     * cannot be flushed.
     */
    public static void tryToFlushNamesAbove(Path directory) {
        for (Path outer = directory.getParent(); outer != null; outer = outer.getParent()) {
            try {
                flush(outer);
            } catch (IOException notOurs) {
                // The next one may still work.
            }
        }
    }
}
