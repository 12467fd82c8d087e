package io.github.metricsgate.files;

import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.Excerpt;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.Position;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@code latency_histograms.json} against {@code phase_metrics.json}: the same phases, and in each the same values.
 * Numbers are compared as numbers, {@code null} equals {@code null} alone.
 */
final class CrossFileCheck {

    private final String file;
    private final String otherFile;
    private final Map<String, Phase> others;
    private final ViolationCollector violations;

    /**
     * @param file the name of the file that is held against the other
     * @param others the other's phases, by key
     */
    CrossFileCheck(String file, String otherFile, Map<String, Phase> others, ViolationCollector violations) {
        this.file = file;
        this.otherFile = otherFile;
        this.others = others;
        this.violations = violations;
    }

    /** @param source the value that {@code phase} was read from, for the positions in it */
    void phase(Phase phase, JsonObject source, JsonPointer at) {
        Phase other = others.get(phase.key());
        if (other == null) {
            violations.add(file, at, source.position(), "a phase", "only phases of " + otherFile);
            return;
        }
        if (!phase.name().equals(other.name())) {
            differs(source, at.child("name"), "name", Excerpt.quoted(other.name()));
        }
        number(phase.itemsProcessed(), other.itemsProcessed(), source, at, "items_processed");
        number(Figure.DURATION.valueIn(phase), Figure.DURATION.valueIn(other), source, at, "duration_ms");
        number(Figure.THROUGHPUT.valueIn(phase), Figure.THROUGHPUT.valueIn(other), source, at, "throughput");
        if (source.members().get("latency_histogram") instanceof JsonObject histogram) {
            latencies(phase.latencies(), other.latencies(), histogram, at.child("latency_histogram"));
        }
    }

    /** @param keys the phases that the file has */
    void end(Set<String> keys, Position start) {
        Set<String> missing = new TreeSet<>(CanonicalWriter.CODE_POINT_ORDER);
        missing.addAll(others.keySet());
        missing.removeAll(keys);
        for (String key : missing) {
            violations.add(
                    file, JsonPointer.ROOT.child(key), start, "nothing", "the phase, as " + otherFile + " has it");
        }
    }

    private void latencies(
            Map<String, @Nullable BigDecimal> latencies,
            Map<String, @Nullable BigDecimal> others,
            JsonObject source,
            JsonPointer at) {
        Set<String> metrics = new TreeSet<>(CanonicalWriter.CODE_POINT_ORDER);
        metrics.addAll(latencies.keySet());
        metrics.addAll(others.keySet());
        for (String metric : metrics) {
            if (!others.containsKey(metric)) {
                differs(source, at.child(metric), metric, "nothing");
            } else if (!latencies.containsKey(metric)) {
                violations.add(
                        file, at.child(metric), source.position(), "nothing", inOther(spelled(others.get(metric))));
            } else {
                number(latencies.get(metric), others.get(metric), source, at, metric);
            }
        }
    }

    private void number(
            @Nullable BigDecimal value, @Nullable BigDecimal other, JsonObject source, JsonPointer at, String member) {
        boolean same = value == null ? other == null : other != null && value.compareTo(other) == 0;
        if (!same) {
            differs(source, at.child(member), member, spelled(other));
        }
    }

    private void differs(JsonObject source, JsonPointer at, String member, String expected) {
        JsonValue value = source.members().get(member);
        if (value != null) {
            violations.add(file, at, value.position(), Excerpt.of(value), inOther(expected));
        }
    }

    private String inOther(String expected) {
        return expected + ", as in " + otherFile;
    }

    private static String spelled(@Nullable BigDecimal value) {
        return value == null ? "null" : Excerpt.of(value.toString());
    }
}
