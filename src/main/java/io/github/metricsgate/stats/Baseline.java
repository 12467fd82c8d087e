package io.github.metricsgate.stats;

/**
 * What was normal before a run, in the unit of its series.
 *
 * @param median the value in the middle
 * @param low the smallest value
 * @param high the largest value
 * @param runs how many values there are; at least 1
 */
public record Baseline(double median, double low, double high, int runs) {}
