package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.disk.DirectoryLock;
import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.files.SnapshotPersister;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MojoTest
@Basedir(HarnessProject.BASEDIR + "PersistMetricsMojoTest")
class PersistMetricsMojoTest {

    private static final String GOAL = "persist-metrics";

    private final HarnessProject project = new HarnessProject("PersistMetricsMojoTest");
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
    @InjectMojo(goal = GOAL)
    void byDefaultTheSnapshotUnderTargetBecomesTheSetUnderArtifacts(PersistMetricsMojo mojo) throws Exception {
        project.snapshotOf("pipeline-11-phases");
        execute(mojo);
        assertThat(log.lines())
                .containsExactly(
                        "INFO Wrote 11 phases and 66 resource samples to " + project.output(),
                        "INFO   phase_metrics.json, 22454 bytes, SHA-256"
                                + " 5d456b6ce18f201f5c9dcd3120921f1f4b8aa43c62021af20e9dba8f803450ea",
                        "INFO   resource_usage.jsonl, 10835 bytes, SHA-256"
                                + " 622b68ba959e42f3ecdba78b72e42099b2718b0890567afec5af7ce4a8340081",
                        "INFO   latency_histograms.json, 3026 bytes, SHA-256"
                                + " fe36d8a4ccf022b2938592f72f1bb020ce1e6257dfc9d72cb761a43d9730e6e7",
                        "INFO   run.json, 406 bytes, SHA-256"
                                + " 72fb602eaed70401c2b194e430684c3560718f7926144f586da37fe39cfb9a40");
        assertThat(project.outputNames())
                .containsExactly(
                        "SHA256SUMS",
                        "latency_histograms.json",
                        "phase_metrics.json",
                        "resource_usage.jsonl",
                        "run.json");
        assertThat(project.maven().getAttachedArtifacts()).isEmpty();
    }

    @Test
    @InjectMojo(goal = GOAL)
    void anAbortedRunIsPersistedWithAWarning(PersistMetricsMojo mojo) throws Exception {
        project.snapshotOf("pipeline-aborted");
        execute(mojo);
        assertThat(log.lines()).last().isEqualTo("WARN The run was aborted: timeout");
        assertThat(project.hasChecksums()).isTrue();
    }

    /** Whether it fails the build is for verify-metrics to say, so that the figures are there to be looked at. */
    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    void anAbortedRunIsPersistedInProdToo(PersistMetricsMojo mojo) throws Exception {
        project.snapshotOf("pipeline-aborted");
        execute(mojo);
        assertThat(log.lines()).last().isEqualTo("WARN The run was aborted: timeout");
        assertThat(project.hasChecksums()).isTrue();
    }

    @Test
    @InjectMojo(goal = GOAL)
    void missingOptionalMembersOfASnapshotAreWarnings(PersistMetricsMojo mojo) throws Exception {
        Files.writeString(
                project.snapshot(),
                "{\"phase_metrics\": {}, \"resource_usage\": [], \"abort_status\": {\"is_aborted\": true}}");
        execute(mojo);
        assertThat(log.lines())
                .endsWith(
                        "WARN the snapshot has no \"timestamp\"",
                        "WARN the snapshot has no \"phase_status\"",
                        "WARN The run was aborted: no reason given");
    }

    @Test
    @InjectMojo(goal = GOAL)
    void byDefaultAMissingSnapshotIsAWarningAndNothingChanges(PersistMetricsMojo mojo) throws Exception {
        execute(mojo);
        assertThat(log.lines())
                .containsExactly("WARN There is no snapshot " + project.snapshot()
                        + ": let the pipeline write it before persist-metrics runs, set <snapshot>"
                        + " (-Dmetricsgate.snapshot), or switch the goals off in this module (-Dmetricsgate.skip)");
        assertThat(project.output()).doesNotExist();
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    void inProdAMissingSnapshotFails(PersistMetricsMojo mojo) {
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                No snapshot, and <environment> is PROD; let the pipeline write it before persist-metrics runs, set <snapshot> \
                (-Dmetricsgate.snapshot), or switch the goals off in this module (-Dmetricsgate.skip):
                  There is no snapshot %s""".formatted(project.snapshot()));
    }

    @Test
    @InjectMojo(goal = GOAL)
    void anInvalidSnapshotIsRefusedWithItsViolations(PersistMetricsMojo mojo) throws Exception {
        project.metricsSetOf("empty");
        Files.writeString(project.snapshot(), "{\"phase_metrics\": [],\n \"resource_usage\": [7, 8]}");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                4 violations in %s; nothing was written:
                  metrics-snapshot.json:1:19 /phase_metrics: found an array, expected an object keyed by phase
                  metrics-snapshot.json:2:21 /resource_usage/0: found 7, expected an object
                  metrics-snapshot.json:2:24 /resource_usage/1: found 8, expected an object
                  metrics-snapshot.json:1:1 /abort_status: is missing; expected an object""".formatted(project.snapshot()));
        assertThat(project.output().resolve("phase_metrics.json")).hasContent("{}");
        assertThat(project.outputNames()).hasSize(3);
    }

    @Test
    @InjectMojo(goal = GOAL)
    void aToolsResultIsNamedWithTheLinesForThePom(PersistMetricsMojo mojo) throws Exception {
        Files.copy(Path.of("src/test/resources/sources/jmh/jmh-result.json").toAbsolutePath(), project.snapshot());
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(
                        "%1$s is not a snapshot, it looks like a result of JMH (-rf json; read are those of all versions up to"
                                + " 1.37): let collect-metrics read it and write the snapshot. In the pom: <goal>collect-metrics</goal>"
                                + " before <goal>persist-metrics</goal>, <sources><metrics-snapshot>target/metrics-snapshot.json"
                                + "</metrics-snapshot></sources> instead of <snapshot>; without a pom: collect-metrics persist-metrics"
                                + " -Dmetricsgate.sources=%1$s",
                        project.snapshot());
        assertThat(project.outputNames()).isEmpty();
        assertThat(project.reportNames()).hasSize(7);
    }

    @Test
    @InjectMojo(goal = GOAL)
    void fiftyOfManyViolationsAreShown(PersistMetricsMojo mojo) throws Exception {
        Files.writeString(
                project.snapshot(),
                "{\"phase_metrics\": {}, \"abort_status\": {\"is_aborted\": false}, \"resource_usage\": ["
                        + "0,".repeat(99) + "0]}");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .message()
                .startsWith("100 violations in ")
                .endsWith("/resource_usage/49: found 0, expected an object\n  ... and 50 more")
                .hasLineCount(52);
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "attach", value = "true")
    void theFilesAreAttachedUnderTheirClassifiers(PersistMetricsMojo mojo) throws Exception {
        project.snapshotOf("design-document");
        execute(mojo);
        assertThat(project.maven().getAttachedArtifacts())
                .extracting(artifact -> artifact.getClassifier() + " " + artifact.getType() + " "
                        + artifact.getFile().getName())
                .containsExactly(
                        "phase-metrics json phase_metrics.json",
                        "resource-usage jsonl resource_usage.jsonl",
                        "latency-histograms json latency_histograms.json",
                        "run json run.json");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "snapshot", value = "out/phase_metrics.json")
    @MojoParameter(name = "outputDirectory", value = "out")
    @MojoParameter(name = "attach", value = "no")
    @MojoParameter(name = "skip", value = "1")
    void mistakesAreReportedTogether(PersistMetricsMojo mojo) {
        Path file = project.basedir().resolve("out/phase_metrics.json");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                3 mistakes in the configuration of metrics-gate:
                  <skip> is '1': it must be true or false
                  <snapshot> is '%s', which is a file of the set and would be overwritten by it
                  <attach> is 'no': it must be true or false""".formatted(file));
    }

    @Test
    @InjectMojo(goal = GOAL)
    void aSnapshotThatIsNotAFileIsRefused(PersistMetricsMojo mojo) throws Exception {
        Files.createDirectories(project.snapshot());
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("1 mistake in the configuration of metrics-gate:\n  <snapshot> is '" + project.snapshot()
                        + "', which is not a regular file");
        assertThat(project.output()).doesNotExist();
    }

    @Test
    @InjectMojo(goal = GOAL)
    void whatCannotBeWrittenIsTheBuildsFault(PersistMetricsMojo mojo) throws Exception {
        project.snapshotOf("design-document");
        Path lock = Files.createDirectories(project.output().resolve(".metrics-gate.lock"));
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("cannot lock " + lock + ": it is not a regular file")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aDirectoryThatAnotherBuildWritesToIsReportedWithTheRemedy() throws Exception {
        project.snapshotOf("design-document");
        SetLayout layout = new SetLayout(project.output(), "phases.json", "resources.jsonl", "latencies.json");
        Path lock = project.output().resolve(".metrics-gate.lock");
        try (DirectoryLock other = DirectoryLock.acquire(project.output(), lock, Duration.ZERO)) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> new SnapshotPersister(Duration.ZERO).persist(project.snapshot(), layout))
                    .isInstanceOfSatisfying(
                            IOException.class,
                            busy -> assertThat(Failures.impossible(busy))
                                    .hasMessage("another build or module is writing to " + project.output()
                                            + ", and did not finish within 0 s: give each an <outputDirectory> of its own, or end"
                                            + " the one that hangs"));
        }
        assertThat(project.outputNames()).isEmpty();
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    void anAggregatorWithoutASnapshotIsSkipped(PersistMetricsMojo mojo) throws Exception {
        project.maven().getModel().setModules(List.of("child"));
        execute(mojo);
        assertThat(log.lines()).containsExactly("INFO Nothing to persist: an aggregator without a snapshot");
        project.metricsSetOf("empty");
        assertThatThrownBy(() -> execute(mojo)).isInstanceOf(MojoFailureException.class);
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    void anAggregatorWithChecksumsAloneIsNotPassedOver(PersistMetricsMojo mojo) throws Exception {
        project.maven().getModel().setModules(List.of("child"));
        Files.createDirectories(project.output());
        Files.writeString(project.output().resolve("SHA256SUMS"), "");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("There is no snapshot");
    }

    private void execute(PersistMetricsMojo mojo) throws MojoExecutionException, MojoFailureException {
        mojo.setLog(log);
        mojo.execute();
    }
}
