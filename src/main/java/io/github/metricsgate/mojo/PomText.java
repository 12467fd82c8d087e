package io.github.metricsgate.mojo;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The text of a build's poms before Maven replaces the properties in them. */
final class PomText {

    private PomText() {}

    /**
     * Whether <code>${property}</code> occurs in this project's pom, in another module's, or in one of their parents'.
     */
    static boolean refersTo(String property, MavenProject project, MavenSession session) {
        String reference = "${" + property + "}";
        if (contains(reference, project)) {
            return true;
        }
        for (MavenProject other : projects(session)) {
            if (contains(reference, other)) {
                return true;
            }
        }
        return false;
    }

    private static List<MavenProject> projects(MavenSession session) {
        return session.getProjects() == null ? List.of() : session.getProjects();
    }

    private static boolean contains(String reference, MavenProject project) {
        for (MavenProject pom = project; pom != null; pom = pom.getParent()) {
            if (text(pom.getOriginalModel()).contains(reference)) {
                return true;
            }
        }
        return false;
    }

    private static String text(@Nullable Model model) {
        if (model == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        try {
            new MavenXpp3Writer().write(text, model);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be written", e);
        }
        return text.toString();
    }
}
