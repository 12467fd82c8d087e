package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonLiteral;
import io.github.metricsgate.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a phase in {@code latency_histograms.json}. */
final class LatencyView {

    private LatencyView() {}

    static JsonObject of(JsonObject phase) {
        Map<String, JsonValue> members = new LinkedHashMap<>(phase.members());
        members.keySet().retainAll(Schema.LATENCY_FIELDS);
        members.putIfAbsent("throughput", new JsonLiteral("null", phase.position()));
        return new JsonObject(members, phase.position());
    }
}
