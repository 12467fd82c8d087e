package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.metricsgate.files.SampleSeries;
import io.github.metricsgate.files.SnapshotWriter;
import io.github.metricsgate.metrics.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingFormatTest {

    private static final String LINE =
            "{\"timestamp\": \"2026-01-01T00:00:%02dZ\", \"cpu_percent\": 1, \"memory_percent\": 2, \"rss_mb\": 3, \"worker_budget\":"
                    + " 4, \"from\": \"%s\"}\n";

    @TempDir
    Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static List<SampleSeries> samples(Collected collected) {
        assertThat(collected.problems()).isEmpty();
        List<SampleSeries> samples = new ArrayList<>();
        collected.sources().forEach(source -> samples.addAll(source.samples()));
        return samples;
    }

    private String written(List<SampleSeries> samples) throws IOException {
        Path snapshot = directory.resolve("snapshot.json");
        SnapshotWriter.write(Run.unknown(), samples, snapshot);
        return Files.readString(snapshot);
    }

    @Test
    void aRecordingBecomesTheRunsSamplesAsSpelled() throws IOException {
        Path sample = Samples.own("recording/resource_usage.jsonl");
        Collected collected = Samples.collect(Samples.request(sample));
        List<SampleSeries> samples = samples(collected);
        assertThat(samples).extracting(SampleSeries::samples).containsExactly(3L);
        assertThat(collected.run().phases()).isEmpty();
        assertThat(collected.sources().get(0).notes()).isEmpty();
        assertThat(written(samples)).isEqualTo("""
                {
                  "abort_status": {
                    "is_aborted": false,
                    "reason": null,
                    "timestamp": null
                  },
                  "latency_unit": "ms",
                  "phase_metrics": {},
                  "phase_status": {},
                  "resource_usage": [
                    {"timestamp": "2026-01-01T00:00:00.000000", "cpu_percent": 45.2, "memory_percent": 23.5, "rss_mb": 512.30, "worker_budget": 8.0},
                    {"timestamp": "2026-01-01T00:00:01.000000", "cpu_percent": 1e-05, "memory_percent": 23.5, "rss_mb": 513, "worker_budget": 8.0, "pid": 123456789012345678901234567890},
                    {"worker_budget": 8.0, "timestamp": "2026-01-01T00:00:02Z", "cpu_percent": 100, "memory_percent": 23.75, "rss_mb": 514.5, "tags": {"b": [1, null], "a": "\u00e9"}}
                  ]
                }""");
    }

    @Test
    void aTornLastLineIsLeftOutAndSaid() throws IOException {
        String whole = LINE.formatted(0, "a") + LINE.formatted(1, "a");
        for (int length : new int[] {1, 30, 100}) {
            Path torn = file("torn.jsonl", whole + LINE.formatted(2, "a").substring(0, length));
            Collected collected = Samples.collect(Samples.request(torn));
            assertThat(samples(collected)).extracting(SampleSeries::samples).containsExactly(2L);
            assertThat(collected.sources().get(0).notes())
                    .containsExactly("The last line of " + torn + " is torn and left out: the recording was killed.");
            assertThat(written(samples(collected)).lines().filter(line -> line.contains("cpu_percent")))
                    .hasSize(2);
        }
        Collected complete = Samples.collect(Samples.request(file("whole.jsonl", whole.strip())));
        assertThat(samples(complete)).extracting(SampleSeries::samples).containsExactly(2L);
        assertThat(complete.sources().get(0).notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"rss_mb\": 3|\"rss_mb\": \"3\"|line 2, column 88: /rss_mb found \"3\", expected a number, not negative",
                "\"rss_mb\": 3, ||line 2, column 1: /rss_mb is missing; expected a number, not negative",
                "\"rss_mb\": 3|\"rss_mb\": 3, \"rss_mb\": 4|line 2, column 91: /rss_mb duplicate key \"rss_mb\"",
                "\"rss_mb\": 3|\"rss_mb\": NaN|line 2, column 88: /rss_mb found NaN, expected a finite number",
                "{|[|line 2, column 13: found ':', expected ',' or ']'"
            })
    void whatIsNoSampleIsAnErrorAnywhereElse(String written, String instead, String problem) throws IOException {
        String line = LINE.formatted(1, "a");
        assertThat(line).contains(written);
        Path file = file(
                "r.jsonl",
                LINE.formatted(0, "a")
                        + line.replace(written, instead == null ? "" : instead)
                        + LINE.formatted(2, "a"));
        assertThat(Samples.problem(Samples.request(file)))
                .startsWith(
                        file + " looks like a recording of resource samples (JSON Lines, as resource_usage.jsonl) and"
                                + " cannot be read: ")
                .contains(problem);
    }

    @Test
    void howManyMoreAreWrongIsSaid() throws IOException {
        Path file = file("r.jsonl", LINE.formatted(0, "a") + "{}\n\n" + LINE.formatted(1, "a"));
        assertThat(Samples.problem(Samples.request(file)))
                .contains(
                        "line 2, column 1: /timestamp is missing; expected ",
                        " (and 5 more). It was cut off or changed");
    }

    @Test
    void samplesOfSeveralFilesAreMergedByTime() throws IOException {
        file(
                "a.jsonl",
                LINE.formatted(0, "a") + LINE.formatted(5, "a") + LINE.formatted(2, "a") + LINE.formatted(6, "a"));
        file(
                "b.jsonl",
                LINE.formatted(0, "b") + LINE.formatted(3, "b") + LINE.formatted(5, "b") + LINE.formatted(9, "b"));
        List<SampleSeries> samples = samples(Samples.collect(Samples.request(directory.resolve("*.jsonl"))));
        assertThat(samples).hasSize(2);
        assertThat(written(samples)
                        .lines()
                        .filter(line -> line.contains("cpu_percent"))
                        .map(line -> line.replaceAll(".*:(\\d\\d)Z.*\"from\": \"(.)\".*", "$2$1")))
                .containsExactly("a00", "b00", "b03", "a05", "a02", "b05", "a06", "b09");
    }

    @Test
    void aRecordingWithoutASampleHasNothingMeasured() throws IOException {
        Path file = file("r.jsonl", LINE.formatted(0, "a").strip().replace("}", ""));
        assertThat(Samples.problem(Samples.request(file)))
                .isEqualTo(file
                        + " is a recording of resource samples (JSON Lines, as resource_usage.jsonl) without a single"
                        + " item: the tool measured nothing.");
    }

    @Test
    void aRecordingThatChangesWhileItIsReadIsAnError() throws IOException {
        Path file = file("r.jsonl", LINE.formatted(0, "a"));
        List<SampleSeries> samples = samples(Samples.collect(Samples.request(file)));
        Files.writeString(file, "{}\n");
        assertThat(catchThrowableOfType(IOException.class, () -> written(samples)))
                .hasMessage(file + " was changed while it was read");
        assertThat(directory.resolve("snapshot.json")).doesNotExist();
    }
}
