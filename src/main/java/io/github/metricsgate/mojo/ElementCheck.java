package io.github.metricsgate.mojo;

import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Finds what Maven would silently drop from the plugin's configuration: elements that no goal has, elements that are
 * empty or consist of an unset property, attributes without a meaning, limits that nothing runs with. A typo must not
 * switch the gate off.
 */
final class ElementCheck {

    /** Attributes of a configuration element that Maven itself reads. */
    private static final Set<String> MAVEN_ATTRIBUTES =
            Set.of("combine.children", "combine.self", "combine.id", "combine.keys", "xml:space");

    private static final List<String> LIMITS = List.of("p99Threshold", "thresholds");

    private static final String VERIFY = "verify-metrics";

    /** The execution of goals that are called from the command line. */
    static final String COMMAND_LINE = "default-cli";

    private final MavenProject project;
    private final MojoExecution execution;
    private final KnownParameters known;
    private final Expressions expressions;
    private final Mistakes mistakes;

    ElementCheck(
            MavenProject project,
            MojoExecution execution,
            KnownParameters known,
            Expressions expressions,
            Mistakes mistakes) {
        this.project = project;
        this.execution = execution;
        this.known = known;
        this.expressions = expressions;
        this.mistakes = mistakes;
    }

    static boolean isOfMaven(String attribute) {
        return MAVEN_ATTRIBUTES.contains(attribute);
    }

    /**
     * Checks the configurations of the plugin and the execution, and returns the elements that are set, with their
     * values.
     */
    Map<String, String> check() {
        Map<String, String> set = new HashMap<>();
        Plugin plugin = PluginConfiguration.configured(
                project, execution.getMojoDescriptor().getPluginDescriptor().getPluginLookupKey());
        if (plugin == null) {
            return set;
        }
        set.putAll(checkElements(plugin.getConfiguration(), known.elements(), "any goal of the plugin"));
        checkExecutions(plugin);
        PluginExecution own = plugin.getExecutionsAsMap().get(execution.getExecutionId());
        if (own != null) {
            // Maven has merged the plugin's elements into the execution's. An execution without goals, default-cli, is
            // for all goals that are called from the command line.
            Set<String> ofExecution = new TreeSet<>(own.getGoals().isEmpty() ? known.elements() : set.keySet());
            for (String goal : own.getGoals()) {
                ofExecution.addAll(known.elementsOf(goal));
            }
            set.putAll(checkElements(
                    own.getConfiguration(), ofExecution, "the goals of the execution '" + own.getId() + "'"));
        }
        return set;
    }

    private void checkExecutions(Plugin plugin) {
        Set<String> running = new TreeSet<>();
        for (PluginExecution other : plugin.getExecutions()) {
            if (other.getId() != null && !other.getGoals().isEmpty()) {
                running.add(other.getId());
            }
        }
        boolean isCalled = VERIFY.equals(execution.getGoal())
                && (COMMAND_LINE.equals(execution.getExecutionId()) || isUnknown(plugin, execution));
        for (PluginExecution other : plugin.getExecutions()) {
            String id = String.valueOf(other.getId());
            Set<String> limits = limitsOfItsOwn(other, plugin);
            if (other.getGoals().isEmpty() && other.getConfiguration() != null && !id.equals(COMMAND_LINE)) {
                nothingRuns(id, limits, running);
            } else if (!limits.isEmpty() && "none".equalsIgnoreCase(other.getPhase())) {
                mistakes.warn("the execution '" + SafeText.of(id) + "' has limits (" + elements(limits)
                        + ") and is bound to no phase (<phase>none</phase>): they are never checked");
            } else if (isCalled && other.getGoals().contains(VERIFY) && !limits.isEmpty()) {
                mistakes.add("the execution '" + SafeText.of(id) + "' has limits (" + elements(limits)
                        + ") that this call does not see: call " + VERIFY + "@" + SafeText.of(id)
                        + ", or move them to the plugin's <configuration>");
            }
        }
    }

    /** Maven calls verify-metrics@id whether or not the pom has an execution of that id. */
    private static boolean isUnknown(Plugin plugin, MojoExecution execution) {
        return execution.getSource() == MojoExecution.Source.CLI
                && !plugin.getExecutionsAsMap().containsKey(execution.getExecutionId());
    }

    private void nothingRuns(String id, Set<String> limits, Set<String> running) {
        String idle =
                "the execution '" + SafeText.of(id) + "' has a configuration and no goals, so that nothing runs it";
        if (!limits.isEmpty()) {
            mistakes.add(idle + Suggestion.inSentence(id, running) + ": its limits (" + elements(limits)
                    + ") would have no effect; give it <goals>, or move them to the plugin's <configuration>");
        } else if (Suggestion.slip(id, running).isPresent()) {
            mistakes.add(idle + Suggestion.inSentence(id, running));
        } else {
            mistakes.warn(idle);
        }
    }

    /** The limits in an execution's configuration other than those of the plugin, which Maven has merged into it. */
    private static Set<String> limitsOfItsOwn(PluginExecution execution, Plugin plugin) {
        Set<String> limits = new TreeSet<>();
        if (execution.getConfiguration() instanceof Xpp3Dom own) {
            for (String limit : LIMITS) {
                Xpp3Dom ofPlugin = plugin.getConfiguration() instanceof Xpp3Dom dom ? dom.getChild(limit) : null;
                if (own.getChild(limit) != null && !own.getChild(limit).equals(ofPlugin)) {
                    limits.add(limit);
                }
            }
        }
        return limits;
    }

    private static String elements(Set<String> names) {
        return "<" + String.join(">, <", names) + ">";
    }

    private Map<String, String> checkElements(@Nullable Object configuration, Set<String> allowed, String whose) {
        Map<String, String> set = new HashMap<>();
        if (!(configuration instanceof Xpp3Dom dom)) {
            return set;
        }
        for (Xpp3Dom element : dom.getChildren()) {
            String name = element.getName();
            String value = element.getValue() == null ? "" : element.getValue().strip();
            if (!allowed.contains(name)) {
                mistakes.addOf(
                        name, "is no parameter of " + whose + KnownParameters.suggestionOrAll(name, allowed, ""));
            } else if (set.put(name, value) != null) {
                mistakes.addOf(name, "occurs twice");
            } else if (!mayBeUnset(element, value)) {
                Optional<String> mistake = expressions.mistakeIn(value);
                mistake.ifPresent(predicate -> mistakes.addOf(name, predicate));
            }
            for (String attribute : element.getAttributeNames()) {
                if (!isOfMaven(attribute)) {
                    mistakes.addOf(name, "has an attribute '" + attribute + "', which has no effect here");
                }
            }
        }
        return set;
    }

    /** An empty element may override a parent's on purpose if it says so; an unset skip switch is off. */
    private static boolean mayBeUnset(Xpp3Dom element, String value) {
        boolean overrides = value.isEmpty() && "override".equals(element.getAttribute("combine.self"));
        boolean isUnsetSkip = element.getName().equals("skip") && value.contains("${");
        return element.getChildCount() > 0 || overrides || isUnsetSkip;
    }
}
