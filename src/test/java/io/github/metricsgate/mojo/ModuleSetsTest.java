package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.metricsgate.gate.SourceFault;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.MetricsSet;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sets of other modules there are, and what to say of those that are not there. */
class ModuleSetsTest {

    private static final String GROUP = "io.github.metricsgate";
    private static final String ARTIFACT = "metrics-gate-maven-plugin";
    private static final Execution MERGE = new Execution("org.example:all", "default", false);
    private static final Execution CALLED = new Execution("org.example:all", "default-cli", true);

    private final SessionLedger ledger = new SessionLedger(SessionState.empty());
    private final MavenSession session = mock(MavenSession.class);
    private final List<MavenProject> modules = new ArrayList<>();
    private final MavenProject all = project("all");

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void start() throws IOException {
        directory = temporary.toRealPath();
        when(session.getAllProjects()).thenReturn(modules);
        when(session.getProjects()).thenReturn(modules);
    }

    private static MavenProject project(String artifactId, String... persisting) {
        Model model = new Model();
        model.setGroupId("org.example");
        model.setArtifactId(artifactId);
        model.setVersion("1.0");
        model.setPackaging("jar");
        model.setBuild(new Build());
        if (persisting.length > 0) {
            Plugin plugin = new Plugin();
            plugin.setGroupId(GROUP);
            plugin.setArtifactId(ARTIFACT);
            for (String id : persisting) {
                PluginExecution execution = new PluginExecution();
                execution.setId(id);
                execution.addGoal("persist-metrics");
                plugin.addExecution(execution);
            }
            model.getBuild().addPlugin(plugin);
        }
        return new MavenProject(model);
    }

    private MavenProject module(String artifactId, String... persisting) {
        MavenProject module = project(artifactId, persisting);
        modules.add(module);
        depend(artifactId, "1.0");
        return module;
    }

    private void depend(String artifactId, String version) {
        Dependency dependency = new Dependency();
        dependency.setGroupId("org.example");
        dependency.setArtifactId(artifactId);
        dependency.setVersion(version);
        all.getModel().addDependency(dependency);
    }

    private Path persist(String artifactId, String id, String place) {
        Execution by = new Execution("org.example:" + artifactId, id, false);
        Path set = directory.resolve(place);
        assertThat(ledger.claim(by, set)).isEmpty();
        ledger.persisted(
                by,
                new MetricsSet(
                        set,
                        List.of(new WrittenFile(
                                MetricsFile.PHASE_METRICS, set.resolve("phase_metrics.json"), 1, place))),
                false);
        return set;
    }

    private ModuleSets find(Execution by) {
        PluginConfiguration plugin = new PluginConfiguration(all, session, GROUP + ":" + ARTIFACT);
        ModuleSets sets = new ModuleSets(all, session, plugin, by, ledger);
        sets.find();
        return sets;
    }

    private static List<String> problems(ModuleSets sets) {
        return sets.faults().stream()
                .map(fault -> fault.source() + ": " + fault.problem())
                .toList();
    }

    @Test
    void whatTheDependenciesHavePersistedIsFoundInTheOrderOfTheBuild() {
        module("scoring", "default");
        module("ingestion", "load", "batch");
        modules.add(project("other", "default"));
        depend("ingestion", "1.0");
        depend("from-a-repository", "2.0");
        Path scoring = persist("scoring", "default", "scoring/plan1");
        Path load = persist("ingestion", "load", "ingestion/load");
        Path batch = persist("ingestion", "batch", "ingestion/batch");
        persist("other", "default", "other/plan1");
        ModuleSets sets = find(MERGE);
        assertThat(sets.sets())
                .containsExactly(
                        Map.entry(scoring, "org.example:scoring"),
                        Map.entry(load, "org.example:ingestion (load)"),
                        Map.entry(batch, "org.example:ingestion (batch)"));
        assertThat(sets.objection()).isEmpty();
        assertThat(sets.faults()).isEmpty();
        // It may be a module that was renamed, or whose build began somewhere else.
        assertThat(sets.remarks())
                .containsExactly("Not merged, as no module of this build: org.example:from-a-repository");
    }

    @Test
    void anotherVersionOfAModuleIsNotTheModuleAndSaid() {
        modules.add(project("scoring", "default"));
        depend("scoring", "0.9");
        persist("scoring", "default", "scoring/plan1");
        ModuleSets sets = find(MERGE);
        assertThat(sets.sets()).isEmpty();
        assertThat(sets.remarks())
                .containsExactly(
                        "Not merged, as this module depends on another version: org.example:scoring (the dependency"
                                + " is on 0.9, the module is 1.0)");
        depend("scoring", "1.0");
        assertThat(find(MERGE).sets()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1.0,2.0)", "(0.9,)", "RELEASE", "LATEST", "${revision}"})
    void whatIsNoPlainVersionMeansTheModule(String version) {
        modules.add(project("scoring", "default"));
        depend("scoring", version);
        Path scoring = persist("scoring", "default", "scoring/plan1");
        ModuleSets sets = find(MERGE);
        assertThat(sets.sets()).containsExactly(Map.entry(scoring, "org.example:scoring"));
        assertThat(sets.remarks()).isEmpty();
    }

    @Test
    void eachExecutionWithoutASetIsSaid() {
        module("ingestion", "load", "bench", "soak");
        Path load = persist("ingestion", "load", "ingestion/load");
        findNone("bench", "ingestion/bench");
        ledger.skipped(new Execution("org.example:ingestion", "soak", false));
        ledger.skipped(new Execution("org.example:ingestion", "only-verifies", false));
        ModuleSets sets = find(MERGE);
        assertThat(sets.sets()).containsExactly(Map.entry(load, "org.example:ingestion"));
        assertThat(problems(sets))
                .containsExactly("org.example:ingestion: persist-metrics (execution 'bench') found no snapshot there");
        assertThat(sets.remarks()).containsExactly("Skipped: org.example:ingestion (soak)");
        persist("ingestion", "bench", "ingestion/bench");
        assertThat(find(MERGE).faults()).isEmpty();
    }

    @Test
    void anExecutionWhoseSetAnotherHasPersistedLacksNone() {
        module("ingestion", "load", "bench");
        findNone("bench", "ingestion/plan1");
        persist("ingestion", "load", "ingestion/plan1");
        assertThat(find(MERGE).faults()).isEmpty();
    }

    private void findNone(String id, String place) {
        assertThat(ledger.foundNoSnapshot(new Execution("org.example:ingestion", id, false), directory.resolve(place)))
                .isEmpty();
    }

    @Test
    void whatIsPlannedAndHasNotRunIsAnError() {
        module("ingestion", "load", "batch");
        module("scoring", "default");
        persist("ingestion", "load", "ingestion/load");
        assertThat(find(MERGE).objection())
                .hasValue("aggregate-metrics (execution 'default' of org.example:all) merged nothing: persist-metrics"
                        + " (execution 'batch' of org.example:ingestion) and persist-metrics (execution 'default' of"
                        + " org.example:scoring), of modules that this one depends on, have not run in this build, or not to"
                        + " the end. Let persist-metrics run in a phase that the build reaches in each module"
                        + " (post-integration-test by default), or remove the <dependency> in org.example:all");
    }

    @Test
    void aNamedSetThatIsToBePersistedLaterIsAnError() {
        MavenProject later = project("later", "load", "bench");
        later.setFile(directory.resolve("later/pom.xml").toFile());
        output(later.getBuild().getPlugins().get(0).getExecutions().get(1), "bench/plan1");
        modules.add(later);
        ModuleSets sets = find(MERGE);
        Path load = directory.resolve("later/artifacts/plan1");
        Path bench = directory.resolve("later/bench/plan1");
        assertThat(sets.objectionTo(Set.of(load)))
                .hasValue(
                        "aggregate-metrics (execution 'default' of org.example:all) merged nothing: the set in " + load
                                + ", which <sets> names, is of an earlier build: persist-metrics (execution 'load' of"
                                + " org.example:later) is to write one there and has not run in this build, or not to the end. Let"
                                + " org.example:later be built before org.example:all: make it a dependency, or list it first in"
                                + " <modules>");
        assertThat(sets.objectionTo(Set.of(bench)))
                .hasValueSatisfying(objection ->
                        assertThat(objection).contains("persist-metrics (execution 'bench' of org.example:later)"));
        assertThat(sets.objectionTo(Set.of(directory.resolve("other")))).isEmpty();
        assertThat(find(CALLED).objectionTo(Set.of(load))).isEmpty();
        persist("later", "load", "later/artifacts/plan1");
        assertThat(sets.objectionTo(Set.of(load))).isEmpty();
    }

    @Test
    void whereANamedSetIsToBePersistedIsTakenFromThePluginAndTheProperties() {
        MavenProject ofPlugin = project("of-plugin", "default");
        ofPlugin.setFile(directory.resolve("of-plugin/pom.xml").toFile());
        output(ofPlugin.getBuild().getPlugins().get(0), "x");
        MavenProject ofProperty = project("of-property", "default");
        ofProperty.setFile(directory.resolve("of-property/pom.xml").toFile());
        Properties properties = new Properties();
        properties.setProperty("metricsgate.outputDirectory", "y");
        when(session.getUserProperties()).thenReturn(properties);
        modules.addAll(List.of(ofPlugin, ofProperty));
        ModuleSets sets = find(MERGE);
        assertThat(sets.objectionTo(Set.of(directory.resolve("of-plugin/x")))).isPresent();
        assertThat(sets.objectionTo(Set.of(directory.resolve("of-property/y")))).isPresent();
        assertThat(sets.objectionTo(Set.of(directory.resolve("of-property/artifacts/plan1"))))
                .isEmpty();
    }

    private static void output(ConfigurationContainer part, String outputDirectory) {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        Xpp3Dom child = new Xpp3Dom("outputDirectory");
        child.setValue(outputDirectory);
        configuration.addChild(child);
        part.setConfiguration(configuration);
    }

    @Test
    void whatHasBegunAndNotEndedIsAnErrorToo() {
        module("ingestion", "default");
        persist("ingestion", "default", "ingestion/plan1");
        assertThat(ledger.claim(
                        new Execution("org.example:ingestion", "default", false), directory.resolve("ingestion/plan1")))
                .isEmpty();
        module("scoring", "default");
        assertThat(ledger.claim(
                        new Execution("org.example:scoring", "default", false), directory.resolve("scoring/plan1")))
                .isEmpty();
        assertThat(find(MERGE).objection())
                .hasValueSatisfying(objection -> assertThat(objection)
                        .contains("of org.example:ingestion")
                        .contains("of org.example:scoring"));
        assertThat(find(MERGE).sets()).isEmpty();
    }

    @Test
    void fromTheCommandLineNothingIsPlanned() {
        module("ingestion", "default");
        module("scoring", "default");
        Path set = persist("scoring", "default-cli", "scoring/plan1");
        ModuleSets sets = find(CALLED);
        assertThat(sets.objection()).isEmpty();
        assertThat(sets.sets()).containsExactly(Map.entry(set, "org.example:scoring"));
        assertThat(problems(sets))
                .containsExactly(
                        "org.example:ingestion: persist-metrics has not run in this build. Let it run before, or"
                                + " name its directory in <sets>");
    }

    @Test
    void aModuleThatIsNotBuiltOrHasNoSnapshotLacksItsSet() {
        MavenProject built = module("ingestion", "default");
        module("scoring", "default");
        when(session.getProjects()).thenReturn(List.of(built));
        assertThat(ledger.foundNoSnapshot(
                        new Execution("org.example:ingestion", "default", false), directory.resolve("plan1")))
                .isEmpty();
        ModuleSets sets = find(MERGE);
        assertThat(sets.objection()).isEmpty();
        assertThat(problems(sets))
                .containsExactly(
                        "org.example:ingestion: persist-metrics found no snapshot there",
                        "org.example:scoring: it is not part of this build (-pl, -rf), so that a set of it is of an earlier"
                                + " one. Build it too (-am), or name its directory in <sets>");
        assertThat(sets.faults()).allMatch(fault -> fault.kind() == SourceFault.Kind.NO_SET);
    }

    @Test
    void aModuleWithoutMetricsIsNoErrorAndSaid() {
        module("docs");
        module("site", "default");
        module("api");
        ledger.skipped(new Execution("org.example:site", "default", false));
        ModuleSets sets = find(MERGE);
        assertThat(sets.objection()).isEmpty();
        assertThat(sets.faults()).isEmpty();
        assertThat(sets.remarks())
                .containsExactly("Without metrics: org.example:docs and org.example:api", "Skipped: org.example:site");
    }
}
