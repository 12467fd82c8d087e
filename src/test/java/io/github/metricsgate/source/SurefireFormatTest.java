package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireFormatTest {

    @TempDir
    Path directory;

    private Path file(String name, String xml) throws IOException {
        return Files.writeString(directory.resolve(name), xml);
    }

    @Test
    void aTestClassIsAPhaseAndItsCasesAreItems() {
        Samples.ReadPhases phases = Samples.phases(Samples.own("surefire/surefire-TEST.xml"));
        assertThat(phases.keys()).containsExactlyInAnyOrder("dev.probe.VerifyMojoTest");
        Phase phase = phases.get("dev.probe.VerifyMojoTest");
        assertThat(phase.name()).isEqualTo("dev.probe.VerifyMojoTest");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "2545"),
                        entry("p95", "2545"),
                        entry("p99", "2545"),
                        entry("min", "2545"),
                        entry("max", "2545"),
                        entry("mean", "2545"));
        assertThat(Samples.figures(phase))
                .containsExactly(
                        entry("duration", "2589"),
                        entry("throughput", "0.386249517188103515"),
                        entry("items_processed", "1"),
                        entry("items_failed", "0"),
                        entry("error_rate", "0"));
        assertThat(phase.measures())
                .containsExactly(entry("skipped", BigDecimal.ZERO), entry("flaky", BigDecimal.ZERO));
        assertThat(Samples.details(phase))
                .containsExactly(
                        entry("unit", "s"),
                        entry("duration", "the suite's time, in which its set-up is included"),
                        entry("percentiles", "nearest rank of all 1 values, exact"),
                        entry("resolution", "1 ms; 0 of 1 values are no longer than that"),
                        entry("better of flaky", "lower"));
    }

    @Test
    void ofARealReportWithRerunsTheTimeOfTheFirstSuccessCounts() {
        Phase phase = Samples.phases(Samples.real("surefire-flaky.xml")).get("org.acme.FlakyTest");
        assertThat(Samples.latencies(phase))
                .containsExactly(
                        entry("p50", "1"),
                        entry("p95", "34"),
                        entry("p99", "34"),
                        entry("min", "1"),
                        entry("max", "34"),
                        entry("mean", "17.5"),
                        entry("stddev", "23.3345237791560683"));
        assertThat(Samples.figures(phase)).containsEntry("items_failed", "0").containsEntry("duration", "1324");
        assertThat(phase.measures()).containsEntry("flaky", BigDecimal.ONE);
        assertThat(Samples.details(phase)).containsEntry("resolution", "1 ms; 1 of 2 values are no longer than that");
    }

    @Test
    void inARealReportCasesWithoutATimeAreNotMeasured() {
        Phase phase = Samples.phases(Samples.real("surefire-no-time.xml")).get("NoTimeTestCaseTest");
        assertThat(Samples.figures(phase)).containsEntry("items_processed", "6").containsEntry("items_failed", "0");
        assertThat(Samples.latencies(phase))
                .containsEntry("p50", "0")
                .containsEntry("p95", "500")
                .containsEntry("mean", "83.3333333333333333")
                .containsEntry("stddev", "204.124145231931508");
        assertThat(phase.measures()).containsEntry("without_time", BigDecimal.valueOf(2));
    }

    private static final String SUITE = """
            <testsuites><testsuite name="all" time="9">
              <properties><property name="password" value="canary"/></properties>
              <testcase classname="x.A" name="ok" time="0.002"/>
              <testcase classname="x.A" name="long" time="1,234.567"/>
              <testcase classname="x.A" name="[1] a &lt; b" time="0.004"><system-out>canary</system-out></testcase>
              <testcase classname="x.A" name="failed" time="7"><failure message="canary">canary</failure>
                <rerunFailure><stackTrace>canary</stackTrace></rerunFailure></testcase>
              <testcase classname="x.A" name="erroneous" time="7"><error/></testcase>
              <testcase classname="x.A$Inner" name="skipped" time="0"><skipped/></testcase>
              <testsuite name="x.B" time="0.5"><testcase name="ok" time="0.1"/></testsuite>
            </testsuite></testsuites>""";

    @Test
    void failedAndSkippedCasesAreNoLatencies() throws IOException {
        Samples.ReadPhases phases = Samples.phases(file("TEST-all.xml", SUITE));
        assertThat(phases.keys()).containsExactlyInAnyOrder("x.A", "x.A$Inner", "x.B");
        assertThat(Samples.figures(phases.get("x.A")))
                .containsExactly(entry("items_processed", "3"), entry("items_failed", "2"), entry("error_rate", "0.4"));
        assertThat(Samples.latencies(phases.get("x.A")))
                .containsEntry("p50", "4")
                .containsEntry("max", "1234567");
        assertThat(Samples.figures(phases.get("x.A$Inner")))
                .containsExactly(entry("items_processed", "0"), entry("items_failed", "0"));
        assertThat(phases.get("x.A$Inner").measures()).containsEntry("skipped", BigDecimal.ONE);
        assertThat(Samples.latencies(phases.get("x.A$Inner"))).containsEntry("p50", "null");
        assertThat(Samples.figures(phases.get("x.B"))).containsEntry("duration", "500");
    }

    @Test
    void whatTestsPrintAndWhatTheyWereToldIsNeverKept() throws IOException {
        assertThat(Samples.collect(Samples.request(file("TEST-all.xml", SUITE))).toString())
                .contains("x.A")
                .doesNotContain("canary");
    }

    @Test
    void oneClassInSeveralReportsIsOnePhase() throws IOException {
        String report =
                "<testsuite name=\"x.A\" time=\"%s\"><testcase classname=\"x.A\" name=\"a\" time=\"%s\"/></testsuite>";
        file("TEST-x.A.xml", report.formatted("2", "0.5"));
        file("TEST-x.A-again.xml", report.formatted("3", "1.5"));
        Files.writeString(directory.resolve("x.A.txt"), "Tests run: 1");
        Collected collected = Samples.collect(Samples.request(directory));
        assertThat(collected.problems()).isEmpty();
        assertThat(collected.sources().get(0).passedOver())
                .extracting(file -> file.path().getFileName().toString())
                .containsExactly("x.A.txt");
        Phase phase = collected.run().phases().get(0);
        assertThat(Samples.figures(phase)).containsEntry("items_processed", "2").containsEntry("duration", "5000");
        assertThat(Samples.latencies(phase)).containsEntry("mean", "1000");
    }

    @Test
    void anOutputOfAnyLengthIsPassedOver() throws IOException {
        Path file = directory.resolve("TEST-big.xml");
        try (var out = Files.newBufferedWriter(file)) {
            out.write(
                    "<testsuite name=\"x.A\"><testcase classname=\"x.A\" name=\"a\" time=\"0.5\"><system-out><![CDATA[");
            String line = "a line of output with ]] and > in it, and \u00E4\u20AC\uD83D\uDE00\n".repeat(1000);
            for (int i = 0; i < 400; i++) {
                out.write(line);
            }
            out.write("]]]]></system-out><system-err>");
            for (int i = 0; i < 100; i++) {
                out.write("&lt;a&gt; ".repeat(1000));
                out.write("<!-- --><b/>");
            }
            out.write("</system-err></testcase></testsuite>");
        }
        assertThat(Samples.latencies(Samples.phases(file).get("x.A"))).containsEntry("max", "500");
    }

    @Test
    void whatIsWrongIsNamedWithItsPosition() throws IOException {
        Path file = directory.resolve("a.xml");
        Map<String, String> problems = Map.of(
                "<testsuite><testcase time=\"soon\"/></testsuite>",
                "line 1, column 35: time is \"soon\", expected a number",
                "<testsuite><testcase time=\"-1\"/></testsuite>",
                "line 1, column 33: time is -1, expected a time",
                "<testsuite>\n<testcase time=\"1\">",
                "line 2, column 20: it is not XML: XML document structures must start and end within the same entity",
                "<!DOCTYPE testsuite [<!ENTITY a \"b\">]>\n<testsuite>&a;</testsuite>",
                "line 1, column 40: it has a document type or an entity of its own, which are never read");
        for (Map.Entry<String, String> each : problems.entrySet()) {
            Files.writeString(file, each.getKey());
            assertThat(Samples.problem(Samples.request(file)))
                    .isEqualTo(file.toString().replace('\\', '/')
                            + " looks like a report of tests by Surefire or Failsafe (TEST-*.xml; read are those of all"
                            + " versions) and cannot be read: " + each.getValue()
                            + ". It was cut off or changed after the tool wrote it, or the tool is of another version: run the"
                            + " tool again, or leave the file out.");
        }
    }
}
