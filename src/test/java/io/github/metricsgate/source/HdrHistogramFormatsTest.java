package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The figures expected of the samples were worked out by a decoder of a few lines in another language; those of what the library
 * writes are the library's.
 */
class HdrHistogramFormatsTest {

    private static final Map<SourceOption, String> NANOSECONDS = Map.of(SourceOption.UNIT, "ns");
    private static final Map<SourceOption, String> MILLISECONDS = Map.of(SourceOption.UNIT, "ms");

    @TempDir
    Path directory;

    private static Samples.ReadPhases phases(Path file, Map<SourceOption, String> options) {
        return Samples.phases(Samples.request(file, options));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void aTagIsAPhaseWhoseIntervalsAreMerged() {
        Samples.ReadPhases phases = phases(Samples.own("hlog/hdrhistogram.hlog"), NANOSECONDS);
        assertThat(phases.keys()).containsExactlyInAnyOrder("untagged", "login");
        Phase phase = phases.get("login");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "3.667967"),
                        entry("p95", "8.339455"),
                        entry("p99", "10.551295"),
                        entry("min", "1.001984"),
                        entry("max", "13.893631"),
                        entry("mean", "4.091040768"),
                        entry("stddev", "2.2683238622469315"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("duration", "3000"), entry("throughput", "500"), entry("items_processed", "1500"));
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("version", "1.3"),
                        entry("unit", "ns"),
                        entry("percentiles", "nearest rank of 1500 values in a histogram with 3 significant digits"));
        assertThat(phases.get("untagged").histogram()).startsWith("HISTFAAA");
        assertThat(Samples.latencies(phases.get("untagged")))
                .containsEntry("p50", "3.704831")
                .containsEntry("p95", "8.814591")
                .containsEntry("p99", "11.444223");
    }

    @Test
    void aLogOfHdrHistogramsOwnTestsIsRead() {
        Samples.ReadPhases phases = phases(Samples.own("hlog/hdrhistogram-tagged-v1.2.hlog"), NANOSECONDS);
        assertThat(phases.keys()).containsExactlyInAnyOrder("untagged", "A");
        for (Phase phase : phases.all().values()) {
            assertThat(Samples.latencies(phase))
                    .containsEntry("p50", "0.360447")
                    .containsEntry("p95", "746.586111")
                    .containsEntry("p99", "1392.508927")
                    .containsEntry("min", "0")
                    .containsEntry("max", "1551.892479");
            assertThat(Samples.figures(phase))
                    .containsEntry("items_processed", "16145")
                    .containsEntry("duration", "21008")
                    .doesNotContainKey("items_failed");
        }
    }

    private Path written(String name, long seed, int digits) throws IOException {
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        Path file = directory.resolve(name);
        try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputLogFormatVersion();
            writer.outputStartTime(1_767_225_600_000L);
            writer.outputLegend();
            for (int interval = 0; interval < 5; interval++) {
                Histogram histogram = new Histogram(digits);
                histogram.setAutoResize(true);
                histogram.setTag(interval % 2 == 0 ? null : "odd");
                histogram.setStartTimeStamp(1_767_225_600_000L + 1000L * interval);
                histogram.setEndTimeStamp(1_767_225_601_000L + 1000L * interval);
                for (int i = 0; i < 2000; i++) {
                    histogram.recordValue(random.nextLong(1L << random.nextInt(1, 40)));
                }
                writer.outputIntervalHistogram(histogram);
            }
        }
        return file;
    }

    @Test
    void whatTheLibraryWritesHasThePercentilesThatTheLibrarySays() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        for (int digits = 1; digits <= 5; digits++) {
            Path file = written("a.hlog", seed, digits);
            Samples.ReadPhases phases = phases(file, NANOSECONDS);
            for (String tag : List.of("untagged", "odd")) {
                Histogram all = new Histogram(digits);
                all.setAutoResize(true);
                HistogramLogReader reader = new HistogramLogReader(file.toFile());
                while (reader.hasNext()) {
                    Histogram next = (Histogram) reader.nextIntervalHistogram();
                    if ((next.getTag() == null ? "untagged" : next.getTag()).equals(tag)) {
                        all.add(next);
                    }
                }
                Map<String, String> latencies = Samples.latencies(phases.get(tag));
                for (String percentile : List.of("50", "95", "99")) {
                    assertThat(latencies)
                            .containsEntry(
                                    "p" + percentile,
                                    Decimals.plain(new BigDecimal(
                                                            all.getValueAtPercentile(Double.parseDouble(percentile)))
                                                    .movePointLeft(6))
                                            .toPlainString());
                }
                assertThat(Samples.figures(phases.get(tag)))
                        .containsEntry("items_processed", String.valueOf(all.getTotalCount()));
            }
        }
    }

    @Test
    void shardsAreMergedAsOneHistogramIs() throws Exception {
        written("a.hlog", 1, 3);
        written("b.hlog", 2, 3);
        Phase phase = phases(directory.resolve("*.hlog"), NANOSECONDS).get("odd");
        Histogram merged = Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(phase.histogram())), 0);
        assertThat(merged.getTotalCount()).isEqualTo(8000);
        assertThat(Samples.figures(phase))
                .containsEntry("items_processed", "8000")
                .containsEntry("duration", "3000");
        assertThat(Samples.latencies(phase))
                .containsEntry(
                        "p99",
                        Decimals.plain(new BigDecimal(merged.getValueAtPercentile(99)).movePointLeft(6))
                                .toPlainString());
    }

    @Test
    void histogramsOfOtherPrecisionLoseNothing() {
        PhaseAccumulator item = new PhaseAccumulator("a", "a", new MemoryBudget(Long.MAX_VALUE), false);
        Histogram coarse = new Histogram(1000, 1_000_000_000, 2);
        coarse.recordValue(360_000);
        Histogram fine = new Histogram(1, 1_000_000_000, 3);
        fine.recordValue(7);
        fine.recordValue(123_456_789);
        for (Histogram each : List.of(coarse, fine, coarse)) {
            item.addHistogram(each, DurationUnit.NANOSECONDS);
        }
        Phase phase = PhaseOfItem.of(
                Samples.request(Path.of("it"), Map.of(SourceOption.PERCENTILES, "25")), "hlog", "it", item);
        assertThat(Samples.details(phase))
                .containsEntry("percentiles", "nearest rank of 4 values in a histogram with 2 significant digits");
        assertThat(Samples.latencies(phase))
                .containsEntry("p25", "0.000007")
                .containsEntry("p50", milliseconds(coarse.highestEquivalentValue(360_000)))
                .containsEntry("p99", milliseconds(fine.highestEquivalentValue(123_456_789)));
    }

    private static String milliseconds(long nanoseconds) {
        return Decimals.plain(new BigDecimal(nanoseconds).movePointLeft(6)).toPlainString();
    }

    @Test
    void theUnitMustBeGiven() {
        Path file = Samples.own("hlog/hdrhistogram.hlog");
        assertThat(Samples.problem(Samples.request(file)))
                .endsWith(
                        "looks like a log of HdrHistogram (.hlog; read are the versions 1.1, 1.2 and 1.3) and cannot be read: it"
                                + " does not say which unit its values have. Add it to the source in the pom: <unit>ns</unit>, or us,"
                                + " ms, s.");
    }

    @Test
    void anotherVersionIsNamedAndNotGuessed() throws IOException {
        Path file = file("a.hlog", "#[Histogram log format version 2.0]\n");
        assertThat(Samples.problem(Samples.request(file, NANOSECONDS)))
                .contains("line 1: its version is \"2.0\", read are 1.1, 1.2 and 1.3. ");
    }

    @Test
    void aTornOrDamagedLineIsAnError() throws IOException {
        String log = Files.readString(Samples.own("hlog/hdrhistogram.hlog"));
        int base64 = log.indexOf("HIST") + 4;
        byte[] compressed = Base64.getDecoder().decode(log.substring(base64 - 4, log.indexOf('\n', base64)));
        DoubleHistogram doubles = new DoubleHistogram(3);
        ByteBuffer encoded = ByteBuffer.allocate(doubles.getNeededByteBufferCapacity());
        int length = doubles.encodeIntoCompressedByteBuffer(encoded);
        String ofDoubles = Base64.getEncoder().encodeToString(Arrays.copyOf(encoded.array(), length));
        String head = "#[Histogram log format version 1.3]\n";
        Map<String, String> problems = Map.of(
                log.substring(0, log.length() - 1),
                "line 10: the last line has no end",
                log.replaceFirst("HISTF", "HI_TF"),
                "line 5: \"0.000,1.000,12.567,HI_TFAAAAdd42i2SX4oTQRDGO19Xpx2GYRiaMARdl...\" is no interval, expected"
                        + " [Tag=name,]start,length,maximum,histogram in base64",
                head + "0,1,1,AAA\n",
                "line 2: a histogram is damaged: its length is not what it says",
                head + "0,1,1,A\n",
                "line 2: a histogram is damaged: it is not base64",
                head + "0,1,1," + Base64.getEncoder().encodeToString(Arrays.copyOf(compressed, 200)) + "\n",
                "line 2: a histogram is damaged: its length is not what it says",
                head + "-1,1,1," + ofDoubles + "\n",
                "line 2: the start is \"-1\", expected seconds",
                head + "0,soon,1," + ofDoubles + "\n",
                "line 2: the length is \"soon\", expected a number",
                head + "0,1,1," + ofDoubles + "\n",
                "line 2: a histogram is of doubles (DoubleHistogram), and read are those of whole numbers");
        for (Map.Entry<String, String> each : problems.entrySet()) {
            String problem = Samples.problem(Samples.request(file("a.hlog", each.getKey()), NANOSECONDS));
            assertThat(problem).contains(" and cannot be read: " + each.getValue() + ". It was cut off");
        }
    }

    @Test
    void aTableHasItsPercentilesOrTheNextLargerOnes() {
        Phase phase = phases(
                        Samples.own("hgrm/hdrhistogram.hgrm"),
                        Map.of(SourceOption.UNIT, "ms", SourceOption.PERCENTILES, "75"))
                .get("untagged");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "3.785"),
                        entry("p95", "9.224"),
                        entry("p99", "12.132"),
                        entry("p75", "5.812"),
                        entry("min", "1.001"),
                        entry("max", "16.761"),
                        entry("mean", "4.296"),
                        entry("stddev", "2.503"));
        assertThat(Samples.figures(phase)).containsExactly(entry("items_processed", "2000"));
        assertThat(phase.histogram()).isNull();
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("unit", "ms"),
                        entry(
                                "percentiles",
                                "of a histogram with 3 significant digits; p95, p99: the next larger one that the"
                                        + " file has, no smaller than the true one"));
    }

    @Test
    void aTableThatTheLibraryWritesIsReadAsTextAndAsCsv() throws IOException {
        Histogram histogram = new Histogram(3);
        histogram.setAutoResize(true);
        for (int i = 1; i <= 1000; i++) {
            histogram.recordValue(i * 1000L);
        }
        for (boolean csv : List.of(false, true)) {
            Path file = directory.resolve("a.hgrm");
            try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
                histogram.outputPercentileDistribution(out, 5, 1000.0, csv);
            }
            Map<String, String> latencies = Samples.latencies(
                    phases(file, Map.of(SourceOption.UNIT, "us")).get("untagged"));
            // 500,000 and 950,000 ns as the library says them: the largest of their buckets.
            assertThat(latencies)
                    .containsEntry("p50", "0.500223")
                    .containsEntry("p95", "0.950271")
                    .containsEntry("min", "0.001")
                    .containsEntry("max", "1.000447");
        }
    }

    @Test
    void aTableThatIsCutOffOrDoesNotAscendIsAnError() throws IOException {
        String table = Files.readString(Samples.own("hgrm/hdrhistogram.hgrm"));
        Map<String, String> problems = Map.of(
                table.substring(0, table.indexOf("#[Max")),
                "line 27: its end is missing",
                table.substring(0, table.length() - 1),
                "line 29: its end is missing",
                table.replace("2.290", "22.290"),
                "line 5: \"       3.785 0.500000000000       1000           2.00\" does not ascend from the row before it",
                table.replace("=         2000", "=         2001"),
                "line 29: its total count is 2001, and its last row counts 2000",
                table.replaceFirst("(Max +=) +16\\.761", "$1 6.761"),
                "line 29: its Max is 6.761 ms, and its last row is of 16.761 ms",
                table.replace("16.761 1.0", "x 1.0"),
                "line 26: Value is \"x\", expected a number");
        for (Map.Entry<String, String> each : problems.entrySet()) {
            assertThat(Samples.problem(Samples.request(file("a.hgrm", each.getKey()), MILLISECONDS)))
                    .contains(" and cannot be read: " + each.getValue() + ". It was cut off");
        }
    }

    @Test
    void anEmptyHistogramHasNoLatencies() throws IOException {
        Histogram histogram = new Histogram(3);
        Path file = directory.resolve("a.hgrm");
        try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(out, 5, 1.0, false);
        }
        Phase phase = phases(file, NANOSECONDS).get("untagged");
        assertThat(Samples.latencies(phase)).containsEntry("p50", "null").containsEntry("p99", "null");
        assertThat(Samples.figures(phase)).containsExactly(entry("items_processed", "0"));
    }
}
