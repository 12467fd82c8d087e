package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.metricsgate.files.PersistResult;
import io.github.metricsgate.files.PlainReading;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.SetReading;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that persists is killed at every system call that touches its directory, one after the other. After each, the
 * directory holds the old set, the new one, nothing, or one that is refused; never a file that is neither old nor new;
 * and the next persist leaves a whole set and nothing else.
 */
@Tag("reliability")
class KillTest {

    /** What was there before. */
    enum Before {
        NOTHING,
        A_SET_OF_OURS,
        A_SET_WITHOUT_CHECKSUMS
    }

    /** A line of strace's log: thread, system call, the rest. */
    private static final Pattern CALL = Pattern.compile("^(\\d+) +([a-z0-9_]+)\\((.*)");

    /** One system call of a thread: the how many-th of its kind, counted as strace does. */
    private record Call(String name, int number) {}

    @TempDir
    Path temp;

    static Stream<Arguments> cases() {
        int[] samples = Sizes.isFull() ? new int[] {1, 2_000, 40_000} : new int[] {1};
        return Arrays.stream(Before.values())
                .flatMap(before -> Arrays.stream(samples).mapToObj(size -> Arguments.of(before, size)));
    }

    @ParameterizedTest(name = "{0}, {1} samples")
    @MethodSource("cases")
    void aKilledPersistLeavesNoMisleadingSet(Before before, int samples) throws Exception {
        assumeTrue(hasStrace(), "strace is not here");
        Path older = Snapshots.write(temp.resolve("older.json"), 1, 3, samples);
        Path newer = Snapshots.write(temp.resolve("newer.json"), 2, 3, samples);
        Map<String, String> oldSet = before == Before.NOTHING ? Map.of() : persisted(older, temp.resolve("old"));
        Map<String, String> newSet = persisted(newer, temp.resolve("new"));

        prepare(before, older);
        List<Call> calls = calls(newer);
        assertThat(calls).as("system calls that touch the directory").hasSizeGreaterThan(40);

        Map<String, Integer> outcomes = new TreeMap<>();
        for (Call call : calls) {
            prepare(before, older);
            boolean killed = strace(newer, "-e", "inject=" + call.name() + ":signal=SIGKILL:when=" + call.number());
            outcomes.merge(killed ? check(call, oldSet, newSet) : "not reached", 1, Integer::sum);
            heal(call, newer, newSet);
        }
        System.out.printf(
                "killed: before %s, %d samples, %d system calls: %s%n", before, samples, calls.size(), outcomes);
        assertThat(outcomes.getOrDefault("not reached", 0))
                .as(outcomes.toString())
                .isLessThan(calls.size() / 10);
        assertThat(outcomes.keySet()).as(outcomes.toString()).contains("the new set");
        assertThat(outcomes.keySet()).as(outcomes.toString()).contains("refused");
    }

    private void prepare(Before before, Path older) throws IOException {
        delete(directory());
        if (before != Before.NOTHING) {
            persist(older, directory());
        }
        if (before == Before.A_SET_WITHOUT_CHECKSUMS) {
            Files.delete(directory().resolve(SetLayout.CHECKSUMS));
        }
    }

    /** What the directory is after a kill. */
    private String check(Call at, Map<String, String> oldSet, Map<String, String> newSet) throws IOException {
        Map<String, String> now = contents(directory());
        for (MetricsFile role : MetricsFile.values()) {
            String content = now.get(role.defaultName());
            if (content != null) {
                assertThat(content)
                        .as("torn at %s: %s", at, role)
                        .isIn(oldSet.getOrDefault(role.defaultName(), content), newSet.get(role.defaultName()));
            }
        }
        SetReading reading = PlainReading.of(PersistOnce.layout(directory()));
        Map<String, String> files = new TreeMap<>(now);
        files.keySet().retainAll(newSet.keySet());
        files.remove(SetLayout.CHECKSUMS);
        if (!reading.violations().isEmpty()) {
            return "refused";
        }
        if (files.isEmpty()) {
            return "nothing there";
        }
        Map<String, String> before = new TreeMap<>(oldSet);
        before.remove(SetLayout.CHECKSUMS);
        Map<String, String> after = new TreeMap<>(newSet);
        after.remove(SetLayout.CHECKSUMS);
        assertThat(files).as("accepted at %s", at).isIn(before, after);
        return files.equals(before) ? "the old set" : "the new set";
    }

    private void heal(Call at, Path newer, Map<String, String> newSet) throws IOException {
        persist(newer, directory());
        assertThat(contents(directory())).as("healed after %s", at).isEqualTo(newSet);
    }

    private Path directory() {
        return temp.resolve("artifacts");
    }

    private Map<String, String> persisted(Path snapshot, Path directory) throws IOException {
        persist(snapshot, directory);
        return contents(directory);
    }

    private static void persist(Path snapshot, Path directory) throws IOException {
        PersistResult result =
                new SnapshotPersister(Duration.ofSeconds(5)).persist(snapshot, PersistOnce.layout(directory));
        assertThat(result).isInstanceOf(PersistResult.Persisted.class);
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    contents.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return contents;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (String file : contents(directory).keySet()) {
                Files.delete(directory.resolve(file));
            }
            Files.delete(directory);
        }
    }

    /** The system calls with which a persist touches its directory. */
    private List<Call> calls(Path snapshot) throws Exception {
        assertThat(strace(snapshot)).as("killed by nobody").isFalse();
        Map<String, Integer> numbers = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        for (String line : Files.readAllLines(log())) {
            Matcher call = CALL.matcher(line);
            if (call.find()) {
                int number = numbers.merge(call.group(1) + " " + call.group(2), 1, Integer::sum);
                if (call.group(3).contains(directory().toString())) {
                    calls.add(new Call(call.group(2), number));
                }
            }
        }
        return calls;
    }

    private Path log() {
        return temp.resolve("calls.log");
    }

    /** Persists in a process of its own and says whether it was killed. */
    private boolean strace(Path snapshot, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-y"));
        command.addAll(List.of("-e", "signal=none", "-e", "trace=%file,%desc", "-o", log().toString()));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-cp",
                "target/classes" + File.pathSeparator + "target/test-classes",
                PersistOnce.class.getName(),
                snapshot.toString(),
                directory().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("hangs: %s", output)
                .isTrue();
        int killed = 128 + 9;
        assertThat(process.exitValue()).as(output).isIn(0, killed);
        return process.exitValue() == killed;
    }

    private static boolean hasStrace() {
        try {
            return new ProcessBuilder("strace", "-V").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
