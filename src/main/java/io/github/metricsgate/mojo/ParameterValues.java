package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Environment;
import io.github.metricsgate.gate.LimitSyntax;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.text.SafeText;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts the texts that Maven has filled in. After a mistake it returns a stand-in, which {@link Mistakes#check()}
 * keeps from being used.
 */
final class ParameterValues {

    private static final Set<DurationUnit> LATENCY_UNITS =
            EnumSet.range(DurationUnit.NANOSECONDS, DurationUnit.SECONDS);

    /** What an age must be. */
    static final String AN_AGE = "a number with a unit of time, more than 0, as in 24h, 90m or 7d";

    private final Mistakes mistakes;

    ParameterValues(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    boolean flag(String element, @Nullable String text) {
        if (!"true".equals(text) && !"false".equals(text)) {
            mistakes.mustBe(element, "true or false", text);
        }
        return "true".equals(text);
    }

    Environment environment(@Nullable String text) {
        for (Environment environment : Environment.values()) {
            if (environment.name().equals(text)) {
                return environment;
            }
        }
        mistakes.mustBe("environment", "DEV or PROD", text);
        return Environment.PROD;
    }

    Optional<DurationUnit> latencyUnit(@Nullable String text) {
        for (DurationUnit unit : LATENCY_UNITS) {
            if (unit.symbol().equals(text)) {
                return Optional.of(unit);
            }
        }
        if (text != null) {
            mistakes.mustBe("latencyUnit", symbols(LATENCY_UNITS), text);
        }
        return Optional.empty();
    }

    /** The effect of a kind of finding; null if the user has not set it. */
    @Nullable
    Effect effect(String element, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "fail" -> Effect.FAILS;
            case "warn" -> Effect.WARNS;
            case "ignore" -> Effect.NONE;
            default -> {
                mistakes.mustBe(element, "fail, warn or ignore", text);
                yield null;
            }
        };
    }

    /** An age in milliseconds; null for none. */
    @Nullable
    BigDecimal maxAge(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Optional<BigDecimal> age = age(text);
        if (age.isEmpty()) {
            mistakes.mustBe("maxAge", AN_AGE, text);
        }
        return age.orElse(BigDecimal.ZERO);
    }

    /** An age in milliseconds; empty if it is none. */
    static Optional<BigDecimal> age(String text) {
        String stripped = text.strip();
        return LimitSyntax.time(stripped)
                .filter(age -> age.signum() > 0 && !Character.isDigit(stripped.charAt(stripped.length() - 1)));
    }

    /**
     * A limit in the unit of {@code metric}; null if it is not a limit.
     *
     * @param element the limit's element, as the user wrote it
     */
    @Nullable
    BigDecimal limit(String element, String text, Metric metric) {
        String written = element + " is '" + SafeText.of(text) + "': ";
        if (metric.unit() == Unit.TIME) {
            BigDecimal time = LimitSyntax.time(text).orElse(null);
            if (time == null) {
                mistakes.add(written + "a limit is a number (milliseconds) or a number with a unit ("
                        + symbols(EnumSet.allOf(DurationUnit.class)) + "), as in 500, 500ms or 1.5s");
            }
            return time;
        }
        BigDecimal number = LimitSyntax.number(text).orElse(null);
        if (number == null) {
            mistakes.add(written + "a limit on " + metric.key() + " is a number without a unit, as in 500 or 0.5");
        } else if (metric.unit() == Unit.FRACTION && number.compareTo(BigDecimal.ONE) > 0) {
            mistakes.add(written + metric.key() + " ranges from 0 to 1");
        }
        return number;
    }

    private static String symbols(Set<DurationUnit> units) {
        return units.stream().map(DurationUnit::symbol).collect(Collectors.joining(", "));
    }
}
