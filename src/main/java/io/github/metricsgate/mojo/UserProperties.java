package io.github.metricsgate.mojo;

/** Every user property of the plugin. */
final class UserProperties {

    static final String PREFIX = "metricsgate.";

    static final String ATTACH = PREFIX + "attach";
    static final String ENVIRONMENT = PREFIX + "environment";
    static final String FAIL_ON_BROKEN_THRESHOLD = PREFIX + "failOnBrokenThreshold";
    static final String LATENCY_UNIT = PREFIX + "latencyUnit";
    static final String OUTPUT_DIRECTORY = PREFIX + "outputDirectory";
    static final String P99_THRESHOLD = PREFIX + "p99Threshold";
    static final String SKIP = PREFIX + "skip";
    static final String SNAPSHOT = PREFIX + "snapshot";

    private UserProperties() {}
}
