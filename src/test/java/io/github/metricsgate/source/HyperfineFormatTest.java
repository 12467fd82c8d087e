package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures expected were worked out from the files by a program of a few lines in another language, with exact decimals. */
class HyperfineFormatTest {

    private static final String LOOKS =
            " looks like a result of hyperfine (--export-json; read are those of 1.x with the times of"
                    + " all runs) and cannot be read: ";
    private static final String WAY_OUT =
            ". It was cut off or changed after the tool wrote it, or the tool is of another version:"
                    + " run the tool again, or leave the file out.";

    @TempDir
    Path directory;

    private Path file(String name, String json) throws IOException {
        return Files.writeString(directory.resolve(name), json);
    }

    private static String result(String command, String fields) {
        return "{\"command\": \"" + command + "\", \"mean\": 1, \"stddev\": null, \"system\": 0.5, " + fields + "}";
    }

    private static String results(String... results) {
        return "{\"results\": [" + String.join(",\n", results) + "]}";
    }

    private static List<String> notes(Path file) {
        Collected collected = Samples.collect(Samples.request(file));
        assertThat(collected.problems()).isEmpty();
        return collected.sources().get(0).notes();
    }

    @Test
    void everyRunIsAnItemAndParametersTellCommandsApart() {
        Samples.ReadPhases phases = Samples.phases(Samples.own("hyperfine/hyperfine-1.15.0.json"));
        assertThat(phases.keys()).containsExactly("sleep 0.001[n=1]", "sleep 0.002[n=2]");
        Phase phase = phases.get("sleep 0.001[n=1]");
        assertThat(phase.name()).isEqualTo("sleep 0.001[n=1]");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "3.552832"),
                        entry("p95", "20.865436"),
                        entry("p99", "20.865436"),
                        entry("min", "2.097954"),
                        entry("max", "20.865436"),
                        entry("mean", "5.78973741666666682"),
                        entry("stddev", "5.37050284560861814"));
        assertThat(Samples.figures(phase))
                .containsExactly(entry("items_processed", "12"), entry("items_failed", "0"), entry("error_rate", "0"));
        assertThat(phase.measures())
                .containsExactly(
                        entry("user", new BigDecimal("0.0012495")),
                        entry("system", new BigDecimal("0.00020941666666666664")));
        assertThat(Samples.details(phase))
                .containsOnly(
                        entry("unit", "s"),
                        entry("percentiles", "nearest rank of all 12 values, exact"),
                        entry("unit of user", "s"),
                        entry("better of user", "lower"),
                        entry("unit of system", "s"),
                        entry("better of system", "lower"));
        assertThat(phase.histogram()).startsWith("HISTFAAA");
        assertThat(Samples.latencies(phases.get("sleep 0.002[n=2]"))).containsEntry("p50", "5.672497");
    }

    @Test
    void aRunWithAnotherExitCodeThan0FailedAndIsNotInTheLatencies() {
        Phase phase = Samples.phases(Samples.own("hyperfine/hyperfine-1.15.0-failures.json"))
                .get("flaky");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "8.107844000000001"),
                        entry("p95", "10.816743"),
                        entry("p99", "10.816743"),
                        entry("min", "7.51394"),
                        entry("max", "10.816743"),
                        entry("mean", "9.20242083333333367"),
                        entry("stddev", "1.44978474417403312"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("items_processed", "6"), entry("items_failed", "2"), entry("error_rate", "0.25"));
        assertThat(Samples.details(phase)).containsEntry("measures", "of all runs, failed ones too");
    }

    @Test
    void aRunThatWasKilledFailedAndMemoryIsAMeasure() {
        Samples.ReadPhases phases = Samples.phases(Samples.own("hyperfine/hyperfine-1.19.json"));
        assertThat(phases.keys()).containsExactly("import --token=*** https://example.org/a", "killed");
        Phase killed = phases.get("killed");
        assertThat(Samples.latencies(killed))
                .containsExactly(entry("p50", "null"), entry("p95", "null"), entry("p99", "null"));
        assertThat(killed.figures())
                .containsEntry(Figure.ITEMS_FAILED, BigDecimal.valueOf(2))
                .containsEntry(Figure.ITEMS_PROCESSED, BigDecimal.ZERO);
        assertThat(killed.measures()).containsEntry("memory_usage_max", BigDecimal.valueOf(2_097_152));
        assertThat(Samples.details(killed))
                .containsEntry("unit of memory_usage_max", "B")
                .containsEntry("better of memory_usage_max", "lower");
        assertThat(Samples.latencies(phases.get("import --token=*** https://example.org/a")))
                .containsEntry("p99", "200")
                .doesNotContainKey("stddev");
    }

    @Test
    void nothingOfACommandThatMayBeASecretIsKept() throws IOException {
        Path file = file(
                "a.json",
                results(
                        result(
                                "API_KEY=canary curl -H 'Authorization: Bearer canary' -u me:canary 'https://me:canary@x.org/?a=canary'",
                                "\"times\": [1], \"exit_codes\": [0], \"parameters\": {\"password\": \"canary\", \"n\": \"7\"}"),
                        result(
                                "bash -c 'export A=canary; psql --password canary'",
                                "\"times\": [1], \"exit_codes\": [0]")));
        assertThat(Samples.phases(file).keys())
                .containsExactly(
                        "API_KEY=*** curl -H *** -u *** 'https://x.org/'[n=7,password=***]",
                        "bash -c 'export A=*** psql --password ***'");
        assertThat(Samples.collect(Samples.request(file)).toString()).doesNotContain("canary");
    }

    @Test
    void withoutExitCodesNobodyKnowsHowManyRunsFailed() throws IOException {
        Path file = file("a.json", results(result("a", "\"times\": [1, 0]")));
        assertThat(Samples.figures(Samples.phases(file).get("a"))).containsExactly(entry("items_processed", "2"));
        assertThat(notes(file))
                .containsExactly(
                        "hyperfine takes the time that a shell needs to start off each time, and some are 0 after that:"
                                + " hyperfine -N runs a command without a shell.",
                        "hyperfine wrote no exit codes, so nobody knows how many runs failed: newer versions do.");
    }

    @Test
    void twoCommandsOfOneNameAreAnErrorThatSaysHowToNameThem() throws IOException {
        Path file = file(
                "a.json",
                results(
                        result("a --token=1", "\"times\": [1], \"exit_codes\": [0]"),
                        result("a --token=2", "\"times\": [1], \"exit_codes\": [0]")));
        assertThat(Samples.problem(Samples.request(file)))
                .isEqualTo(shown(file) + LOOKS
                        + "line 2, column 101: two of its results are called \"a --token=***\", where what may"
                        + " be a secret is left out of the command. Give each command a name of its own: hyperfine -n one"
                        + " 'command' -n other 'command'.");
    }

    @Test
    void runsOfSeveralFilesAreMergedButMeasuresAreNot() throws IOException {
        String json =
                "{\"results\": [{\"command\": \"a\", \"stddev\": 0, \"times\": [%s], \"exit_codes\": [%s], \"system\": null}]}";
        file("a.json", json.formatted("1, 2", "0, 0"));
        file("b.json", json.formatted("4", "0"));
        assertThat(Samples.latencies(Samples.phases(directory.resolve("*.json")).get("a")))
                .containsEntry("p50", "2000")
                .containsEntry("max", "4000");
        file("c.json", results(result("a", "\"times\": [9], \"exit_codes\": [0]")));
        file("d.json", results(result("a", "\"times\": [9], \"exit_codes\": [0]")));
        assertThat(Samples.problem(Samples.request(directory.resolve("*.json"))))
                .startsWith("there are 2 results of \"a\", each with figures that cannot be merged");
    }

    @Test
    void whatIsMissingOrWrongIsNamedWithItsPosition() throws IOException {
        Map<String, String> problems = Map.of(
                results(result("a", "\"x\": 1")),
                "line 1, column 79: the result of \"a\" has no times",
                results(result("a", "\"times\": [1, 2], \"exit_codes\": [0]")),
                "line 1, column 107: the result of \"a\" has 2 times and 1 exit codes",
                results(result("a", "\"times\": [-1]")),
                "line 1, column 83: /results/0/times/0 is -1, expected a time",
                results(result("a", "\"times\": [null]")),
                "line 1, column 83: /results/0/times/0 is null, expected a number",
                results(result("a", "\"times\": [1], \"exit_codes\": [true]")),
                "line 1, column 102: /results/0/exit_codes/0 is \"true\", expected a number",
                results(result("a", "\"times\": [1e99999999999]")),
                "line 1, column 83: /results/0/times/0 is out of range",
                results(result("", "\"times\": [1]")),
                "line 1, column 84: a result has no command",
                results(result("a", "\"times\": [1]")).substring(0, 70),
                "line 1, column 71: the file ends in the middle of a value");
        for (Map.Entry<String, String> each : problems.entrySet()) {
            Path file = file("a.json", each.getKey());
            assertThat(Samples.problem(Samples.request(file)))
                    .isEqualTo(shown(file) + LOOKS + each.getValue() + WAY_OUT);
        }
    }

    private static String shown(Path file) {
        return file.toString().replace('\\', '/');
    }
}
