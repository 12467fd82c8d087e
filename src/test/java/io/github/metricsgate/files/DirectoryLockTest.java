package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.disk.FileAccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    Path directory;

    @Test
    void onlyOneThreadAtATimeHoldsTheLockAndNoneIsLeftOut() throws Exception {
        SetLayout layout = GoldenSets.layout(directory);
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();
        Callable<Integer> user = () -> {
            int most = 0;
            for (int i = 0; i < 25; i++) {
                try (DirectoryLock lock = DirectoryLock.acquire(layout, Duration.ofSeconds(60))) {
                    assertThat(lock).isNotNull();
                    most = Math.max(most, holders.incrementAndGet());
                    Thread.sleep(1);
                    holders.decrementAndGet();
                    turns.incrementAndGet();
                }
            }
            return most;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> results = new ArrayList<>(threads.invokeAll(java.util.Collections.nCopies(8, user)));
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(turns).hasValue(200);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anotherProcessHoldsTheLockUntilItEnds() throws Exception {
        SetLayout layout = GoldenSets.layout(directory);
        Process other = start(Duration.ofSeconds(30));
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            assertBusy(layout);
            assertBusy(layout);
        } finally {
            other.destroyForcibly().waitFor();
        }
        DirectoryLock.acquire(layout, Duration.ofSeconds(5)).close();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aThreadThatWaitsInVainDoesNotTakeTheLockFromTheOneThatHoldsIt() throws Exception {
        SetLayout layout = GoldenSets.layout(directory);
        try (DirectoryLock held = DirectoryLock.acquire(layout, Duration.ofSeconds(1))) {
            assertThat(held).isNotNull();
            assertBusy(layout);
            Process other = start(Duration.ofMillis(300));
            assertThat(other.inputReader().readLine()).isEqualTo("busy");
            assertThat(other.waitFor()).isZero();
        }
        Process other = start(Duration.ofSeconds(5));
        assertThat(other.inputReader().readLine()).isEqualTo("held");
        other.destroyForcibly().waitFor();
    }

    @Test
    void whoIsInterruptedStopsWaitingAndStaysInterrupted() throws Exception {
        SetLayout layout = GoldenSets.layout(directory);
        try (DirectoryLock held = DirectoryLock.acquire(layout, Duration.ofSeconds(1))) {
            assertThat(held).isNotNull();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> DirectoryLock.acquire(layout, Duration.ofMinutes(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("interrupted while waiting for a lock");
            assertThat(Thread.interrupted()).isTrue();
        }
        DirectoryLock.acquire(layout, Duration.ofSeconds(1)).close();
    }

    @Test
    void whoWaitsForARefusedPublicationMakesTheDirectoryAgain() throws Exception {
        SetLayout layout = GoldenSets.layout(directory.resolve("a/b"));
        Publication refused = Publication.begin(layout, Duration.ofSeconds(1));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Path> waiting = threads.submit(() -> {
                try (DirectoryLock lock = DirectoryLock.acquire(layout, Duration.ofSeconds(20))) {
                    assertThat(lock).isNotNull();
                    return layout.directory().toRealPath();
                }
            });
            Thread.sleep(100);
            refused.close();
            assertThat(waiting.get()).isEqualTo(layout.directory());
        } finally {
            threads.shutdownNow();
        }
    }

    /** The other thread takes the outer directories away, as often as it can, between our making one and the next. */
    @Test
    void directoriesThatAnotherTakesAwayWhileTheyAreMadeAreMadeAgain() throws Exception {
        Path outer = directory.resolve("a");
        SetLayout layout = GoldenSets.layout(outer.resolve("b/c"));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> taking = threads.submit(() -> {
                while (!done.get()) {
                    SetLayout.removeEmpty(List.of(outer, outer.resolve("b")));
                }
                return null;
            });
            for (int i = 0; i < 2_000; i++) {
                DirectoryLock.acquire(layout, Duration.ofSeconds(20)).close();
                Files.delete(layout.directory());
            }
            done.set(true);
            taking.get();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void aLockFileThatIsNoFileIsRefusedAtOnce() throws Exception {
        SetLayout layout = GoldenSets.layout(directory);
        Files.createDirectory(layout.lock());
        assertThatThrownBy(() -> DirectoryLock.acquire(layout, Duration.ofSeconds(20)))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot lock " + layout.lock() + ": it is not a regular file");
    }

    /** Tells whether it gets the lock on a directory, and holds it until it is ended. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws Exception {
            SetLayout layout = GoldenSets.layout(Path.of(args[0]));
            try (DirectoryLock lock = DirectoryLock.acquire(layout, Duration.ofMillis(Long.parseLong(args[1])))) {
                System.out.println(lock == null ? "none" : "held");
                Thread.sleep(60_000);
            } catch (DirectoryBusyException e) {
                System.out.println("busy");
            }
        }
    }

    private Process start(Duration wait) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString(),
                        String.valueOf(wait.toMillis()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void assertBusy(SetLayout layout) {
        assertThatThrownBy(() -> DirectoryLock.acquire(layout, Duration.ofMillis(200)))
                .isInstanceOf(DirectoryBusyException.class);
    }
}
