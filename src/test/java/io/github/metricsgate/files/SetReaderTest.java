package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.json.ViolationFormat;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.FoundFile;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetReaderTest {

    @TempDir
    Path directory;

    private SetLayout layout;

    @BeforeEach
    void persist() throws IOException {
        layout = GoldenSets.layout(directory);
        PersistResult result = new SnapshotPersister(Duration.ofSeconds(1))
                .persist(GoldenSets.DIRECTORY.resolve("design-document/snapshot.json"), layout);
        assertThat(result).isInstanceOf(PersistResult.Persisted.class);
    }

    @Test
    void aPhaseIsReadWithItsDecimals() throws IOException {
        Phase phase = PlainReading.of(layout).run().phases().get(0);
        assertThat(phase.key()).isEqualTo("0");
        assertThat(phase.name()).isEqualTo("Configuration");
        assertThat(phase.itemsProcessed()).isEqualTo("1");
        assertThat(Figure.DURATION.valueIn(phase)).isEqualTo("123.45");
        assertThat(Figure.THROUGHPUT.valueIn(phase)).isEqualTo("0.008");
        assertThat(phase.latencies())
                .containsExactly(
                        Map.entry("p50", new BigDecimal("120.0")),
                        Map.entry("p95", new BigDecimal("123.0")),
                        Map.entry("p99", new BigDecimal("123.45")));
    }

    @Test
    void resourcesAreSummedUpExactly() throws IOException {
        ResourceUsage usage = PlainReading.of(layout).run().resources();
        assertThat(usage.samples()).isEqualTo(2);
        ResourceSummary rss = Objects.requireNonNull(usage.summaries().get(Resource.RSS_MB));
        assertThat(rss.max()).isEqualTo("534.1");
        assertThat(rss.min()).isEqualTo("512.3");
        assertThat(rss.last()).isEqualTo("534.1");
        assertThat(rss.sum()).isEqualTo("1046.4");
        assertThat(rss.mean(0)).isEqualTo("523.2");
    }

    @Test
    void figuresOfAMissingFileAreNotMeasured() throws IOException {
        Phase whole = PlainReading.of(layout).run().phases().get(0);
        assertThat(whole.figures())
                .containsOnlyKeys(
                        Figure.DURATION,
                        Figure.THROUGHPUT,
                        Figure.ITEMS_PROCESSED,
                        Figure.ITEMS_REMAINING,
                        Figure.PROGRESS,
                        Figure.WARNINGS,
                        Figure.ERRORS,
                        Figure.ANOMALIES);
        assertThat(Figure.PROGRESS.valueIn(whole)).isEqualTo("1.0");
        for (Figure none : List.of(Figure.ITEMS_REMAINING, Figure.WARNINGS, Figure.ERRORS, Figure.ANOMALIES)) {
            assertThat(none.valueIn(whole)).isZero();
        }
        Files.delete(layout.path(MetricsFile.PHASE_METRICS));
        replace(MetricsFile.LATENCY_HISTOGRAMS, "\"throughput\"", "\"progress\": 7, \"throughput\"");
        Phase latencies = PlainReading.of(layout).run().phases().get(0);
        assertThat(latencies.figures()).containsOnlyKeys(Figure.DURATION, Figure.THROUGHPUT, Figure.ITEMS_PROCESSED);
    }

    @Test
    void remainingItemsAreThoseNotProcessed() throws IOException {
        Files.delete(layout.checksums());
        replace(MetricsFile.PHASE_METRICS, "\"items_total\": 1", "\"items_total\": 41");
        Phase phase = PlainReading.of(layout).run().phases().get(0);
        assertThat(Figure.ITEMS_REMAINING.valueIn(phase)).isEqualTo("40");
        replace(MetricsFile.PHASE_METRICS, "\"items_total\": 41", "\"items_total\": null");
        Phase uncounted = PlainReading.of(layout).run().phases().get(0);
        assertThat(uncounted.figures()).doesNotContainKey(Figure.ITEMS_REMAINING);
    }

    @ParameterizedTest
    @EnumSource(DurationUnit.class)
    void latenciesAreConvertedToMillisecondsAndTheDurationIsNot(DurationUnit unit) throws IOException {
        Phase phase = SetReader.read(layout, Optional.of(unit), ReadOptions.threads(1))
                .run()
                .phases()
                .get(0);
        for (String latency : List.of("120.0", "123.0", "123.45")) {
            assertThat(phase.latencies().values())
                    .usingElementComparator(BigDecimal::compareTo)
                    .contains(unit.toMilliseconds(new BigDecimal(latency)));
        }
        assertThat(Figure.DURATION.valueIn(phase)).isEqualTo("123.45");
    }

    @Test
    void readingChangesNothing() throws IOException {
        Map<String, String> before = contents();
        SetReading first = PlainReading.of(layout);
        assertThat(PlainReading.of(layout)).isEqualTo(first);
        assertThat(contents()).isEqualTo(before).hasSize(5);
    }

    @Test
    void aChangedByteDoesNotMatchItsChecksum() throws IOException {
        replace(MetricsFile.RESOURCE_USAGE, "45.2", "45.3");
        assertThat(violations().first())
                .containsExactly(new Violation(
                        "resource_usage.jsonl",
                        "",
                        null,
                        "SHA-256 is 2cb9d977f3def8a6c0df7fba0818d0e5c2b1a4447182aefe67d889cccff5e8c9, but SHA256SUMS"
                                + " lists 9060a9866ed2c047107445fb1f8db1fe06642ade639591e9cf016f594d3c35bc"));
    }

    /** What git does on Windows, unless it is told that the files are no text. */
    @Test
    void otherLineEndingsAreToldFromOtherChanges() throws IOException {
        replace(MetricsFile.PHASE_METRICS, "\n", "\r\n");
        assertThat(violations().first())
                .singleElement()
                .satisfies(violation -> assertThat(violation.problem())
                        .startsWith("SHA-256 is ")
                        .endsWith(", which is that of the file without carriage returns: something changed its line"
                                + " endings; git does not where .gitattributes has \"artifacts/** -text\""));
        replace(MetricsFile.PHASE_METRICS, "Configuration", "Konfiguration");
        assertThat(violations().first())
                .extracting(Violation::problem)
                .noneMatch(problem -> problem.contains("carriage"));
    }

    @Test
    void everyFileThatDoesNotMatchItsChecksumIsReported() throws IOException {
        Files.writeString(
                layout.checksums(),
                Files.readString(layout.checksums()).replaceAll("(?m)^.", "g").replaceFirst("g", "0"));
        assertThat(violations().first()).extracting(v -> v.file()).contains("phase_metrics.json", "SHA256SUMS");
    }

    @Test
    void checksumsAreReadInTheFormatOfSha256sum() throws IOException {
        String sums = Files.readString(layout.checksums());
        Files.writeString(
                layout.checksums(),
                sums.replace("  ", " *")
                                .toUpperCase(java.util.Locale.ROOT)
                                .replace("PHASE_METRICS.JSON", "phase_metrics.json")
                                .replace("RESOURCE_USAGE.JSONL", "resource_usage.jsonl")
                                .replace("LATENCY_HISTOGRAMS.JSON", "latency_histograms.json")
                                .replace("RUN.JSON", "run.json")
                        + "0".repeat(64) + "  another.txt\r\n");
        assertThat(violations().first()).isEmpty();
    }

    @Test
    void malformedChecksumsAreViolations() throws IOException {
        List<String> lines = Files.readAllLines(layout.checksums());
        Files.write(layout.checksums(), List.of(lines.get(0), lines.get(0), "rubbish", lines.get(1)));
        assertThat(ViolationFormat.of(violations()))
                .containsExactly(
                        "2:1: duplicate entry for \"phase_metrics.json\"",
                        "3:1: found \"rubbish\", expected 64 hexadecimal digits, two spaces and a file's name",
                        ": has no entry for latency_histograms.json",
                        ": has no entry for run.json");
    }

    @Test
    void aChecksumFileThatIsFarTooLongIsAViolation() throws IOException {
        Files.writeString(
                layout.checksums(), Files.readString(layout.checksums()).repeat(1000));
        assertThat(ViolationFormat.of(violations())).containsExactly(": is too large; expected fewer than 65536 bytes");
    }

    @Test
    void aMissingFileIsReportedAndTheOthersAreRead() throws IOException {
        Path checksums = Files.move(layout.checksums(), directory.resolve("elsewhere"));
        Files.delete(layout.path(MetricsFile.PHASE_METRICS));
        SetReading reading = PlainReading.of(layout);
        assertThat(reading.missing()).extracting(FoundFile::role).containsExactly(MetricsFile.PHASE_METRICS);
        assertThat(reading.violations().isEmpty()).isTrue();
        assertThat(reading.run().phases()).extracting(Phase::name).containsExactly("Configuration");
        assertThat(reading.run().resources().samples()).isEqualTo(2);

        Files.delete(layout.path(MetricsFile.LATENCY_HISTOGRAMS));
        assertThat(PlainReading.of(layout).hasPhases()).isFalse();
        assertThat(PlainReading.of(layout).run().phases()).isEmpty();
        assertThat(PlainReading.of(layout).isEmpty()).isFalse();

        Files.delete(layout.path(MetricsFile.RESOURCE_USAGE));
        Files.move(checksums, layout.checksums());
        assertThat(PlainReading.of(layout).isEmpty()).isFalse();
        assertThat(layout.isEmpty()).isFalse();

        Files.delete(layout.checksums());
        Files.delete(layout.path(MetricsFile.RUN));
        assertThat(layout.isEmpty()).isTrue();
        SetReading nothing = PlainReading.of(layout);
        assertThat(nothing.missing())
                .extracting(FoundFile::role)
                .containsExactly(MetricsFile.PHASE_METRICS, MetricsFile.RESOURCE_USAGE, MetricsFile.LATENCY_HISTOGRAMS);
        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.hasSamples()).isFalse();
        assertThat(nothing.run()).isEqualTo(Run.unknown());
    }

    /** As a first publication leaves it that was killed: whatever the environment, it is no set. */
    @Test
    void aMissingFileThatTheChecksumsListIsAViolation() throws IOException {
        Files.delete(layout.path(MetricsFile.RESOURCE_USAGE));
        SetReading reading = PlainReading.of(layout);
        assertThat(reading.missing()).extracting(FoundFile::role).containsExactly(MetricsFile.RESOURCE_USAGE);
        assertThat(reading.violations().first())
                .containsExactly(
                        new Violation("resource_usage.jsonl", "", null, "is missing, but SHA256SUMS lists it"));
    }

    @Test
    void aTruncatedLastLineIsAViolationWhereverItIsCut() throws IOException {
        Files.delete(layout.checksums());
        Path file = layout.path(MetricsFile.RESOURCE_USAGE);
        String whole = Files.readString(file);
        int secondLine = whole.indexOf('\n') + 1;
        for (int length = secondLine + 1; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            assertThat(violations().total()).as("cut at %d", length).isEqualTo(1);
        }
        assertThat(ViolationFormat.of(violations()))
                .containsExactly("2:128: the file is cut off: there is no line feed after the last line");
    }

    @Test
    void aBadSampleIsFoundInItsLine() throws IOException {
        Files.delete(layout.checksums());
        replace(MetricsFile.RESOURCE_USAGE, "52.1", "-52.1");
        replace(MetricsFile.RESOURCE_USAGE, "\"2024-01-01T00:00:10.000000\"", "\"now\"");
        assertThat(ViolationFormat.of(violations()))
                .containsExactly(
                        "2:15 /timestamp: found \"now\", expected an ISO 8601 timestamp, as 2024-01-31T12:00:00.5Z",
                        "2:37 /cpu_percent: found -52.1, expected a number, not negative");
    }

    @Test
    void theTwoFilesOfPhasesMustAgree() throws IOException {
        Files.delete(layout.checksums());
        Files.writeString(layout.path(MetricsFile.LATENCY_HISTOGRAMS), """
                {
                  "0": {
                    "duration_ms": 123.450,
                    "items_processed": 2,
                    "latency_histogram": {
                      "p50": 120,
                      "p95": null,
                      "p99": 123.46,
                      "max": 200
                    },
                    "name": "Config",
                    "throughput": null
                  },
                  "1": {"duration_ms": null, "items_processed": 0, "latency_histogram": {"p50": 1, "p95": 1, "p99": 1},
                        "name": "x", "throughput": null}
                }""");
        assertThat(ViolationFormat.of(violations()))
                .containsExactly(
                        "4:24 /0/items_processed: found 2, expected 1, as in phase_metrics.json",
                        "9:14 /0/latency_histogram/max: is missing in phase_metrics.json",
                        "7:14 /0/latency_histogram/p95: found null, expected 123.0, as in phase_metrics.json",
                        "8:14 /0/latency_histogram/p99: found 123.46, expected 123.45, as in phase_metrics.json",
                        "11:13 /0/name: found \"Config\", expected \"Configuration\", as in phase_metrics.json",
                        "12:19 /0/throughput: found null, expected 0.008, as in phase_metrics.json",
                        "14:8 /1: is missing in phase_metrics.json");
        replace(MetricsFile.LATENCY_HISTOGRAMS, "123.450", "123.46");
        assertThat(ViolationFormat.of(violations()))
                .contains("3:20 /0/duration_ms: found 123.46, expected 123.45, as in phase_metrics.json");
        Files.writeString(layout.path(MetricsFile.LATENCY_HISTOGRAMS), "\n{}");
        assertThat(ViolationFormat.of(violations()))
                .containsExactly("2:1 /0: is missing; phase_metrics.json has this phase");
    }

    @Test
    void aPercentileThatOneFileLacksIsAViolation() throws IOException {
        Files.delete(layout.checksums());
        replace(MetricsFile.PHASE_METRICS, "\"p50\": 120.0,", "\"p50\": 120.0, \"p75\": null, \"p90\": 121,");
        assertThat(ViolationFormat.of(violations()))
                .containsExactly(
                        "5:26 /0/latency_histogram/p75: is missing; expected null, as in phase_metrics.json",
                        "5:26 /0/latency_histogram/p90: is missing; expected 121, as in phase_metrics.json");
    }

    @Test
    void aFileThatIsNotAnObjectOrNotJsonIsAViolationAndNothingIsCompared() throws IOException {
        Files.delete(layout.checksums());
        Files.writeString(layout.path(MetricsFile.PHASE_METRICS), "[");
        Files.writeString(layout.path(MetricsFile.LATENCY_HISTOGRAMS), "[]");
        assertThat(ViolationFormat.of(violations()))
                .containsExactly(
                        "1:2 /0: the file is cut off; expected a JSON value",
                        "1:1: found an array, expected an object");
    }

    private Violations violations() throws IOException {
        return PlainReading.of(layout).violations();
    }

    private void replace(MetricsFile role, String from, String to) throws IOException {
        String content = Files.readString(layout.path(role));
        assertThat(content).contains(from);
        Files.writeString(layout.path(role), content.replace(from, to));
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(
                        file.getFileName() + " " + Files.getLastModifiedTime(file),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
