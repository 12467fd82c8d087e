package io.github.metricsgate.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tool's result that a phase was read from.
 *
 * @param name the name of the source in the pom
 * @param format the format of the file, such as {@code jmh}
 * @param file the file's path relative to the project
 * @param details anything else worth knowing, by name, in the format's own words: the tool's version, the unit, the
 *     mode, how percentiles were computed, units and directions of measures
 */
public record PhaseSource(String name, String format, String file, Map<String, String> details) {

    /** The detail that says how the percentiles were made. */
    public static final String PERCENTILES = "percentiles";

    /** How it begins where there are none; behind it stands how the tool can be told to write them. */
    public static final String NO_PERCENTILES = "none: ";

    /** The detail that says, where there are some percentiles, how the tool can be told to write others. */
    public static final String OTHER_PERCENTILES = "other percentiles";

    public PhaseSource {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
