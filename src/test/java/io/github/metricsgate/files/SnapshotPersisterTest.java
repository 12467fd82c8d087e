package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.disk.DirectoryBusyException;
import io.github.metricsgate.disk.DirectoryLock;
import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.files.PersistResult.Persisted;
import io.github.metricsgate.files.PersistResult.Refused;
import io.github.metricsgate.json.ViolationFormat;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotPersisterTest {

    private static final String PHASE = """
            {"phase_id": 0, "name": "Configuration", "duration_ms": 123.45, "items_processed": 1, "items_total": 1,
             "latency_histogram": {"p50": 120.0, "p95": 123.0, "p99": 123.45}}""";
    private static final String SAMPLE = """
            {"timestamp": "2024-01-01T00:00:00", "cpu_percent": 1, "memory_percent": 2, "rss_mb": 3, "worker_budget": 4}""";

    @TempDir
    Path directory;

    private SetLayout layout;

    @BeforeEach
    void layOut() {
        layout = GoldenSets.layout(directory.resolve("artifacts/plan1"));
    }

    @Test
    void allViolationsAreReportedWithPointerLineAndColumn() throws IOException {
        Violations violations = refused("""
                {
                  "timestamp": "yesterday",
                  "phase_metrics": {
                    "0": {"phase_id": "0", "name": 7, "duration_ms": "1", "items_processed": 1.5,
                          "latency_histogram": {"p50": 5, "p95": 4, "p99.9": -1}, "progress": 1.1},
                    "a/b~c": []
                  },
                  "resource_usage": [{"timestamp": "2024-13-01T00:00:00", "cpu_percent": -1, "memory_percent": null,
                                      "rss_mb": NaN, "note": [1, {"deep": Infinity}]}, 7],
                  "phase_status": []
                }
                """);
        assertThat(violations.first().stream().map(ViolationFormat::of))
                .containsExactly(
                        "4:23 /phase_metrics/0/phase_id: found \"0\", expected an integer",
                        "4:36 /phase_metrics/0/name: found 7, expected a string",
                        "4:54 /phase_metrics/0/duration_ms: found \"1\", expected a number or null",
                        "4:78 /phase_metrics/0/items_processed: found 1.5, expected a whole number, not negative, or null",
                        "4:10 /phase_metrics/0/items_total: is missing; expected a whole number, not negative, or null",
                        "5:79 /phase_metrics/0/progress: found 1.1, expected a number from 0 to 1, or null",
                        "5:32 /phase_metrics/0/latency_histogram/p99: is missing; expected a number, not negative, or null",
                        "5:62 /phase_metrics/0/latency_histogram/p99.9: found -1, expected a number, not negative, or null",
                        "5:50 /phase_metrics/0/latency_histogram/p95: found 4, expected at least p50, which is 5",
                        "6:14 /phase_metrics/a~1b~0c: found an array, expected an object",
                        "9:33 /resource_usage/0/rss_mb: found NaN, expected a finite number, or null for \"not measured\"",
                        "9:59 /resource_usage/0/note/1/deep: found Infinity, expected a finite number, or null for \"not measured\"",
                        "8:36 /resource_usage/0/timestamp: found \"2024-13-01T00:00:00\", expected an ISO 8601 timestamp, as"
                                + " 2024-01-31T12:00:00.5Z",
                        "8:74 /resource_usage/0/cpu_percent: found -1, expected a number, not negative",
                        "8:96 /resource_usage/0/memory_percent: found null, expected a number, not negative",
                        "8:22 /resource_usage/0/worker_budget: is missing; expected a number, not negative",
                        "9:72 /resource_usage/1: found 7, expected an object",
                        "2:16 /timestamp: found \"yesterday\", expected an ISO 8601 timestamp, as 2024-01-31T12:00:00.5Z",
                        "1:1 /abort_status: is missing; expected an object",
                        "10:19 /phase_status: found an array, expected an object");
        assertThat(violations.total()).isEqualTo(20);
        assertThat(violations.first()).extracting(Violation::file).containsOnly("snapshot.json");
    }

    @Test
    void commonMistakesOfHandWrittenSnapshotsAreExplained() throws IOException {
        String histogram = "{\"50\": 1, \"95%\": 2, \"99th\": 3}";
        assertThat(ViolationFormat.of(refused("""
                        {"timestamp": "2024-01-01 00:00:00.5", "phase_metrics": {"0": %s},
                         "resource_usage": [%s], "abort_status": {"is_aborted": false}}
                        """.formatted(
                                PHASE.replaceFirst("\\{\"p50.*?}", histogram), SAMPLE.replace("01T00", "01 00")))))
                .containsExactly(
                        "2:23 /phase_metrics/0/latency_histogram/p50: is missing; expected a number, not negative, or null"
                                + " (there is \"50\": did you mean p50?)",
                        "2:23 /phase_metrics/0/latency_histogram/p95: is missing; expected a number, not negative, or null"
                                + " (there is \"95%\": did you mean p95?)",
                        "2:23 /phase_metrics/0/latency_histogram/p99: is missing; expected a number, not negative, or null"
                                + " (there is \"99th\": did you mean p99?)",
                        "3:35 /resource_usage/0/timestamp: found \"2024-01-01 00:00:00\", expected an ISO 8601 timestamp, as"
                                + " 2024-01-31T12:00:00.5Z (with a T, as Python's isoformat() writes it)",
                        "1:15 /timestamp: found \"2024-01-01 00:00:00.5\", expected an ISO 8601 timestamp, as"
                                + " 2024-01-31T12:00:00.5Z (with a T, as Python's isoformat() writes it)");
        assertThat(ViolationFormat.of(refused(
                        "{\"phase_metrics\": [], \"resource_usage\": [], \"abort_status\": {\"is_aborted\": false}}")))
                .containsExactly("1:19 /phase_metrics: found an array, expected an object keyed by phase");
    }

    @Test
    void theFirstFiftyOfManyViolationsAreKeptAndTheRestIsCounted() throws IOException {
        String samples = String.join(",", java.util.Collections.nCopies(1000, "1"));
        Violations violations = refused(snapshot("", samples));
        assertThat(violations.first()).hasSize(50);
        assertThat(violations.total()).isEqualTo(1000);
    }

    @Test
    void whatIsNotASnapshotAtAllIsReportedOnce() throws IOException {
        assertThat(refused("[]").first().stream().map(ViolationFormat::of))
                .containsExactly("1:1: found an array, expected an object");
        assertThat(refused("").first().stream().map(ViolationFormat::of))
                .containsExactly(": is empty; expected a JSON value");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100.0000001, true",
        "100, 99.99999995, true",
        "100, 99.9999998, false",
        "100, 99.9999, false",
        "0, 0, true",
        "1e-400, 0, false"
    })
    void percentilesMayOnlyDecreaseByARelativeBillionth(String p50, String p95, boolean accepted) throws IOException {
        PersistResult result = persist(snapshot(
                "\"0\": "
                        + PHASE.replace("120.0", p50)
                                .replace("123.0", p95)
                                .replace("{\"p50\"", "{\"mean\": 1, \"p50\"")
                                .replace("\"p99\": 123.45", "\"p99\": 200"),
                ""));
        assertThat(result instanceof Persisted).isEqualTo(accepted);
    }

    @Test
    void aNullBetweenTwoPercentilesDoesNotHideThatTheyDecrease() throws IOException {
        Violations violations =
                refused(snapshot("\"0\": " + PHASE.replace("123.0,", "null,").replace("123.45}", "119}"), ""));
        assertThat(violations.first().stream().map(ViolationFormat::of))
                .containsExactly(
                        "2:58 /phase_metrics/0/latency_histogram/p99: found 119, expected at least p50, which is 120.0");
    }

    @Test
    void everyPercentileIsComparedWithThePreviousOne() throws IOException {
        Violations violations = refused(snapshot("\"0\": " + PHASE.replace("123.45}", "121}"), ""));
        assertThat(violations.first())
                .singleElement()
                .extracting(Violation::pointer, Violation::problem)
                .containsExactly(
                        "/phase_metrics/0/latency_histogram/p99", "found 121, expected at least p95, which is 123.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phase_metrics", "resource_usage", "abort_status", "timestamp", "other"})
    void aDuplicateKeyIsAViolation(String key) throws IOException {
        String value = switch (key) {
            case "resource_usage" -> "[]";
            case "timestamp" -> "\"2024-01-01T00:00\"";
            case "abort_status" -> "{\"is_aborted\": false}";
            default -> "{}";
        };
        String twice = "\"" + key + "\": " + value + ", \"" + key + "\": " + value + ", ";
        String rest = snapshot("", "").substring(1).replace("\"" + key + "\": " + value + ",", "");
        assertThat(refused("{" + twice + rest).first())
                .extracting(Violation::problem, Violation::pointer)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("duplicate key \"" + key + "\"", "/" + key));
    }

    @Test
    void aRefusedSnapshotLeavesNoTraceInAnEmptyDirectory() throws IOException {
        refused("{\"resource_usage\": [" + SAMPLE + "], \"phase_metrics\": {}}");
        assertThat(directory.resolve("artifacts")).doesNotExist();
    }

    @Test
    void aRefusedSnapshotLeavesAnEarlierSetAsItWas() throws IOException {
        persist(snapshot("\"0\": " + PHASE, SAMPLE));
        Map<String, String> before = contents();
        refused(snapshot("\"0\": " + PHASE, SAMPLE + ", 1"));
        assertThat(contents()).isEqualTo(before).hasSize(5);
    }

    @Test
    void anEarlierSetIsOverwritten() throws IOException {
        persist(snapshot("\"0\": " + PHASE, SAMPLE + ", " + SAMPLE));
        persist(snapshot("", SAMPLE));
        assertThat(contents().get("phase_metrics.json")).isEqualTo("{}");
        assertThat(contents().get("resource_usage.jsonl")).isEqualTo(SAMPLE + "\n");
        assertThat(PlainReading.of(layout).violations().isEmpty()).isTrue();
    }

    @Test
    void leftoversOfAKilledRunAreRemoved() throws IOException {
        Files.createDirectories(layout.directory());
        Files.writeString(layout.stagedChecksums(), "half");
        for (MetricsFile role : MetricsFile.values()) {
            Files.writeString(layout.staged(role), "half");
        }
        Files.writeString(layout.lock(), "half");
        persist(snapshot("", ""));
        assertThat(contents())
                .containsOnlyKeys(
                        "phase_metrics.json",
                        "resource_usage.jsonl",
                        "latency_histograms.json",
                        "run.json",
                        "SHA256SUMS");
    }

    @Test
    void aSymbolicLinkIsReplacedAndItsTargetLeftAlone() throws IOException {
        Files.createDirectories(layout.directory());
        Path target = Files.writeString(directory.resolve("target.json"), "mine");
        Files.createSymbolicLink(layout.path(MetricsFile.PHASE_METRICS), target);
        persist(snapshot("", ""));
        assertThat(target).hasContent("mine");
        assertThat(layout.path(MetricsFile.PHASE_METRICS)).isRegularFile().hasContent("{}");
    }

    @Test
    void anInterruptedPublicationDoesNotMatchItsChecksums() throws IOException {
        persist(snapshot("\"0\": " + PHASE, SAMPLE));
        Path resourceUsage = layout.path(MetricsFile.RESOURCE_USAGE);
        String earlier = Files.readString(resourceUsage);
        Files.delete(resourceUsage);
        Files.createDirectories(resourceUsage.resolve("in the way"));
        assertThatThrownBy(() -> persist(snapshot("", SAMPLE + "," + SAMPLE)))
                .isInstanceOf(FileAccessException.class)
                .hasMessageStartingWith("cannot replace " + resourceUsage + ": ");
        Files.delete(resourceUsage.resolve("in the way"));
        Files.delete(resourceUsage);
        Files.writeString(resourceUsage, earlier);
        assertThat(contents())
                .containsOnlyKeys(
                        "phase_metrics.json",
                        "resource_usage.jsonl",
                        "latency_histograms.json",
                        "run.json",
                        "SHA256SUMS");
        assertThat(PlainReading.of(layout).violations().first())
                .extracting(Violation::file)
                .contains("resource_usage.jsonl", "latency_histograms.json");
    }

    @Test
    void aLockThatIsALinkIsNotFollowed() throws IOException {
        Files.createDirectories(layout.directory());
        Path target = Files.writeString(directory.resolve("precious"), "mine");
        Files.createSymbolicLink(layout.lock(), target);
        assertThatThrownBy(() -> persist(snapshot("", "")))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot lock " + layout.lock() + ": it is not a regular file");
        assertThat(target).hasContent("mine");
    }

    @Test
    void missingOptionalMembersAreWarnings() throws IOException {
        PersistResult result = persist("""
                {"phase_metrics": {"3": %s}, "resource_usage": [], "abort_status": {"is_aborted": false}}""".formatted(PHASE));
        assertThat(result).isInstanceOfSatisfying(Persisted.class, persisted -> {
            assertThat(persisted.warnings())
                    .containsExactly(
                            "the snapshot has no \"timestamp\"",
                            "the snapshot has no \"phase_status\"",
                            "the phase with the key \"3\" has \"phase_id\" 0: thresholds refer to it by its key");
            assertThat(persisted.context().abortStatus()).isEqualTo(AbortStatus.COMPLETED);
        });
    }

    @Test
    void theAbortStatusIsRequired() throws IOException {
        assertThat(refused("{\"phase_metrics\": {}, \"resource_usage\": [], \"abort_status\": {}}")
                        .first())
                .extracting(Violation::pointer, Violation::problem)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "/abort_status/is_aborted", "is missing; expected true or false"));
    }

    @Test
    void aFileThatCannotBeReadOrWrittenIsNamed() throws IOException {
        Path missing = directory.resolve("no/snapshot.json");
        SnapshotPersister persister = new SnapshotPersister(Duration.ofSeconds(1));
        assertThatThrownBy(() -> persister.persist(missing, layout))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot read " + missing + ": it does not exist");
        Path file = Files.writeString(directory.resolve("artifacts"), "a file");
        assertThatThrownBy(() -> persist(snapshot("", "")))
                .isInstanceOf(FileAccessException.class)
                .hasMessageStartingWith("cannot make the directory " + layout.directory() + ": ");
        assertThat(file).hasContent("a file");
    }

    @Test
    void theLockOfAnotherBuildIsWaitedForAndThenReported() throws IOException {
        Files.createDirectories(layout.directory());
        try (DirectoryLock other = DirectoryLock.acquire(layout.directory(), layout.lock(), Duration.ofSeconds(1))) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> persist(snapshot("", "")))
                    .isInstanceOf(DirectoryBusyException.class)
                    .hasMessage("another build or module is writing to " + layout.directory()
                            + ", and did not finish within 1 s");
        }
        assertThat(persist(snapshot("", ""))).isInstanceOf(Persisted.class);
    }

    /** A heap that the samples of the snapshot fill many times over. */
    @Test
    void memoryDoesNotGrowWithTheNumberOfSamples() throws Exception {
        persistAndReadInLittleMemory(600_000, "-Xmx24m");
    }

    @Test
    @Tag("reliability")
    void aGigabyteOfSamplesNeedsNoMoreThanSixtyFourMegabytes() throws Exception {
        persistAndReadInLittleMemory(10_000_000, "-Xmx64m");
    }

    private void persistAndReadInLittleMemory(int samples, String heap) throws Exception {
        Path snapshot = directory.resolve("large.json");
        byte[] sample = ("," + SAMPLE).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(snapshot))) {
            out.write(("{\"phase_metrics\": {}, \"abort_status\": {\"is_aborted\": false}, \"resource_usage\": ["
                            + SAMPLE)
                    .getBytes(StandardCharsets.UTF_8));
            for (int i = 1; i < samples; i++) {
                out.write(sample);
            }
            out.write("]}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Files.size(snapshot)).isGreaterThan(100L * samples);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PersistAndRead.class.getName(),
                        snapshot.toString(),
                        layout.directory().toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        System.out.printf(
                "memory: %d bytes persisted and read with %s in %d ms%n",
                Files.size(snapshot), heap, (System.nanoTime() - start) / 1_000_000);
        assertThat(output.strip()).isEqualTo("0 phases, " + samples + " samples, 0 violations");
    }

    private static String snapshot(String phases, String samples) {
        return "{\"timestamp\": \"2024-01-01T00:00\", \"phase_metrics\": {" + phases + "}, \"resource_usage\": ["
                + samples + "], \"abort_status\": {\"is_aborted\": false}, \"phase_status\": {}}";
    }

    private PersistResult persist(String snapshot) throws IOException {
        Path file = Files.writeString(directory.resolve("snapshot.json"), snapshot);
        return new SnapshotPersister(Duration.ofSeconds(1)).persist(file, layout);
    }

    private Violations refused(String snapshot) throws IOException {
        PersistResult result = persist(snapshot);
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).violations();
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(layout.directory())) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
