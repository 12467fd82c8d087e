package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A figure of the run as a whole, from its resource samples. */
public sealed interface RunMetric extends Metric {

    @Override
    default Unit unit() {
        return Unit.NUMBER;
    }

    /**
     * What the samples say; null where there are none to say it.
     *
     * @param limitDecimals how many decimals the limits have that it will be held against
     */
    @Nullable
    BigDecimal of(ResourceUsage usage, int limitDecimals);

    /** How many samples there are. */
    record Samples() implements RunMetric {

        @Override
        public String key() {
            return "samples";
        }

        @Override
        public BigDecimal of(ResourceUsage usage, int limitDecimals) {
            return BigDecimal.valueOf(usage.samples());
        }
    }

    /** One statistic of one resource. */
    record OfResource(Resource resource, Statistic statistic) implements RunMetric {

        @Override
        public String key() {
            return resource.field() + "." + statistic.key();
        }

        @Override
        public @Nullable BigDecimal of(ResourceUsage usage, int limitDecimals) {
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

    /** What is made of all samples of a resource. */
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

    /** A resource without a statistic stands for its maximum. */
    static Optional<Metric> ofResource(String name) {
        for (Resource resource : Resource.values()) {
            if (resource.field().equals(name)) {
                return Optional.of(new OfResource(resource, Statistic.MAX));
            }
        }
        return Optional.empty();
    }

    /** Whether it is a resource with something else behind it than a statistic. */
    static boolean speaksOfAResource(String name) {
        for (Resource resource : Resource.values()) {
            if (name.startsWith(resource.field() + ".")) {
                return true;
            }
        }
        return false;
    }
}
