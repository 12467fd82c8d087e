package io.github.metricsgate.metrics;

/**
 * Whether the run was aborted.
 *
 * @param aborted what {@code abort_status.is_aborted} says
 * @param reason the reason it gives; empty where it gives none
 */
public record AbortStatus(boolean aborted, String reason) {

    public static final AbortStatus COMPLETED = new AbortStatus(false, "");
}
