package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a history of others has in it, reading it ends in runs that can be true or in sentences. */
class HostileHistoryTest {

    private static final List<String> SAMPLES = List.of(
            "data.js",
            "data.json",
            "bencher-reports.json",
            "bencher-perf.json",
            "asv/cheetah/aaaa0001-py3.11.json",
            "asv/cheetah/aaaa0002-py3.11.json");

    private static final List<String> TOKENS = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "-1",
            "1e400",
            "1e99999999999",
            "0.1e-999",
            "NaN",
            "[[[[]]]]",
            "{\"a\":{}}",
            "9999999999999999999999999",
            "\"\\ud800\"",
            "\"x\"");

    @TempDir
    Path directory;

    static Stream<String> samples() {
        return SAMPLES.stream();
    }

    /** Whether it was read. */
    static boolean endsWell(Path directory, String sample, byte[] content, String what) throws IOException {
        Path file = directory.resolve(sample);
        Files.createDirectories(file.getParent());
        if (sample.startsWith("asv")) {
            Path benchmarks = directory.resolve("asv/benchmarks.json");
            if (!Files.exists(benchmarks)) {
                Files.copy(HistoryReaderTest.SAMPLES.resolve("asv/benchmarks.json"), benchmarks);
            }
        }
        Files.write(file, content);
        Set<String> only = sample.equals("data.js") ? Set.of("googlecpp") : Set.of();
        HistoryReader reader =
                HistoryReaderTest.reader(directory, new ImportRequest("bench", "main", only, "avgt", 1000));
        Optional<ImportedHistory> history;
        try {
            history = reader.read(List.of(sample));
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + ": " + e, e);
        }
        assertThat(history.isEmpty()).as(what).isEqualTo(!reader.problems().isEmpty());
        for (String problem : reader.problems()) {
            assertThat(problem).as(what).hasSizeLessThan(2000).doesNotContain("\n");
        }
        history.ifPresent(read -> read.runs().forEach(run -> check(run, what)));
        return history.isPresent();
    }

    private static void check(ImportedRun run, String what) {
        assertThat(run.digest()).as(what).matches("[0-9a-f]{64}");
        assertThat(run.time().toEpochMilli()).as(what).isBetween(0L, 253_402_300_799_999L);
        assertThat(run.run().phases()).as(what).isNotEmpty();
        for (Phase phase : run.run().phases()) {
            assertThat(phase.key()).as(what).startsWith("bench/");
            Stream.concat(phase.latencies().values().stream(), phase.figures().values().stream())
                    .forEach(value -> assertThat(value.signum()).as(what).isNotNegative());
            for (BigDecimal value : phase.measures().values()) {
                assertThat(Double.isFinite(value.doubleValue())).as(what).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFileThatIsCutOffIsNeverTakenForAWholeOne(String sample) throws IOException {
        byte[] whole = Files.readAllBytes(HistoryReaderTest.SAMPLES.resolve(sample));
        int end = new String(whole, StandardCharsets.UTF_8).stripTrailing().getBytes(StandardCharsets.UTF_8).length;
        int tried = 0;
        for (int length = 0; length < end; length += Math.max(1, end / 60)) {
            assertThat(endsWell(directory, sample, Arrays.copyOf(whole, length), sample + " cut at " + length))
                    .as(sample + " cut at " + length)
                    .isFalse();
            tried++;
        }
        assertThat(tried).isGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyChangedByteEndsWell(String sample) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
        byte[] whole = Files.readAllBytes(HistoryReaderTest.SAMPLES.resolve(sample));
        int read = 0;
        for (int i = 0; i < 100; i++) {
            byte[] changed = whole.clone();
            int at = random.nextInt(changed.length);
            changed[at] = (byte) random.nextInt(256);
            read += endsWell(directory, sample, changed, sample + ", byte " + at + " is " + changed[at]) ? 1 : 0;
        }
        assertThat(read).isBetween(1, 99);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyValueOfAnotherTypeEndsWell(String sample) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(18);
        String whole = Files.readString(HistoryReaderTest.SAMPLES.resolve(sample));
        List<Integer> places = Stream.iterate(whole.indexOf(": "), at -> at >= 0, at -> whole.indexOf(": ", at + 1))
                .map(at -> at + 2)
                .toList();
        int read = 0;
        for (int i = 0; i < 150; i++) {
            int at = places.get(random.nextInt(places.size()));
            int end = at;
            while (end < whole.length() && ",\n}]".indexOf(whole.charAt(end)) < 0) {
                end++;
            }
            String token = TOKENS.get(random.nextInt(TOKENS.size()));
            String changed = whole.substring(0, at) + token + whole.substring(end);
            read += endsWell(
                            directory,
                            sample,
                            changed.getBytes(StandardCharsets.UTF_8),
                            sample + ", at " + at + " " + token)
                    ? 1
                    : 0;
        }
        assertThat(read).isBetween(1, 149);
    }
}
