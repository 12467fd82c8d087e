package io.github.metricsgate.report;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonArray;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Measurements;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.RunContext;
import io.github.metricsgate.metrics.RunIdentity;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.SetReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The part of {@link JsonReport} about the run itself, whatever was decided: its identity and all its figures. */
final class JsonRun {

    private JsonRun() {}

    /** Which run it was, as far as it or its files say. */
    static JsonMembers of(SetReading set) {
        RunContext context = set.run().context();
        RunIdentity identity = context.identity();
        Instant time = set.time();
        JsonMembers environment = new JsonMembers();
        identity.environment().forEach(environment::with);
        return new JsonMembers()
                .with("time", time == null ? null : JsonMembers.time(time))
                .with("aborted", context.abortStatus().aborted())
                .with(
                        "abortReason",
                        context.abortStatus().reason().isEmpty()
                                ? null
                                : context.abortStatus().reason())
                .with("id", identity.id())
                .with("commit", identity.commit())
                .with("branch", identity.branch())
                .with("url", identity.url())
                .with("environment", environment);
    }

    static JsonArray phases(List<Phase> phases) {
        List<JsonValue> objects = new ArrayList<>();
        for (Phase phase : phases) {
            objects.add(phase(phase).object());
        }
        return JsonMembers.array(objects);
    }

    private static JsonMembers phase(Phase phase) {
        JsonMembers latencies = new JsonMembers();
        JsonMembers measures = new JsonMembers();
        JsonMembers members = new JsonMembers().with("key", phase.key()).with("name", phase.name());
        for (Measurement measurement : Measurements.of(phase)) {
            JsonMembers group = measurement.metric() instanceof PhaseMetric.Latency
                    ? latencies
                    : measurement.metric() instanceof PhaseMetric.Measure ? measures : members;
            group.with(measurement.metric().key(), measurement.value());
        }
        return members.with("latencies", latencies).with("measures", measures);
    }

    static JsonObject resources(ResourceUsage usage) {
        JsonMembers members = new JsonMembers();
        Map<Resource, JsonMembers> byResource = new EnumMap<>(Resource.class);
        for (Measurement measurement : Measurements.of(usage)) {
            if (!(measurement.metric() instanceof RunMetric.OfResource of)) {
                members.with(measurement.metric().key(), measurement.value());
            } else if (measurement.value() != null) {
                byResource
                        .computeIfAbsent(of.resource(), resource -> new JsonMembers())
                        .with(of.statistic().key(), measurement.value());
            }
        }
        byResource.forEach((resource, statistics) -> members.with(resource.field(), statistics));
        return members.object();
    }
}
