package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doReturn;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.identity.IdentityObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The goals that work on a history: what they are told, and what they say. */
@MojoTest
@Basedir(HarnessProject.BASEDIR + "HistoryGoalsTest")
class HistoryGoalsTest {

    private static final String IMPORT = "import-history";
    private static final String CALIBRATE = "calibrate-metrics";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

    private final HarnessProject project = new HarnessProject("HistoryGoalsTest");
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
        Files.writeString(project.basedir().resolve("data.js"), HistoryImportTest.dataJs(40, 6));
    }

    /** From {@code data.js} into {@code kept}. */
    private void importRunsOf(String module) throws Exception {
        new HistoryImport(
                        new HistoryMojo.Target(
                                new DirectoryPlace(project.basedir().resolve("kept"), Retention.DEFAULT, CLOCK),
                                BaselineRules.defaults(),
                                module,
                                "main",
                                project.basedir(),
                                IdentityObserver.ofThisMachine(Map.of(), project.basedir())),
                        new HistoryImport.Wanted(List.of("data.js"), "bench", Set.of(), "avgt", Map.of()),
                        CLOCK,
                        new RecordingLog())
                .run();
    }

    private void run(HistoryMojo mojo) throws MojoExecutionException {
        mojo.setLog(log);
        mojo.clock = CLOCK;
        mojo.execute();
    }

    @Test
    @InjectMojo(goal = IMPORT)
    @MojoParameter(name = "history", value = "kept")
    @MojoParameter(name = "importFrom", value = "data.js")
    void theOnlySourceNamesThePhases(ImportHistoryMojo mojo) throws Exception {
        PlexusConfiguration sources = new DefaultPlexusConfiguration("sources");
        sources.addChild(new DefaultPlexusConfiguration("micro", "target/jmh-result.json"));
        MojoExtension.setVariableValueToObject(mojo, "sources", sources);
        run(mojo);
        assertThat(log.lines())
                .contains(
                        "INFO Imported 40 runs into " + project.basedir().resolve("kept")
                                + " as runs of org.example:harness/artifacts/plan1 on main",
                        "INFO verify-metrics now compares a run of this machine with the last 20 of 40 runs on main");
        try (Stream<Path> files = Files.walk(project.basedir().resolve("kept"))) {
            Path entry = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(entry)).contains("\"micro/org.example.Bench.b0[avgt,threads=1]\"");
        }
    }

    @Test
    @InjectMojo(goal = IMPORT)
    @MojoParameter(name = "history", value = "moved")
    @MojoParameter(name = "importFrom", value = "kept")
    void aHistoryOfSeveralModulesIsMovedOnce(ImportHistoryMojo mojo) throws Exception {
        importRunsOf("org.example:module/artifacts/plan1");
        MavenProject module = new MavenProject();
        module.setGroupId("org.example");
        module.setArtifactId("first");
        mojo.session.getUserProperties().setProperty("metricsgate.importFrom", "kept");
        doReturn(project.basedir().toString()).when(mojo.session).getExecutionRootDirectory();
        doReturn(List.of(mojo.project, module)).when(mojo.session).getProjects();
        run(mojo);
        String moved = "INFO Copied 40 runs of 1 branch from the history kept into "
                + project.basedir().resolve("moved") + ", with what each value was judged to be";
        assertThat(log.lines()).containsExactly(moved);
        module.setExecutionRoot(true);
        doReturn(List.of(module, mojo.project)).when(mojo.session).getProjects();
        run(mojo);
        assertThat(log.lines())
                .containsExactly(
                        moved, "INFO Nothing to import here: a history of metrics-gate is moved once, in first");
        Files.delete(project.basedir().resolve("data.js"));
        MojoExtension.setVariableValueToObject(mojo, "importFrom", "data.js");
        assertThatThrownBy(() -> run(mojo)).hasMessageContaining("say with -pl which one it is of");
    }

    @Test
    @InjectMojo(goal = IMPORT)
    @MojoParameter(name = "importJmhMode", value = "thrpt")
    @MojoParameter(name = "importEnvironment", value = "Linux")
    @MojoParameter(name = "window", value = "5")
    @MojoParameter(name = "minRuns", value = "6")
    void everyMistakeIsToldAtOnce(ImportHistoryMojo mojo) throws Exception {
        PlexusConfiguration sources = new DefaultPlexusConfiguration("sources");
        sources.addChild(new DefaultPlexusConfiguration("a", "a.json"));
        sources.addChild(new DefaultPlexusConfiguration("b", "b.json"));
        MojoExtension.setVariableValueToObject(mojo, "sources", sources);
        assertThatThrownBy(() -> run(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("""
                        6 mistakes in the configuration of metrics-gate:
                          <history> is not set: say where the history is, as verify-metrics does, or with \
                        -Dmetricsgate.history=.metrics-history
                          <minRuns> is 6, more than the 5 runs of a <window>: no run could ever be compared
                          <importFrom> is not set: say what to import, as in \
                        -Dmetricsgate.importFrom=gh-pages/dev/bench/data.js
                          <importJmhMode> is 'thrpt': it must be avgt, sample or ss
                          <importAs> is not set, and there are 2 <sources> (a, b): say which of them reads the same benchmarks
                          <importEnvironment> is 'Linux': it must be this, or facts as in os=Linux,arch=amd64,cores=4,jdk=21""");
    }

    @Test
    @InjectMojo(goal = IMPORT)
    @MojoParameter(name = "history", value = "kept")
    @MojoParameter(name = "importFrom", value = "data.js")
    @MojoParameter(name = "importAs", value = "bench")
    @MojoParameter(name = "importEnvironment", value = "os=Plan 9, arch=mips,cores=1,jdk=8")
    void runsOfAnotherMachineAreNotComparedWithThisOne(ImportHistoryMojo mojo) throws Exception {
        run(mojo);
        assertThat(log.lines())
                .contains(
                        "INFO What they do not say of their machine was taken from <importEnvironment>: os Plan 9, arch mips,"
                                + " cores 1, jdk 8",
                        "INFO verify-metrics has 0 runs on main to compare a run of this machine with, and <minRuns> is 10:"
                                + " <importEnvironment> or <compareBy> tells them apart");
    }

    @Test
    @InjectMojo(goal = CALIBRATE)
    @MojoParameter(name = "history", value = "kept")
    void anEmptyHistoryIsSaidToBeEmpty(CalibrateMetricsMojo mojo) throws Exception {
        run(mojo);
        assertThat(log.lines())
                .containsExactly("WARN No run of org.example:harness/artifacts/plan1 on main is in the history "
                        + project.basedir().resolve("kept") + ", which is empty");
        assertThat(project.basedir().resolve("kept")).doesNotExist();
    }

    @Test
    @InjectMojo(goal = CALIBRATE)
    @MojoParameter(name = "history", value = "kept")
    void aCalibrationIsPrintedAndWritten(CalibrateMetricsMojo mojo) throws Exception {
        importRunsOf("org.example:harness/artifacts/plan1");
        run(mojo);
        assertThat(log.lines().get(0)).isEqualTo("INFO Calibrated on 40 runs on main, 6 series");
        assertThat(log.lines()).contains("INFO <regressions>fail</regressions>");
        assertThat(project.basedir().resolve("target/metrics-gate/calibration.md"))
                .content()
                .startsWith("# Calibration\n\n    Calibrated on 40 runs on main, 6 series\n");
        MojoExtension.setVariableValueToObject(mojo, "falseAlarms", "many");
        assertThatThrownBy(() -> run(mojo))
                .hasMessage(
                        "1 mistake in the configuration of metrics-gate:\n  <falseAlarms> is 'many': it must be how many of"
                                + " 100 builds, from 0 to 100, as in 1 or 0.5");
    }

    @Test
    @InjectMojo(goal = CALIBRATE)
    @MojoParameter(name = "history", value = "kept")
    void aCalibrationThatTakesLongSaysHowFarItIs(CalibrateMetricsMojo mojo) throws Exception {
        importRunsOf("org.example:harness/artifacts/plan1");
        mojo.setLog(log);
        mojo.clock = new SlowClock();
        mojo.execute();
        assertThat(log.lines()).contains("INFO   replaying the runs: 2 of 40", "INFO   injecting steps: 1 of 6");
    }

    /** A second passes whenever somebody looks. */
    private static final class SlowClock extends Clock {

        private Instant now = CLOCK.instant();

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
