package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.util.Optional;

/** A unit of time, with its exact length in milliseconds, the unit in which everything is compared. */
public enum DurationUnit {
    NANOSECONDS("ns", "0.000001"),
    MICROSECONDS("us", "0.001"),
    MILLISECONDS("ms", "1"),
    SECONDS("s", "1000"),
    MINUTES("m", "60000"),
    HOURS("h", "3600000"),
    DAYS("d", "86400000");

    private final String symbol;
    private final BigDecimal milliseconds;

    DurationUnit(String symbol, String milliseconds) {
        this.symbol = symbol;
        this.milliseconds = new BigDecimal(milliseconds);
    }

    /** The unit that a pom calls {@code symbol}: {@code ns}, {@code us}, {@code ms}, {@code s}, {@code m}, {@code h}, {@code d}. */
    public static Optional<DurationUnit> ofSymbol(String symbol) {
        for (DurationUnit unit : values()) {
            if (unit.symbol.equals(symbol)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** The unit with this length; empty if there is none. */
    public static Optional<DurationUnit> ofMilliseconds(BigDecimal length) {
        for (DurationUnit unit : values()) {
            if (unit.milliseconds.compareTo(length) == 0) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    public String symbol() {
        return symbol;
    }

    /** {@code amount} of this unit in milliseconds, exactly. */
    public BigDecimal toMilliseconds(BigDecimal amount) {
        return this == MILLISECONDS ? amount : amount.multiply(milliseconds);
    }
}
