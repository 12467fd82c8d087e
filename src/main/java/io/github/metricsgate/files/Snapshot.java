package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A snapshot that was read: its values exactly as they are spelled, unknown fields too, which is how they are persisted. No
 * model of its run is made, as nobody looks at one; a set that is read back has one.
 *
 * @param phases the phases by key
 * @param context all members except phases and resource samples
 * @param samples how many resource samples there are; they were passed on while they were read
 * @param violations what is wrong with it; if anything is, the rest is incomplete
 */
record Snapshot(Map<String, JsonValue> phases, JsonObject context, long samples, Violations violations) {

    private static final List<String> RECOMMENDED = List.of("timestamp", "phase_status");

    /** The fields of the phases that {@code latency_histograms.json} keeps. */
    Map<String, JsonValue> latencies() {
        Map<String, JsonValue> latencies = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> phase : phases.entrySet()) {
            if (phase.getValue() instanceof JsonObject object) {
                latencies.put(phase.getKey(), LatencyView.of(object));
            }
        }
        return latencies;
    }

    /** What the schema allows but is probably a mistake, each a sentence. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (String name : RECOMMENDED) {
            if (!context.members().containsKey(name)) {
                warnings.add("the snapshot has no \"" + name + "\"");
            }
        }
        for (Map.Entry<String, JsonValue> phase : phases.entrySet()) {
            if (phase.getValue() instanceof JsonObject object
                    && object.members().get("phase_id") instanceof JsonNumber id
                    && isNumber(phase.getKey())
                    && !id.text().equals(phase.getKey())) {
                warnings.add("the phase with the key \"" + phase.getKey() + "\" has \"phase_id\" " + id.text()
                        + ": thresholds refer to it by its key");
            }
        }
        return warnings;
    }

    private static boolean isNumber(String key) {
        return !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
