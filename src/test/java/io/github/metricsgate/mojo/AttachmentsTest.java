package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.WrittenFile;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentsTest {

    private static final Optional<String> DEFAULT = Optional.empty();

    private final MavenProject project = new HarnessProject("AttachmentsTest").maven();
    private final SetLayout set = layout("set");
    private int calls;

    @Test
    void theIdOfAnExecutionIsAppendedToItsClassifiers() {
        attach(DEFAULT, set);
        attach(Optional.of("nightly.2"), layout("other"));
        assertThat(project.getAttachedArtifacts())
                .extracting(artifact -> artifact.getClassifier() + " " + artifact.getType() + " " + artifact.getFile())
                .containsExactly(
                        "phase-metrics json " + set.path(MetricsFile.PHASE_METRICS),
                        "resource-usage jsonl " + set.path(MetricsFile.RESOURCE_USAGE),
                        "latency-histograms json " + set.path(MetricsFile.LATENCY_HISTOGRAMS),
                        "run json " + set.path(MetricsFile.RUN),
                        "phase-metrics-nightly.2 json " + layout("other").path(MetricsFile.PHASE_METRICS),
                        "resource-usage-nightly.2 jsonl " + layout("other").path(MetricsFile.RESOURCE_USAGE),
                        "latency-histograms-nightly.2 json " + layout("other").path(MetricsFile.LATENCY_HISTOGRAMS),
                        "run-nightly.2 json " + layout("other").path(MetricsFile.RUN));
    }

    @Test
    void theSameFilesAreAttachedOnce() {
        attach(DEFAULT, set);
        assertThatCode(() -> check(DEFAULT, set).check()).doesNotThrowAnyException();
        attach(DEFAULT, set);
        assertThat(project.getAttachedArtifacts()).hasSize(4);
        // Maven would warn of an artifact that is attached again.
        assertThat(calls).isEqualTo(4);
    }

    @Test
    void twoSetsDoNotTakeTheSameClassifiers() {
        attach(DEFAULT, set);
        assertThatThrownBy(() -> check(DEFAULT, layout("other")).check())
                .hasMessage("1 mistake in the configuration of metrics-gate:\n  <attach> is 'true', but "
                        + set.path(MetricsFile.PHASE_METRICS)
                        + " is attached as 'phase-metrics' already: give each execution that attaches a set an <id> of"
                        + " its own");
        assertThatCode(() -> check(Optional.of("b"), layout("other")).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "ä", ""})
    void anIdThatCannotBePartOfAClassifierIsRefused(String id) {
        assertThatThrownBy(() -> check(Optional.of(id), set).check())
                .hasMessage("1 mistake in the configuration of metrics-gate:\n  <attach> is 'true' in the execution '"
                        + id + "', whose <id> becomes part of the classifiers: use only letters, digits, '.', '_' and"
                        + " '-'");
    }

    @Test
    void withoutAPomThereIsNothingToAttachTo() {
        project.setFile(null);
        assertThatThrownBy(() -> check(DEFAULT, set).check())
                .hasMessage("1 mistake in the configuration of metrics-gate:\n  <attach> is 'true': without a pom there"
                        + " is no project to attach the files to");
    }

    private Mistakes check(Optional<String> executionId, SetLayout layout) {
        Mistakes mistakes = new Mistakes();
        new Attachments(project, helper(), executionId).check(layout, mistakes);
        return mistakes;
    }

    private void attach(Optional<String> executionId, SetLayout layout) {
        List<WrittenFile> files = Arrays.stream(MetricsFile.values())
                .map(role -> new WrittenFile(role, layout.path(role), 1, "0".repeat(64)))
                .toList();
        new Attachments(project, helper(), executionId).attach(files);
    }

    private static SetLayout layout(String directory) {
        return new SetLayout(
                Path.of(HarnessProject.BASEDIR, "AttachmentsTest", directory), "p.json", "r.jsonl", "l.json");
    }

    /** Does what Maven does, but for looking up the handler of the type. */
    @SuppressWarnings("deprecation") // it is for Maven's own helper to call
    private MavenProjectHelper helper() {
        return (MavenProjectHelper) Proxy.newProxyInstance(
                AttachmentsTest.class.getClassLoader(),
                new Class<?>[] {MavenProjectHelper.class},
                (proxy, method, arguments) -> {
                    calls++;
                    String type = (String) arguments[1];
                    DefaultArtifact artifact = new DefaultArtifact(
                            project.getGroupId(),
                            project.getArtifactId(),
                            project.getVersion(),
                            null,
                            type,
                            (String) arguments[2],
                            new DefaultArtifactHandler(type));
                    artifact.setFile((File) arguments[3]);
                    project.addAttachedArtifact(artifact);
                    return null;
                });
    }
}
