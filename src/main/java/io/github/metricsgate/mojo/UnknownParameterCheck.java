package io.github.metricsgate.mojo;

import io.github.metricsgate.report.Sentences;
import io.github.metricsgate.text.Suggestion;
import io.github.metricsgate.text.UserProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
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
 * plugin's prefix that no goal of the plugin knows, elements and properties that are empty or only a property that is not
 * set, attributes that mean nothing. A gate must not be off because of a slip.
 */
final class UnknownParameterCheck {

    /** What Maven itself reads off an element of a configuration. */
    private static final Set<String> MAVEN_ATTRIBUTES =
            Set.of("combine.children", "combine.self", "combine.id", "combine.keys", "xml:space");

    private final MavenProject project;
    private final MavenSession session;
    private final MojoExecution execution;
    private final Parameters parameters;
    private final PluginParameterExpressionEvaluator evaluator;
    /** The elements that each goal knows. */
    private final Map<String, Set<String>> elements = new TreeMap<>();
    /** The element that each property stands for; without the prefix. */
    private final Map<String, String> properties = new TreeMap<>();

    private UnknownParameterCheck(
            MavenProject project, MavenSession session, MojoExecution execution, Parameters parameters) {
        this.project = project;
        this.session = session;
        this.execution = execution;
        this.parameters = parameters;
        this.evaluator = new PluginParameterExpressionEvaluator(session, execution);
        for (MojoDescriptor goal :
                execution.getMojoDescriptor().getPluginDescriptor().getMojos()) {
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
                    properties.put(
                            expression.substring(
                                    "${".length() + UserProperties.PREFIX.length(), expression.length() - 1),
                            parameter.getName());
                }
            }
        }
    }

    static void check(MavenProject project, MavenSession session, MojoExecution execution, Parameters parameters) {
        UnknownParameterCheck names = new UnknownParameterCheck(project, session, execution, parameters);
        names.checkProperties(names.checkElements());
    }

    static boolean isOfMaven(String attribute) {
        return MAVEN_ATTRIBUTES.contains(attribute);
    }

    // Elements.

    /** Checks the plugin's configuration and the execution's, and returns what they set. */
    private Map<String, String> checkElements() {
        Map<String, String> set = new HashMap<>();
        Plugin plugin = configured(
                project, execution.getMojoDescriptor().getPluginDescriptor().getPluginLookupKey());
        if (plugin != null) {
            Set<String> ofPlugin = new TreeSet<>();
            for (Set<String> ofGoal : elements.values()) {
                ofPlugin.addAll(ofGoal);
            }
            set.putAll(checkElements(plugin.getConfiguration(), ofPlugin, "any goal of the plugin"));
            checkExecutions(plugin);
            PluginExecution own = plugin.getExecutionsAsMap().get(execution.getExecutionId());
            if (own != null) {
                // Maven has merged the plugin's elements into the execution's: those are at home there. An execution
                // without goals, default-cli, is for all that are run from the command line.
                Set<String> ofExecution = new TreeSet<>(own.getGoals().isEmpty() ? ofPlugin : set.keySet());
                for (String goal : own.getGoals()) {
                    ofExecution.addAll(elements.getOrDefault(goal, Set.of()));
                }
                set.putAll(checkElements(
                        own.getConfiguration(), ofExecution, "the goals of the execution '" + own.getId() + "'"));
            }
        }
        return set;
    }

    /** What is configured under an id that no goal is bound under, nothing runs: its limits would hold nothing. */
    private void checkExecutions(Plugin plugin) {
        Set<String> running = new TreeSet<>();
        for (PluginExecution other : plugin.getExecutions()) {
            if (other.getId() != null && !other.getGoals().isEmpty()) {
                running.add(other.getId());
            }
        }
        for (PluginExecution other : plugin.getExecutions()) {
            String id = String.valueOf(other.getId());
            if (other.getGoals().isEmpty() && other.getConfiguration() != null && !id.startsWith("default-")) {
                String idle = "the execution '" + Sentences.safe(id)
                        + "' has a configuration and no goals, so that nothing runs it";
                if (Suggestion.slip(id, running).isPresent()) {
                    parameters.mistake(idle + Sentences.suggestion(id, running));
                } else {
                    parameters.warning(idle);
                }
            }
        }
    }

    /** From the command line, a goal is also configured by what is only managed. */
    private static @Nullable Plugin configured(MavenProject project, String key) {
        Plugin bound = project.getPlugin(key);
        if (bound != null || project.getPluginManagement() == null) {
            return bound;
        }
        return project.getPluginManagement().getPluginsAsMap().get(key);
    }

    private Map<String, String> checkElements(@Nullable Object configuration, Set<String> known, String whose) {
        Map<String, String> set = new HashMap<>();
        if (!(configuration instanceof Xpp3Dom dom)) {
            return set;
        }
        for (Xpp3Dom element : dom.getChildren()) {
            String name = element.getName();
            String value = element.getValue() == null ? "" : element.getValue().strip();
            if (!known.contains(name)) {
                parameters.mistakeOf(name, "is no parameter of " + whose + suggestionOrAll(name, known, ""));
            } else if (set.put(name, value) != null) {
                parameters.mistakeOf(name, "occurs twice");
            } else if (element.getChildCount() == 0 && element.getAttribute("combine.self") == null) {
                Optional<String> wrong = whatIsWrongWith(value);
                if (wrong.isPresent()) {
                    parameters.mistakeOf(name, wrong.get());
                }
            }
            for (String attribute : element.getAttributeNames()) {
                if (!isOfMaven(attribute)) {
                    parameters.mistakeOf(name, "has an attribute '" + attribute + "', which means nothing here");
                }
            }
        }
        return set;
    }

    private Optional<String> whatIsWrongWith(String value) {
        if (value.isBlank()) {
            return Optional.of("is empty: give it a value or leave it out");
        }
        if (value.contains("${") && isNotSet(value)) {
            return Optional.of("is '" + Sentences.safe(value) + "': a property in it is not set, at least not here");
        }
        return Optional.empty();
    }

    private boolean isNotSet(String value) {
        try {
            Object evaluated = evaluator.evaluate(value);
            return evaluated == null || evaluated.toString().contains("${");
        } catch (ExpressionEvaluationException e) {
            return true;
        }
    }

    // Properties.

    /**
     * Checks the properties that begin with the prefix. A project may have such properties of its own, as
     * {@code metricsgate.version}: of those, only what looks like a slip is a mistake. On the command line everything is
     * that no goal and no project knows.
     *
     * @param elementsSet the elements that are set, which Maven prefers to properties
     */
    private void checkProperties(Map<String, String> elementsSet) {
        Properties ofProject = project.getProperties();
        for (String property : ofProject.stringPropertyNames()) {
            if (isMeantForUs(property)) {
                checkProperty(property, ofProject.getProperty(property), "the property <" + property + ">", false);
            }
        }
        Map<String, String> ofUser = new TreeMap<>();
        addThoseMeantForUs(session.getSystemProperties(), ofUser);
        addThoseMeantForUs(session.getUserProperties(), ofUser);
        for (Map.Entry<String, String> set : ofUser.entrySet()) {
            String property = set.getKey();
            String value = set.getValue();
            String name = checkProperty(property, value, "-D" + property, !ofProject.containsKey(property));
            String element = properties.get(name);
            String preferred = elementsSet.get(element);
            if (preferred != null && !preferred.equals(value.strip())) {
                parameters.warning("-D" + property + "=" + Sentences.safe(value) + " has no effect: <" + element + ">"
                        + Sentences.safe(preferred) + "</" + element
                        + "> in the pom is preferred by Maven; let the pom say <"
                        + element + ">${" + property + "}</" + element + "> or leave it out there");
            }
        }
    }

    private void addThoseMeantForUs(@Nullable Properties all, Map<String, String> ours) {
        if (all == null) {
            return;
        }
        for (String property : all.stringPropertyNames()) {
            if (isMeantForUs(property)) {
                ours.put(property, all.getProperty(property));
            }
        }
    }

    private boolean isMeantForUs(String property) {
        return startsIgnoringCase(property, UserProperties.PREFIX)
                || startsIgnoringCase(property, "metrics-gate.")
                || isSlipOfThePrefix(property);
    }

    private static boolean startsIgnoringCase(String property, String prefix) {
        return property.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** Returns the property's name without the prefix; empty if it is none of the plugin's. */
    private String checkProperty(String property, String value, String asWritten, boolean mustBeKnown) {
        String name = property.substring(property.indexOf('.') + 1);
        boolean isOurs = property.startsWith(UserProperties.PREFIX) && properties.containsKey(name);
        if (isOurs) {
            Optional<String> wrong = whatIsWrongWith(value.strip());
            if (wrong.isPresent()) {
                parameters.mistake(asWritten + " " + wrong.get());
            }
        } else if (mustBeKnown || Suggestion.slip(name, properties.keySet()).isPresent()) {
            parameters.mistake(asWritten + " is no property of any goal of the plugin"
                    + suggestionOrAll(name, properties.keySet(), UserProperties.PREFIX));
        }
        return isOurs ? name : "";
    }

    private boolean isSlipOfThePrefix(String property) {
        int dot = property.indexOf('.');
        String prefix = UserProperties.PREFIX.substring(0, UserProperties.PREFIX.length() - 1);
        return dot > 0
                && properties.containsKey(property.substring(dot + 1))
                && Suggestion.slip(property.substring(0, dot), Set.of(prefix)).isPresent();
    }

    private static String suggestionOrAll(String name, Set<String> known, String prefix) {
        return Suggestion.nearest(name, known)
                .map(nearest -> " (did you mean '" + prefix + nearest + "'?)")
                .orElse("; there are " + String.join(", ", new TreeSet<>(known)));
    }
}
