package io.github.metricsgate.files;

import io.github.metricsgate.json.CanonicalWriter;
import io.github.metricsgate.json.Excerpt;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.Violations;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares {@code latency_histograms.json} with {@code phase_metrics.json}: both must have the same phases with
 * the same values. Numbers are compared as numbers; {@code null} only equals {@code null}. Differences are reported in
 * the former.
 */
final class CrossFileCheck {

    private final String file;
    private final String otherFile;
    private final ViolationCollector violations = new ViolationCollector();

    private CrossFileCheck(String file, String otherFile) {
        this.file = file;
        this.otherFile = otherFile;
    }

    /** The differences; both documents must be valid. */
    static Violations compare(PhasesDocument latencyHistograms, PhasesDocument phaseMetrics) {
        CrossFileCheck check = new CrossFileCheck(latencyHistograms.file(), phaseMetrics.file());
        for (String key : keys(latencyHistograms.phases(), phaseMetrics.phases())) {
            JsonPointer at = JsonPointer.ROOT.child(key);
            JsonObject phase = latencyHistograms.phases().get(key);
            JsonObject other = phaseMetrics.phases().get(key);
            if (other == null) {
                check.add(at, phase, "is missing in " + check.otherFile);
            } else if (phase == null) {
                String problem = "is missing; " + check.otherFile + " has this phase";
                check.violations.add(check.file, at, latencyHistograms.start(), problem);
            } else {
                check.members(LatencyView.of(phase), LatencyView.of(other), at);
            }
        }
        return check.violations.violations();
    }

    private void members(JsonObject object, JsonObject other, JsonPointer at) {
        for (String name : keys(object.members(), other.members())) {
            JsonValue value = object.members().get(name);
            JsonValue expected = other.members().get(name);
            JsonPointer here = at.child(name);
            if (value == null && expected != null) {
                String problem = "is missing; expected " + Excerpt.of(expected) + ", as in " + otherFile;
                violations.add(file, here, object.position(), problem);
            } else if (expected == null) {
                add(here, value, "is missing in " + otherFile);
            } else if (value instanceof JsonObject group && expected instanceof JsonObject otherGroup) {
                members(group, otherGroup, here);
            } else if (value != null && !areEqual(value, expected)) {
                String problem =
                        "found " + Excerpt.of(value) + ", expected " + Excerpt.of(expected) + ", as in " + otherFile;
                add(here, value, problem);
            }
        }
    }

    private void add(JsonPointer at, @Nullable JsonValue value, String problem) {
        violations.add(file, at, value == null ? null : value.position(), problem);
    }

    private static boolean areEqual(JsonValue a, JsonValue b) {
        if (a instanceof JsonNumber x && b instanceof JsonNumber y) {
            return x.decimal().compareTo(y.decimal()) == 0;
        }
        if (a instanceof JsonString x && b instanceof JsonString y) {
            return x.text().equals(y.text());
        }
        return Excerpt.of(a).equals(Excerpt.of(b)) && a.getClass() == b.getClass();
    }

    private static Set<String> keys(Map<String, ?> a, Map<String, ?> b) {
        Set<String> keys = new TreeSet<>(CanonicalWriter.CODE_POINT_ORDER);
        keys.addAll(a.keySet());
        keys.addAll(b.keySet());
        return keys;
    }
}
