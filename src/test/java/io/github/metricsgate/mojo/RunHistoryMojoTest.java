package io.github.metricsgate.mojo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.history.DirectoryStore;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** verify-metrics with a history, and accept-metrics after it. */
@MojoTest
@Basedir(HarnessProject.BASEDIR + "RunHistoryMojoTest")
class RunHistoryMojoTest {

    private static final String VERIFY = "verify-metrics";
    private static final String ACCEPT = "accept-metrics";
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String MODULE = "org.example:harness/artifacts/plan1";

    private final HarnessProject project = new HarnessProject("RunHistoryMojoTest");
    private final RecordingLog log = new RecordingLog();

    @Provides
    @SuppressWarnings("unused") // by the harness, which injects it into the goal
    private MavenProject provideProject() {
        return project.maven();
    }

    @BeforeEach
    void clear() throws IOException {
        project.clear();
        Path git = Files.createDirectories(project.basedir().resolve(".git"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "kept")
    void aRunIsKeptOnceHoweverOftenItIsVerified(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        touch(1);
        verify(mojo);
        verify(mojo);
        assertThat(log.lines())
                .contains(
                        "INFO Not enough runs to compare with: none on main, and <minRuns> is 10",
                        "INFO 1 phase, nothing judged: no threshold is set, and there are too few runs to compare with");
        assertThat(kept()).singleElement().satisfies(run -> {
            assertThat(run.module()).isEqualTo(MODULE);
            assertThat(run.result()).isEqualTo("nothing_judged");
            assertThat(run.phaseNames()).containsEntry("0", "Configuration");
            assertThat(run.observed()).contains("environment.os", "environment.jdk");
        });
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "kept")
    @MojoParameter(name = "recordRun", value = "false")
    void aRunMayBeComparedAlone(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        verify(mojo);
        assertThat(log.lines()).contains("INFO Not enough runs to compare with: none on main, and <minRuns> is 10");
        assertThat(project.basedir().resolve("kept")).doesNotExist();
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "kept")
    @MojoParameter(name = "p99Threshold", value = "100")
    void aRunThatFailsIsKeptToo(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        assertThatThrownBy(() -> verify(mojo)).isInstanceOf(MojoFailureException.class);
        assertThat(kept())
                .singleElement()
                .satisfies(run -> assertThat(run.result()).isEqualTo("failed"));
    }

    /** Of twelve runs before it, the newest five have kept their files, and one of those was measured without a histogram. */
    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "kept")
    @MojoParameter(name = "keepSets", value = "5")
    void thePageDrawsTheDistributionOverThoseOfTheRunsThatKeptTheirs(VerifyMetricsMojo mojo) throws Exception {
        for (int run = 0; run < 13; run++) {
            measured(run);
            verify(mojo);
        }
        assertThat(kept()).hasSize(13);
        Path page = project.basedir().resolve("target/metrics-gate/report.html");
        assertThat(page)
                .content()
                .contains("<b>Distribution</b> of 200 items of this run; ")
                .contains(". Outline: 4 runs of the baseline, 800 items, scaled to this run; dashed: its medians")
                .contains("<th>items<th>of the baseline");
    }

    private void measured(int run) throws IOException {
        Histogram latencies = new Histogram(3);
        for (int i = 0; i < 200; i++) {
            latencies.recordValue(1_000_000L * (100 + i % 40 + run % 3));
        }
        ByteBuffer bytes = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.encodeIntoCompressedByteBuffer(bytes);
        String encoded = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
        Files.createDirectories(project.output());
        Files.writeString(project.output().resolve("phase_metrics.json"), """
                {"1": {"phase_id": 1, "name": "checkout", "duration_ms": %d, "items_processed": 200, "items_total": 200,
                  "latency_histogram": {"p50": 120, "p95": 138, "p99": 139}%s}}""".formatted(
                        1000 + run, run == 10 ? "" : ", \"histogram\": \"" + encoded + "\""));
        Files.writeString(project.output().resolve("latency_histograms.json"), """
                {"1": {"name": "checkout", "latency_histogram": {"p50": 120, "p95": 138, "p99": 139}, "items_processed": 200,
                  "duration_ms": %d, "throughput": null}}""".formatted(1000 + run));
        Files.writeString(project.output().resolve("resource_usage.jsonl"), "");
        touch(100 - run);
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "jdbc:postgresql://metrics:secret@db/metrics")
    @MojoParameter(name = "regressions", value = "error")
    @MojoParameter(name = "window", value = "5")
    @MojoParameter(name = "minRuns", value = "6")
    @MojoParameter(name = "confirmations", value = "0")
    @MojoParameter(name = "keepRuns", value = "many")
    @MojoParameter(name = "keepSets", value = "-1")
    @MojoParameter(name = "keepFor", value = "a year")
    @MojoParameter(name = "recordRun", value = "maybe")
    void everyMistakeIsToldAtOnceAndNoPassword(VerifyMetricsMojo mojo) throws Exception {
        PlexusConfiguration thresholds = new DefaultPlexusConfiguration("thresholds");
        threshold(thresholds, "share", "maxIncrease", "10");
        threshold(thresholds, "rate", "metric", "throughput", "maxDecrease", "5ms");
        threshold(thresholds, "counts", "maxIncrease", "10%", "minRuns", "0", "confirmations", "two");
        threshold(thresholds, "alone", "max", "1", "minRuns", "3");
        threshold(thresholds, "machine", "metric", "run_factor", "maxIncrease", "10%");
        MojoExtension.setVariableValueToObject(mojo, "thresholds", thresholds);
        assertThatThrownBy(() -> verify(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                14 mistakes in the configuration of metrics-gate:
                  <minRuns> is 6, more than the 5 runs of a <window>: no run could ever be compared
                  <regressions> is 'error': it must be fail, warn or off
                  <confirmations> is '0': it must be a whole number of runs, 1 or more
                  <keepFor> is 'a year': it must be a number with a unit of time, more than 0, as in 24h, 90m or 7d
                  <keepRuns> is 'many': it must be a whole number of runs, 1 or more
                  <keepSets> is '-1': it must be a whole number of runs, 0 or more
                  <history> has a user or a password in jdbc:postgresql://db:5432/metrics, where everybody sees it: \
                leave it out, put both into a <server> of settings.xml, and name its id in <historyServer>
                  <recordRun> is 'maybe': it must be true or false
                  <thresholds><share><maxIncrease> is '10': it must be a share, as in 10%, or a time with its unit, \
                as in 50ms
                  <thresholds><rate><maxDecrease> is '5ms': it must be a share, as in 10%, or an amount of \
                throughput without a unit
                  <thresholds><counts><minRuns> is '0': it must be a whole number of runs, 1 or more
                  <thresholds><counts><confirmations> is 'two': it must be a whole number of runs, 1 or more
                  <thresholds><alone><minRuns> has no effect: it belongs to <maxIncrease> or <maxDecrease>, and \
                there is none
                  <thresholds><machine>: run_factor is a comparison with earlier runs already; give it a <max>, as \
                in <max>1.2</max>""");
    }

    @Test
    @InjectMojo(goal = VERIFY)
    void withoutAHistoryARelativeLimitIsAMistake(VerifyMetricsMojo mojo) throws Exception {
        PlexusConfiguration thresholds = new DefaultPlexusConfiguration("thresholds");
        threshold(thresholds, "share", "maxIncrease", "10%");
        threshold(thresholds, "machine", "metric", "run_factor", "max", "1.2");
        MojoExtension.setVariableValueToObject(mojo, "thresholds", thresholds);
        assertThatThrownBy(() -> verify(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                2 mistakes in the configuration of metrics-gate:
                  <thresholds><share> compares with earlier runs, and there is no <history>: set one, as in \
                <history>${maven.multiModuleProjectDirectory}/.metrics-history</history>
                  <thresholds><machine> compares with earlier runs, and there is no <history>: set one, as in \
                <history>${maven.multiModuleProjectDirectory}/.metrics-history</history>""");
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "kept")
    @MojoParameter(name = "environment", value = "PROD")
    @MojoParameter(name = "p99Threshold", value = "1h")
    void inProdAHistoryThatCannotBeUsedFailsAfterTheVerdict(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        Files.writeString(project.basedir().resolve("kept"), "a file");
        assertThatThrownBy(() -> verify(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("The history in " + project.basedir().resolve("kept")
                        + " cannot be used, so the run was not compared with earlier runs or not kept: ")
                .hasMessageEndingWith(". Correct that, or leave out <history>");
        Path reports = project.basedir().resolve("target/metrics-gate");
        assertThat(reports.resolve("verification.json"))
                .content()
                .contains("\"result\": \"failed\"", "\"kind\": \"unusable_history\"");
        assertThat(reports.resolve("report.html"))
                .content()
                .contains(
                        "What fails the build: 1",
                        "It was not compared with earlier runs, because the history cannot be used.")
                .doesNotContain("Nothing fails the build.", "There is no history");
        assertThat(reports.resolve("TEST-metrics-gate.xml")).content().contains("errors=\"1\"", ": the history\"");
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "kept")
    void inDevAHistoryThatCannotBeUsedIsAWarning(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        Files.writeString(project.basedir().resolve("kept"), "a file");
        verify(mojo);
        assertThat(log.lines()).anyMatch(line -> line.startsWith("WARN The history in "));
    }

    private static final String NO_SERVER = "jdbc:postgresql://127.0.0.1:1/metrics";
    private static final String NO_CONNECTION =
            "The history in jdbc:postgresql://127.0.0.1:1/metrics cannot be used, so"
                    + " the run was not compared with earlier runs or not kept: no connection: Connection refused. Correct that, or leave"
                    + " out <history>";

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = NO_SERVER)
    @MojoParameter(name = "environment", value = "PROD")
    void inProdAServerThatIsDownFailsAfterTheVerdict(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        MojoExtension.setVariableValueToObject(mojo, "thresholds", changeOfTenPercent());
        assertThatThrownBy(() -> verify(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(NO_CONNECTION);
        assertThat(log.lines())
                .contains(
                        "WARN The <maxIncrease> was not evaluated: there is no history to compare with, or the metric is"
                                + " in a file that is missing (<thresholds><share> in the pom)");
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = NO_SERVER)
    @MojoParameter(name = "environment", value = "PROD")
    @MojoParameter(name = "onInconclusive", value = "warn")
    void aServerThatIsDownIsInconclusiveWhereThatIsSaid(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        verify(mojo);
        assertThat(log.lines()).contains("WARN " + NO_CONNECTION);
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = NO_SERVER)
    @MojoParameter(name = "onInconclusive", value = "ignore")
    void aServerThatIsDownMayBeALineInTheLog(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        verify(mojo);
        assertThat(log.lines()).contains("INFO " + NO_CONNECTION);
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "kept")
    @MojoParameter(name = "onInconclusive", value = "fail")
    void aDirectoryThatCannotBeUsedIsInconclusiveTheSameWay(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        Files.writeString(project.basedir().resolve("kept"), "a file");
        assertThatThrownBy(() -> verify(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("The history in " + project.basedir().resolve("kept"));
    }

    private static PlexusConfiguration changeOfTenPercent() {
        PlexusConfiguration thresholds = new DefaultPlexusConfiguration("thresholds");
        threshold(thresholds, "share", "maxIncrease", "10%");
        return thresholds;
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "kept")
    void aFileOfAcceptedChangesThatIsDamagedIsTheBuildsFault(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        Files.writeString(accepted(), "{}");
        assertThatThrownBy(() -> verify(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("The accepted changes in " + accepted() + " cannot be read:\n  ");
    }

    @Test
    @InjectMojo(goal = ACCEPT)
    @MojoParameter(name = "accept", value = " , ")
    @MojoParameter(name = "reason", value = " ")
    @MojoParameter(name = "until", value = "tomorrow")
    void everyMistakeInWhatToAcceptIsToldAtOnce(AcceptMetricsMojo mojo) {
        assertThatThrownBy(() -> accept(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                3 mistakes in the configuration of metrics-gate:
                  <accept> is not set: say what to accept, as in -Dmetricsgate.accept='checkout*' for phases, or \
                'checkout:p99' for one metric
                  <reason> is not set: say why the change is intended, as in -Dmetricsgate.reason='now with fraud \
                check'; reviewers will ask
                  <until> is 'tomorrow': it must be a day, as in 2027-01-31""");
    }

    @Test
    @InjectMojo(goal = ACCEPT)
    @MojoParameter(name = "accept", value = "0")
    @MojoParameter(name = "reason", value = "intended")
    @MojoParameter(name = "until", value = "2026-11-24")
    void nothingIsAcceptedUntilADayThatIsOver(AcceptMetricsMojo mojo) {
        assertThatThrownBy(() -> accept(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(
                        "1 mistake in the configuration of metrics-gate:\n  <until> is 2026-11-24, which is over: it must"
                                + " be 2026-11-25 or later");
    }

    @Test
    @InjectMojo(goal = ACCEPT)
    @MojoParameter(name = "accept", value = "0")
    @MojoParameter(name = "reason", value = "intended")
    void withoutAReportNothingIsAccepted(AcceptMetricsMojo mojo) throws Exception {
        Path report = project.basedir().resolve("verification.json");
        MojoExtension.setVariableValueToObject(mojo, "verification", report.toFile());
        assertThatThrownBy(() -> accept(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("There is no report " + report
                        + ": run verify-metrics with a <history> first, or give the report"
                        + " that CI kept with -Dmetricsgate.verification");
        Files.writeString(report, "{}");
        assertThatThrownBy(() -> accept(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining(
                        "it is not a verification.json of this plugin's verify-metrics: \"run\" is missing");
    }

    @Test
    @InjectMojo(goal = ACCEPT)
    @MojoParameter(name = "accept", value = "check*:p99,5, legacy")
    @MojoParameter(name = "reason", value = "now with fraud check")
    @MojoParameter(name = "until", value = "2026-11-25")
    void whatWasAskedForIsAcceptedAndTheRestOfTheFileKept(AcceptMetricsMojo mojo) throws Exception {
        MojoExtension.setVariableValueToObject(
                mojo, "verification", golden("baseline").toFile());
        accept(mojo);
        assertThat(log.lines())
                .containsExactly(
                        "INFO Accepted 3 changes in " + accepted() + "; commit it with the change:",
                        "INFO   1:p99",
                        "INFO   5:throughput",
                        "INFO   6");
        String first = Files.readString(accepted());
        assertThat(first).isEqualTo("""
                {
                  "accepted": [
                    {
                      "accepted": "2026-11-25",
                      "baseline": 500,
                      "metric": "p99",
                      "phase": "1",
                      "phaseName": "checkout",
                      "reason": "now with fraud check",
                      "until": "2026-11-25",
                      "value": 700
                    },
                    {
                      "accepted": "2026-11-25",
                      "baseline": 250,
                      "metric": "throughput",
                      "phase": "5",
                      "phaseName": "export",
                      "reason": "now with fraud check",
                      "until": "2026-11-25",
                      "value": 178.5765
                    },
                    {
                      "accepted": "2026-11-25",
                      "metric": "presence",
                      "phase": "6",
                      "phaseName": "legacy",
                      "reason": "now with fraud check",
                      "until": "2026-11-25",
                      "value": 0
                    }
                  ],
                  "formatVersion": 1
                }
                """);
        MojoExtension.setVariableValueToObject(mojo, "accept", "search:p50");
        accept(mojo);
        assertThat(Files.readString(accepted()))
                .contains("now with fraud check")
                .hasSizeGreaterThan(first.length());
    }

    @Test
    @InjectMojo(goal = ACCEPT)
    @MojoParameter(name = "accept", value = "basket,login")
    @MojoParameter(name = "reason", value = "wishful")
    void whatIsNeitherSuspectNorARegressionIsRefused(AcceptMetricsMojo mojo) throws Exception {
        Path report = golden("baseline");
        MojoExtension.setVariableValueToObject(mojo, "verification", report.toFile());
        assertThatThrownBy(() -> accept(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("'basket', 'login' matches nothing that is suspect or a regression in " + report
                        + "; that is 1:p99, 2:p50, 2:p95, 2:p99, 5:throughput and 6");
        Path withoutHistory = golden("eleven-phases");
        MojoExtension.setVariableValueToObject(mojo, "verification", withoutHistory.toFile());
        assertThatThrownBy(() -> accept(mojo))
                .hasMessage("Nothing can be accepted: the run in " + withoutHistory
                        + " was not compared with any; set a <history>");
        assertThat(accepted()).doesNotExist();
    }

    @Test
    @InjectMojo(goal = ACCEPT)
    @MojoParameter(name = "accept", value = "1")
    @MojoParameter(name = "reason", value = "intended")
    void aDamagedFileIsLeftAsItIs(AcceptMetricsMojo mojo) throws Exception {
        MojoExtension.setVariableValueToObject(
                mojo, "verification", golden("baseline").toFile());
        Files.writeString(accepted(), "{}");
        assertThatThrownBy(() -> accept(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("The accepted changes in " + accepted() + " cannot be read:\n  ");
        assertThat(accepted()).hasContent("{}");
    }

    private void verify(VerifyMetricsMojo mojo) throws MojoExecutionException, MojoFailureException {
        mojo.setLog(log);
        mojo.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        mojo.execute();
    }

    private void accept(AcceptMetricsMojo mojo) throws MojoExecutionException {
        mojo.setLog(log);
        mojo.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        mojo.execute();
    }

    private Path accepted() {
        return project.basedir().resolve("metrics-accepted.json");
    }

    private static Path golden(String report) {
        return Path.of("src/test/resources/reports", report, "verification.json")
                .toAbsolutePath();
    }

    private void touch(int hoursAgo) throws IOException {
        try (Stream<Path> files = Files.list(project.output())) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(3600L * hoursAgo)));
            }
        }
    }

    private List<RecordedRun> kept() throws IOException {
        Path directory = project.basedir().resolve("kept");
        try (DirectoryStore store =
                new DirectoryStore(directory, Retention.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC))) {
            return requireNonNull(store.read(MODULE, Set.of("main"), 100).get("main"))
                    .runs();
        }
    }

    private static void threshold(PlexusConfiguration thresholds, String name, String... fields) {
        DefaultPlexusConfiguration threshold = new DefaultPlexusConfiguration(name);
        for (int i = 0; i < fields.length; i += 2) {
            threshold.addChild(new DefaultPlexusConfiguration(fields[i], fields[i + 1]));
        }
        thresholds.addChild(threshold);
    }
}
