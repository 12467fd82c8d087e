package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.LimitSyntax;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Severity;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.text.SafeText;
import io.github.metricsgate.text.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads {@code <p99Threshold>} and {@code <thresholds>}, the latter as a tree of elements, as Maven provides it. */
final class Thresholds {

    private static final Metric DEFAULT_METRIC = new PhaseMetric.Latency("p99");
    private static final List<String> FIELDS = List.of(
            "phase",
            "metric",
            "max",
            "min",
            "maxIncrease",
            "maxDecrease",
            "minRuns",
            "confirmations",
            "severity",
            "minSamples",
            "optional",
            "reason");
    private static final List<String> LIMITS = List.of("min", "max", "maxIncrease", "maxDecrease");
    private static final Pattern COUNT = Pattern.compile("0*[1-9][0-9]{0,17}");

    private final boolean hasHistory;
    private final Origins origins;
    private final Mistakes mistakes;
    private final ParameterValues values;
    private final List<Threshold> thresholds = new ArrayList<>();

    private Thresholds(boolean hasHistory, Origins origins, Mistakes mistakes) {
        this.hasHistory = hasHistory;
        this.origins = origins;
        this.mistakes = mistakes;
        this.values = new ParameterValues(mistakes);
    }

    /**
     * All thresholds that are set; mistakes in them are added to {@code mistakes}.
     *
     * @param hasHistory whether there is a history, which limits relative to a baseline need
     */
    static List<Threshold> read(
            @Nullable String p99Threshold,
            @Nullable PlexusConfiguration named,
            boolean hasHistory,
            Origins origins,
            Mistakes mistakes) {
        Thresholds reader = new Thresholds(hasHistory, origins, mistakes);
        if (p99Threshold != null) {
            BigDecimal max = reader.values.limit("<p99Threshold>", p99Threshold, DEFAULT_METRIC);
            if (max != null) {
                reader.thresholds.add(Threshold.of(
                        "p99Threshold",
                        origins.ofP99Threshold(),
                        new Selector.Everything(),
                        DEFAULT_METRIC,
                        Limit.max(max)));
            }
        }
        if (named != null) {
            reader.read(named);
        }
        return reader.thresholds;
    }

    private void read(PlexusConfiguration named) {
        if (!text(named).isEmpty()) {
            mistakes.add(
                    "<thresholds> is '" + SafeText.of(text(named))
                            + "': put named elements in it, as in <ingestion><phase>Ingestion</phase><max>2s</max></ingestion>");
        }
        Set<String> names = new HashSet<>();
        for (PlexusConfiguration threshold : named.getChildren()) {
            String name = threshold.getName();
            if (name.equals("threshold")) {
                mistakes.add("<thresholds><threshold>: give the threshold a name of its own, as in"
                        + " <ingestion><phase>Ingestion</phase><max>2s</max></ingestion>; Maven merges a parent's and a"
                        + " child's thresholds by name");
            } else if (name.equals("p99Threshold")) {
                mistakes.add("<thresholds><p99Threshold>: that is the name of a parameter; put it beside"
                        + " <thresholds>, or give the threshold a name of its own");
            } else if (!names.add(name)) {
                mistakes.add("<thresholds><" + name + "> occurs twice: give each threshold a name of its own, as in"
                        + " <" + name + "-2>; Maven merges a parent's and a child's thresholds by name");
            } else {
                threshold(name, threshold);
            }
        }
    }

    private void threshold(String name, PlexusConfiguration threshold) {
        String element = "<thresholds><" + name + ">";
        attributes(element, threshold);
        if (!text(threshold).isEmpty()) {
            mistakes.add(element + " is '" + SafeText.of(text(threshold)) + "': put a limit into <max>, as in <" + name
                    + "><max>500ms</max></" + name + ">");
            return;
        }
        Map<String, String> fields = new HashMap<>();
        for (PlexusConfiguration field : threshold.getChildren()) {
            attributes(element + "<" + field.getName() + ">", field);
            if (!FIELDS.contains(field.getName())) {
                mistakes.add(element + "<" + field.getName() + "> is not an element of a threshold"
                        + Suggestion.inSentence(field.getName(), FIELDS) + "; it has <" + String.join(">, <", FIELDS)
                        + ">");
            } else if (fields.put(field.getName(), text(field)) != null) {
                mistakes.add(element + "<" + field.getName() + "> occurs twice");
            } else if (text(field).isEmpty()) {
                mistakes.add(element + "<" + field.getName() + "> is empty: give it a value or leave it out");
            }
        }
        if (LIMITS.stream().noneMatch(fields::containsKey)) {
            mistakes.add(
                    element
                            + " has no limit: add one, as in <max>500ms</max>, <min>10</min> or <maxIncrease>10%</maxIncrease>");
        }
        fields.values().removeIf(String::isEmpty);
        threshold(name, element, fields);
    }

    private void threshold(String name, String element, Map<String, String> fields) {
        Metric metric = metric(element, fields.get("metric"));
        String phase = fields.get("phase");
        if (metric instanceof RunMetric && phase != null) {
            mistakes.add(element + "<phase> is '" + SafeText.of(phase) + "': " + metric.key()
                    + " is a metric of the run, not of a phase; leave <phase> out");
        }
        Severity severity = severity(element, fields.getOrDefault("severity", "fail"));
        BigDecimal minSamples = minSamples(element, fields.get("minSamples"));
        BigDecimal min = limit(element, "min", fields, metric);
        BigDecimal max = limit(element, "max", fields, metric);
        if (min != null && max != null && min.compareTo(max) > 0) {
            mistakes.add(element + " has a <min> of " + fields.get("min") + " over its <max> of " + fields.get("max")
                    + ": no value can be within both");
        } else if (metric != null) {
            List<Limit> limits = limits(min, max, fields);
            limits.addAll(new RelativeLimitReader(hasHistory, mistakes).read(element, fields, metric));
            if (!limits.isEmpty()) {
                add(name, element, fields, metric, limits, severity, minSamples);
            }
        }
    }

    private void add(
            String name,
            String element,
            Map<String, String> fields,
            Metric metric,
            List<Limit> limits,
            Severity severity,
            @Nullable BigDecimal minSamples) {
        String phase = fields.get("phase");
        thresholds.add(new Threshold(
                name,
                origins.ofThreshold(
                        name, LIMITS.stream().filter(fields::containsKey).toList()),
                phase == null ? new Selector.AnyPhase() : new Selector.Text(phase),
                metric,
                limits,
                severity,
                minSamples,
                optional(element, fields.get("optional")),
                fields.getOrDefault("reason", "")));
    }

    private static List<Limit> limits(@Nullable BigDecimal min, @Nullable BigDecimal max, Map<String, String> fields) {
        List<Limit> limits = new ArrayList<>();
        if (min != null) {
            limits.add(new Limit.Absolute(Bounds.Side.MIN, min, LimitSyntax.hasUnit(fields.getOrDefault("min", ""))));
        }
        if (max != null) {
            limits.add(new Limit.Absolute(Bounds.Side.MAX, max, LimitSyntax.hasUnit(fields.getOrDefault("max", ""))));
        }
        return limits;
    }

    private @Nullable Metric metric(String element, @Nullable String text) {
        Optional<Metric> metric = text == null ? Optional.of(DEFAULT_METRIC) : Metric.named(text);
        if (metric.isEmpty() && text != null) {
            List<String> statistics = Arrays.stream(RunMetric.Statistic.values())
                    .map(RunMetric.Statistic::key)
                    .toList();
            mistakes.add(element + "<metric> is '" + SafeText.of(text) + "', which is not a metric of the run"
                    + Suggestion.inSentence(text.substring(text.indexOf('.') + 1), statistics) + "; a resource has ."
                    + String.join(", .", statistics));
        }
        return metric.orElse(null);
    }

    private @Nullable BigDecimal limit(
            String element, String field, Map<String, String> fields, @Nullable Metric metric) {
        String text = fields.get(field);
        return text == null || metric == null ? null : values.limit(element + "<" + field + ">", text, metric);
    }

    private Severity severity(String element, String text) {
        for (Severity severity : Severity.values()) {
            if (severity.name().toLowerCase(Locale.ROOT).equals(text)) {
                return severity;
            }
        }
        mistakes.add(element + "<severity> is '" + SafeText.of(text) + "': it must be fail or warn");
        return Severity.FAIL;
    }

    private @Nullable BigDecimal minSamples(String element, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!COUNT.matcher(text).matches()) {
            mistakes.add(element + "<minSamples> is '" + SafeText.of(text)
                    + "': it must be a whole number of items, 1 or more");
            return null;
        }
        return new BigDecimal(text);
    }

    private boolean optional(String element, @Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            mistakes.add(element + "<optional> is '" + SafeText.of(text) + "': it must be true or false");
        }
        return "true".equals(text);
    }

    private void attributes(String element, PlexusConfiguration configuration) {
        for (String attribute : configuration.getAttributeNames()) {
            if (!ElementCheck.isOfMaven(attribute)) {
                mistakes.add(element + " has an attribute '" + attribute + "', which has no effect here");
            }
        }
    }

    private static String text(PlexusConfiguration element) {
        String value = element.getValue();
        return value == null ? "" : value.strip();
    }
}
