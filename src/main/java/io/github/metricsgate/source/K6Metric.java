package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What k6 says of a metric.
 *
 * @param name with the tags of a sub-metric behind it: {@code http_req_duration{expected_response:true}}
 * @param contains {@code time}, {@code data} or {@code default}; null where the file does not say it
 */
record K6Metric(String name, @Nullable String contains) {

    static final String REQUEST = "http_req_duration";
    static final String SUCCESSFUL_REQUEST = REQUEST + "{expected_response:true}";
    static final String FAILED = "http_req_failed";

    private static final String OF_REQUEST = "http_req_";

    /** The trends of k6 itself that are of times. */
    private static final Set<String> TIMES = Set.of(
            REQUEST,
            "http_req_blocked",
            "http_req_looking_up",
            "http_req_connecting",
            "http_req_tls_handshaking",
            "http_req_sending",
            "http_req_waiting",
            "http_req_receiving",
            "iteration_duration",
            "group_duration",
            "grpc_req_duration",
            "ws_connecting",
            "ws_session_duration",
            "ws_ping",
            "browser_http_req_duration");

    /** The unit of its values; empty if they are no times, or nobody says so. */
    Optional<DurationUnit> unit(SourceOptions options, Items items) {
        boolean isTime = contains == null ? TIMES.contains(base()) : contains.equals("time");
        if (isTime) {
            return Optional.of(DurationUnit.MILLISECONDS);
        }
        if (contains != null && !contains.equals("default")) {
            return Optional.empty();
        }
        if (options.unit().isEmpty()) {
            items.note("The trend " + Quoted.text(name)
                    + " is left out: k6 does not say that its values are times. new Trend('" + Quoted.bare(base())
                    + "', true) in the script says so, and so does <unit> in the pom.");
        }
        return options.unit();
    }

    /** Without its tags. */
    private String base() {
        int brace = name.indexOf('{');
        return brace < 0 ? name : name.substring(0, brace);
    }

    /** Whether it measures requests over HTTP, of which k6 tells whether they failed. */
    boolean isOfRequest() {
        return name.startsWith(OF_REQUEST);
    }

    boolean isSubMetric() {
        return name.indexOf('{') >= 0;
    }
}
