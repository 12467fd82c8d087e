package io.github.metricsgate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.files.PlainReading;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.SetReading;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes persist into one directory while others read it, and one is killed while it does. Whoever reads sees a
 * whole set of one run, or is told that it is not one.
 */
@Tag("reliability")
class ConcurrencyTest {

    private static final int WRITERS = Sizes.isFull() ? 8 : 3;
    private static final int PERSISTS = Sizes.isFull() ? 100 : 20;
    private static final int READERS = Sizes.isFull() ? 4 : 2;
    private static final int PHASES = 20;

    @TempDir
    Path temp;

    /** What a reader saw. */
    private record Seen(int whole, int refused) {}

    @Test
    void readersSeeACompleteSetOrAnError() throws Exception {
        Path directory = temp.resolve("artifacts");
        PersistOnce.main(new String[] {
            Snapshots.write(temp.resolve("first.json"), 8, PHASES, 50).toString(), directory.toString()
        });
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        List<Future<Seen>> seen = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            seen.add(readers.submit(reader(PersistOnce.layout(directory), writing)));
        }
        List<Process> writers = new ArrayList<>();
        for (int run = 1; run <= WRITERS; run++) {
            Path snapshot = Snapshots.write(temp.resolve(run + ".json"), run, PHASES, 50);
            writers.add(start(snapshot, directory, PERSISTS));
        }
        Process killed = start(Snapshots.write(temp.resolve("9.json"), 9, PHASES, 50), directory, 1_000_000);
        Thread.sleep(2_000);
        assertThat(killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
        long longest = 0;
        for (Process writer : writers) {
            String output = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(writer.waitFor()).as(output).isZero();
            longest = Math.max(longest, Long.parseLong(output.strip()));
        }
        writing.set(false);
        int whole = 0;
        int refused = 0;
        for (Future<Seen> reader : seen) {
            whole += reader.get().whole();
            refused += reader.get().refused();
        }
        readers.shutdown();
        System.out.printf(
                "concurrency: %d processes x %d persists, one more killed, %d readers: %d sets read whole, %d refused;"
                        + " longest persist with its wait %d ms%n",
                WRITERS, PERSISTS, READERS, whole, refused, longest);
        assertThat(whole).isGreaterThan(READERS * 5);
        assertThat(longest).isLessThan(60_000);
        assertThat(run(PlainReading.of(PersistOnce.layout(directory)))).isBetween(1, 9);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(5);
        }
    }

    private static Callable<Seen> reader(SetLayout layout, AtomicBoolean writing) {
        return () -> {
            int whole = 0;
            int refused = 0;
            while (writing.get()) {
                SetReading reading = PlainReading.of(layout);
                assertThat(reading.missing()).isEmpty();
                if (reading.violations().isEmpty()) {
                    run(reading);
                    whole++;
                } else {
                    refused++;
                }
            }
            return new Seen(whole, refused);
        };
    }

    /** The one run that all of the set is of. */
    private static int run(SetReading reading) {
        assertThat(reading.checksummed()).isTrue();
        List<Phase> phases = reading.run().phases();
        assertThat(phases).hasSize(PHASES);
        int run = Objects.requireNonNull(reading.run().resources().summaries().get(Resource.CPU_PERCENT))
                .max()
                .intValue();
        assertThat(phases).allMatch(phase -> phase.name().endsWith(" of run " + run));
        return run;
    }

    private static Process start(Path snapshot, Path directory, int persists) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        "target/classes" + File.pathSeparator + "target/test-classes",
                        PersistMany.class.getName(),
                        snapshot.toString(),
                        directory.toString(),
                        String.valueOf(persists))
                .redirectErrorStream(true)
                .start();
    }
}
