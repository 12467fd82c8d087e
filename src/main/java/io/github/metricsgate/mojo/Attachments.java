package io.github.metricsgate.mojo;

import io.github.metricsgate.files.SetLayout;
import io.github.metricsgate.metrics.MetricsFile;
import io.github.metricsgate.metrics.WrittenFile;
import io.github.metricsgate.text.SafeText;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Attaches the files of a set to the project. If the execution has an id of its own, the id is appended to the
 * classifiers, so that several executions of one module can attach their files.
 */
final class Attachments {

    /** A classifier is part of file names and URLs. */
    private static final Pattern CLASSIFIER = Pattern.compile("[A-Za-z0-9._-]+");

    private final MavenProject project;
    private final MavenProjectHelper helper;
    private final Optional<String> executionId;

    /** @param executionId as in the pom; empty for an execution that Maven named */
    Attachments(MavenProject project, MavenProjectHelper helper, Optional<String> executionId) {
        this.project = project;
        this.helper = helper;
        this.executionId = executionId;
    }

    /** Reports anything that makes it impossible to attach the set, before anything is written. */
    void check(SetLayout layout, Mistakes mistakes) {
        if (project.getFile() == null) {
            mistakes.addOf("attach", "is 'true': without a pom there is no project to attach the files to");
        }
        if (executionId.isPresent() && !CLASSIFIER.matcher(executionId.get()).matches()) {
            mistakes.addOf(
                    "attach",
                    "is 'true' in the execution '" + SafeText.of(executionId.get())
                            + "', whose <id> becomes part of the classifiers: use only letters, digits, '.', '_' and '-'");
        }
        for (MetricsFile role : MetricsFile.values()) {
            Optional<File> other = attached(role);
            if (other.isPresent() && !other.get().equals(layout.path(role).toFile())) {
                mistakes.addOf(
                        "attach",
                        "is 'true', but " + SafeText.of(other.get().toString()) + " is attached as '" + classifier(role)
                                + "' already: give each execution that attaches a set an <id> of its own");
            }
        }
    }

    void attach(List<WrittenFile> files) {
        for (WrittenFile file : files) {
            // The goal may run twice in one build, for example if it is also called by name.
            if (attached(file.role()).isEmpty()) {
                helper.attachArtifact(
                        project,
                        file.role().type(),
                        classifier(file.role()),
                        file.path().toFile());
            }
        }
    }

    private String classifier(MetricsFile role) {
        return role.classifier() + executionId.map(id -> "-" + id).orElse("");
    }

    /** The file that is already attached under the same classifier. */
    private Optional<File> attached(MetricsFile role) {
        for (Artifact artifact : project.getAttachedArtifacts()) {
            if (classifier(role).equals(artifact.getClassifier()) && role.type().equals(artifact.getType())) {
                return Optional.ofNullable(artifact.getFile());
            }
        }
        return Optional.empty();
    }
}
