package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the pom says of a source that is for its format alone.
 *
 * @param values each as the pom writes it; {@link Collector} has checked them before a format sees them
 */
public record SourceOptions(Map<SourceOption, String> values) {

    public static final SourceOptions NONE = new SourceOptions(Map.of());

    public SourceOptions {
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(values));
    }

    public Optional<String> text(SourceOption option) {
        return Optional.ofNullable(values.get(option));
    }

    /** The parts of a text with commas; empty if it is not set. */
    public List<String> list(SourceOption option) {
        return parts(values.getOrDefault(option, ""));
    }

    public Optional<DurationUnit> unit() {
        return text(SourceOption.UNIT).flatMap(DurationUnit::ofSymbol);
    }

    /** In the order of the pom; empty if it names none. */
    public List<BigDecimal> percentiles() {
        List<BigDecimal> percentiles = new ArrayList<>();
        for (String part : list(SourceOption.PERCENTILES)) {
            percentiles.add(new BigDecimal(part));
        }
        return percentiles;
    }

    static List<String> parts(String value) {
        List<String> parts = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }
}
