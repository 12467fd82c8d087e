package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MojoTest
@Basedir(HarnessProject.BASEDIR + "PropertyCheckTest")
class PropertyCheckTest {

    private static final String ALL =
            "; there are accept, annotations, attach, baselineBranch, compareBy, confirmations, environment, failOnAborted,"
                    + " failOnBrokenThreshold, falseAlarms, history, historyServer, importAs, importEnvironment, importFrom,"
                    + " importJmhMode, importOnly, keepFor, keepRuns, keepSets, latencyUnit, maxAge, minRuns, module,"
                    + " onInconclusive, outputDirectory, p99Threshold, reason, recordRun, regressions, reportDirectory, sets, skip,"
                    + " snapshot, sources, until, verification, whenMissing, window";

    private final HarnessProject project = new HarnessProject("PropertyCheckTest");
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
    void propertiesOfTheProjectThatNoPomRefersToAreMistakes(VerifyMetricsMojo mojo) {
        project.maven().getProperties().setProperty("metricsgate.version", "1");
        project.maven().getProperties().setProperty("metricsgate.snapshot.version", "1");
        project.maven().getProperties().setProperty("metricsgate.skpi", "true");
        project.maven().getProperties().setProperty("metrics-gate.latencyUnit", "us");
        project.maven().getProperties().setProperty("metricsgate.p99Threshold", "");
        project.maven().getProperties().setProperty("metricsgate.environment", "${nothing.set}");
        assertThatThrownBy(() -> execute(mojo))
                .isInstanceOf(MojoExecutionException.class)
                .message()
                .startsWith("6 mistakes")
                .contains(
                        "the property <metricsgate.skpi> is no property of any goal of the plugin, and no pom refers to it (did you mean"
                                + " 'metricsgate.skip'?)",
                        "the property <metricsgate.snapshot.version> is no property of any goal of the plugin, and no pom"
                                + " refers to it (did you mean 'metricsgate.snapshot'?)",
                        "the property <metricsgate.version> is no property of any goal of the plugin, and no pom refers to"
                                + " it" + ALL,
                        "the property <metrics-gate.latencyUnit> is no property of any goal of the plugin (did you mean"
                                + " 'metricsgate.latencyUnit'?)",
                        "the property <metricsgate.p99Threshold> is empty: give it a value or leave it out",
                        "the property <metricsgate.environment> is '${nothing.set}': a property in it is not set");
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void aTypoInThePrefixIsAMistakeToo(VerifyMetricsMojo mojo) throws Exception {
        session(mojo).getUserProperties().setProperty("metricgate.p99Threshold", "500");
        session(mojo).getUserProperties().setProperty("maven.skip", "500");
        assertThatThrownBy(() -> execute(mojo))
                .hasMessageContaining(
                        "-Dmetricgate.p99Threshold is no property of any goal of the plugin, and no pom refers to it (did you mean"
                                + " 'metricsgate.p99Threshold'?)");
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void everythingElseThatTheCommandLineSetsMustBeKnown(VerifyMetricsMojo mojo) throws Exception {
        session(mojo).getUserProperties().setProperty("MetricsGate.limit", "500");
        session(mojo).getUserProperties().setProperty("metricsgate.p99Threshold", " ");
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                2 mistakes in the configuration of metrics-gate:
                  -DMetricsGate.limit is no property of any goal of the plugin, and no pom refers to it%s
                  -Dmetricsgate.p99Threshold is empty: give it a value or leave it out""".formatted(ALL));
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void aPropertyThatThePomOverridesIsAWarning(VerifyMetricsMojo mojo) throws Exception {
        project.maven().getBuild().addPlugin(plugin("<configuration><environment>DEV</environment></configuration>"));
        session(mojo).getUserProperties().setProperty("metricsgate.environment", "PROD");
        execute(mojo);
        assertThat(log.lines())
                .first()
                .isEqualTo(
                        "WARN -Dmetricsgate.environment=PROD has no effect: <environment>DEV</environment> in the pom is"
                                + " preferred by Maven; let the pom say <environment>${metricsgate.environment}</environment> or"
                                + " leave it out there");
    }

    @Test
    void aPasswordInAPropertyThatThePomOverridesIsNotPrinted() {
        String expected =
                "-Dmetricsgate.history has no effect: <history> in the pom is preferred by Maven; let the pom say"
                        + " <history>${metricsgate.history}</history> or leave it out there";
        for (String secret : List.of(
                "jdbc:postgresql://u:s3cret@db/m",
                " JDBC:postgresql://db/m?sslkey=s3cret",
                "postgresql://u:s3cret@db/m",
                "//db/m?Password=s3cret")) {
            assertThat(PropertyCheck.withoutEffect("metricsgate.history", secret, "history", ".metrics-history"))
                    .isEqualTo(expected);
            assertThat(PropertyCheck.withoutEffect("metricsgate.history", ".metrics-history", "history", secret))
                    .isEqualTo(expected);
        }
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void ofAnAddressOnlyTheUnsetPropertyIsPrinted(VerifyMetricsMojo mojo) throws Exception {
        project.maven()
                .getBuild()
                .addPlugin(
                        plugin(
                                "<configuration><history>jdbc:postgresql://u:s3cret@${db.host}:${db.port}/m</history></configuration>"));
        session(mojo)
                .getUserProperties()
                .setProperty("metricsgate.history", "jdbc:postgresql://u:s3cret@${other.host}/m");
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                2 mistakes in the configuration of metrics-gate:
                  <history> has ${db.host}, ${db.port}, which are not set, at least not here
                  -Dmetricsgate.history has ${other.host}, which is not set, at least not here""");
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void aPomMayUseAPropertyWithOurPrefixIfItRefersToIt(VerifyMetricsMojo mojo) throws Exception {
        project.maven().getProperties().setProperty("metricsgate.limit", "1s");
        session(mojo).getUserProperties().setProperty("metricsgate.limit", "500ms");
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                2 mistakes in the configuration of metrics-gate:
                  the property <metricsgate.limit> is no property of any goal of the plugin, and no pom refers to it%1$s
                  -Dmetricsgate.limit is no property of any goal of the plugin, and no pom refers to it%1$s""".formatted(ALL));
        Model parent = new Model();
        parent.setBuild(new Build());
        parent.getBuild()
                .addPlugin(plugin("<configuration><p99Threshold>${metricsgate.limit}</p99Threshold></configuration>"));
        MavenProject parentProject = new MavenProject(new Model());
        parentProject.setOriginalModel(parent);
        project.maven().setParent(parentProject);
        execute(mojo);
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void aDifferentSpellingIsAMistakeAndTheRightNameIsSuggested(VerifyMetricsMojo mojo) throws Exception {
        Map<String, String> spellings = Map.of(
                "metricsgate_p99Threshold", "p99Threshold",
                "metrics.gate.p99Threshold", "p99Threshold",
                "METRICSGATE.p99threshold", "p99Threshold",
                "METRICSGATE_ON_INCONCLUSIVE", "onInconclusive",
                "metricsGate.maxage", "maxAge",
                "metrics-gate.skip", "skip");
        for (Map.Entry<String, String> spelling : spellings.entrySet()) {
            session(mojo).getUserProperties().clear();
            session(mojo).getUserProperties().setProperty(spelling.getKey(), "1");
            assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                    1 mistake in the configuration of metrics-gate:
                      -D%s is no property of any goal of the plugin (did you mean 'metricsgate.%s'?)""".formatted(spelling.getKey(), spelling.getValue()));
        }
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void theNameOfAPropertyReachesTheLogEscaped(VerifyMetricsMojo mojo) throws Exception {
        session(mojo).getUserProperties().setProperty("metricsgate.x\n::error::\u001b[31mred", "1");
        session(mojo).getUserProperties().setProperty("metricsgate.environment", "PROD\n::error::x");
        project.maven().getBuild().addPlugin(plugin("<configuration><environment>DEV</environment></configuration>"));
        assertThatThrownBy(() -> execute(mojo)).hasMessage("""
                1 mistake in the configuration of metrics-gate:
                  -Dmetricsgate.x\\u000a::error::\\u001b[31mred is no property of any goal of the plugin, and no pom refers to \
                it""" + ALL);
        assertThat(log.lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("WARN -Dmetricsgate.environment=PROD\\u000a::error::x has no effect: ");
    }

    @Test
    @InjectMojo(goal = "verify-metrics")
    void aSkipThatCannotBeSwitchedOffIsAWarning(VerifyMetricsMojo mojo) throws Exception {
        MojoExtension.setVariableValueToObject(mojo, "skip", "true");
        session(mojo).getUserProperties().setProperty("metricsgate.skip", "false");
        execute(mojo);
        assertThat(log.lines())
                .containsExactly(
                        "INFO Skipped: <skip> or -Dmetricsgate.skip is true",
                        "WARN -Dmetricsgate.skip=false has no effect: <skip>true</skip> in the pom is preferred by Maven;"
                                + " let the pom say <skip>${metricsgate.skip}</skip> or leave it out there");
    }

    @Test
    @InjectMojo(goal = "persist-metrics")
    void aSkippedSnapshotIsMentioned(PersistMetricsMojo mojo) throws Exception {
        project.snapshotOf("only-required-fields");
        MojoExtension.setVariableValueToObject(mojo, "skip", "true");
        mojo.setLog(log);
        mojo.execute();
        assertThat(log.lines())
                .containsExactly("INFO Skipped: <skip> or -Dmetricsgate.skip is true, although there is a snapshot "
                        + project.snapshot());
    }

    private void execute(VerifyMetricsMojo mojo) throws Exception {
        mojo.setLog(log);
        mojo.execute();
    }

    private static MavenSession session(VerifyMetricsMojo mojo) throws IllegalAccessException {
        return MojoExtension.getVariableValueFromObject(mojo, "session");
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
