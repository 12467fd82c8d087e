package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Sets that the pom names; those of modules are in {@link ModuleSetsTest} and in an integration project. */
@MojoTest
@Basedir(HarnessProject.BASEDIR + "AggregateMetricsMojoTest")
class AggregateMetricsMojoTest {

    private static final String GOAL = "aggregate-metrics";
    private static final Path GOLDEN = Path.of("src/test/resources/golden").toAbsolutePath();

    private final HarnessProject project = new HarnessProject("AggregateMetricsMojoTest");
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

    private void execute(AggregateMetricsMojo mojo) throws Exception {
        mojo.setLog(log);
        mojo.execute();
    }

    private Path set(String directory, String goldenSet) throws IOException {
        Path set = Files.createDirectories(project.basedir().resolve(directory));
        for (String file :
                List.of("phase_metrics.json", "resource_usage.jsonl", "latency_histograms.json", "run.json")) {
            Path expected = GOLDEN.resolve(goldenSet).resolve("expected").resolve(file);
            if (Files.exists(expected)) {
                Files.copy(expected, set.resolve(file));
            }
        }
        return set;
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "sets", value = "load-*/plan, legacy/, load-a/../load-a/plan, artifacts/plan1")
    void namedSetsAreMergedEachOnceAndTheModulesOwnIsLeftOut(AggregateMetricsMojo mojo) throws Exception {
        set("load-a/plan", "design-document");
        set("load-b/plan", "pipeline-11-phases");
        set("legacy", "only-required-fields");
        set("artifacts/plan1", "design-document");
        execute(mojo);
        assertThat(log.lines())
                .contains(
                        "INFO artifacts/plan1 is this module's own set, and is left out",
                        "INFO   load-a/plan: 1 phase from load-a/plan, not persisted in this build: a run of 2024-01-01T00:00:00Z",
                        "INFO   load-b/plan: 11 phases from load-b/plan, not persisted in this build: a run of 2025-12-17T02:28:08.123456Z")
                .anyMatch(line ->
                        line.startsWith("INFO   legacy: 1 phase from legacy, not persisted in this build: a run of "))
                .anyMatch(line -> line.startsWith("INFO Merged ")
                        && line.endsWith(" from 3 metrics sets into " + project.snapshot()));
        assertThat(project.snapshot()).content().contains("\"merged from\": \"load-a/plan, load-b/plan, legacy\"");
        assertThat(project.reportNames()).isEmpty();
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "sets", value = "a,b")
    void equalSetsAreBothCountedWithAWarning(AggregateMetricsMojo mojo) throws Exception {
        set("a", "design-document");
        set("b", "design-document");
        execute(mojo);
        assertThat(log.lines())
                .contains(
                        "WARN The sets of a and b are equal, byte for byte, and both are counted: if they are one run,"
                                + " leave one out");
        assertThat(project.snapshot()).content().contains("\"items_processed\": 2");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "sets", value = "a,nowhere")
    void inDevAMissingSetIsWarnedOfAndTheOthersAreMerged(AggregateMetricsMojo mojo) throws Exception {
        set("a", "design-document");
        execute(mojo);
        assertThat(log.lines())
                .contains(
                        "INFO Merged 1 phase and 2 resource samples from 1 metrics set into " + project.snapshot(),
                        "WARN No metrics set of 'nowhere' (<sets>): there is no phase_metrics.json there");
        assertThat(project.basedir().resolve("target/metrics-gate/summary.md"))
                .content()
                .contains("\nmerged what there is\n");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "sets", value = "a/phase_metrics.json")
    void aFileOfASetIsNoSet(AggregateMetricsMojo mojo) throws Exception {
        set("a", "design-document");
        execute(mojo);
        assertThat(log.lines())
                .contains(
                        "WARN No metrics set of 'a/phase_metrics.json' (<sets>): name the directory of the set, not a file"
                                + " in it");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "sets", value = "a,nowhere,b")
    @MojoParameter(name = "environment", value = "PROD")
    void inProdAMissingSetOrFileFailsAndNothingIsWritten(AggregateMetricsMojo mojo) throws Exception {
        set("a", "design-document");
        Files.delete(set("b", "design-document").resolve("resource_usage.jsonl"));
        project.snapshotOf("design-document");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        2 metrics sets missing, and <environment> is PROD:
                          No metrics set of 'nowhere' (<sets>): there is no phase_metrics.json there
                          No metrics set of 'b' (b): resource_usage.jsonl is missing there, or was persisted under another name""");
        assertThat(project.snapshot()).doesNotExist();
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "environment", value = "PROD")
    void withoutAnySetThereIsNothingToMerge(AggregateMetricsMojo mojo) {
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        1 metrics set missing, and <environment> is PROD:
                          No metrics set of 'org.example:harness' (aggregate-metrics): no module that is one of its <dependencies> \
                        has persisted a set in this build, and <sets> names none""");
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "sets", value = "a,b")
    void whatIsWrongWithTheSetsIsListedAndNothingIsWritten(AggregateMetricsMojo mojo) throws Exception {
        set("a", "design-document");
        Path b = set("b", "design-document");
        Files.writeString(b.resolve("phase_metrics.json"), "{\"0\": {}}");
        project.snapshotOf("design-document");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoFailureException.class)
                .message()
                .startsWith("6 violations in " + b + "; nothing was written:\n  b/phase_metrics.json:1:7 /0/");
        assertThat(project.snapshot()).doesNotExist();
    }

    @Test
    @InjectMojo(goal = GOAL)
    @MojoParameter(name = "sets", value = "[")
    void aPatternThatIsNoneIsAMistake(AggregateMetricsMojo mojo) {
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .message()
                .startsWith("1 mistake in the configuration of metrics-gate:\n  <sets> is '[': ");
    }
}
