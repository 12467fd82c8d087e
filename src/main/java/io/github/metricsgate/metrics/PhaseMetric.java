package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A figure of a phase. */
public sealed interface PhaseMetric extends Metric {

    /** The value in this phase, times in milliseconds; null if it was not measured. */
    @Nullable
    BigDecimal valueIn(Phase phase);

    /** A percentile or another statistic of the items' latencies: a key of the latency histogram. */
    record Latency(String key) implements PhaseMetric {

        private static final Pattern HIGH_PERCENTILE = Pattern.compile("p(99(?:\\.[0-9]{1,100})?)");
        private static final BigDecimal ALL = BigDecimal.valueOf(100);

        /**
         * Whether this is a high percentile, p99 or above, of so few items that it equals their maximum: of fewer than
         * 100 for p99, 1000 for p99.9.
         *
         * @param items null if their number is not known
         */
        public boolean isMaximumOf(@Nullable BigDecimal items) {
            Matcher percentile = HIGH_PERCENTILE.matcher(key);
            return items != null
                    && percentile.matches()
                    && ALL.subtract(new BigDecimal(percentile.group(1)))
                                    .multiply(items)
                                    .compareTo(ALL)
                            < 0;
        }

        @Override
        public Unit unit() {
            return Unit.TIME;
        }

        /** With no items, nothing was measured, whatever the file says. */
        @Override
        public @Nullable BigDecimal valueIn(Phase phase) {
            BigDecimal items = phase.itemsProcessed();
            return items != null && items.signum() == 0
                    ? null
                    : phase.latencies().get(key);
        }
    }

    /** A value that a tool measured, under its own name and in its own unit. */
    record Measure(String key) implements PhaseMetric {

        @Override
        public Unit unit() {
            return Unit.NUMBER;
        }

        @Override
        public @Nullable BigDecimal valueIn(Phase phase) {
            return phase.measures().get(key);
        }
    }

    /** That there is such a phase at all. It has no limit and is in no report: a history knows whether a phase vanished. */
    record Presence() implements PhaseMetric {

        @Override
        public String key() {
            return "presence";
        }

        @Override
        public Unit unit() {
            return Unit.NUMBER;
        }

        @Override
        public BigDecimal valueIn(Phase phase) {
            return BigDecimal.ONE;
        }
    }

    /** A figure of a phase that is not a latency. */
    enum Figure implements PhaseMetric {
        DURATION("duration", Unit.TIME),
        THROUGHPUT("throughput", Unit.NUMBER),
        ITEMS_PROCESSED("items_processed", Unit.NUMBER),
        ITEMS_FAILED("items_failed", Unit.NUMBER),
        ITEMS_REMAINING("items_remaining", Unit.NUMBER),
        /** Failed items divided by all items, successful and failed. */
        ERROR_RATE("error_rate", Unit.FRACTION),
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
        public @Nullable BigDecimal valueIn(Phase phase) {
            return phase.figures().get(this);
        }

        /** {@link #ERROR_RATE}, to 16 digits; null of no items at all. */
        public static @Nullable BigDecimal errorRate(BigDecimal processed, BigDecimal failed) {
            BigDecimal all = processed.add(failed);
            return all.signum() == 0 ? null : failed.divide(all, MathContext.DECIMAL64);
        }

        /** Whether it is only in {@code phase_metrics.json}: {@code latency_histograms.json} has the others too. */
        public boolean isInPhaseMetricsOnly() {
            return this != DURATION && this != THROUGHPUT && this != ITEMS_PROCESSED;
        }
    }
}
