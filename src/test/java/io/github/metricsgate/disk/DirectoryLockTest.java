package io.github.metricsgate.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
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
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();
        Callable<Integer> user = () -> {
            int most = 0;
            for (int i = 0; i < 25; i++) {
                try (DirectoryLock lock = acquire(directory, Duration.ofSeconds(60))) {
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
        Process other = start(Duration.ofSeconds(30));
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            assertBusy();
            assertBusy();
        } finally {
            other.destroyForcibly().waitFor();
        }
        acquire(directory, Duration.ofSeconds(5)).close();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aThreadThatWaitsInVainDoesNotTakeTheLockFromItsOwner() throws Exception {
        try (DirectoryLock held = acquire(directory, Duration.ofSeconds(1))) {
            assertThat(held).isNotNull();
            assertBusy();
            assertBusyForAnotherProcess();
        }
        Process other = start(Duration.ofSeconds(5));
        assertThat(other.inputReader().readLine()).isEqualTo("held");
        other.destroyForcibly().waitFor();
    }

    @Test
    void anInterruptedThreadStopsWaitingAndStaysInterrupted() throws Exception {
        try (DirectoryLock held = acquire(directory, Duration.ofSeconds(1))) {
            assertThat(held).isNotNull();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> acquire(directory, Duration.ofMinutes(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("interrupted while waiting for a lock");
            assertThat(Thread.interrupted()).isTrue();
        }
        acquire(directory, Duration.ofSeconds(1)).close();
    }

    @Test
    void aWaitingThreadCreatesTheDirectoryAgainIfItsOwnerRemovesIt() throws Exception {
        Path inner = directory.resolve("a/b");
        DirectoryLock owner = acquire(inner, Duration.ofSeconds(1));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Path> waiting = threads.submit(() -> {
                try (DirectoryLock lock = acquire(inner, Duration.ofSeconds(20))) {
                    assertThat(lock.createdDirectories().isEmpty()).isFalse();
                    return inner.toRealPath();
                }
            });
            Thread.sleep(100);
            owner.close();
            owner.createdDirectories().removeEmpty();
            assertThat(waiting.get()).isEqualTo(inner);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The other thread removes the outer directories, as often as it can, between our creating one and the next. */
    @Test
    void directoriesThatAnotherRemovesWhileTheyAreCreatedAreCreatedAgain() throws Exception {
        Path outer = directory.resolve("a");
        Path inner = outer.resolve("b/c");
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger removed = new AtomicInteger();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> removing = threads.submit(() -> {
                while (!done.get()) {
                    for (Path path : List.of(outer.resolve("b"), outer)) {
                        try {
                            Files.delete(path);
                            removed.incrementAndGet();
                        } catch (DirectoryNotEmptyException | NoSuchFileException inUse) {
                            break;
                        }
                    }
                }
                return null;
            });
            for (int i = 0; i < 2_000; i++) {
                acquire(inner, Duration.ofSeconds(20)).close();
                Files.delete(inner);
            }
            done.set(true);
            removing.get();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        assertThat(removed.get()).isGreaterThan(0);
    }

    /** As two copies of the plugin in one build, whose modules give it different dependencies. */
    @Test
    void twoClassLoadersOfOneProcessExcludeEachOther() throws Exception {
        try (URLClassLoader first = classLoader();
                URLClassLoader second = classLoader()) {
            assertThat(first.loadClass(DirectoryLock.class.getName()))
                    .isNotEqualTo(second.loadClass(DirectoryLock.class.getName()));
            try (Closeable held = acquire(first, Duration.ofSeconds(1))) {
                assertThat(held).isNotNull();
                assertBusy(second);
                assertBusy(second);
                assertBusy();
                // Whoever waited in vain has not opened the file: closing it would have released the lock.
                assertBusyForAnotherProcess();
            }
            acquire(second, Duration.ofSeconds(1)).close();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void replacingTheSystemPropertiesDoesNotReleaseTheLock() throws Exception {
        Properties before = System.getProperties();
        Properties others = new Properties();
        others.putAll(before);
        try (DirectoryLock held = acquire(directory, Duration.ofSeconds(1))) {
            assertThat(held).isNotNull();
            System.setProperties(others);
            assertBusy();
            assertBusyForAnotherProcess();
        } finally {
            System.setProperties(before);
        }
        acquire(directory, Duration.ofSeconds(1)).close();
    }

    @Test
    void aLockFileThatIsNotARegularFileIsRefusedImmediately() throws Exception {
        Files.createDirectory(lockFile(directory));
        assertThatThrownBy(() -> acquire(directory, Duration.ofSeconds(20)))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot lock " + lockFile(directory) + ": it is not a regular file");
    }

    /** Tells whether it gets the lock on a directory, and holds it until it is ended. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (DirectoryLock lock = acquire(Path.of(args[0]), Duration.ofMillis(Long.parseLong(args[1])))) {
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

    private void assertBusyForAnotherProcess() throws Exception {
        Process other = start(Duration.ofMillis(300));
        assertThat(other.inputReader().readLine()).isEqualTo("busy");
        assertThat(other.waitFor()).isZero();
    }

    private void assertBusy() {
        assertThatThrownBy(() -> acquire(directory, Duration.ofMillis(200))).isInstanceOf(DirectoryBusyException.class);
    }

    private static DirectoryLock acquire(Path directory, Duration wait) throws IOException {
        return DirectoryLock.acquire(directory, lockFile(directory), wait);
    }

    private static Path lockFile(Path directory) {
        return directory.resolve(".lock");
    }

    private void assertBusy(ClassLoader loader) {
        assertThatThrownBy(() -> acquire(loader, Duration.ofMillis(200)))
                .hasRootCauseInstanceOf(IOException.class)
                .rootCause()
                .extracting(cause -> cause.getClass().getName())
                .isEqualTo(DirectoryBusyException.class.getName());
    }

    private Closeable acquire(ClassLoader loader, Duration wait) throws ReflectiveOperationException {
        return (Closeable) loader.loadClass(DirectoryLock.class.getName())
                .getMethod("acquire", Path.class, Path.class, Duration.class)
                .invoke(null, directory, lockFile(directory), wait);
    }

    /** One that shares nothing but the JDK with any other. */
    private static URLClassLoader classLoader() {
        URL classes = DirectoryLock.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    }
}
