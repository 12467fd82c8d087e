package io.github.metricsgate.mojo;

import io.github.metricsgate.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;

/** Checks whether a value that the user wrote resolves to anything. */
final class Expressions {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[\\w.-]+}");

    private final PluginParameterExpressionEvaluator evaluator;

    Expressions(MavenSession session, MojoExecution execution) {
        this.evaluator = new PluginParameterExpressionEvaluator(session, execution);
    }

    /** What is wrong with the value: it is empty, or a property in it is not set. Maven would silently drop it. */
    Optional<String> mistakeIn(String value) {
        if (value.isBlank()) {
            return Optional.of("is empty: give it a value or leave it out");
        }
        if (value.contains("${") && isUnset(value)) {
            return Optional.of(
                    AddressText.mayHavePassword(value)
                            ? "has " + unsetIn(value) + " not set, at least not here"
                            : "is '" + SafeText.of(value) + "': a property in it is not set, at least not here");
        }
        return Optional.empty();
    }

    /** The references alone, because what is around them may be a password. */
    private String unsetIn(String value) {
        List<String> unset = REFERENCE
                .matcher(value)
                .results()
                .map(MatchResult::group)
                .filter(this::isUnset)
                .distinct()
                .toList();
        return unset.isEmpty()
                ? "a property in it that is"
                : SafeText.of(String.join(", ", unset)) + (unset.size() == 1 ? ", which is" : ", which are");
    }

    /** The text itself where a property in it is not set. */
    String evaluate(String text) {
        try {
            Object evaluated = evaluator.evaluate(text);
            return evaluated == null ? text : evaluated.toString();
        } catch (ExpressionEvaluationException e) {
            return text;
        }
    }

    private boolean isUnset(String value) {
        try {
            Object evaluated = evaluator.evaluate(value);
            return evaluated == null || evaluated.toString().contains("${");
        } catch (ExpressionEvaluationException e) {
            return true;
        }
    }
}
