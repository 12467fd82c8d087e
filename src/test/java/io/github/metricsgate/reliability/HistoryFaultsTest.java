package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.history.DirectoryStore;
import io.github.metricsgate.history.RecordedRuns;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.metrics.PastRuns;
import io.github.metricsgate.metrics.RecordedRun;
import io.github.metricsgate.reliability.FaultyFileSystem.Disk;
import io.github.metricsgate.reliability.FaultyFileSystem.Operation;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills, a full disk and many at once: no run that was reported as recorded is lost, and none is read that was not. */
@Tag("reliability")
class HistoryFaultsTest {

    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Pattern CALL = Pattern.compile("^(\\d+) +([a-z0-9_]+)\\((.*)");
    private static final int OLD = 3;
    private static final int NEWER = 99;

    /** Of the system calls, every how many-th is tried. */
    private static final int STRIDE = Sizes.isFull() ? 1 : 5;

    private record Call(String name, int number) {}

    @TempDir
    Path temp;

    private Path history() {
        return temp.resolve("history");
    }

    private static RecordedRun newer(int number) {
        return RecordedRuns.run(RecordOnce.START.plus(Duration.ofMinutes(number)), number);
    }

    private static RecordedRun old(int number) {
        return RecordedRuns.run(OCTOBER.plus(Duration.ofMinutes(number)), 10_000 + number);
    }

    private static DirectoryStore store(Path history) {
        return new DirectoryStore(history, Retention.DEFAULT, Clock.systemUTC());
    }

    private PastRuns past() throws IOException {
        return store(history())
                .read(RecordedRuns.MODULE, Set.of("main"), 100_000)
                .get("main");
    }

    /** What is there before: nothing, or so much that the next record packs a month. */
    private List<RecordedRun> runsBefore(boolean packs) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; packs && i < OLD; i++) {
            runs.add(old(i));
        }
        for (int i = 0; packs && i < NEWER; i++) {
            runs.add(newer(i));
        }
        return runs;
    }

    private void prepare(Map<Path, byte[]> files) throws IOException {
        if (Files.exists(history())) {
            try (Stream<Path> all = Files.walk(history())) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.write(file.getKey(), file.getValue());
        }
    }

    private Map<Path, byte[]> recorded(List<RecordedRun> runs) throws IOException {
        for (RecordedRun run : runs) {
            store(history()).record(run, temp);
        }
        Map<Path, byte[]> files = new TreeMap<>();
        for (Path file : files()) {
            files.put(file, Files.readAllBytes(file));
        }
        return files;
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(history())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(history())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** Says what is there; fails if something is lost, or is there that was not recorded. */
    private String check(List<RecordedRun> before, RecordedRun now, Object at) throws IOException {
        PastRuns past = past();
        assertThat(past.damaged()).as("%s", at).isEmpty();
        List<RecordedRun> after = new ArrayList<>(before);
        after.add(now);
        assertThat(past.runs()).as("%s", at).isIn(before, after);
        boolean packed = files().stream().anyMatch(file -> file.toString().endsWith(".gz"));
        return (past.runs().equals(after) ? "recorded" : "not recorded") + (packed ? ", packed" : "");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKillLosesNoRunThatWasRecorded(boolean packs) throws Exception {
        assumeTrue(hasStrace(), "strace is not here");
        List<RecordedRun> before = runsBefore(packs);
        Map<Path, byte[]> files = recorded(before);
        prepare(files);
        List<Call> calls = calls();
        assertThat(calls).hasSizeGreaterThan(packs ? 30 : 10);
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < calls.size(); i += STRIDE) {
            prepare(files);
            Call call = calls.get(i);
            boolean killed = strace("-e", "inject=" + call.name() + ":signal=SIGKILL:when=" + call.number());
            String outcome = check(before, newer(NEWER), call);
            outcomes.merge((killed ? "" : "not reached: ") + outcome, 1, Integer::sum);
            store(history()).record(newer(NEWER), temp);
            assertThat(check(before, newer(NEWER), call)).isEqualTo(packs ? "recorded, packed" : "recorded");
        }
        System.out.printf("history killed | packs %s | %d system calls | %s%n", packs, calls.size(), outcomes);
        assertThat(outcomes).containsKey("not recorded").hasSizeGreaterThan(1);
    }

    /** The disk is full at the N-th operation that needs space, and from then on. */
    private static final class FullDisk implements Disk {

        private final int first;
        private int operations;
        private boolean failed;

        FullDisk(int first) {
            this.first = first;
        }

        @Override
        public <T> T perform(Operation operation, Callable<T> action) throws Exception {
            boolean needsSpace = switch (operation.kind()) {
                case OPEN_TO_WRITE, WRITE, FORCE, MAKE_DIRECTORY, MOVE -> true;
                default -> false;
            };
            if (!needsSpace || ++operations < first) {
                return action.call();
            }
            failed = true;
            String message = "No space left on device";
            throw operation.kind().isOfChannel()
                    ? new IOException(message)
                    : new FileSystemException(operation.path().toString(), null, message);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFullDiskIsReportedAndLosesNothing(boolean packs) throws IOException {
        List<RecordedRun> before = runsBefore(packs);
        Map<Path, byte[]> files = recorded(before);
        Map<String, Integer> outcomes = new TreeMap<>();
        FullDisk disk;
        int n = 0;
        do {
            n++;
            prepare(files);
            disk = new FullDisk(n);
            FaultyFileSystem faulty = new FaultyFileSystem(disk);
            String outcome = "written";
            try {
                store(faulty.path(history())).record(newer(NEWER), temp);
                assertThat(disk.failed).isFalse();
            } catch (IOException e) {
                assertThat(e).isInstanceOf(FileAccessException.class);
                assertThat(e).hasMessageContaining(temp.toString()).hasMessageContaining("No space left on device");
                outcome = "failed";
            }
            assertThat(faulty.openChannels()).isZero();
            assertThat(files()).noneMatch(file -> file.getFileName().toString().startsWith("."));
            outcomes.merge(outcome + ": " + check(before, newer(NEWER), n), 1, Integer::sum);
            store(history()).record(newer(NEWER), temp);
            assertThat(check(before, newer(NEWER), n)).isEqualTo(packs ? "recorded, packed" : "recorded");
        } while (disk.failed);
        System.out.printf("history on a full disk | packs %s | %d operations | %s%n", packs, n - 1, outcomes);
        assertThat(outcomes).containsEntry(packs ? "written: recorded, packed" : "written: recorded", 1);
        assertThat(outcomes).containsKey("failed: not recorded");
    }

    @Test
    void manyRecordAtOnceAndNothingIsLost() throws Exception {
        int each = Sizes.isFull() ? 100 : 15;
        recorded(runsBefore(true));
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(process(List.of(), 1_000 + i * each, each));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int first = 5_000 + i * each;
            results.add(threads.submit(() -> {
                for (int number = first; number < first + each; number++) {
                    store(history()).record(newer(number), temp);
                    assertThat(past().damaged()).isEmpty();
                }
                return first;
            }));
        }
        for (Future<?> result : results) {
            result.get();
        }
        threads.shutdown();
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        }
        PastRuns past = past();
        assertThat(past.damaged()).isEmpty();
        assertThat(past.runs()).hasSize(OLD + NEWER + 11 * each).doesNotHaveDuplicates();
        assertThat(files()).noneMatch(file -> file.getFileName().toString().startsWith("."));
        System.out.printf(
                "history of many | 3 processes and 8 threads x %d | %d runs%n",
                each, past.runs().size());
    }

    private List<Call> calls() throws Exception {
        assertThat(strace()).as("killed by nobody").isFalse();
        Map<String, Integer> numbers = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        for (String line : Files.readAllLines(log())) {
            Matcher call = CALL.matcher(line);
            if (call.find()) {
                int number = numbers.merge(call.group(1) + " " + call.group(2), 1, Integer::sum);
                if (call.group(3).contains(history().toString())) {
                    calls.add(new Call(call.group(2), number));
                }
            }
        }
        return calls;
    }

    private Path log() {
        return temp.resolve("calls.log");
    }

    private boolean strace(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-y"));
        command.addAll(List.of("-e", "signal=none", "-e", "trace=%file,%desc", "-o", log().toString()));
        command.addAll(List.of(options));
        Process process = process(command, NEWER, 1);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("hangs: %s", output)
                .isTrue();
        int killed = 128 + 9;
        assertThat(process.exitValue()).as(output).isIn(0, killed);
        return process.exitValue() == killed;
    }

    private Process process(List<String> before, int first, int count) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-cp",
                "target/classes" + File.pathSeparator + "target/test-classes",
                RecordOnce.class.getName(),
                history().toString(),
                String.valueOf(first),
                String.valueOf(count)));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static boolean hasStrace() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-V").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
