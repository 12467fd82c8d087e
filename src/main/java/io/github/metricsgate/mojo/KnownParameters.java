package io.github.metricsgate.mojo;

import io.github.metricsgate.text.Suggestion;
import io.github.metricsgate.text.UserProperties;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** The elements and user properties of the plugin's goals. */
final class KnownParameters {

    private final Map<String, Set<String>> elements = new TreeMap<>();
    /** Maps a property's name, without the prefix, to its element. */
    private final Map<String, String> properties = new TreeMap<>();

    KnownParameters(PluginDescriptor plugin) {
        for (MojoDescriptor goal : plugin.getMojos()) {
            List<Parameter> known = goal.getParameters() == null ? List.of() : goal.getParameters();
            Set<String> editable = new TreeSet<>();
            for (Parameter parameter : known) {
                if (parameter.isEditable()) {
                    editable.add(parameter.getName());
                }
            }
            elements.put(goal.getGoal(), editable);
            for (PlexusConfiguration parameter : goal.getMojoConfiguration().getChildren()) {
                String expression = parameter.getValue();
                if (expression != null && expression.startsWith("${" + UserProperties.PREFIX)) {
                    int start = "${".length() + UserProperties.PREFIX.length();
                    properties.put(expression.substring(start, expression.length() - 1), parameter.getName());
                }
            }
        }
    }

    /** The elements that any goal has. */
    Set<String> elements() {
        Set<String> all = new TreeSet<>();
        elements.values().forEach(all::addAll);
        return all;
    }

    Set<String> elementsOf(String goal) {
        return elements.getOrDefault(goal, Set.of());
    }

    /** The names of the properties, without the prefix. */
    Set<String> properties() {
        return properties.keySet();
    }

    /** The element that a property stands for; null if there is no such property. */
    @Nullable
    String elementOf(String property) {
        return property.startsWith(UserProperties.PREFIX)
                ? properties.get(property.substring(UserProperties.PREFIX.length()))
                : null;
    }

    /** The name that was probably meant, otherwise all names, as the end of a sentence. */
    static String suggestionOrAll(String name, Set<String> known, String prefix) {
        return Suggestion.nearest(name, known)
                .map(nearest -> " (did you mean '" + prefix + nearest + "'?)")
                .orElse("; there are " + String.join(", ", new TreeSet<>(known)));
    }
}
