package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.files.SampleSeries;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSample;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures expected of the samples were worked out in another language from what {@code jfr print --json} says. */
class JfrFormatTest {

    private static final String LOOKS_LIKE =
            " looks like a recording of the JDK Flight Recorder (.jfr; read is version 2, which JDK 11 and later write) and cannot"
                    + " be read: ";

    @TempDir
    Path directory;

    private static List<ResourceSample> samples(Collected collected) {
        assertThat(collected.problems()).isEmpty();
        List<ResourceSample> samples = new ArrayList<>();
        for (SampleSeries series : collected.sources().get(0).samples()) {
            samples.addAll(((SampleSeries.Measured) series).all());
        }
        return samples;
    }

    private static String shown(ResourceSample sample) {
        StringBuilder shown = new StringBuilder(sample.time().toString());
        for (Resource resource : Resource.values()) {
            shown.append(' ')
                    .append(Objects.requireNonNull(sample.amounts().get(resource))
                            .toPlainString());
        }
        return shown.append(' ').append(sample.others()).toString();
    }

    @Test
    void pausesAreAPhaseAndLoadsAreSamples() {
        SourceRequest request = Samples.request(Samples.own("jfr/jdk-25.jfr"));
        Phase pauses = Samples.phases(request).get("GC pauses");
        assertThat(Samples.latencies(pauses))
                .containsOnly(
                        entry("p50", "30.746424"),
                        entry("p95", "424.696622"),
                        entry("p99", "424.696622"),
                        entry("min", "1.623223"),
                        entry("max", "424.696622"),
                        entry("mean", "71.9454866666666667"),
                        entry("stddev", "112.244052344462543"));
        assertThat(Samples.figures(pauses))
                .containsOnly(entry("items_processed", "15"), entry("items_failed", "0"), entry("error_rate", "0"));
        assertThat(Samples.details(pauses))
                .containsOnly(
                        entry("unit", "ns"),
                        entry("mode", "jdk.GCPhasePause, each pause by itself"),
                        entry("collectors", "G1New, G1Old"),
                        entry("percentiles", "nearest rank of all 15 values, exact"));
        Collected collected = Samples.collect(request);
        assertThat(collected.sources().get(0).notes()).isEmpty();
        assertThat(samples(collected).stream().map(JfrFormatTest::shown).toList())
                .hasSize(8)
                .startsWith(
                        "2026-11-25T22:40:02.141311272Z 97.403 2.766 90.312 2 {jvm_cpu_percent=10.39, heap_mb=4.615}",
                        "2026-11-25T22:40:02.432145625Z 98.276 2.856 93.453 2 {jvm_cpu_percent=6.897, heap_mb=4.614}")
                .endsWith(
                        "2026-11-25T22:40:04.028276200Z 97.561 3.086 96.238 2 {jvm_cpu_percent=7.317, heap_mb=4.614}");
    }

    @Test
    void withoutAResidentSetNoSampleIsMadeAndThatIsSaid() {
        Collected collected = Samples.collect(Samples.request(Samples.own("jfr/jdk-17.jfr")));
        assertThat(samples(collected)).isEmpty();
        assertThat(collected.sources().get(0).notes())
                .containsExactly(
                        "No resource samples are made of its 2 jdk.CPULoad: for a whole sample it lacks"
                                + " jdk.ResidentSetSize (which JDK 21 and later have), jdk.PhysicalMemory, jdk.CPUInformation.");
        assertThat(Samples.latencies(collected.run().phases().get(0)))
                .containsEntry("p50", "5.192299")
                .containsEntry("p95", "11.776214")
                .containsEntry("mean", "5.9024256");
    }

    @Test
    void chunksAndFilesAreOneRun() throws IOException {
        byte[] first = Files.readAllBytes(Samples.own("jfr/jdk-25.jfr"));
        byte[] both = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(first, 0, both, first.length, first.length);
        Path together = Files.write(directory.resolve("both.jfr"), both);
        Files.write(directory.resolve("a.jfr"), first);
        Files.write(directory.resolve("b.jfr"), first);
        Phase inOne = Samples.phases(together).get("GC pauses");
        Phase inTwo =
                Samples.phases(Samples.request(directory.resolve("[ab].jfr"))).get("GC pauses");
        assertThat(Samples.figures(inOne)).containsEntry("items_processed", "30");
        assertThat(Samples.latencies(inTwo)).isEqualTo(Samples.latencies(inOne));
    }

    /** Its pauses are those that the collector says; its samples are in order and of a live process. */
    @Test
    void aRecordingOfThisJdkIsRead() throws Exception {
        Path file = directory.resolve("own.jfr");
        try (Recording recording = new Recording()) {
            for (String event : List.of(
                    "GCPhasePause",
                    "GarbageCollection",
                    "GCConfiguration",
                    "GCHeapSummary",
                    "CPUInformation",
                    "ContainerConfiguration")) {
                recording.enable("jdk." + event);
            }
            for (String event : List.of("CPULoad", "ResidentSetSize", "PhysicalMemory")) {
                recording.enable("jdk." + event).withPeriod(Duration.ofMillis(50));
            }
            recording.start();
            for (int i = 0; i < 4; i++) {
                System.gc();
                Thread.sleep(100);
            }
            recording.stop();
            recording.dump(file);
        }
        List<Long> nanos = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals("jdk.GCPhasePause")) {
                nanos.add(event.getDuration().toNanos());
            }
        }
        nanos.sort(null);
        assertThat(nanos).hasSizeGreaterThanOrEqualTo(4);
        Phase pauses = Samples.phases(file).get("GC pauses");
        assertThat(Samples.figures(pauses)).containsEntry("items_processed", String.valueOf(nanos.size()));
        assertThat(pauses.latencies().get("p50"))
                .isEqualByComparingTo(BigDecimal.valueOf(nanos.get((nanos.size() - 1) / 2), 6));
        assertThat(pauses.latencies().get("max"))
                .isEqualByComparingTo(BigDecimal.valueOf(nanos.get(nanos.size() - 1), 6));
        List<ResourceSample> samples = samples(Samples.collect(Samples.request(file)));
        if (Runtime.version().feature() < 21) {
            assertThat(samples).isEmpty();
            return;
        }
        assertThat(samples).hasSizeGreaterThan(2);
        assertThat(samples).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
        for (ResourceSample sample : samples) {
            assertThat(sample.amounts().get(Resource.RSS_MB)).isGreaterThan(BigDecimal.TEN);
            assertThat(sample.amounts().get(Resource.CPU_PERCENT)).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
            assertThat(sample.amounts().get(Resource.WORKER_BUDGET))
                    .isEqualByComparingTo(
                            BigDecimal.valueOf(Runtime.getRuntime().availableProcessors()));
        }
    }

    private String problem(UnaryOperator<byte[]> change) throws IOException {
        Path file = directory.resolve("it.jfr");
        Files.write(file, change.apply(Files.readAllBytes(Samples.own("jfr/jdk-25.jfr"))));
        return Samples.problem(Samples.request(file)).replace(file.toString(), "it.jfr");
    }

    @Test
    void aRecordingThatIsNotWholeIsAnError() throws IOException {
        String wayOut =
                ". It was cut off or changed after the tool wrote it, or the tool is of another version: run the tool"
                        + " again, or leave the file out.";
        assertThat(problem(bytes -> Arrays.copyOf(bytes, bytes.length - 1)))
                .isEqualTo("it.jfr" + LOOKS_LIKE + "the chunk at byte 0 is cut off" + wayOut);
        assertThat(problem(bytes -> Arrays.copyOf(bytes, 50)))
                .isEqualTo("it.jfr" + LOOKS_LIKE + "the chunk at byte 0 is cut off" + wayOut);
        assertThat(problem(bytes -> Arrays.copyOf(bytes, bytes.length + 100)))
                .isEqualTo("it.jfr" + LOOKS_LIKE + "the chunk at byte 124,363 is expected and not there" + wayOut);
        assertThat(problem(bytes -> with(bytes, 64, 1)))
                .isEqualTo("it.jfr" + LOOKS_LIKE
                        + "the chunk at byte 0 is not finished, because the JVM was killed or is still recording"
                        + wayOut);
        assertThat(problem(bytes -> with(bytes, 5, 1)))
                .isEqualTo("it.jfr" + LOOKS_LIKE + "its version is 1.1, read is 2" + wayOut);
        assertThat(problem(bytes -> {
                    Arrays.fill(bytes, 68, bytes.length, (byte) -1);
                    return bytes;
                }))
                .startsWith("it.jfr" + LOOKS_LIKE)
                .endsWith(wayOut);
    }

    private static byte[] with(byte[] bytes, int place, int value) {
        bytes[place] = (byte) value;
        return bytes;
    }
}
