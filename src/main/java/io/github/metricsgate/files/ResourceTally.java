package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/** Adds resource samples up, one by one, and keeps none. */
final class ResourceTally {

    private final Map<Resource, ResourceSummary> summaries = new EnumMap<>(Resource.class);
    private long samples;

    /** @param sample whatever the schema makes of it; what is no number is not added up */
    void add(JsonValue sample) {
        samples++;
        if (!(sample instanceof JsonObject object)) {
            return;
        }
        for (Resource resource : Resource.values()) {
            if (object.members().get(resource.field()) instanceof JsonNumber number) {
                BigDecimal value = number.decimal();
                ResourceSummary before = summaries.get(resource);
                summaries.put(resource, before == null ? ResourceSummary.of(value) : before.and(value));
            }
        }
    }

    ResourceUsage usage() {
        return new ResourceUsage(samples, summaries);
    }
}
