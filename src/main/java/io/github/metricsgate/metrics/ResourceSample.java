package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the machine did at one moment.
 *
 * @param others what else is known, by the name of its field
 */
public record ResourceSample(Instant time, Map<Resource, BigDecimal> amounts, Map<String, BigDecimal> others) {

    /** All four of {@link Resource} are required. */
    public ResourceSample {
        for (Resource resource : Resource.values()) {
            if (!amounts.containsKey(resource)) {
                throw new IllegalArgumentException("a sample without " + resource.field());
            }
        }
        amounts = Map.copyOf(amounts);
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }
}
