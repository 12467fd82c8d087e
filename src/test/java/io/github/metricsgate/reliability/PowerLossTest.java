package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.reliability.FaultyFileSystem.Disk;
import io.github.metricsgate.reliability.FaultyFileSystem.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The power goes off after every operation on the disk. What was flushed is there; of the rest a file system may keep
 * what it likes: each new name or none, each file's bytes whole, in part, as zeros or not at all. Whatever it keeps, no
 * reader is lied to, and a set that was reported as written is there.
 */
@Tag("reliability")
class PowerLossTest {

    private static final String DIRECTORY = "artifacts/plan1";

    /** The operations that changed the disk, in their order. */
    private static final class Recorder implements Disk {

        private final List<Operation> operations = new ArrayList<>();

        @Override
        public <T> T perform(Operation operation, Callable<T> action) throws Exception {
            boolean changes = switch (operation.kind()) {
                case OPEN_TO_WRITE, WRITE, TRUNCATE, FORCE, MAKE_DIRECTORY, MOVE, DELETE -> true;
                default -> false;
            };
            T result = action.call();
            if (changes) {
                operations.add(operation);
            }
            return result;
        }
    }

    /** A file or a directory: as programs see it, and what of it is on the platter. */
    private static final class Node {

        private final boolean isDirectory;
        private byte[] content = {};
        private byte[] durable = {};
        private final Map<String, Node> entries = new TreeMap<>();
        private final Map<String, Node> durableEntries = new TreeMap<>();
        private final List<Change> pending = new ArrayList<>();

        Node(boolean isDirectory) {
            this.isDirectory = isDirectory;
        }

        boolean isFlushed() {
            return Arrays.equals(content, durable);
        }

        void write(byte[] bytes, int position) {
            content = Arrays.copyOf(content, Math.max(content.length, position + bytes.length));
            System.arraycopy(bytes, 0, content, position, bytes.length);
        }

        void change(Change change) {
            change.apply(entries);
            pending.add(change);
        }

        void flush() {
            durable = content;
            durableEntries.clear();
            durableEntries.putAll(entries);
            pending.clear();
        }
    }

    /** What a directory's entries become at once: a name goes, or comes, or both. */
    private record Change(String gone, String name, Node node) {

        void apply(Map<String, Node> entries) {
            entries.remove(gone);
            if (node != null) {
                entries.put(name, node);
            }
        }
    }

    /** A disk that what was recorded is done to again. */
    private static final class Platter {

        private final Path root;
        private final Node top = new Node(true);

        Platter(Path root) {
            this.root = root;
        }

        /** @return null if there is nothing */
        Node at(Path path) {
            Node node = top;
            if (!path.equals(root)) {
                for (Path name : root.relativize(path)) {
                    node = node == null ? null : node.entries.get(name.toString());
                }
            }
            return node;
        }

        void apply(Operation operation) {
            Path path = operation.path();
            if (!path.startsWith(root)) {
                return;
            }
            String name = path.getFileName().toString();
            Node node = at(path);
            switch (operation.kind()) {
                case OPEN_TO_WRITE -> {
                    if (node == null) {
                        at(path.getParent()).change(new Change(name, name, new Node(false)));
                    }
                }
                case MAKE_DIRECTORY -> at(path.getParent()).change(new Change(name, name, new Node(true)));
                case WRITE -> {
                    byte[] bytes = new byte[operation.bytes().remaining()];
                    operation.bytes().duplicate().get(bytes);
                    node.write(bytes, (int) operation.position());
                }
                case TRUNCATE ->
                    node.content =
                            Arrays.copyOf(node.content, Math.min(node.content.length, (int) operation.position()));
                case FORCE -> node.flush();
                case MOVE -> {
                    assertThat(operation.target().getParent()).isEqualTo(path.getParent());
                    at(path.getParent())
                            .change(new Change(
                                    name, operation.target().getFileName().toString(), node));
                }
                case DELETE -> at(path.getParent()).change(new Change(name, name, null));
                default -> throw new AssertionError(operation);
            }
        }

        void flushAll() {
            nodes(top).forEach(Node::flush);
        }

        /** All there are, those that are only on the platter, or only as long as it is not flushed, among them. */
        private static Set<Node> nodes(Node node) {
            Set<Node> nodes = new HashSet<>(Set.of(node));
            node.durableEntries.values().forEach(inner -> nodes.addAll(nodes(inner)));
            node.entries.values().forEach(inner -> nodes.addAll(nodes(inner)));
            node.pending.stream()
                    .filter(change -> change.node() != null)
                    .forEach(change -> nodes.addAll(nodes(change.node())));
            return nodes;
        }

        int pending() {
            return nodes(top).stream().mapToInt(node -> node.pending.size()).sum();
        }

        /**
         * What is found when the power is back: files by their paths, directories with a slash at the end.
         *
         * @param keeps whether the file system has made so many-th change of a directory durable
         */
        Map<String, String> found(IntPredicate keeps, Contents contents, Random random) {
            Map<String, String> found = new TreeMap<>();
            collect(top, "", new int[1], keeps, contents, random, new HashMap<>(), found);
            return found;
        }

        private static void collect(
                Node node,
                String path,
                int[] changes,
                IntPredicate keeps,
                Contents contents,
                Random random,
                Map<Node, String> texts,
                Map<String, String> found) {
            Map<String, Node> entries = new TreeMap<>(node.durableEntries);
            for (Change change : node.pending) {
                if (keeps.test(changes[0]++)) {
                    change.apply(entries);
                }
            }
            entries.forEach((name, inner) -> {
                if (inner.isDirectory) {
                    found.put(path + name + "/", "");
                    collect(inner, path + name + "/", changes, keeps, contents, random, texts, found);
                } else {
                    found.put(path + name, texts.computeIfAbsent(inner, file -> contents.of(file, random)));
                }
            });
        }
    }

    /** What becomes of bytes that were not flushed. */
    private enum Contents {
        LOST,
        KEPT,
        ANYTHING;

        String of(Node file, Random random) {
            byte[] bytes = file.durable;
            if (!file.isFlushed() && this != LOST) {
                bytes = file.content;
                int kind = this == KEPT ? 3 : random.nextInt(4);
                int part = random.nextInt(bytes.length + 1);
                bytes = switch (kind) {
                    case 0 -> file.durable;
                    case 1 -> Arrays.copyOf(bytes, part);
                    // The file has its length and not its end.
                    case 2 -> Arrays.copyOf(Arrays.copyOf(bytes, part), bytes.length);
                    default -> bytes;
                };
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @TempDir
    Path temp;

    /** What lies in the directory, and whether somebody has made it just before and flushed nothing. */
    static Stream<Arguments> cases() {
        return Stream.concat(
                Arrays.stream(OldAndNew.Before.values()).map(before -> Arguments.of(before, false)),
                Stream.of(Arguments.of(OldAndNew.Before.NOTHING, true)));
    }

    @ParameterizedTest(name = "{0}, in a directory that was not flushed: {1}")
    @MethodSource("cases")
    void noPowerLossLeavesAMisleadingSetOrLosesWhatWasWritten(OldAndNew.Before before, boolean madeByAnother)
            throws IOException {
        Path older = Snapshots.write(temp.resolve("older.json"), 1, 3, 5);
        Path newer = Snapshots.write(temp.resolve("newer.json"), 2, 3, 5);
        OldAndNew sets = before.over(older, newer, temp);
        Path root = Files.createDirectory(temp.resolve("disk"));
        Path directory = root.resolve(DIRECTORY);
        if (madeByAnother) {
            Files.createDirectories(directory);
        } else {
            sets.prepare(directory);
        }
        Platter platter = platter(root, sets, madeByAnother);
        Recorder recorder = new Recorder();
        FaultyFileSystem files = new FaultyFileSystem(recorder);
        assertThat(new SnapshotPersister(Duration.ofSeconds(1))
                        .persist(newer, PersistOnce.layout(files.path(directory))))
                .isInstanceOf(PersistResult.Persisted.class);

        int seeds = Sizes.isFull() ? 200 : 1;
        Map<Map<String, String>, String> judged = new HashMap<>();
        Map<String, Integer> outcomes = new TreeMap<>();
        Random random = new Random(1);
        int losses = 0;
        for (int n = 0; n <= recorder.operations.size(); n++) {
            if (n > 0) {
                platter.apply(recorder.operations.get(n - 1));
            }
            String at = n == 0 ? "the beginning" : n + ": " + recorder.operations.get(n - 1);
            boolean written = n == recorder.operations.size();
            for (long kept : keptChanges(platter.pending(), random)) {
                for (int seed = 0; seed < seeds + 2; seed++) {
                    Contents contents = seed == 0 ? Contents.LOST : seed == 1 ? Contents.KEPT : Contents.ANYTHING;
                    Map<String, String> found = platter.found(change -> ((kept >> change) & 1) == 1, contents, random);
                    String outcome = judged.get(found);
                    if (outcome == null) {
                        outcome = judge(found, sets, newer, at);
                        judged.put(found, outcome);
                    }
                    if (written) {
                        assertThat(found).as("written, and lost").containsAllEntriesOf(inDirectory(sets.newSet()));
                    }
                    outcomes.merge(outcome, 1, Integer::sum);
                    losses++;
                }
            }
        }
        System.out.printf(
                "power loss | %s%s | %d operations | %d losses | %d distinct | %s%n",
                before,
                madeByAnother ? ", directory not flushed" : "",
                recorder.operations.size(),
                losses,
                judged.size(),
                outcomes);
        assertThat(recorder.operations).hasSizeGreaterThan(20);
        assertThat(judged).hasSizeGreaterThan(20);
        assertThat(outcomes.keySet())
                .contains(
                        "the new set", before == OldAndNew.Before.NOTHING ? "nothing there" : "the old set", "refused");
    }

    /** The old set, flushed; or an empty directory that is not. */
    private static Platter platter(Path root, OldAndNew sets, boolean madeByAnother) {
        Platter platter = new Platter(root);
        Node inner = new Node(true);
        Node outer = new Node(true);
        sets.oldSet().forEach((name, content) -> {
            Node file = new Node(false);
            file.content = content.getBytes(StandardCharsets.UTF_8);
            inner.entries.put(name, file);
        });
        if (madeByAnother || !sets.oldSet().isEmpty()) {
            platter.top.change(new Change("artifacts", "artifacts", outer));
            outer.change(new Change("plan1", "plan1", inner));
        }
        if (!madeByAnother) {
            platter.flushAll();
        }
        return platter;
    }

    /** Which changes of directories are durable, a bit for each: all possibilities, or of many some. */
    private static Set<Long> keptChanges(int pending, Random random) {
        int all = Sizes.isFull() ? 12 : 8;
        Set<Long> kept = new HashSet<>();
        long most = (1L << pending) - 1;
        if (pending <= all) {
            for (long i = 0; i <= most; i++) {
                kept.add(i);
            }
        } else {
            kept.addAll(Set.of(0L, most));
            while (kept.size() < 1 << all) {
                kept.add(random.nextLong() & most);
            }
        }
        return kept;
    }

    private static Map<String, String> inDirectory(Map<String, String> set) {
        Map<String, String> files = new TreeMap<>();
        set.forEach((name, content) -> files.put(DIRECTORY + "/" + name, content));
        return files;
    }

    /** Lays out what was found, as a reader and the next writer see it. */
    private String judge(Map<String, String> found, OldAndNew sets, Path newer, String at) throws IOException {
        Path disk = Files.createTempDirectory(temp, "found");
        for (Map.Entry<String, String> file : found.entrySet()) {
            if (file.getKey().endsWith("/")) {
                Files.createDirectory(disk.resolve(file.getKey()));
            } else {
                Files.writeString(disk.resolve(file.getKey()), file.getValue());
            }
        }
        String outcome = sets.judge(disk.resolve(DIRECTORY), at);
        sets.assertHeals(newer, disk.resolve(DIRECTORY), at);
        return outcome;
    }
}
