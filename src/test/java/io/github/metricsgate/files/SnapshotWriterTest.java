package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.AbortStatus;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.PhaseSource;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotWriterTest {

    private static final Pattern PHASE = Pattern.compile(" {4}\"(.*)\": \\{");
    private static final Pattern ID = Pattern.compile(" *\"phase_id\": ([0-9]+),?");

    private static final int RUNS = 300;

    @TempDir
    Path directory;

    @Test
    void aSampleThatIsTooLongToMergeIsNeitherLostNorCalledChanged() throws IOException {
        String line =
                "{\"timestamp\": \"2026-01-01T00:00:0%dZ\", \"cpu_percent\": 1, \"memory_percent\": 1, \"rss_mb\": 1,"
                        + " \"worker_budget\": 1%s}\n";
        Path snapshot = directory.resolve("snapshot.json");
        Path recording = directory.resolve("r.jsonl");
        for (int length : new int[] {1 << 20, (1 << 20) + 1, 3 << 20}) {
            String first = line.formatted(0, "");
            int missing = length - line.formatted(1, ", \"note\": \"\"").length();
            String tooLong = line.formatted(1, ", \"note\": \"" + "x".repeat(missing) + "\"");
            for (String last : List.of(tooLong, tooLong + line.formatted(2, ""), tooLong.strip() + "   ")) {
                Files.writeString(recording, first + last);
                assertThatThrownBy(() -> SnapshotWriter.write(
                                Run.unknown(), List.of(new SampleSeries.Recorded(recording, "r.jsonl", 2)), snapshot))
                        .as("%d bytes", length)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("r.jsonl: line 2 has more than 1048576 bytes, too many to merge it");
                assertThat(snapshot).doesNotExist();
            }
        }
    }

    @Test
    void everyRunIsReadBackAsItWas() throws IOException {
        long seed = System.nanoTime();
        System.out.println("snapshots: seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int phases = 0;
        for (int i = 0; i < RUNS; i++) {
            Run run = run(random);
            phases += run.phases().size();
            assertThat(readBack(run)).as("seed %d, run %d", seed, i).isEqualTo(run);
        }
        assertThat(phases).isGreaterThan(RUNS);
    }

    @Test
    void whatIsWrittenIsCanonicalAndAsOldAsTheRun() throws IOException {
        Instant time = Instant.parse("2026-11-25T10:00:00Z");
        Run run = new Run(
                new RunContext(
                        time,
                        AbortStatus.COMPLETED,
                        Map.of(),
                        Optional.empty(),
                        new RunIdentity(null, "abc", null, null, Map.of("os", "Linux"))),
                List.of(new Phase(
                        "bench/x",
                        "x",
                        Map.of(Figure.ITEMS_PROCESSED, BigDecimal.TEN, Figure.ITEMS_FAILED, BigDecimal.ZERO),
                        latencies("1.5", "2", "1E+3"),
                        Map.of("gc.alloc.rate.norm", new BigDecimal("24.0")),
                        null,
                        new PhaseSource("bench", "jmh", "target/jmh-result.json", Map.of("mode", "sample")))),
                ResourceUsage.none());
        Path snapshot = directory.resolve("new/snapshot.json");

        SnapshotWriter.write(run, snapshot);

        assertThat(snapshot).hasContent("""
                {
                  "abort_status": {
                    "is_aborted": false,
                    "reason": null,
                    "timestamp": null
                  },
                  "latency_unit": "ms",
                  "phase_metrics": {
                    "bench/x": {
                      "duration_ms": null,
                      "items_failed": 0,
                      "items_processed": 10,
                      "items_total": null,
                      "latency_histogram": {
                        "p50": 1.5,
                        "p95": 2,
                        "p99": 1E+3
                      },
                      "measures": {
                        "gc.alloc.rate.norm": 24.0
                      },
                      "name": "x",
                      "phase_id": 0,
                      "progress": null,
                      "source": {
                        "file": "target/jmh-result.json",
                        "format": "jmh",
                        "mode": "sample",
                        "name": "bench"
                      },
                      "throughput": null
                    }
                  },
                  "phase_status": {},
                  "resource_usage": [],
                  "run": {
                    "commit": "abc",
                    "environment": {
                      "os": "Linux"
                    }
                  },
                  "timestamp": "2026-11-25T10:00:00Z"
                }""");
        assertThat(Files.getLastModifiedTime(snapshot).toInstant()).isEqualTo(time);
    }

    @Test
    void allThatIsWrittenIsWhatTheSchemaDocumentsAccept() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261125);
        for (int i = 0; i < 50; i++) {
            Path snapshot = directory.resolve("snapshot.json");
            SnapshotWriter.write(run(random), snapshot);
            assertThat(DocumentKind.SNAPSHOT.theirs(Files.readString(snapshot)))
                    .as(Files.readString(snapshot))
                    .isEmpty();
        }
    }

    /** Else persist-metrics would warn of each of them. A run has its phases in the order of their keys. */
    @Test
    void theIdOfAPhaseIsItsKeyWhereThatIsANumberAndItsPlaceElsewhere() throws IOException {
        Map<String, String> ids = new LinkedHashMap<>();
        List<String> keys = List.of("3", "Store", "0", "007", "12345678901234567890");
        Path snapshot = directory.resolve("snapshot.json");
        SnapshotWriter.write(
                new Run(
                        RunContext.unknown(),
                        keys.stream()
                                .map(key -> new Phase(key, "x", Map.of(), latencies("1", "1", "1")))
                                .toList(),
                        ResourceUsage.none()),
                snapshot);
        String key = "";
        for (String line : Files.readAllLines(snapshot)) {
            Matcher phase = PHASE.matcher(line);
            Matcher id = ID.matcher(line);
            if (phase.matches()) {
                key = phase.group(1);
            } else if (id.matches()) {
                ids.put(key, id.group(1));
            }
        }
        assertThat(ids)
                .isEqualTo(Map.of(
                        "0", "0", "007", "2", "12345678901234567890", "12345678901234567890", "3", "3", "Store", "4"));
    }

    @Test
    void aTimeThatNoTimestampCanSayIsLeftOut() throws IOException {
        Run run = new Run(
                new RunContext(
                        Instant.parse("+10000-01-01T00:00:00Z"),
                        AbortStatus.COMPLETED,
                        Map.of(),
                        Optional.of(DurationUnit.MILLISECONDS),
                        RunIdentity.UNKNOWN),
                List.of(),
                ResourceUsage.none());
        assertThat(readBack(run).context().time()).isNull();
    }

    @Test
    void whatARunDoesNotHaveIsNotMadeUp() {
        Run counted = new Run(
                RunContext.unknown(),
                List.of(new Phase("0", "x", Map.of(Figure.WARNINGS, BigDecimal.ONE), latencies("1", "1", "1"))),
                ResourceUsage.none());
        assertThatThrownBy(() -> SnapshotWriter.write(counted, directory.resolve("snapshot.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a phase does not have its warnings, only their number");
        assertThat(directory).isEmptyDirectory();

        Run sampled = new Run(RunContext.unknown(), List.of(), new ResourceUsage(1, Map.of()));
        assertThatThrownBy(() -> SnapshotWriter.write(sampled, directory.resolve("snapshot.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a run does not have its resource samples, only what they amount to");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> SnapshotWriter.write(Run.unknown(), file.resolve("snapshot.json")))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot create " + file + ": it already exists");
    }

    private Run readBack(Run run) throws IOException {
        Path snapshot = directory.resolve("snapshot.json");
        SnapshotWriter.write(run, snapshot);
        byte[] content = Files.readAllBytes(snapshot);
        Snapshot read = SnapshotReader.read(
                new ByteArrayInputStream(content),
                "snapshot.json",
                OutputStream.nullOutputStream(),
                new ResourceUsageReader(ReadOptions.strictly()));
        assertThat(read.violations().first())
                .as(new String(content, StandardCharsets.UTF_8))
                .isEmpty();
        List<Phase> phases = new ArrayList<>();
        read.phases().forEach((key, phase) -> {
            if (phase instanceof JsonObject object) {
                phases.add(PhaseModel.of(key, object, DurationUnit.MILLISECONDS));
            }
        });
        return new Run(ContextModel.of(read.context()), phases, new ResourceUsage(read.samples(), Map.of()));
    }

    private static Map<String, @Nullable BigDecimal> latencies(String p50, String p95, String p99) {
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        latencies.put("p50", new BigDecimal(p50));
        latencies.put("p95", new BigDecimal(p95));
        latencies.put("p99", new BigDecimal(p99));
        return latencies;
    }

    private static Run run(RandomGenerator random) {
        Instant time = random.nextBoolean()
                ? Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L), random.nextInt(1_000_000_000))
                : null;
        List<Phase> phases = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            phases.add(phase(random, i + text(random)));
        }
        return new Run(
                new RunContext(
                        time,
                        random.nextBoolean() ? AbortStatus.COMPLETED : new AbortStatus(true, text(random)),
                        texts(random),
                        Optional.of(DurationUnit.MILLISECONDS),
                        new RunIdentity(
                                textOrNull(random),
                                textOrNull(random),
                                textOrNull(random),
                                textOrNull(random),
                                texts(random))),
                phases,
                ResourceUsage.none());
    }

    private static Phase phase(RandomGenerator random, String key) {
        Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        for (Figure figure : List.of(Figure.DURATION, Figure.THROUGHPUT)) {
            if (random.nextBoolean()) {
                figures.put(figure, amount(random));
            }
        }
        if (random.nextBoolean()) {
            figures.put(Figure.PROGRESS, new BigDecimal("0.5"));
        }
        if (random.nextBoolean()) {
            BigDecimal processed = BigDecimal.valueOf(random.nextInt(1000));
            BigDecimal failed = BigDecimal.valueOf(random.nextInt(10));
            figures.put(Figure.ITEMS_PROCESSED, processed);
            if (random.nextBoolean()) {
                figures.put(Figure.ITEMS_REMAINING, BigDecimal.valueOf(random.nextInt(10)));
            }
            if (random.nextBoolean()) {
                figures.put(Figure.ITEMS_FAILED, failed);
                BigDecimal rate = Figure.errorRate(processed, failed);
                if (rate != null) {
                    figures.put(Figure.ERROR_RATE, rate);
                }
            }
        }
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        BigDecimal latency = BigDecimal.ZERO;
        for (String statistic : List.of("min", "p50", "p95", "p99", "p99.9", "max")) {
            latency = latency.add(amount(random));
            boolean isRequired = Phase.PERCENTILES.contains(statistic);
            if (random.nextInt(4) > 0) {
                latencies.put(statistic, latency);
            } else if (isRequired) {
                latencies.put(statistic, null);
            }
        }
        Map<String, @Nullable BigDecimal> measures = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            measures.put(i + text(random), random.nextBoolean() ? amount(random).negate() : null);
        }
        return new Phase(
                key,
                text(random),
                figures,
                latencies,
                measures,
                random.nextBoolean() ? "HISTFAAAAB" : null,
                random.nextBoolean() ? new PhaseSource(text(random), text(random), text(random), texts(random)) : null);
    }

    /** Of any spelling that a decimal has, {@code 1E+3} too; zero has one. */
    private static BigDecimal amount(RandomGenerator random) {
        BigDecimal amount = BigDecimal.valueOf(random.nextLong(1, 1_000_000_000_000L), random.nextInt(-5, 25));
        return random.nextInt(10) == 0 ? BigDecimal.ZERO : amount;
    }

    private static Map<String, String> texts(RandomGenerator random) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            texts.put(i + text(random), text(random));
        }
        return texts;
    }

    private static @Nullable String textOrNull(RandomGenerator random) {
        return random.nextBoolean() ? text(random) : null;
    }

    private static String text(RandomGenerator random) {
        List<String> letters =
                List.of("a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\u0001", "\u007f", "é", "\uFB00", "😀");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(letters.get(random.nextInt(letters.size())));
        }
        return text.toString();
    }
}
