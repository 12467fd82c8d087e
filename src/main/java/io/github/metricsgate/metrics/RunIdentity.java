package io.github.metricsgate.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which run it was, according to the snapshot's {@code run}; each text is null if it is absent there.
 *
 * @param url where CI shows the run
 * @param environment where it ran: operating system, architecture, JDK, and the like
 */
public record RunIdentity(
        @Nullable String id,
        @Nullable String commit,
        @Nullable String branch,
        @Nullable String url,
        Map<String, String> environment) {

    public static final RunIdentity UNKNOWN = new RunIdentity(null, null, null, null, Map.of());

    public RunIdentity {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
