package io.github.metricsgate.mojo;

import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/** The mistakes in a goal's configuration, collected so that all are reported together. */
final class Mistakes {

    private final List<String> sentences = new ArrayList<>();
    private final Set<String> elements = new HashSet<>();
    private final List<String> warnings = new ArrayList<>();

    void add(String sentence) {
        if (!sentences.contains(sentence)) {
            sentences.add(sentence);
        }
    }

    /** Only the first mistake of an element is reported, because the others may follow from it. */
    void addOf(String element, String predicate) {
        if (elements.add(element)) {
            add("<" + element + "> " + predicate);
        }
    }

    void mustBe(String element, String expected, @Nullable String text) {
        addOf(element, "is '" + SafeText.of(text == null ? "" : text) + "': it must be " + expected);
    }

    /** Something that is allowed but probably not intended. */
    void warn(String sentence) {
        warnings.add(sentence);
    }

    List<String> warnings() {
        return warnings;
    }

    boolean isReported(String element) {
        return elements.contains(element);
    }

    int count() {
        return sentences.size();
    }

    /** @throws MojoExecutionException with all mistakes, if there are any */
    void check() throws MojoExecutionException {
        if (!sentences.isEmpty()) {
            throw Failures.configuration(sentences);
        }
    }
}
