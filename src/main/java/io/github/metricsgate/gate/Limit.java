package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most that a latency may be.
 *
 * @param milliseconds exactly what was written, in milliseconds
 */
public record Limit(BigDecimal milliseconds) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,1000}(?:\\.[0-9]{1,1000})?)\\s*([a-z]*)");

    /** A number with or without a unit, as {@code 500}, {@code 500ms}, {@code 1.5s}; empty if it is no such thing. */
    public static Optional<Limit> parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(written.group(1));
        String unit = written.group(2);
        return (unit.isEmpty() ? Optional.of(DurationUnit.MILLISECONDS) : DurationUnit.ofSymbol(unit))
                .map(known -> new Limit(known.toMilliseconds(number)));
    }
}
