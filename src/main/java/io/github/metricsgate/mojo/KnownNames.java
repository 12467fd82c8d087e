package io.github.metricsgate.mojo;

import io.github.metricsgate.report.Sentences;
import io.github.metricsgate.report.Suggestion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the user set and Maven would drop without a word: elements of the configuration and properties with the
 * plugin's prefix that no goal of the plugin knows, and elements that are empty or only a property that is not set. A
 * gate must not be off because of a slip.
 */
final class KnownNames {

    private final Parameters parameters;
    private final PluginParameterExpressionEvaluator evaluator;
    private final Set<String> elements = new TreeSet<>();
    /** Without the prefix. */
    private final Set<String> properties = new TreeSet<>();

    private KnownNames(MavenSession session, MojoExecution execution, Parameters parameters) {
        this.parameters = parameters;
        this.evaluator = new PluginParameterExpressionEvaluator(session, execution);
        for (MojoDescriptor goal :
                execution.getMojoDescriptor().getPluginDescriptor().getMojos()) {
            List<Parameter> known = goal.getParameters() == null ? List.of() : goal.getParameters();
            known.stream().filter(Parameter::isEditable).map(Parameter::getName).forEach(elements::add);
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
        KnownNames names = new KnownNames(session, execution, parameters);
        Plugin plugin = configured(
                project, execution.getMojoDescriptor().getPluginDescriptor().getPluginLookupKey());
        if (plugin != null) {
            names.checkElements(plugin.getConfiguration());
            PluginExecution own = plugin.getExecutionsAsMap().get(execution.getExecutionId());
            if (own != null) {
                names.checkElements(own.getConfiguration());
            }
        }
        names.checkProperties(project.getProperties(), session);
    }

    /** From the command line, a goal is also configured by what is only managed. */
    private static @Nullable Plugin configured(MavenProject project, String key) {
        Plugin bound = project.getPlugin(key);
        if (bound != null || project.getPluginManagement() == null) {
            return bound;
        }
        return project.getPluginManagement().getPluginsAsMap().get(key);
    }

    private void checkElements(@Nullable Object configuration) {
        if (!(configuration instanceof Xpp3Dom dom)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Xpp3Dom element : dom.getChildren()) {
            String name = element.getName();
            if (!elements.contains(name)) {
                parameters.mistakeOf(
                        name, "is no parameter of any goal of the plugin" + suggestionOrAll(name, elements, ""));
            } else if (!seen.add(name)) {
                parameters.mistakeOf(name, "occurs twice");
            } else if (element.getChildCount() == 0) {
                checkValue(name, element.getValue() == null ? "" : element.getValue());
            }
        }
    }

    private void checkValue(String name, String value) {
        if (value.isBlank()) {
            parameters.mistakeOf(name, "is empty: give it a value or leave it out");
        } else if (value.contains("${") && isNotSet(value)) {
            parameters.mistakeOf(
                    name, "is '" + Sentences.safe(value.strip()) + "': a property in it is not set, at least not here");
        }
    }

    private boolean isNotSet(String value) {
        try {
            Object evaluated = evaluator.evaluate(value.strip());
            return evaluated == null || evaluated.toString().contains("${");
        } catch (ExpressionEvaluationException e) {
            return true;
        }
    }

    /**
     * A project may have properties of its own with the plugin's prefix, as {@code metricsgate.version}: of those, only
     * what looks like a slip is a mistake. On the command line everything is that no goal and no project knows.
     */
    private void checkProperties(Properties ofProject, MavenSession session) {
        Properties set = new Properties();
        // The later win, as they do for Maven.
        for (Properties some : Arrays.asList(session.getSystemProperties(), ofProject, session.getUserProperties())) {
            if (some != null) {
                set.putAll(some);
            }
        }
        for (String property : new TreeSet<>(set.stringPropertyNames())) {
            if (!property.startsWith(UserProperties.PREFIX)) {
                continue;
            }
            String name = property.substring(UserProperties.PREFIX.length());
            if (properties.contains(name)) {
                if (set.getProperty(property).isBlank()) {
                    parameters.mistake("-D" + property + " is empty: give it a value or leave it out");
                }
            } else if (!ofProject.containsKey(property)
                    || Suggestion.nearest(name, properties).isPresent()) {
                parameters.mistake("-D" + property + " is no property of any goal of the plugin"
                        + suggestionOrAll(name, properties, UserProperties.PREFIX));
            }
        }
    }

    private static String suggestionOrAll(String name, Set<String> known, String prefix) {
        return Suggestion.nearest(name, known)
                .map(nearest -> " (did you mean '" + prefix + nearest + "'?)")
                .orElse("; there are " + String.join(", ", known));
    }
}
