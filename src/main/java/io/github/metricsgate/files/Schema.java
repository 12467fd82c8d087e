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
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.Position;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final DurationUnit latencyUnit;
    private final ViolationCollector violations;

    /** @param latencyUnit the unit of the latencies in the file */
    Schema(String file, DurationUnit latencyUnit, ViolationCollector violations) {
        this.file = file;
        this.latencyUnit = latencyUnit;
        this.violations = violations;
    }

    private static Set<String> names(List<Field> fields) {
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            names.add(field.name());
        }
        return Set.copyOf(names);
    }

    /** A phase of the snapshot or of {@code phase_metrics.json}; empty if it is none. */
    Optional<Phase> phase(String key, JsonValue value, JsonPointer at) {
        return phase(key, value, at, PHASE);
    }

    /** A phase of {@code latency_histograms.json}; empty if it is none. */
    Optional<Phase> phaseLatencies(String key, JsonValue value, JsonPointer at) {
        return phase(key, value, at, PHASE_LATENCIES);
    }

    void sample(JsonValue value, JsonPointer at) {
        fields(value, at, SAMPLE);
    }

    void value(JsonValue value, JsonPointer at, Rule rule) {
        if (!rule.accepts(value) && !(value instanceof InvalidValue)) {
            violations.add(file, at, value.position(), Excerpt.of(value), rule.expected());
        }
    }

    void missing(JsonPointer at, Position parent, Rule rule) {
        violations.add(file, at, parent, "nothing", rule.expected());
    }

    private Optional<Phase> phase(String key, JsonValue value, JsonPointer at, List<Field> fields) {
        long before = violations.total();
        fields(value, at, fields);
        if (!(value instanceof JsonObject phase)) {
            return Optional.empty();
        }
        if (!(phase.members().get("latency_histogram") instanceof JsonObject histogram)) {
            return Optional.empty();
        }
        histogram(histogram, at.child("latency_histogram"));
        if (violations.total() > before || !(phase.members().get("name") instanceof JsonString name)) {
            return Optional.empty();
        }
        // In the other file the rest would be fields that nobody has checked.
        JsonObject checked = fields == PHASE ? phase : new JsonObject(Map.of(), phase.position());
        return Optional.of(new Phase(key, name.text(), figures(phase, checked), latencies(histogram)));
    }

    private static Map<Figure, BigDecimal> figures(JsonObject phase, JsonObject checked) {
        Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        put(figures, Figure.DURATION, decimal(phase, "duration_ms"));
        put(figures, Figure.THROUGHPUT, decimal(phase, "throughput"));
        BigDecimal processed = decimal(phase, "items_processed");
        BigDecimal total = decimal(checked, "items_total");
        put(figures, Figure.ITEMS_PROCESSED, processed);
        put(figures, Figure.ITEMS_REMAINING, total == null || processed == null ? null : total.subtract(processed));
        put(figures, Figure.PROGRESS, decimal(checked, "progress"));
        put(figures, Figure.WARNINGS, length(checked, "warnings"));
        put(figures, Figure.ERRORS, length(checked, "errors"));
        put(figures, Figure.ANOMALIES, length(checked, "anomalies"));
        return figures;
    }

    private static void put(Map<Figure, BigDecimal> figures, Figure figure, @Nullable BigDecimal value) {
        if (value != null) {
            figures.put(figure, value);
        }
    }

    private Map<String, @Nullable BigDecimal> latencies(JsonObject histogram) {
        Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        for (String statistic : histogram.members().keySet()) {
            BigDecimal value = decimal(histogram, statistic);
            latencies.put(statistic, value == null ? null : latencyUnit.toMilliseconds(value));
        }
        return latencies;
    }

    private void fields(JsonValue value, JsonPointer at, List<Field> fields) {
        if (!(value instanceof JsonObject object)) {
            value(value, at, Rule.OBJECT);
            return;
        }
        for (Field field : fields) {
            JsonValue member = object.members().get(field.name());
            if (member != null) {
                value(member, at.child(field.name()), field.rule());
            } else if (field.required()) {
                missing(at.child(field.name()), object.position(), field.rule());
            }
        }
    }

    private void histogram(JsonObject histogram, JsonPointer at) {
        for (String percentile : Phase.PERCENTILES) {
            if (!histogram.members().containsKey(percentile)) {
                missing(at.child(percentile), histogram.position(), Rule.AMOUNT_OR_NULL);
            }
        }
        for (Map.Entry<String, JsonValue> metric : histogram.members().entrySet()) {
            value(metric.getValue(), at.child(metric.getKey()), Rule.AMOUNT_OR_NULL);
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
                            Excerpt.of(larger),
                            "at least " + smallerName + ", which is " + Excerpt.of(smaller));
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
