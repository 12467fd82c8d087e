package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A figure of the whole run, from its resource samples. */
public sealed interface RunMetric extends Metric {

    @Override
    default Unit unit() {
        return Unit.NUMBER;
    }

    /**
     * The value of this metric; null if there are no samples.
     *
     * @param limitDecimals how many decimals the limits have that it will be compared with: a mean gets enough
     *     additional decimals to make the comparison exact
     */
    @Nullable
    BigDecimal valueIn(ResourceUsage usage, int limitDecimals);

    /** How many samples there are. */
    record Samples() implements RunMetric {

        private static final String KEY = "samples";

        @Override
        public String key() {
            return KEY;
        }

        @Override
        public BigDecimal valueIn(ResourceUsage usage, int limitDecimals) {
            return BigDecimal.valueOf(usage.samples());
        }
    }

    /**
     * By how much everything was slower than usual: 1.1 for a tenth. Only a comparison with the runs before tells, so it is
     * no figure of the run alone.
     */
    record Factor() implements RunMetric {

        private static final String KEY = "run_factor";

        @Override
        public String key() {
            return KEY;
        }

        @Override
        public @Nullable BigDecimal valueIn(ResourceUsage usage, int limitDecimals) {
            return null;
        }
    }

    /** One statistic of one resource. */
    record OfResource(Resource resource, Statistic statistic) implements RunMetric {

        @Override
        public String key() {
            return resource.field() + "." + statistic.key();
        }

        @Override
        public @Nullable BigDecimal valueIn(ResourceUsage usage, int limitDecimals) {
            ResourceSummary summary = usage.summaries().get(resource);
            return summary == null
                    ? null
                    : switch (statistic) {
                        case MAX -> summary.max();
                        case MIN -> summary.min();
                        case MEAN -> summary.mean(limitDecimals);
                        case LAST -> summary.last();
                    };
        }
    }

    /** How a statistic is computed from all samples of a resource. */
    enum Statistic {
        MAX("max"),
        MIN("min"),
        MEAN("mean"),
        LAST("last");

        private final String key;

        Statistic(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    static List<RunMetric> all() {
        List<RunMetric> all = new ArrayList<>();
        for (Resource resource : Resource.values()) {
            for (Statistic statistic : Statistic.values()) {
                all.add(new OfResource(resource, statistic));
            }
        }
        all.add(new Samples());
        return all;
    }

    /** Whether {@code name} in a pom refers to the run and not to a phase. */
    static boolean isNamedAs(String name) {
        for (Resource resource : Resource.values()) {
            if (name.equals(resource.field()) || name.startsWith(resource.field() + ".")) {
                return true;
            }
        }
        return name.equals(Samples.KEY) || name.equals(Factor.KEY);
    }

    /** The metric with this name in a pom; a resource alone means its maximum. Empty if there is none. */
    static Optional<Metric> named(String name) {
        if (name.equals(Samples.KEY)) {
            return Optional.of(new Samples());
        }
        if (name.equals(Factor.KEY)) {
            return Optional.of(new Factor());
        }
        for (Resource resource : Resource.values()) {
            if (name.equals(resource.field())) {
                return Optional.of(new OfResource(resource, Statistic.MAX));
            }
            for (Statistic statistic : Statistic.values()) {
                if (name.equals(resource.field() + "." + statistic.key())) {
                    return Optional.of(new OfResource(resource, statistic));
                }
            }
        }
        return Optional.empty();
    }
}
