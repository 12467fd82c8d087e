package io.github.metricsgate.metrics;

/**
 * The files of a metrics set, in the order in which they are always listed. The first three are required, and a pom may
 * give them other names; {@link #RUN} has a fixed name, and sets written by other programs may lack it.
 */
public enum MetricsFile {
    PHASE_METRICS("phase-metrics", "phase_metrics.json", "json"),
    RESOURCE_USAGE("resource-usage", "resource_usage.jsonl", "jsonl"),
    LATENCY_HISTOGRAMS("latency-histograms", "latency_histograms.json", "json"),
    RUN("run", "run.json", "json");

    private final String classifier;
    private final String defaultName;
    private final String type;

    MetricsFile(String classifier, String defaultName, String type) {
        this.classifier = classifier;
        this.defaultName = defaultName;
        this.type = type;
    }

    /** Its classifier among a project's artifacts. */
    public String classifier() {
        return classifier;
    }

    public String defaultName() {
        return defaultName;
    }

    /** Whether a set is incomplete without it. */
    public boolean required() {
        return this != RUN;
    }

    /** Its artifact type, which is also its file name extension. */
    public String type() {
        return type;
    }
}
