package io.github.metricsgate.mojo;

import io.github.metricsgate.report.Sentences;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the user set and no goal of the plugin knows: elements of its configuration and properties with its prefix.
 * Maven before 3.9 says nothing of them, and a gate must not be off because of a slip.
 *
 * <p>Also finds elements that are empty, which Maven hands over as if they were not there.
 */
final class KnownNames {

    private final Set<String> elements = new TreeSet<>();
    /** Without the prefix. */
    private final Set<String> properties = new TreeSet<>();

    private final Parameters parameters;

    private KnownNames(PluginDescriptor plugin, Parameters parameters) {
        this.parameters = parameters;
        for (MojoDescriptor goal : plugin.getMojos()) {
            List<Parameter> known = goal.getParameters() == null ? List.of() : goal.getParameters();
            for (Parameter parameter : known) {
                if (parameter.isEditable()) {
                    elements.add(parameter.getName());
                }
            }
            for (PlexusConfiguration parameter : goal.getMojoConfiguration().getChildren()) {
                String expression = parameter.getValue();
                if (expression != null && expression.startsWith("${" + UserProperties.PREFIX)) {
                    properties.add(expression.substring(
                            "${".length() + UserProperties.PREFIX.length(), expression.length() - 1));
                }
            }
        }
    }

    static void check(MavenProject project, MavenSession session, MojoExecution execution, Parameters parameters) {
        PluginDescriptor descriptor = execution.getMojoDescriptor().getPluginDescriptor();
        KnownNames names = new KnownNames(descriptor, parameters);
        Plugin plugin = project.getPlugin(descriptor.getPluginLookupKey());
        if (plugin != null) {
            names.checkElements(plugin.getConfiguration());
            PluginExecution own = plugin.getExecutionsAsMap().get(execution.getExecutionId());
            if (own != null) {
                names.checkElements(own.getConfiguration());
            }
        }
        names.checkProperties(project.getProperties(), session.getUserProperties());
    }

    private void checkElements(@Nullable Object configuration) {
        if (!(configuration instanceof Xpp3Dom dom)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Xpp3Dom element : dom.getChildren()) {
            String name = element.getName();
            String value = element.getValue();
            if (!elements.contains(name)) {
                parameters.mistake(
                        "<" + name + "> is no parameter of any goal of the plugin" + suggestionOrAll(name, elements));
            } else if (!seen.add(name)) {
                parameters.mistake("<" + name + "> occurs twice");
            } else if (element.getChildCount() == 0 && (value == null || value.isBlank())) {
                parameters.mistake("<" + name + "> is empty: give it a value or leave it out");
            }
        }
    }

    private static String suggestionOrAll(String name, Set<String> known) {
        String suggestion = Sentences.suggestion(name, known);
        return suggestion.isEmpty() ? "; there are " + String.join(", ", known) : suggestion;
    }

    /**
     * A project may have properties of its own with the plugin's prefix, as {@code metricsgate.version}: of those, only
     * what looks like a slip is a mistake. On the command line everything is that no goal and no project knows.
     */
    private void checkProperties(Properties ofProject, Properties ofUser) {
        Set<String> set = new TreeSet<>(ofProject.stringPropertyNames());
        set.addAll(ofUser.stringPropertyNames());
        for (String property : set) {
            if (!property.startsWith(UserProperties.PREFIX)) {
                continue;
            }
            String name = property.substring(UserProperties.PREFIX.length());
            boolean isOfProject = ofProject.containsKey(property);
            if (properties.contains(name)) {
                if (ofUser.getProperty(property, ofProject.getProperty(property))
                        .isBlank()) {
                    parameters.mistake("-D" + property + " is empty: give it a value or leave it out");
                }
            } else if (!isOfProject || !Sentences.suggestion(name, properties).isEmpty()) {
                parameters.mistake("-D" + property + " is no property of any goal of the plugin"
                        + suggestionOrAll(name, properties));
            }
        }
    }
}
