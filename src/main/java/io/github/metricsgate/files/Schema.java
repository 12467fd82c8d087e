package io.github.metricsgate.files;

import io.github.metricsgate.json.Excerpt;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.InvalidValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the snapshot and of the three files, which the documents in {@code schema/} say in JSON Schema. Holds
 * values against them and reports what they break; unknown fields are nobody's business.
 */
final class Schema {

    /** A field that the schema knows. */
    private record Field(String name, boolean required, Rule rule) {

        static Field required(String name, Rule rule) {
            return new Field(name, true, rule);
        }

        static Field optional(String name, Rule rule) {
            return new Field(name, false, rule);
        }
    }

    private static final List<Field> PHASE = List.of(
            Field.required("phase_id", Rule.INTEGER),
            Field.required("name", Rule.STRING),
            Field.required("duration_ms", Rule.NUMBER_OR_NULL),
            Field.required("items_processed", Rule.INTEGER),
            Field.required("items_total", Rule.INTEGER),
            Field.required("latency_histogram", Rule.OBJECT),
            Field.optional("progress", Rule.FRACTION_OR_NULL),
            Field.optional("throughput", Rule.NUMBER_OR_NULL),
            Field.optional("warnings", Rule.ARRAY),
            Field.optional("errors", Rule.ARRAY),
            Field.optional("resource_snapshots", Rule.ARRAY),
            Field.optional("anomalies", Rule.ARRAY));

    /** A phase of {@code latency_histograms.json}. */
    private static final List<Field> PHASE_LATENCIES = List.of(
            Field.required("name", Rule.STRING),
            Field.required("latency_histogram", Rule.OBJECT),
            Field.required("items_processed", Rule.INTEGER),
            Field.required("duration_ms", Rule.NUMBER_OR_NULL),
            Field.required("throughput", Rule.NUMBER_OR_NULL));

    /** What {@code latency_histograms.json} keeps of a phase. */
    static final Set<String> LATENCY_FIELDS = names(PHASE_LATENCIES);

    private static final List<Field> SAMPLE = List.of(
            Field.required("timestamp", Rule.TIMESTAMP),
            Field.required("cpu_percent", Rule.AMOUNT),
            Field.required("memory_percent", Rule.AMOUNT),
            Field.required("rss_mb", Rule.AMOUNT),
            Field.required("worker_budget", Rule.AMOUNT));

    /** Interpolated percentiles of equal values differ in the last bit of their doubles. */
    private static final BigDecimal TOLERANCE = new BigDecimal("1.000000001");

    private final String file;

    /** A phase that was checked; null if anything is wrong with it. */
    record CheckedPhase(@Nullable Phase phase, Violations violations) {}

    Schema(String file) {
        this.file = file;
    }

    private static Set<String> names(List<Field> fields) {
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            names.add(field.name());
        }
        return Set.copyOf(names);
    }

    /** Checks a phase of the snapshot or of {@code phase_metrics.json}. */
    CheckedPhase phase(String key, JsonValue value, JsonPointer at) {
        return phase(key, value, at, PHASE);
    }

    /** Checks a phase of {@code latency_histograms.json}. */
    CheckedPhase phaseLatencies(String key, JsonValue value, JsonPointer at) {
        return phase(key, value, at, PHASE_LATENCIES);
    }

    Violations sample(JsonValue value, JsonPointer at) {
        ViolationCollector violations = new ViolationCollector();
        fields(value, at, SAMPLE, violations);
        return violations.violations();
    }

    Violations value(JsonValue value, JsonPointer at, Rule rule) {
        return isAccepted(value, rule) ? Violations.NONE : Violations.of(violation(value, at, rule));
    }

    Violation missing(JsonPointer at, Position parent, Rule rule) {
        return new Violation(file, at.toString(), parent, "is missing; expected " + rule.expected());
    }

    private Violation violation(JsonValue value, JsonPointer at, Rule rule) {
        return new Violation(
                file, at.toString(), value.position(), "found " + Excerpt.of(value) + ", expected " + rule.expected());
    }

    private static boolean isAccepted(JsonValue value, Rule rule) {
        return rule.accepts(value) || value instanceof InvalidValue;
    }

    private CheckedPhase phase(String key, JsonValue value, JsonPointer at, List<Field> fields) {
        ViolationCollector violations = new ViolationCollector();
        fields(value, at, fields, violations);
        if (!(value instanceof JsonObject phase)
                || !(phase.members().get("latency_histogram") instanceof JsonObject histogram)) {
            return new CheckedPhase(null, violations.violations());
        }
        histogram(histogram, at.child("latency_histogram"), violations);
        Violations found = violations.violations();
        if (!found.isEmpty()
                || !phase.isValid()
                || !(phase.members().get("name") instanceof JsonString name)
                || !(phase.members().get("items_processed") instanceof JsonNumber itemsProcessed)) {
            return new CheckedPhase(null, found);
        }
        // In the other file these would be fields that nobody has checked.
        JsonObject checked = fields == PHASE ? phase : new JsonObject(Map.of(), phase.position());
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        histogram.members().keySet().forEach(metric -> latencies.put(metric, decimal(histogram, metric)));
        Phase whole = new Phase(
                key,
                name.text(),
                itemsProcessed.decimal(),
                decimal(checked, "items_total"),
                decimal(checked, "progress"),
                decimal(phase, "duration_ms"),
                decimal(phase, "throughput"),
                length(checked, "warnings"),
                length(checked, "errors"),
                length(checked, "anomalies"),
                latencies);
        return new CheckedPhase(whole, found);
    }

    private void fields(JsonValue value, JsonPointer at, List<Field> fields, ViolationCollector violations) {
        if (!(value instanceof JsonObject object)) {
            violations.addAll(value(value, at, Rule.OBJECT));
            return;
        }
        for (Field field : fields) {
            JsonValue member = object.members().get(field.name());
            if (member != null) {
                if (!isAccepted(member, field.rule())) {
                    violations.add(violation(member, at.child(field.name()), field.rule()));
                }
            } else if (field.required()) {
                violations.add(missing(at.child(field.name()), object.position(), field.rule()));
            }
        }
    }

    private void histogram(JsonObject histogram, JsonPointer at, ViolationCollector violations) {
        for (String percentile : Phase.PERCENTILES) {
            if (!histogram.members().containsKey(percentile)) {
                violations.add(missing(at.child(percentile), histogram.position(), Rule.AMOUNT_OR_NULL));
            }
        }
        for (Map.Entry<String, JsonValue> metric : histogram.members().entrySet()) {
            if (!isAccepted(metric.getValue(), Rule.AMOUNT_OR_NULL)) {
                violations.add(violation(metric.getValue(), at.child(metric.getKey()), Rule.AMOUNT_OR_NULL));
            }
        }
        JsonNumber smaller = null;
        String smallerName = "";
        for (String percentile : Phase.PERCENTILES) {
            if (histogram.members().get(percentile) instanceof JsonNumber larger) {
                if (smaller != null && isLarger(smaller.decimal(), larger.decimal())) {
                    violations.add(
                            file,
                            at.child(percentile),
                            larger.position(),
                            "found " + Excerpt.of(larger) + ", expected at least " + smallerName + ", which is "
                                    + Excerpt.of(smaller));
                }
                smaller = larger;
                smallerName = percentile;
            }
        }
    }

    private static boolean isLarger(BigDecimal smaller, BigDecimal larger) {
        return smaller.compareTo(larger) > 0 && smaller.compareTo(larger.multiply(TOLERANCE)) > 0;
    }

    private static @Nullable BigDecimal decimal(JsonObject object, String member) {
        return object.members().get(member) instanceof JsonNumber number ? number.decimal() : null;
    }

    private static @Nullable BigDecimal length(JsonObject object, String member) {
        return object.members().get(member) instanceof JsonArray array
                ? BigDecimal.valueOf(array.elements().size())
                : null;
    }

    static boolean isTrue(@Nullable JsonValue value) {
        return value instanceof JsonLiteral literal && literal.text().equals("true");
    }
}
