package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.history.DirectoryStore;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
@Basedir(HarnessProject.BASEDIR)
class RunHistoryMojoTest {

    private static final String VERIFY = "verify-metrics";
    private static final String ACCEPT = "accept-metrics";
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String MODULE = "org.example:harness/artifacts/plan1";

    private final HarnessProject project = new HarnessProject();
    private final RecordingLog log = new RecordingLog();

    @Provides
    @SuppressWarnings("unused") // by the harness, which injects it into the goal
    private MavenProject provideProject() {
        return project.maven();
    }

    @BeforeEach
    void clear() throws IOException {
        project.clear();
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
                        "INFO Not enough runs to compare with: 0, and <minRuns> is 10",
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
        assertThat(log.lines()).contains("INFO Not enough runs to compare with: 0, and <minRuns> is 10");
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

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "kept")
    void withoutAPomTheModuleMustBeNamed(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        project.maven().setFile(null);
        assertThatThrownBy(() -> verify(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining(
                        "<module> is not set, and there is no pom that names one: say what the runs of the"
                                + " history are runs of, as in -Dmetricsgate.module=org.example:shop");
        MojoExtension.setVariableValueToObject(mojo, "module", "org.example:shop");
        verify(mojo);
        assertThat(log.lines()).contains("INFO Not enough runs to compare with: 0, and <minRuns> is 10");
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
                .hasMessage("");
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
                .hasMessage("");
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
        assertThat(log.lines()).contains("INFO 1 phase, 1 threshold kept, 0 broken, 0 not measured");
    }

    @Test
    @InjectMojo(goal = VERIFY)
    @MojoParameter(name = "history", value = "kept")
    void inDevAHistoryThatCannotBeUsedIsAWarning(VerifyMetricsMojo mojo) throws Exception {
        project.metricsSetOf("design-document");
        Files.writeString(project.basedir().resolve("kept"), "a file");
        verify(mojo);
        assertThat(log.lines()).last().asString().startsWith("WARN The history in ");
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
                .hasMessage("");
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
                        "The configuration of metrics-gate has a mistake:\n  <until> is 2026-11-24, which is over: it must"
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
        assertThat(first).isEqualTo("");
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

    /** Of every branch: which one it is depends on where the test runs. */
    private List<RecordedRun> kept() throws IOException {
        Path directory = project.basedir().resolve("kept");
        List<RecordedRun> runs = new ArrayList<>();
        try (DirectoryStore store =
                new DirectoryStore(directory, Retention.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC))) {
            store.read(MODULE, Set.of("", "main"), 100).values().forEach(past -> runs.addAll(past.runs()));
        }
        return runs;
    }

    private static void threshold(PlexusConfiguration thresholds, String name, String... fields) {
        DefaultPlexusConfiguration threshold = new DefaultPlexusConfiguration(name);
        for (int i = 0; i < fields.length; i += 2) {
            threshold.addChild(new DefaultPlexusConfiguration(fields[i], fields[i + 1]));
        }
        thresholds.addChild(threshold);
    }
}
