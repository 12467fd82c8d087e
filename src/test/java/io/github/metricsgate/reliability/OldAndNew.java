package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.PlainReading;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.SetReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The set that was in a directory and the one that a persist was to put there: what may lie there when that went wrong.
 *
 * @param oldSet its files by name, none if nothing was there
 */
record OldAndNew(Map<String, String> oldSet, Map<String, String> newSet) {

    /** What was there before. */
    enum Before {
        NOTHING,
        A_SET_OF_OURS,
        A_SET_WITHOUT_CHECKSUMS;

        /** What is old is the set of {@code older}, made in {@code temp}. */
        OldAndNew over(Path older, Path newer, Path temp) throws IOException {
            Map<String, String> oldSet = new TreeMap<>();
            if (this != NOTHING) {
                oldSet.putAll(persisted(older, temp.resolve("old")));
            }
            if (this == A_SET_WITHOUT_CHECKSUMS) {
                oldSet.remove(SetLayout.CHECKSUMS);
            }
            return new OldAndNew(oldSet, persisted(newer, temp.resolve("new")));
        }
    }

    /** Puts the old set into {@code directory}, and nothing else; without one the directory is not there. */
    void prepare(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (String file : contents(directory).keySet()) {
                Files.delete(directory.resolve(file));
            }
            Files.delete(directory);
        }
        if (!oldSet.isEmpty()) {
            Files.createDirectories(directory);
        }
        for (Map.Entry<String, String> file : oldSet.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    /** Says what lies there as a reader sees it; fails if that is a lie. */
    String judge(Path directory, Object at) throws IOException {
        Map<String, String> files = contents(directory);
        files.keySet().retainAll(newSet.keySet());
        SetReading reading = PlainReading.of(PersistOnce.layout(directory));
        if (!reading.violations().isEmpty()) {
            return "refused";
        }
        files.remove(SetLayout.CHECKSUMS);
        if (oldSet.isEmpty() && files.isEmpty()) {
            return "nothing there";
        }
        Map<String, String> before = withoutChecksums(oldSet);
        Map<String, String> after = withoutChecksums(newSet);
        assertThat(files).as("accepted at %s", at).isIn(before, after);
        return files.equals(before) ? "the old set" : "the new set";
    }

    /** Fails if a file of the set is neither old nor new. */
    void assertNoneIsTorn(Path directory, Object at) throws IOException {
        Map<String, String> files = contents(directory);
        for (MetricsFile role : MetricsFile.values()) {
            String name = role.defaultName();
            if (files.containsKey(name)) {
                assertThat(Set.of(oldSet.getOrDefault(name, ""), newSet.get(name)))
                        .as("torn at %s: %s", at, name)
                        .contains(files.get(name));
            }
        }
    }

    /** Fails if the next persist does not put the new set there, and nothing else. */
    void assertHeals(Path newer, Path directory, Object at) throws IOException {
        persist(newer, directory);
        assertThat(contents(directory)).as("healed after %s", at).isEqualTo(newSet);
    }

    static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    contents.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return contents;
    }

    private static Map<String, String> persisted(Path snapshot, Path directory) throws IOException {
        persist(snapshot, directory);
        return contents(directory);
    }

    /** Persists on a disk that does what it is told, and without waiting for it. */
    private static void persist(Path snapshot, Path directory) throws IOException {
        FaultyFileSystem healthy = new FaultyFileSystem(new FaultyFileSystem.Disk() {
            @Override
            public <T> T perform(FaultyFileSystem.Operation operation, java.util.concurrent.Callable<T> action)
                    throws Exception {
                return action.call();
            }
        });
        PersistResult result = new SnapshotPersister(Duration.ofSeconds(1))
                .persist(snapshot, PersistOnce.layout(healthy.path(directory)));
        assertThat(result).isInstanceOf(PersistResult.Persisted.class);
    }

    private static Map<String, String> withoutChecksums(Map<String, String> set) {
        Map<String, String> files = new TreeMap<>(set);
        files.remove(SetLayout.CHECKSUMS);
        return files;
    }
}
