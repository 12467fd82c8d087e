package io.github.metricsgate.metrics;

/**
 * Whether the run was aborted.
 *
 * @param aborted the value of {@code abort_status.is_aborted}
 * @param reason the reason, if there is one; otherwise empty
 */
public record AbortStatus(boolean aborted, String reason) {

    public static final AbortStatus COMPLETED = new AbortStatus(false, "");
}
