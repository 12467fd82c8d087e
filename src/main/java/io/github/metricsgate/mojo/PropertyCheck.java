package io.github.metricsgate.mojo;

import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.Suggestion;
import io.github.metricsgate.text.UserProperties;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Finds properties that are meant for the plugin but that no goal has, or that have no value or no effect. A pom may
 * use a property with the plugin's prefix if it refers to it, as in {@code ${metricsgate.limit}}, even if it is set on
 * the command line.
 */
final class PropertyCheck {

    private static final String OTHER_PREFIX = "metrics-gate.";

    private final MavenProject project;
    private final MavenSession session;
    private final KnownParameters known;
    private final Expressions expressions;
    private final Mistakes mistakes;
    private final Map<String, String> spellings = new TreeMap<>();

    PropertyCheck(
            MavenProject project,
            MavenSession session,
            KnownParameters known,
            Expressions expressions,
            Mistakes mistakes) {
        this.project = project;
        this.session = session;
        this.known = known;
        this.expressions = expressions;
        this.mistakes = mistakes;
        for (String name : known.properties()) {
            spellings.put(lettersOf(UserProperties.PREFIX + name), UserProperties.PREFIX + name);
        }
    }

    /** @param elements the elements that are set, which Maven prefers to properties */
    void check(Map<String, String> elements) {
        Properties ofProject = project.getProperties();
        Map<String, String> ofUser = new TreeMap<>();
        addThoseMeantForUs(session.getSystemProperties(), ofUser);
        addThoseMeantForUs(session.getUserProperties(), ofUser);
        Map<String, String> ofPom = new TreeMap<>();
        addThoseMeantForUs(ofProject, ofPom);
        for (Map.Entry<String, String> property : ofPom.entrySet()) {
            check(property.getKey(), property.getValue(), "the property <" + SafeText.of(property.getKey()) + ">");
        }
        for (Map.Entry<String, String> property : ofUser.entrySet()) {
            String name = property.getKey();
            String value = property.getValue();
            check(name, value, "-D" + SafeText.of(name));
            String element = known.elementOf(name);
            String preferred = element == null ? null : elements.get(element);
            if (element != null && preferred != null && !preferred.equals(value.strip())) {
                mistakes.warn(withoutEffect(name, value, element, preferred));
            }
        }
    }

    /** Warns that Maven prefers the pom's element to a property; without the values if one may have a password. */
    static String withoutEffect(String property, String value, String element, String preferred) {
        boolean isSecret = AddressText.mayHavePassword(value) || AddressText.mayHavePassword(preferred);
        return "-D" + property + (isSecret ? "" : "=" + SafeText.of(value)) + " has no effect: <" + element + ">"
                + (isSecret ? "" : SafeText.of(preferred) + "</" + element + ">")
                + " in the pom is preferred by Maven; let the pom say <" + element + ">${" + property + "}</" + element
                + "> or leave it out there";
    }

    private void check(String property, String value, String asWritten) {
        if (known.elementOf(property) != null) {
            expressions.mistakeIn(value.strip()).ifPresent(predicate -> mistakes.add(asWritten + " " + predicate));
            return;
        }
        String meant = spellings.get(lettersOf(property));
        if (meant != null) {
            mistakes.add(asWritten + " is no property of any goal of the plugin (did you mean '" + meant + "'?)");
        } else if (!PomText.refersTo(property, project, session)) {
            String name = property.substring(property.indexOf('.') + 1);
            mistakes.add(asWritten + " is no property of any goal of the plugin, and no pom refers to it"
                    + KnownParameters.suggestionOrAll(SafeText.of(name), known.properties(), UserProperties.PREFIX));
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
                || startsIgnoringCase(property, OTHER_PREFIX)
                || spellings.containsKey(lettersOf(property))
                || isSlipOfThePrefix(property);
    }

    /** Letters and digits in lower case: the name without case and punctuation. */
    private static String lettersOf(String property) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < property.length(); i++) {
            if (Character.isLetterOrDigit(property.charAt(i))) {
                letters.append(property.charAt(i));
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean startsIgnoringCase(String property, String prefix) {
        return property.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private boolean isSlipOfThePrefix(String property) {
        int dot = property.indexOf('.');
        String prefix = UserProperties.PREFIX.substring(0, UserProperties.PREFIX.length() - 1);
        return dot > 0
                && known.properties().contains(property.substring(dot + 1))
                && Suggestion.slip(property.substring(0, dot), Set.of(prefix)).isPresent();
    }
}
