package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    void aLockFileThatWasDeletedAndMadeAgainIsNotHeld() throws Exception {
        SetLayout layout = GoldenSets.layout(directory);
        try (DirectoryLock first = DirectoryLock.acquire(layout, Duration.ofSeconds(1))) {
            assertThat(layout.lock()).isRegularFile();
            assertThat(first).isNotNull();
        }
        assertThat(layout.lock()).doesNotExist();
    }
}
