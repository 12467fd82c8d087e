package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.report.Sentences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads {@code <p99Threshold>} and {@code <thresholds>}, the latter as Maven has them: a tree of elements. */
final class Thresholds {

    private static final String DEFAULT_METRIC = "p99";
    private static final List<String> FIELDS = List.of("phase", "metric", "max");

    private final Parameters parameters;
    private final List<Threshold> thresholds = new ArrayList<>();

    private Thresholds(Parameters parameters) {
        this.parameters = parameters;
    }

    /** All thresholds that are set, the mistakes in them reported to {@code parameters}. */
    static List<Threshold> read(
            @Nullable String p99Threshold, @Nullable PlexusConfiguration named, Parameters parameters) {
        Thresholds reader = new Thresholds(parameters);
        if (p99Threshold != null) {
            Limit limit = parameters.limit("<p99Threshold>", p99Threshold);
            if (limit != null) {
                reader.thresholds.add(new Threshold(
                        "<p99Threshold> in the pom, or -D" + UserProperties.P99_THRESHOLD,
                        new Selector.Everything(),
                        DEFAULT_METRIC,
                        limit));
            }
        }
        if (named != null) {
            reader.read(named);
        }
        return reader.thresholds;
    }

    private void read(PlexusConfiguration named) {
        if (!text(named).isEmpty()) {
            parameters.mistake(
                    "<thresholds> is '" + Sentences.safe(text(named))
                            + "': put named elements in it, as in <ingestion><phase>Ingestion</phase><max>2s</max></ingestion>");
        }
        Set<String> names = new HashSet<>();
        for (PlexusConfiguration threshold : named.getChildren()) {
            String name = threshold.getName();
            if (name.equals("threshold")) {
                parameters.mistake("<thresholds><threshold>: give the threshold a name of its own, as in"
                        + " <ingestion><phase>Ingestion</phase><max>2s</max></ingestion>; Maven merges a parent's and a"
                        + " child's thresholds by name");
            } else if (!names.add(name)) {
                parameters.mistake(
                        "<thresholds><" + name + "> occurs twice: give each threshold a name of its own, as in" + " <"
                                + name + "-2>; Maven merges a parent's and a child's thresholds by name");
            } else {
                threshold(name, threshold);
            }
        }
    }

    private void threshold(String name, PlexusConfiguration threshold) {
        String element = "<thresholds><" + name + ">";
        attributes(element, threshold);
        if (!text(threshold).isEmpty()) {
            parameters.mistake(element + " is '" + Sentences.safe(text(threshold))
                    + "': put a limit into <max>, as in <" + name + "><max>500ms</max></" + name + ">");
            return;
        }
        Map<String, String> fields = new HashMap<>();
        for (PlexusConfiguration field : threshold.getChildren()) {
            attributes(element + "<" + field.getName() + ">", field);
            if (!FIELDS.contains(field.getName())) {
                parameters.mistake(element + "<" + field.getName() + "> is nothing that a threshold has"
                        + Sentences.suggestion(field.getName(), FIELDS) + "; it has <phase>, <metric> and <max>");
            } else if (fields.put(field.getName(), text(field)) != null) {
                parameters.mistake(element + "<" + field.getName() + "> occurs twice");
            } else if (text(field).isEmpty()) {
                parameters.mistake(element + "<" + field.getName() + "> is empty: give it a value or leave it out");
            }
        }
        String max = fields.get("max");
        if (max == null) {
            parameters.mistake(element + " has no limit: add one, as in <max>500ms</max>");
        } else if (!max.isEmpty()) {
            Limit limit = parameters.limit(element + "<max>", max);
            String phase = fields.get("phase");
            Selector selector = phase == null ? new Selector.AnyPhase() : new Selector.Text(phase);
            if (limit != null) {
                thresholds.add(new Threshold(
                        element + " in the pom", selector, fields.getOrDefault("metric", DEFAULT_METRIC), limit));
            }
        }
    }

    private void attributes(String element, PlexusConfiguration configuration) {
        for (String attribute : configuration.getAttributeNames()) {
            if (!KnownNames.isOfMaven(attribute)) {
                parameters.mistake(element + " has an attribute '" + attribute + "', which means nothing here");
            }
        }
    }

    private static String text(PlexusConfiguration element) {
        String value = element.getValue();
        return value == null ? "" : value.strip();
    }
}
