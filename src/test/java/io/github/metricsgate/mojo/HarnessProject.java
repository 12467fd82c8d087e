package io.github.metricsgate.mojo;

import io.github.metricsgate.files.SetLayout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;

/** A project under target/ that the harness runs a goal in, new for each test. */
final class HarnessProject {

    /** Each class has its own below it: two of them run at once. */
    static final String BASEDIR = "target/harness/";

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final Path basedir;
    private final MavenProject project;

    /** @param name of the test's own directory */
    HarnessProject(String name) {
        basedir = Path.of(BASEDIR, name).toAbsolutePath();
        Model model = new Model();
        model.setGroupId("org.example");
        model.setArtifactId("harness");
        model.setVersion("1.0");
        model.setPackaging("pom");
        model.setBuild(new Build());
        model.getBuild().setDirectory(basedir.resolve("target").toString());
        project = new MavenProject(model);
        project.setArtifact(new DefaultArtifact(
                "org.example", "harness", "1.0", null, "pom", null, new DefaultArtifactHandler("pom")));
        project.setFile(new File(basedir.toFile(), "pom.xml"));
    }

    MavenProject maven() {
        return project;
    }

    Path basedir() {
        return basedir;
    }

    Path output() {
        return basedir.resolve("artifacts/plan1");
    }

    Path snapshot() {
        return basedir.resolve("target/metrics-snapshot.json");
    }

    void clear() throws IOException {
        if (Files.exists(basedir)) {
            try (Stream<Path> files = Files.walk(basedir)) {
                files.sorted(Comparator.reverseOrder()).forEach(HarnessProject::delete);
            }
        }
        Files.createDirectories(basedir.resolve("target"));
    }

    void snapshotOf(String goldenSet) throws IOException {
        Files.copy(GOLDEN.resolve(goldenSet).resolve("snapshot.json"), snapshot());
    }

    void metricsSetOf(String goldenSet) throws IOException {
        Files.createDirectories(output());
        for (String file : List.of("phase_metrics.json", "resource_usage.jsonl", "latency_histograms.json")) {
            Files.copy(GOLDEN.resolve(goldenSet).resolve("expected").resolve(file), output().resolve(file));
        }
    }

    /** As {@link #metricsSetOf}, with what the snapshot says of the run. */
    void metricsSetWithRunOf(String goldenSet) throws IOException {
        metricsSetOf(goldenSet);
        Files.copy(GOLDEN.resolve(goldenSet).resolve("expected/run.json"), output().resolve("run.json"));
    }

    /** Exchanges text in a file of the metrics set. */
    void edit(String file, String from, String to) throws IOException {
        String content = Files.readString(output().resolve(file));
        if (!content.contains(from)) {
            throw new IllegalArgumentException(file + " has no " + from);
        }
        Files.writeString(output().resolve(file), content.replace(from, to));
    }

    List<String> outputNames() throws IOException {
        return names(output());
    }

    List<String> reportNames() throws IOException {
        return names(basedir.resolve("target/metrics-gate"));
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    boolean hasChecksums() {
        return Files.exists(output().resolve(SetLayout.CHECKSUMS));
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
