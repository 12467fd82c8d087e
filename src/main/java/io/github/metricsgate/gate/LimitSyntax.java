package io.github.metricsgate.gate;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a pom writes a limit. */
public final class LimitSyntax {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,1000}(?:\\.[0-9]{1,1000})?)\\s*([a-z]*)");

    private LimitSyntax() {}

    /**
     * A number of milliseconds, or a number with a unit of time, such as {@code 500}, {@code 500ms} or {@code 1.5s},
     * exactly in milliseconds; empty for anything else.
     */
    public static Optional<BigDecimal> time(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(written.group(1));
        String unit = written.group(2);
        if (unit.isEmpty()) {
            return Optional.of(number);
        }
        Optional<DurationUnit> known = DurationUnit.ofSymbol(unit);
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get().toMilliseconds(number));
    }

    /** Whether a limit that is valid for {@link #time} is written with a unit. */
    public static boolean hasUnit(String text) {
        return number(text).isEmpty();
    }

    /** A number without a unit, such as {@code 12} or {@code 0.5}; empty for anything else. */
    public static Optional<BigDecimal> number(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        return written.matches() && written.group(2).isEmpty()
                ? Optional.of(new BigDecimal(written.group(1)))
                : Optional.empty();
    }
}
