package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A figure of a phase. */
public sealed interface PhaseMetric extends Metric {

    /**
     * What the phase says, times in milliseconds; null where it says nothing.
     *
     * @param latencyUnit the unit of its latencies
     */
    @Nullable
    BigDecimal of(Phase phase, DurationUnit latencyUnit);

    /** A percentile or another statistic of the items' latencies: a key of the latency histogram. */
    record Latency(String key) implements PhaseMetric {

        private static final Pattern HIGH_PERCENTILE = Pattern.compile("p(99(?:\\.[0-9]{1,100})?)");
        private static final BigDecimal ALL = BigDecimal.valueOf(100);

        /**
         * Whether this is a high percentile, p99 or above, of so few items that it is their maximum: of fewer than 100
         * for p99, 1000 for p99.9.
         */
        public boolean isMaximumOf(BigDecimal items) {
            Matcher percentile = HIGH_PERCENTILE.matcher(key);
            return percentile.matches()
                    && items.signum() >= 0
                    && ALL.subtract(new BigDecimal(percentile.group(1)))
                                    .multiply(items)
                                    .compareTo(ALL)
                            < 0;
        }

        @Override
        public Unit unit() {
            return Unit.TIME;
        }

        // What the compiler makes of these for a record is put together at run time, which costs a small build more
        // than
        // all the comparisons.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Latency latency && latency.key.equals(key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }

        @Override
        public @Nullable BigDecimal of(Phase phase, DurationUnit latencyUnit) {
            BigDecimal latency = phase.latencies().get(key);
            return latency == null ? null : latencyUnit.toMilliseconds(latency);
        }
    }

    /** A figure that a phase has beside its latencies. */
    enum Figure implements PhaseMetric {
        DURATION("duration", Unit.TIME),
        THROUGHPUT("throughput", Unit.NUMBER),
        ITEMS_PROCESSED("items_processed", Unit.NUMBER),
        ITEMS_REMAINING("items_remaining", Unit.NUMBER),
        PROGRESS("progress", Unit.FRACTION),
        WARNINGS("warnings", Unit.NUMBER),
        ERRORS("errors", Unit.NUMBER),
        ANOMALIES("anomalies", Unit.NUMBER);

        private final String key;
        private final Unit unit;

        Figure(String key, Unit unit) {
            this.key = key;
            this.unit = unit;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public Unit unit() {
            return unit;
        }

        @Override
        public @Nullable BigDecimal of(Phase phase, DurationUnit latencyUnit) {
            return switch (this) {
                case DURATION -> phase.duration();
                case THROUGHPUT -> phase.throughput();
                case ITEMS_PROCESSED -> phase.itemsProcessed();
                case ITEMS_REMAINING -> remaining(phase);
                case PROGRESS -> phase.progress();
                case WARNINGS -> phase.warnings();
                case ERRORS -> phase.errors();
                case ANOMALIES -> phase.anomalies();
            };
        }

        /** Whether only the file with the whole phases tells it, and the one with their latencies does not. */
        public boolean isOfWholePhases() {
            return this != DURATION && this != THROUGHPUT && this != ITEMS_PROCESSED;
        }

        private static @Nullable BigDecimal remaining(Phase phase) {
            BigDecimal total = phase.itemsTotal();
            return total == null ? null : total.subtract(phase.itemsProcessed());
        }
    }
}
