package io.github.metricsgate.files;

import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.Excerpt;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@code latency_histograms.json} against {@code phase_metrics.json}: the same phases, and in each the same values.
 * Numbers are compared as numbers, {@code null} equals {@code null} alone.
 */
final class CrossFileCheck {

    private final String file;
    private final String otherFile;
    private final Map<String, Phase> others;
    private final Consumer<Violations> report;

    /**
     * @param file the name of the file that is held against the other
     * @param others the other's phases, by key
     * @param report gets the differences
     */
    CrossFileCheck(String file, String otherFile, Map<String, Phase> others, Consumer<Violations> report) {
        this.file = file;
        this.otherFile = otherFile;
        this.others = others;
        this.report = report;
    }

    /** @param source the value that {@code phase} was read from, for the positions in it */
    void phase(Phase phase, JsonObject source, JsonPointer at) {
        Phase other = others.get(phase.key());
        if (other == null) {
            report(at, source.position(), "is missing in " + otherFile);
            return;
        }
        if (!phase.name().equals(other.name())) {
            differs(source, at.child("name"), "name", Excerpt.quoted(other.name()));
        }
        number(phase.itemsProcessed(), other.itemsProcessed(), source, at, "items_processed");
        number(phase.duration(), other.duration(), source, at, "duration_ms");
        number(phase.throughput(), other.throughput(), source, at, "throughput");
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
            report(JsonPointer.ROOT.child(key), start, "is missing; " + otherFile + " has this phase");
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
                report(at.child(metric), position(source, metric), "is missing in " + otherFile);
            } else if (!latencies.containsKey(metric)) {
                report(
                        at.child(metric),
                        source.position(),
                        "is missing; expected " + inOther(spelled(others.get(metric))));
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
            report(at, value.position(), "found " + Excerpt.of(value) + ", expected " + inOther(expected));
        }
    }

    private static Position position(JsonObject source, String member) {
        JsonValue value = source.members().get(member);
        return value == null ? source.position() : value.position();
    }

    private void report(JsonPointer at, Position position, String problem) {
        report.accept(Violations.of(new Violation(file, at.toString(), position, problem)));
    }

    private String inOther(String expected) {
        return expected + ", as in " + otherFile;
    }

    private static String spelled(@Nullable BigDecimal value) {
        return value == null ? "null" : Excerpt.of(value.toString());
    }
}
