package io.github.metricsgate.mojo;

import io.github.metricsgate.text.SafeText;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * An execution of the plugin in a module.
 *
 * @param module groupId and artifactId
 * @param id the execution's id
 * @param fromCommandLine whether the user called the goal, so that no pom determines when it runs
 */
record Execution(String module, String id, boolean fromCommandLine) {

    static Execution of(MavenProject project, MojoExecution execution) {
        return new Execution(
                module(project), id(execution.getExecutionId()), execution.getSource() == MojoExecution.Source.CLI);
    }

    /** A model that is built by a program need not have ids. */
    static String id(@Nullable String id) {
        return id == null ? "default" : id;
    }

    static String module(MavenProject project) {
        return project.getGroupId() + ":" + project.getArtifactId();
    }

    /** The name of the module in reports, its artifactId, and the execution if it has a name. */
    String title(String name) {
        return module.substring(module.indexOf(':') + 1) + (name.isEmpty() ? "" : ":" + name);
    }

    boolean isOfTheModuleOf(Execution other) {
        return module.equals(other.module);
    }

    /** How a sentence refers to it, without the module: "execution 'default'". */
    String inItsModule() {
        return fromCommandLine ? "called from the command line" : "execution '" + SafeText.of(id) + "'";
    }

    /** How a sentence refers to it: "execution 'default' of org.example:scoring". */
    String inWords() {
        return inItsModule() + (fromCommandLine ? " in " : " of ") + SafeText.of(module);
    }
}
