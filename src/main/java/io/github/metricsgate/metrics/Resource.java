package io.github.metricsgate.metrics;

/** What a resource sample measures. */
public enum Resource {
    CPU_PERCENT("cpu_percent"),
    MEMORY_PERCENT("memory_percent"),
    RSS_MB("rss_mb"),
    WORKER_BUDGET("worker_budget");

    private final String field;

    Resource(String field) {
        this.field = field;
    }

    /** Its name in a sample. */
    public String field() {
        return field;
    }
}
