package io.github.metricsgate.files;

import io.github.metricsgate.json.JsonValue;
import io.github.metricsgate.json.JsonValue.JsonNumber;
import io.github.metricsgate.json.JsonValue.JsonObject;
import io.github.metricsgate.json.JsonValue.JsonString;
import io.github.metricsgate.metrics.Resource;
import io.github.metricsgate.metrics.ResourceSummary;
import io.github.metricsgate.metrics.ResourceUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Sums up resource samples, which are added one by one; none is kept. */
final class ResourceStatistics implements SampleSink {

    private static final Resource[] RESOURCES = Resource.values();

    private final Map<Resource, ResourceSummary> summaries = new EnumMap<>(Resource.class);
    /** What was added but is not in a summary yet; by the ordinal of the resource. */
    private final DecimalAccumulator[] accumulators = new DecimalAccumulator[RESOURCES.length];

    private final CurveAccumulator curve;

    private long samples;

    ResourceStatistics() {
        this(new CurveAccumulator());
    }

    /** For samples that are going to be added to {@code earlier}. */
    ResourceStatistics(ResourceStatistics earlier) {
        this(new CurveAccumulator(earlier.curve));
    }

    private ResourceStatistics(CurveAccumulator curve) {
        this.curve = curve;
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i] = new DecimalAccumulator();
        }
    }

    /** Ignores whatever is not a number. */
    @Override
    public void add(JsonValue sample) {
        samples++;
        if (!(sample instanceof JsonObject object)) {
            return;
        }
        summarize();
        Map<Resource, BigDecimal> amounts = new EnumMap<>(Resource.class);
        for (Resource resource : RESOURCES) {
            if (object.members().get(resource.field()) instanceof JsonNumber number) {
                amounts.put(resource, number.decimal());
            }
        }
        amounts.forEach((resource, amount) -> add(resource, ResourceSummary.of(amount)));
        curve.add(time(object), amounts);
    }

    private static long time(JsonObject sample) {
        return sample.members().get("timestamp") instanceof JsonString timestamp
                ? Iso8601.instant(timestamp.text()).map(Instant::toEpochMilli).orElse(CurveAccumulator.NO_TIME)
                : CurveAccumulator.NO_TIME;
    }

    @Override
    public void add(SampleTemplate template) {
        if (++samples % DecimalAccumulator.MOST == 0) {
            summarize();
        }
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].add(template.unscaled(i), template.scale(i));
        }
        curve.add(template);
    }

    /** Adds all samples of another instance; they come after these. */
    void add(ResourceStatistics later) {
        summarize();
        samples += later.samples;
        later.summarize();
        later.summaries.forEach(this::add);
        curve.add(later.curve);
    }

    ResourceUsage usage() {
        summarize();
        return new ResourceUsage(samples, summaries, curve.curve());
    }

    /** Moves the content of the accumulators into the summaries. */
    private void summarize() {
        for (int i = 0; i < accumulators.length; i++) {
            if (!accumulators[i].isEmpty()) {
                add(RESOURCES[i], accumulators[i].takeSummary());
            }
        }
    }

    private void add(Resource resource, ResourceSummary later) {
        ResourceSummary before = summaries.get(resource);
        summaries.put(resource, before == null ? later : before.and(later));
    }
}
