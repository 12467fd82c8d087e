package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MojoTest
@Basedir(HarnessProject.BASEDIR + "ElementCheckTest")
class ElementCheckTest {

    private final HarnessProject project = new HarnessProject("ElementCheckTest");
    private final RecordingLog log = new RecordingLog();

    @Provides
    @SuppressWarnings("unused") // by the harness, which injects it into the goal
    private MavenProject provideProject() {
        return project.maven();
    }

    @BeforeEach
    void clear() throws Exception {
        project.clear();
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void elementsWithoutEffectAreMistakes(VerifyMetricsMojo mojo) throws Exception {
        project.maven().getBuild().addPlugin(plugin("""
                <configuration>
                  <p99Treshold>1</p99Treshold><colour>red</colour><skip>false</skip><skip>false</skip>
                  <latencyUnit> </latencyUnit><environment>${nothing.set}</environment>
                  <attach because="why">true</attach><project>x</project>
                </configuration>"""));
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                7 mistakes in the configuration of metrics-gate:
                  <p99Treshold> is no parameter of any goal of the plugin (did you mean 'p99Threshold'?)
                  <colour> is no parameter of any goal of the plugin; there are accept, annotations, attach, baselineBranch, compareBy, confirmations, detail, \
                environment, failOnAborted, failOnBrokenThreshold, falseAlarms, goal, history, historyServer, \
                importAs, importEnvironment, importFrom, importJmhMode, importOnly, indentSize, keepFor, keepRuns, \
                keepSets, latencyHistogramsFile, latencyUnit, lineLength, maxAge, minRuns, module, onInconclusive, \
                outputDirectory, p99Threshold, phaseMetricsFile, reason, recordRun, regressions, reportDirectory, \
                resourceUsageFile, sets, skip, snapshot, sources, thresholds, until, verification, whenMissing, window
                  <skip> occurs twice
                  <latencyUnit> is empty: give it a value or leave it out
                  <environment> is '${nothing.set}': a property in it is not set, at least not here
                  <attach> has an attribute 'because', which has no effect here
                  <project> is no parameter of any goal of the plugin; there are accept, annotations, attach, baselineBranch, compareBy, confirmations, detail, \
                environment, failOnAborted, failOnBrokenThreshold, falseAlarms, goal, history, historyServer, \
                importAs, importEnvironment, importFrom, importJmhMode, importOnly, indentSize, keepFor, keepRuns, \
                keepSets, latencyHistogramsFile, latencyUnit, lineLength, maxAge, minRuns, module, onInconclusive, \
                outputDirectory, p99Threshold, phaseMetricsFile, reason, recordRun, regressions, reportDirectory, \
                resourceUsageFile, sets, skip, snapshot, sources, thresholds, until, verification, whenMissing, window""");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void whatIsMeantForMavenOrOverridesAParentIsNotAMistake(VerifyMetricsMojo mojo) throws Exception {
        project.maven().getBuild().addPlugin(plugin("""
                <configuration>
                  <thresholds combine.self="override"/><skip combine.children="append">false</skip>
                </configuration>"""));
        execute(mojo);
        assertThat(log.lines()).singleElement().asString().startsWith("WARN There is no metrics set in ");
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void managedConfigurationCountsIfThereIsNoOther(VerifyMetricsMojo mojo) throws Exception {
        PluginManagement managed = new PluginManagement();
        managed.addPlugin(plugin("<configuration><skp>true</skp></configuration>"));
        project.maven().getBuild().setPluginManagement(managed);
        assertThatThrownBy(() -> execute(mojo))
                .hasMessageEndingWith("<skp> is no parameter of any goal of the plugin (did you mean 'skip'?)");
        project.maven().getBuild().addPlugin(plugin("<configuration/>"));
        project.maven().getBuild().flushPluginMap();
        execute(mojo);
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void anExecutionOnlyKnowsTheElementsOfItsGoals(VerifyMetricsMojo mojo) throws Exception {
        Plugin plugin = plugin("<configuration><attach>false</attach></configuration>");
        PluginExecution own = new PluginExecution();
        own.setId(execution(mojo).getExecutionId());
        own.addGoal("verify-metrics");
        own.setConfiguration(dom("<configuration><attach>false</attach><snapshot>x</snapshot></configuration>"));
        plugin.addExecution(own);
        project.maven().getBuild().addPlugin(plugin);
        assertThatThrownBy(() -> execute(mojo))
                .hasMessageStartingWith(
                        "1 mistake in the configuration of metrics-gate:\n  <snapshot> is no parameter of"
                                + " the goals of the execution '" + own.getId()
                                + "'; there are annotations, attach, baselineBranch, ");
        own.getGoals().clear();
        execute(mojo);
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void configurationUnderAnIdThatNothingRunsIsReported(VerifyMetricsMojo mojo) throws Exception {
        Plugin plugin = plugin("<configuration/>");
        PluginExecution running = new PluginExecution();
        running.setId("gate");
        running.addGoal("verify-metrics");
        plugin.addExecution(running);
        PluginExecution idle = new PluginExecution();
        idle.setId("nightly");
        idle.setConfiguration(dom("<configuration><environment>DEV</environment></configuration>"));
        plugin.addExecution(idle);
        project.maven().getBuild().addPlugin(plugin);
        execute(mojo);
        assertThat(log.lines())
                .contains("WARN the execution 'nightly' has a configuration and no goals, so that nothing runs it");
        idle.setId("gaet");
        plugin.flushExecutionMap();
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                1 mistake in the configuration of metrics-gate:
                  the execution 'gaet' has a configuration and no goals, so that nothing runs it (did you mean 'gate'?)""");
        idle.setConfiguration(dom("<configuration><p99Threshold>1</p99Threshold></configuration>"));
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                1 mistake in the configuration of metrics-gate:
                  the execution 'gaet' has a configuration and no goals, so that nothing runs it (did you mean 'gate'?): its \
                limits (<p99Threshold>) would have no effect; give it <goals>, or move them to the plugin's <configuration>""");
        idle.setId("default-cli");
        plugin.flushExecutionMap();
        execute(mojo);
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void onlyAnEmptyElementMayOverrideWithoutAValue(VerifyMetricsMojo mojo) throws Exception {
        project.maven().getBuild().addPlugin(plugin("""
                <configuration>
                  <p99Threshold combine.self="override">${slo.limit}</p99Threshold>
                  <latencyUnit combine.self="override"/><maxAge combine.self="merge"/>
                </configuration>"""));
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                2 mistakes in the configuration of metrics-gate:
                  <p99Threshold> is '${slo.limit}': a property in it is not set, at least not here
                  <maxAge> is empty: give it a value or leave it out""");
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void anUnsetSkipSwitchSkipsNothing(VerifyMetricsMojo mojo) throws Exception {
        project.maven()
                .getBuild()
                .addPlugin(plugin(
                        "<configuration><skip>${skipTests}</skip><attach>${skipTests}</attach></configuration>"));
        MojoExtension.setVariableValueToObject(mojo, "skip", "${skipTests}");
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                1 mistake in the configuration of metrics-gate:
                  <attach> is '${skipTests}': a property in it is not set, at least not here""");
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void anEmptySkipSwitchIsAMistake(VerifyMetricsMojo mojo) throws Exception {
        project.maven().getBuild().addPlugin(plugin("<configuration><skip/></configuration>"));
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                1 mistake in the configuration of metrics-gate:
                  <skip> is empty: give it a value or leave it out""");
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void limitsUnderAnIdThatNothingRunsAreAMistake(VerifyMetricsMojo mojo) throws Exception {
        for (String id : List.of("default-verify-metrics", "default-verify", "nightly")) {
            project.maven().getBuild().setPlugins(new ArrayList<>());
            Plugin plugin = plugin("<configuration/>");
            plugin.addExecution(running("gate", "<configuration/>"));
            PluginExecution idle = new PluginExecution();
            idle.setId(id);
            idle.setConfiguration(dom("<configuration><p99Threshold>1</p99Threshold><thresholds/></configuration>"));
            plugin.addExecution(idle);
            project.maven().getBuild().addPlugin(plugin);
            project.maven().getBuild().flushPluginMap();
            assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                    1 mistake in the configuration of metrics-gate:
                      the execution '%s' has a configuration and no goals, so that nothing runs it: its limits \
                    (<p99Threshold>, <thresholds>) would have no effect; give it <goals>, or move them to the plugin's \
                    <configuration>""".formatted(id));
            idle.setId("default-cli");
            plugin.flushExecutionMap();
            execute(mojo);
        }
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void limitsThatMavenMergedIntoAnIdleExecutionBelongToThePlugin(VerifyMetricsMojo mojo) throws Exception {
        String configuration = "<configuration><p99Threshold>1</p99Threshold></configuration>";
        Plugin plugin = plugin(configuration);
        PluginExecution idle = new PluginExecution();
        idle.setId("nightly");
        idle.setConfiguration(dom(configuration));
        plugin.addExecution(idle);
        project.maven().getBuild().addPlugin(plugin);
        execute(mojo);
        assertThat(log.lines())
                .contains("WARN the execution 'nightly' has a configuration and no goals, so that nothing runs it");
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void limitsOfAnExecutionThatDoNotApplyToACallAreAMistake(VerifyMetricsMojo mojo) throws Exception {
        Plugin plugin = plugin("<configuration/>");
        plugin.addExecution(running("strict", "<configuration><p99Threshold>1</p99Threshold></configuration>"));
        plugin.addExecution(running("usual", "<configuration/>"));
        project.maven().getBuild().addPlugin(plugin);
        MojoExecution bound = execution(mojo);
        MojoExtension.setVariableValueToObject(
                mojo, "mojoExecution", new MojoExecution(bound.getMojoDescriptor(), "usual"));
        execute(mojo);
        MojoExtension.setVariableValueToObject(
                mojo, "mojoExecution", new MojoExecution(bound.getMojoDescriptor(), "default-cli"));
        String mistake = """
                1 mistake in the configuration of metrics-gate:
                  the execution 'strict' has limits (<p99Threshold>) that this call does not see: call \
                verify-metrics@strict, or move them to the plugin's <configuration>""";
        assertThatThrownBy(() -> execute(mojo)).hasMessage(mistake);
        // Maven takes any id, and a misspelt one has no configuration.
        MojoExtension.setVariableValueToObject(mojo, "mojoExecution", called(bound, "strct"));
        assertThatThrownBy(() -> execute(mojo)).hasMessage(mistake);
        MojoExtension.setVariableValueToObject(mojo, "mojoExecution", called(bound, "strict"));
        execute(mojo);
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void limitsThatAreBoundToNoPhaseAreAWarning(VerifyMetricsMojo mojo) throws Exception {
        Plugin plugin = plugin("<configuration/>");
        PluginExecution off = running("strict", "<configuration><thresholds><a/></thresholds></configuration>");
        off.setPhase("none");
        plugin.addExecution(off);
        project.maven().getBuild().addPlugin(plugin);
        execute(mojo);
        assertThat(log.lines())
                .first()
                .isEqualTo("WARN the execution 'strict' has limits (<thresholds>) and is bound to no phase"
                        + " (<phase>none</phase>): they are never checked");
    }

    private void execute(VerifyMetricsMojo mojo) throws Exception {
        mojo.setLog(log);
        mojo.execute();
    }

    private static MojoExecution execution(VerifyMetricsMojo mojo) throws IllegalAccessException {
        return MojoExtension.getVariableValueFromObject(mojo, "mojoExecution");
    }

    private static MojoExecution called(MojoExecution bound, String id) {
        return new MojoExecution(bound.getMojoDescriptor(), id, MojoExecution.Source.CLI);
    }

    private static PluginExecution running(String id, String configuration) throws Exception {
        PluginExecution execution = new PluginExecution();
        execution.setId(id);
        execution.addGoal("verify-metrics");
        execution.setConfiguration(dom(configuration));
        return execution;
    }

    private static Plugin plugin(String configuration) throws Exception {
        Plugin plugin = new Plugin();
        plugin.setGroupId("io.github.metricsgate");
        plugin.setArtifactId("metrics-gate-maven-plugin");
        plugin.setConfiguration(dom(configuration));
        return plugin;
    }

    private static Xpp3Dom dom(String xml) throws Exception {
        return Xpp3DomBuilder.build(new StringReader(xml));
    }
}
