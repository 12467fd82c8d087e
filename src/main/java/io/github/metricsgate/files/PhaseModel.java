package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.PhaseSource;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a phase from a JSON object that conforms to the schema. What is absent from the object is absent from the
 * phase.
 */
final class PhaseModel {

    private PhaseModel() {}

    /** @param latencyUnit the unit of the latencies in the file */
    static Phase of(String key, JsonObject phase, DurationUnit latencyUnit) {
        return new Phase(
                key,
                text(phase, "name"),
                figures(phase),
                latencies(phase, latencyUnit),
                decimals(phase, "measures"),
                phase.members().get("histogram") instanceof JsonString histogram ? histogram.text() : null,
                source(phase));
    }

    private static Map<Figure, BigDecimal> figures(JsonObject phase) {
        Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        BigDecimal processed = decimal(phase, "items_processed");
        BigDecimal total = decimal(phase, "items_total");
        BigDecimal failed = decimal(phase, "items_failed");
        put(figures, Figure.DURATION, decimal(phase, "duration_ms"));
        put(figures, Figure.THROUGHPUT, decimal(phase, "throughput"));
        put(figures, Figure.ITEMS_PROCESSED, processed);
        put(figures, Figure.ITEMS_FAILED, failed);
        put(figures, Figure.PROGRESS, decimal(phase, "progress"));
        put(figures, Figure.WARNINGS, length(phase, "warnings"));
        put(figures, Figure.ERRORS, length(phase, "errors"));
        put(figures, Figure.ANOMALIES, length(phase, "anomalies"));
        if (processed != null && total != null) {
            figures.put(Figure.ITEMS_REMAINING, total.subtract(processed));
        }
        if (processed != null && failed != null) {
            put(figures, Figure.ERROR_RATE, Figure.errorRate(processed, failed));
        }
        return figures;
    }

    private static Map<String, @Nullable BigDecimal> latencies(JsonObject phase, DurationUnit unit) {
        Map<String, @Nullable BigDecimal> latencies = decimals(phase, "latency_histogram");
        latencies.replaceAll((statistic, value) -> value == null ? null : unit.toMilliseconds(value));
        return latencies;
    }

    private static @Nullable PhaseSource source(JsonObject phase) {
        if (!(phase.members().get("source") instanceof JsonObject source)) {
            return null;
        }
        Map<String, String> details = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : source.members().entrySet()) {
            if (member.getValue() instanceof JsonString detail) {
                details.put(member.getKey(), detail.text());
            }
        }
        details.keySet().removeAll(List.of("name", "format", "file"));
        return new PhaseSource(text(source, "name"), text(source, "format"), text(source, "file"), details);
    }

    private static Map<String, @Nullable BigDecimal> decimals(JsonObject object, String member) {
        Map<String, @Nullable BigDecimal> decimals = new LinkedHashMap<>();
        if (object.members().get(member) instanceof JsonObject group) {
            for (String name : group.members().keySet()) {
                decimals.put(name, decimal(group, name));
            }
        }
        return decimals;
    }

    private static String text(JsonObject object, String member) {
        return object.members().get(member) instanceof JsonString string ? string.text() : "";
    }

    private static void put(Map<Figure, BigDecimal> figures, Figure figure, @Nullable BigDecimal value) {
        if (value != null) {
            figures.put(figure, value);
        }
    }

    private static @Nullable BigDecimal decimal(JsonObject object, String member) {
        return object.members().get(member) instanceof JsonNumber number ? number.decimal() : null;
    }

    private static @Nullable BigDecimal length(JsonObject object, String member) {
        return object.members().get(member) instanceof JsonArray array
                ? BigDecimal.valueOf(array.elements().size())
                : null;
    }
}
