package io.github.metricsgate.files;

import io.github.metricsgate.json.Excerpt;
import io.github.metricsgate.json.JsonPointer;
import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.InvalidValue;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.json.ViolationCollector;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.Position;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of the snapshot and of the files of a set, which the documents in {@code schema/} express in JSON Schema. It
 * checks values against them and returns what is wrong; unknown fields are allowed everywhere.
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
            Field.required("items_processed", Rule.COUNT_OR_NULL),
            Field.required("items_total", Rule.COUNT_OR_NULL),
            Field.required("latency_histogram", Rule.OBJECT),
            Field.optional("items_failed", Rule.COUNT_OR_NULL),
            Field.optional("progress", Rule.FRACTION_OR_NULL),
            Field.optional("throughput", Rule.NUMBER_OR_NULL),
            Field.optional("warnings", Rule.ARRAY),
            Field.optional("errors", Rule.ARRAY),
            Field.optional("resource_snapshots", Rule.ARRAY),
            Field.optional("anomalies", Rule.ARRAY),
            Field.optional("measures", Rule.OBJECT),
            Field.optional("histogram", Rule.STRING),
            Field.optional("source", Rule.OBJECT));

    /** A phase of {@code latency_histograms.json}. */
    private static final List<Field> PHASE_LATENCIES = List.of(
            Field.required("name", Rule.STRING),
            Field.required("latency_histogram", Rule.OBJECT),
            Field.required("items_processed", Rule.COUNT_OR_NULL),
            Field.required("duration_ms", Rule.NUMBER_OR_NULL),
            Field.required("throughput", Rule.NUMBER_OR_NULL));

    /** The fields of a phase that {@code latency_histograms.json} keeps. */
    static final Set<String> LATENCY_FIELDS = names(PHASE_LATENCIES);

    private static final List<Field> SAMPLE = List.of(
            Field.required("timestamp", Rule.TIMESTAMP),
            Field.required("cpu_percent", Rule.AMOUNT),
            Field.required("memory_percent", Rule.AMOUNT),
            Field.required("rss_mb", Rule.AMOUNT),
            Field.required("worker_budget", Rule.AMOUNT));

    /** The members of a snapshot that {@code run.json} keeps. */
    private static final List<Field> CONTEXT = List.of(
            Field.optional("timestamp", Rule.TIMESTAMP),
            Field.required("abort_status", Rule.OBJECT),
            Field.optional("phase_status", Rule.OBJECT),
            Field.optional("latency_unit", Rule.LATENCY_UNIT),
            Field.optional("run", Rule.OBJECT));

    private static final List<Field> ABORT_STATUS = List.of(Field.required("is_aborted", Rule.BOOLEAN));

    private static final List<Field> RUN = List.of(
            Field.optional("id", Rule.STRING_OR_NULL),
            Field.optional("commit", Rule.STRING_OR_NULL),
            Field.optional("branch", Rule.STRING_OR_NULL),
            Field.optional("url", Rule.STRING_OR_NULL),
            Field.optional("environment", Rule.OBJECT));

    private final String file;

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
    Violations phase(JsonValue value, JsonPointer at) {
        return phase(value, at, PHASE);
    }

    /** Checks a phase of {@code latency_histograms.json}. */
    Violations phaseLatencies(JsonValue value, JsonPointer at) {
        return phase(value, at, PHASE_LATENCIES);
    }

    Violations sample(JsonValue value, JsonPointer at) {
        ViolationCollector violations = new ViolationCollector();
        fields(value, at, SAMPLE, violations);
        return violations.violations();
    }

    /** Checks the members of a snapshot other than phases and samples. */
    Violations context(JsonObject context, JsonPointer at) {
        ViolationCollector violations = new ViolationCollector();
        fields(context, at, CONTEXT, violations);
        member(context, "abort_status")
                .ifPresent(status -> fields(status, at.child("abort_status"), ABORT_STATUS, violations));
        Optional<JsonObject> run = member(context, "run");
        if (run.isPresent()) {
            JsonPointer atRun = at.child("run");
            fields(run.get(), atRun, RUN, violations);
            member(run.get(), "environment")
                    .ifPresent(environment ->
                            all(environment, atRun.child("environment"), Rule.STRING_OR_NULL, violations));
        }
        return violations.violations();
    }

    Violations value(JsonValue value, JsonPointer at, Rule rule) {
        return isAccepted(value, rule) ? Violations.NONE : Violations.of(violation(value, at, rule));
    }

    Violation missing(JsonPointer at, Position parent, Rule rule) {
        return new Violation(file, at.toString(), parent, "is missing; expected " + rule.expected());
    }

    /** What is wrong with phases that are not in an object: whoever has a list of them asks what the keys are. */
    Violations phases(JsonValue value, JsonPointer at) {
        return isAccepted(value, Rule.OBJECT)
                ? Violations.NONE
                : Violations.of(violation(value, at, "an object keyed by phase"));
    }

    private Violation violation(JsonValue value, JsonPointer at, Rule rule) {
        boolean lacksTheT = rule == Rule.TIMESTAMP
                && value instanceof JsonString text
                && Rule.TIMESTAMP.accepts(new JsonString(text.text().replaceFirst(" ", "T"), text.position()));
        return violation(
                value, at, rule.expected() + (lacksTheT ? " (with a T, as Python's isoformat() writes it)" : ""));
    }

    private Violation violation(JsonValue value, JsonPointer at, String expected) {
        return new Violation(
                file, at.toString(), value.position(), "found " + Excerpt.of(value) + ", expected " + expected);
    }

    private static boolean isAccepted(JsonValue value, Rule rule) {
        return rule.accepts(value) || value instanceof InvalidValue;
    }

    private Violations phase(JsonValue value, JsonPointer at, List<Field> fields) {
        ViolationCollector violations = new ViolationCollector();
        fields(value, at, fields, violations);
        if (value instanceof JsonObject phase) {
            member(phase, "latency_histogram")
                    .ifPresent(histogram -> histogram(histogram, at.child("latency_histogram"), violations));
            if (fields == PHASE) {
                member(phase, "measures")
                        .ifPresent(measures -> all(measures, at.child("measures"), Rule.NUMBER_OR_NULL, violations));
            }
        }
        return violations.violations();
    }

    private void histogram(JsonObject histogram, JsonPointer at, ViolationCollector violations) {
        for (String percentile : Phase.PERCENTILES) {
            if (!histogram.members().containsKey(percentile)) {
                violations.add(new Violation(
                        file,
                        at.child(percentile).toString(),
                        histogram.position(),
                        "is missing; expected " + Rule.AMOUNT_OR_NULL.expected() + misspelt(percentile, histogram)));
            }
        }
        all(histogram, at, Rule.AMOUNT_OR_NULL, violations);
        violations.addAll(PercentileOrder.check(file, histogram, at));
    }

    /** Under which other key the percentile probably is, as "95%" or "95th" for p95; empty if under none. */
    private static String misspelt(String percentile, JsonObject histogram) {
        for (String key : histogram.members().keySet()) {
            boolean isAnotherPercentile = key.startsWith("p") && Character.isDigit(key.charAt(key.length() - 1));
            if (!isAnotherPercentile && ("p" + key.replaceAll("[^0-9.]", "")).equals(percentile)) {
                return " (there is " + Excerpt.quoted(key) + ": did you mean " + percentile + "?)";
            }
        }
        return "";
    }

    private void fields(JsonValue value, JsonPointer at, List<Field> fields, ViolationCollector violations) {
        if (!(value instanceof JsonObject object)) {
            violations.addAll(value(value, at, Rule.OBJECT));
            return;
        }
        for (Field field : fields) {
            JsonValue member = object.members().get(field.name());
            if (member == null) {
                if (field.required()) {
                    violations.add(missing(at.child(field.name()), object.position(), field.rule()));
                }
            } else if (!isAccepted(member, field.rule())) {
                violations.add(violation(member, at.child(field.name()), field.rule()));
            }
        }
    }

    private void all(JsonObject object, JsonPointer at, Rule rule, ViolationCollector violations) {
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!isAccepted(member.getValue(), rule)) {
                violations.add(violation(member.getValue(), at.child(member.getKey()), rule));
            }
        }
    }

    private static Optional<JsonObject> member(JsonObject object, String name) {
        return object.members().get(name) instanceof JsonObject member ? Optional.of(member) : Optional.empty();
    }
}
