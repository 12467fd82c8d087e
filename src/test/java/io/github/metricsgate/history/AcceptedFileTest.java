package io.github.metricsgate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.disk.FileAccessException;
import io.github.metricsgate.metrics.Acceptance;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedFileTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    private static final Acceptance OF_A_PHASE = new Acceptance(
            new SeriesName("2", new PhaseMetric.Latency("p99")),
            "checkout",
            new BigDecimal("612.25"),
            new BigDecimal("501"),
            "the new index \"costs\" this",
            TODAY,
            LocalDate.parse("2027-01-31"),
            "0a1b2c");

    private static final Acceptance OF_A_MEASURE = new Acceptance(
            new SeriesName("10", new PhaseMetric.Measure("p99")), null, BigDecimal.ONE, null, "ok", TODAY, null, null);

    private static final Acceptance OF_THE_RUN = new Acceptance(
            new SeriesName(null, RunMetric.all().get(0)), null, BigDecimal.TEN, null, "cache", TODAY, null, null);

    @TempDir
    Path temp;

    private Path file() {
        return temp.resolve(Acceptance.FILE);
    }

    @Test
    void aFileThatDoesNotExistIsEmpty() throws IOException {
        assertThat(AcceptedFile.read(file())).isEqualTo(new AcceptedFile.Content(List.of(), Violations.NONE));
    }

    @Test
    void itIsWrittenForPeopleAndReadAgain() throws IOException {
        AcceptedFile.write(file(), List.of(OF_A_PHASE, OF_THE_RUN, OF_A_MEASURE));
        assertThat(Files.readString(file())).isEqualTo("""
                        {
                          "accepted": [
                            {
                              "accepted": "2026-11-25",
                              "metric": "cpu_percent.max",
                              "reason": "cache",
                              "value": 10
                            },
                            {
                              "accepted": "2026-11-25",
                              "measure": true,
                              "metric": "p99",
                              "phase": "10",
                              "reason": "ok",
                              "value": 1
                            },
                            {
                              "accepted": "2026-11-25",
                              "baseline": 501,
                              "commit": "0a1b2c",
                              "metric": "p99",
                              "phase": "2",
                              "phaseName": "checkout",
                              "reason": "the new index \\"costs\\" this",
                              "until": "2027-01-31",
                              "value": 612.25
                            }
                          ],
                          "formatVersion": 1
                        }
                        """);
        assertThat(AcceptedFile.read(file()))
                .isEqualTo(new AcceptedFile.Content(List.of(OF_THE_RUN, OF_A_MEASURE, OF_A_PHASE), Violations.NONE));
    }

    @Test
    void aNewEntryReplacesTheOldOneOfItsSeries() {
        Acceptance newer = new Acceptance(
                OF_A_PHASE.series(), "checkout", BigDecimal.valueOf(2), null, "again", TODAY.plusDays(1), null, null);
        assertThat(AcceptedFile.merged(List.of(OF_A_PHASE, OF_A_MEASURE), List.of(newer, OF_THE_RUN)))
                .containsExactly(OF_THE_RUN, OF_A_MEASURE, newer);
    }

    private List<String> problems(String content) throws IOException {
        Files.writeString(file(), content);
        AcceptedFile.Content read = AcceptedFile.read(file());
        assertThat(read.acceptances()).isEmpty();
        return read.violations().first().stream()
                .map(v -> v.file() + ":"
                        + (v.position() == null ? "" : v.position().line()) + " " + v.pointer() + ": " + v.problem())
                .toList();
    }

    @Test
    void allMistakesAreReportedAtOnce() throws IOException {
        assertThat(problems("""
                        {
                          "formatVersion": 1,
                          "accepted": [
                            {"phase": "2", "metric": "p99", "value": "fast", "reason": "x", "accepted": "25.11.2026"},
                            {"phase": "2", "metric": "p99", "value": 1, "reasons": "x", "accepted": "2026-11-25",
                             "until": "soon"},
                            {"metric": "p99", "value": 1, "reason": "x", "accepted": "2026-11-25"},
                            {"phase": "2", "metric": "samples", "value": 1, "reason": "x", "accepted": "2026-11-25"},
                            17
                          ],
                          "comment": ""
                        }
                        """))
                .containsExactly(
                        "metrics-accepted.json:4 /accepted/0/value: found \"fast\", expected a number",
                        "metrics-accepted.json:4 /accepted/0/accepted: found \"25.11.2026\", expected a date, as 2026-11-25",
                        "metrics-accepted.json:5 /accepted/1/reason: is missing; expected a string",
                        "metrics-accepted.json:6 /accepted/1/until: found \"soon\", expected a date, as 2026-11-25",
                        "metrics-accepted.json:5 /accepted/1/reasons: unknown field \"reasons\"",
                        "metrics-accepted.json:5 /accepted/1: is a second entry for the same metric: delete one of them",
                        "metrics-accepted.json:7 /accepted/2/metric: found \"p99\", expected a metric of the run",
                        "metrics-accepted.json:8 /accepted/3/metric: found \"samples\", expected a metric of a phase",
                        "metrics-accepted.json:9 /accepted/4: found 17, expected an object",
                        "metrics-accepted.json:11 /comment: unknown field \"comment\"");
    }

    @Test
    void aMergeConflictAndAnotherVersionAreReported() throws IOException {
        assertThat(problems("<<<<<<< HEAD\n{}\n"))
                .containsExactly("metrics-accepted.json:1 : found '<', expected a JSON value");
        assertThat(problems("{\"formatVersion\": 2, \"accepted\": {}}\n"))
                .containsExactly(
                        "metrics-accepted.json:1 /formatVersion: was written by a newer version of the plugin: it"
                                + " is 2, this version reads 1");
        assertThat(problems("{\"accepted\": []}\n"))
                .containsExactly("metrics-accepted.json:1 /formatVersion: is missing; expected a number");
    }

    @Test
    void whatCannotBeReadOrWrittenIsAnError() throws IOException {
        Files.createDirectory(file());
        assertThatThrownBy(() -> AcceptedFile.read(file()))
                .isInstanceOf(FileAccessException.class)
                .hasMessage("cannot read " + file() + ": it is not a regular file");
        Path nowhere = temp.resolve("nowhere").resolve(Acceptance.FILE);
        assertThatThrownBy(() -> AcceptedFile.write(nowhere, List.of()))
                .isInstanceOf(FileAccessException.class)
                .hasMessageStartingWith("cannot write " + temp.resolve("nowhere"));
    }
}
