package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import java.util.EnumMap;
import java.util.Map;

/** Adds resource samples up, one by one, and keeps none. */
final class ResourceStatistics implements SampleReader.Sink {

    private static final Resource[] RESOURCES = Resource.values();

    private final Map<Resource, ResourceSummary> summaries = new EnumMap<>(Resource.class);
    /** What was added and is in no summary yet, by the ordinal of the resource. */
    private final DecimalAccumulator[] amounts = new DecimalAccumulator[RESOURCES.length];

    private long samples;

    ResourceStatistics() {
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = new DecimalAccumulator();
        }
    }

    /** What is no number is not added up. */
    @Override
    public void add(JsonValue sample) {
        samples++;
        if (!(sample instanceof JsonObject object)) {
            return;
        }
        settle();
        for (Resource resource : RESOURCES) {
            if (object.members().get(resource.field()) instanceof JsonNumber number) {
                add(resource, ResourceSummary.of(number.decimal()));
            }
        }
    }

    @Override
    public void add(SampleSpelling spelling) {
        if (++samples % DecimalAccumulator.MOST == 0) {
            settle();
        }
        for (int i = 0; i < amounts.length; i++) {
            amounts[i].add(spelling.unscaled(i), spelling.scale(i));
        }
    }

    /** Adds all samples of another, which come after these. */
    void add(ResourceStatistics later) {
        settle();
        samples += later.samples;
        for (Map.Entry<Resource, ResourceSummary> summary :
                later.usage().summaries().entrySet()) {
            add(summary.getKey(), summary.getValue());
        }
    }

    ResourceUsage usage() {
        settle();
        return new ResourceUsage(samples, summaries);
    }

    private void settle() {
        for (int i = 0; i < amounts.length; i++) {
            if (!amounts[i].isEmpty()) {
                add(RESOURCES[i], amounts[i].settle());
            }
        }
    }

    private void add(Resource resource, ResourceSummary later) {
        ResourceSummary before = summaries.get(resource);
        summaries.put(resource, before == null ? later : before.and(later));
    }
}
