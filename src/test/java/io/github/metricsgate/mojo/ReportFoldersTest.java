package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.report.ReportDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFoldersTest {

    private static final Map<String, List<String>> GOALS =
            Map.of("default", List.of("persist-metrics", "verify-metrics"), "nightly", List.of("verify-metrics"));

    private final SessionState state = SessionState.empty();

    @TempDir
    private Path root;

    private Path inside;

    @BeforeEach
    void moduleInARoot() throws IOException {
        root = root.toRealPath();
        inside = root.resolve("module/target/metrics-gate");
        Files.createDirectories(root.resolve("module"));
    }

    @Test
    void insideTheModuleAnExecutionWithAnIdHasAFolderWithThatName() throws IOException {
        assertThat(prepared("default", inside)).isEqualTo(inside);
        assertThat(prepared("default-cli", inside)).isEqualTo(inside);
        assertThat(prepared("nightly", inside)).isEqualTo(inside.resolve("nightly"));
    }

    @Test
    void outsideTheModuleEveryExecutionHasAFolderWithTheModulesName() throws IOException {
        Path outside = root.resolve("reports");
        assertThat(prepared("default", outside)).isEqualTo(outside.resolve("module"));
        assertThat(prepared("nightly", outside)).isEqualTo(outside.resolve("module-nightly"));
    }

    @Test
    void aLinkIntoTheModuleIsInsideIt() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("module"));
        assertThat(prepared("default", link.resolve("reports"))).isEqualTo(link.resolve("reports"));
    }

    @Test
    void theFirstGoalDeletesTheReportsOfAnEarlierBuildForAllExecutions() throws IOException {
        List<Path> old = List.of(old(inside), old(inside.resolve("nightly")), old(inside.resolve("of-no-execution")));
        prepared("default", inside);
        assertThat(old.stream().map(Files::exists)).containsExactly(false, false, true);
    }

    @Test
    void aCallFromTheCommandLineDeletesItsOwnReports() throws IOException {
        List<Path> old = List.of(old(inside), old(inside.resolve("nightly")));
        prepared(new Execution("g:module", "default-cli", true), inside, new Mistakes());
        assertThat(old.stream().map(Files::exists)).containsExactly(false, true);
    }

    @Test
    void reportsOfThisBuildForAnotherExecutionStay() throws IOException {
        prepared("nightly", inside);
        Path nightly = old(inside.resolve("nightly"));
        prepared("default", inside);
        assertThat(nightly).exists();
    }

    @Test
    void noExecutionGetsTheFolderOfAnother() throws IOException {
        Path outside = root.resolve("reports");
        prepared("default", outside);
        Path report = old(outside.resolve("module"));
        Mistakes mistakes = new Mistakes();
        Execution sameName = new Execution("h:module", "default", false);
        assertThat(prepared(sameName, outside, mistakes)).isEqualTo(Path.of(""));
        assertThat(report).exists();
        assertThat(mistakes.count()).isEqualTo(1);
        assertThat(mistakes.isReported("reportDirectory")).isTrue();
    }

    private Path prepared(String id, Path reportDirectory) throws IOException {
        Mistakes mistakes = new Mistakes();
        Path directory = prepared(new Execution("g:module", id, false), reportDirectory, mistakes);
        assertThat(mistakes.count()).isZero();
        return directory;
    }

    private Path prepared(Execution execution, Path reportDirectory, Mistakes mistakes) throws IOException {
        ProjectPaths paths = new ProjectPaths(project(), session(), mistakes);
        ReportDirectory reports =
                new ReportFolders(paths, reportDirectory.toFile(), GOALS, state).prepare(execution, mistakes);
        return reports.directory();
    }

    private MavenProject project() {
        Model model = new Model();
        model.setGroupId("g");
        model.setArtifactId("module");
        MavenProject project = new MavenProject(model);
        project.setFile(new File(root.resolve("module").toFile(), "pom.xml"));
        return project;
    }

    @SuppressWarnings("deprecation") // there is no other way that works with Maven 3.6.3 too
    private static MavenSession session() {
        DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
        request.setUserProperties(new Properties());
        return new MavenSession(null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
    }

    private static Path old(Path directory) throws IOException {
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve("summary.md"), "old");
    }
}
