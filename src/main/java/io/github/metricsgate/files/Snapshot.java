package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.Run;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A snapshot that was read. What is persisted are its values as they are spelled, including unknown fields; the
 * {@link #run()} is a view of them.
 *
 * @param phases the phases by key
 * @param context all members except phases and resource samples
 * @param resources the sums of its samples, which were passed on while they were read
 * @param violations what is wrong with it; if anything is, the rest is incomplete
 */
record Snapshot(Map<String, JsonValue> phases, JsonObject context, ResourceUsage resources, Violations violations) {

    private static final List<String> RECOMMENDED = List.of("timestamp", "phase_status");

    /** The run that it describes; must only be called if there are no violations. */
    Run run() {
        RunContext model = ContextModel.of(context);
        DurationUnit unit = model.latencyUnit().orElse(DurationUnit.MILLISECONDS);
        List<Phase> models = new ArrayList<>();
        for (Map.Entry<String, JsonValue> phase : phases.entrySet()) {
            if (phase.getValue() instanceof JsonObject object) {
                models.add(PhaseModel.of(phase.getKey(), object, unit));
            }
        }
        return new Run(model, models, resources);
    }

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
