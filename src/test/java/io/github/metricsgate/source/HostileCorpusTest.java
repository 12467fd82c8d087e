package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a file has in it, reading it ends in figures that can be true or in an error of ours, within bounded memory. A format
 * joins by being in the list of formats.
 */
class HostileCorpusTest {

    private static final int FLIPS = 100;

    @TempDir
    Path directory;

    static Stream<SourceFormat> formats() {
        return SourceFormats.all().stream();
    }

    /** @return whether it was read */
    private boolean endsWell(byte[] content, SourceFormat format, String what) throws IOException {
        Path file = Files.write(directory.resolve("it"), content);
        return endsWell(file, format, what);
    }

    static boolean endsWell(Path file, SourceFormat format, String what) throws IOException {
        Collected collected;
        PrintStream console = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            collected = SampleCorpus.read(file, format);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(format.name() + ", " + what + ": " + e, e);
        } finally {
            System.setErr(console);
        }
        // A fuzz target of the same JVM has Jazzer say what it instruments, and what it counts.
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .as(what + ", printed")
                .allMatch(line -> line.startsWith("INFO: Instrumented ")
                        || line.startsWith("INFO: New number of coverage counters: "));
        boolean hasSamples = collected.sources().stream()
                .anyMatch(source -> !source.samples().isEmpty());
        assertThat(collected.run().phases().isEmpty() && !hasSamples)
                .as(what)
                .isEqualTo(!collected.problems().isEmpty());
        for (SourceProblem problem : collected.problems()) {
            assertThat(problem.message()).as(what).hasSizeLessThan(2000);
        }
        for (Phase phase : collected.run().phases()) {
            checkFigures(phase, what);
        }
        return collected.problems().isEmpty();
    }

    private static void checkFigures(Phase phase, String what) {
        BigDecimal before = phase.latencies().get("min");
        for (String key : List.of("p50", "p95", "p99", "max")) {
            BigDecimal value = phase.latencies().get(key);
            if (value != null && before != null) {
                assertThat(value).as(what + ": " + phase).isGreaterThanOrEqualTo(before);
            }
            before = value == null ? before : value;
        }
        phase.latencies().values().stream()
                .filter(value -> value != null)
                .forEach(value -> assertThat(value.signum()).as(what).isNotNegative());
        phase.figures()
                .values()
                .forEach(value -> assertThat(value.signum()).as(what).isNotNegative());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everySampleIsReadAndRecognisedByItsFormatAlone(SourceFormat format) throws IOException {
        for (Path sample : SampleCorpus.of(format)) {
            assertThat(endsWell(sample, format, sample.toString())).isTrue();
            FileBeginning beginning = FileBeginning.of(new SourceFile(
                    sample,
                    "it",
                    Files.size(sample),
                    Files.getLastModifiedTime(sample).toInstant()));
            List<String> certain = new ArrayList<>();
            for (SourceFormat other : SourceFormats.all()) {
                if (other.recognise(beginning) == Recognition.CERTAIN) {
                    certain.add(other.name());
                }
            }
            if (format.recognise(beginning) == Recognition.CERTAIN) {
                assertThat(certain).as(sample.toString()).containsExactly(format.name());
            } else {
                assertThat(format.recognise(beginning))
                        .as(sample.toString())
                        .isIn(Recognition.IF_NAMED, Recognition.ONLY_IF_NAMED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aFileThatIsCutOffAnywhereEndsWell(SourceFormat format) throws IOException {
        int tried = 0;
        int refused = 0;
        for (Path sample : SampleCorpus.of(format)) {
            byte[] bytes = Files.readAllBytes(sample);
            for (int length = 0; length < bytes.length; length += Math.max(64, bytes.length / 25)) {
                refused += endsWell(Arrays.copyOf(bytes, length), format, sample + " cut off at " + length) ? 0 : 1;
                tried++;
            }
            assertThat(endsWell(Arrays.copyOf(bytes, bytes.length / 2), format, "half of " + sample))
                    .isIn(true, false);
        }
        assertThat(tried).isGreaterThan(5);
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aFileWithFlippedBitsEndsWell(SourceFormat format) throws IOException {
        long seed = System.nanoTime();
        System.out.println(format.name() + " seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        int refused = 0;
        for (Path sample : SampleCorpus.of(format)) {
            byte[] bytes = Files.readAllBytes(sample);
            for (int i = 0; i < FLIPS; i++) {
                byte[] flipped = bytes.clone();
                int flips = 1 + random.nextInt(3);
                for (int flip = 0; flip < flips; flip++) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                refused += endsWell(flipped, format, sample + ", seed " + seed + ", " + i) ? 0 : 1;
            }
        }
        assertThat(refused).isPositive();
    }

    private static List<String> tails() {
        int many = 250_000;
        return List.of(
                "[".repeat(many),
                "{\"a\":".repeat(many),
                "[{\"benchmark\":".repeat(many / 2),
                "<a>".repeat(many),
                "<testsuite><testcase>".repeat(many / 2),
                "<a " + "b=\"\" ".repeat(200_000) + "/>",
                """
                <?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
                <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
                <!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>
                <testsuite name="&h;"><testcase name="&h;" time="1"/></testsuite>""",
                "<!DOCTYPE testsuite SYSTEM \"file:///etc/passwd\"><testsuite/>",
                "9".repeat(many),
                "\"".repeat(many),
                ",".repeat(many),
                "\t".repeat(many),
                "\n".repeat(many),
                "\0".repeat(many),
                "1e999999999,".repeat(1000),
                "<<<<<<< HEAD\n=======\n>>>>>>> other\n",
                "\uFEFF\uD83D\uDE00\u202E");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aHostileFileEndsWellAloneAndBehindABeginningOfASample(SourceFormat format) throws IOException {
        long seed = System.nanoTime();
        System.out.println(format.name() + " seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        byte[] sample = Files.readAllBytes(SampleCorpus.of(format).get(0));
        byte[] noise = new byte[100_000];
        random.nextBytes(noise);
        List<byte[]> tails = new ArrayList<>(List.of(noise));
        tails().forEach(tail -> tails.add(tail.getBytes(StandardCharsets.UTF_8)));
        for (int t = 0; t < tails.size(); t++) {
            for (int from : new int[] {0, random.nextInt(sample.length), sample.length}) {
                byte[] all = Arrays.copyOf(sample, from + tails.get(t).length);
                System.arraycopy(tails.get(t), 0, all, from, tails.get(t).length);
                endsWell(all, format, "tail " + t + " behind " + from + " bytes, seed " + seed);
            }
        }
    }

    /** Of more bytes than the tests' JVM has memory. */
    @Tag("reliability")
    @ParameterizedTest
    @MethodSource("formats")
    void aGigabyteWithoutALineEndEndsWell(SourceFormat format) throws IOException {
        byte[] sample = Files.readAllBytes(SampleCorpus.of(format).get(0));
        Path file = directory.resolve("large");
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'a');
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < 1024; i++) {
                large.write(block);
            }
            for (int from : new int[] {0, 40, sample.length / 3, sample.length / 2, sample.length}) {
                large.seek(0);
                large.write(sample, 0, from);
                large.write(block);
                endsWell(file, format, "a gigabyte behind " + from + " bytes");
            }
        }
    }
}
