package io.github.metricsgate.source;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** When a run took place, as histories of others write it. */
final class HistoryTimes {

    /** The end of the year 9999: a history of ours keeps no later run. */
    private static final BigDecimal LAST = BigDecimal.valueOf(253_402_300_799_999L);

    private HistoryTimes() {}

    /**
     * @param milliseconds since 1970
     * @throws InvalidValueException if no run can have taken place then
     */
    static Instant ofMilliseconds(BigDecimal milliseconds, String what) {
        if (milliseconds.signum() < 0 || milliseconds.compareTo(LAST) > 0) {
            throw new InvalidValueException(
                    what + " is " + Quoted.number(milliseconds) + ", expected milliseconds since 1970");
        }
        return Instant.ofEpochMilli(milliseconds.longValue());
    }

    /**
     * @param text in ISO 8601, with its zone
     * @throws InvalidValueException if it is no time, or of a year that no history has
     */
    static Instant ofText(String text, String what) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.toEpochMilli() >= 0
                    && BigDecimal.valueOf(time.toEpochMilli()).compareTo(LAST) <= 0) {
                return time;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // It is told below.
        }
        throw new InvalidValueException(
                what + " is " + Quoted.text(text) + ", expected a time as 2026-01-31T12:00:00Z");
    }
}
