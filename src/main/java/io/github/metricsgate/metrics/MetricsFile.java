package io.github.metricsgate.metrics;

/** The three files of a metrics set, in the order in which they are named everywhere. */
public enum MetricsFile {
    PHASE_METRICS("phase-metrics", "phase_metrics.json", "json"),
    RESOURCE_USAGE("resource-usage", "resource_usage.jsonl", "jsonl"),
    LATENCY_HISTOGRAMS("latency-histograms", "latency_histograms.json", "json");

    private final String classifier;
    private final String defaultName;
    private final String type;

    MetricsFile(String classifier, String defaultName, String type) {
        this.classifier = classifier;
        this.defaultName = defaultName;
        this.type = type;
    }

    /** What it is called among a project's artifacts. */
    public String classifier() {
        return classifier;
    }

    public String defaultName() {
        return defaultName;
    }

    /** Its artifact type, which is also its file name extension. */
    public String type() {
        return type;
    }
}
