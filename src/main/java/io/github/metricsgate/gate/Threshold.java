package io.github.metricsgate.gate;

/**
 * What the user allows: a limit on one metric of some phases.
 *
 * @param source where it was set, as its user would recognise it; every message about it says this
 * @param selector which phases it is for
 * @param metric which key of their latency histogram
 * @param limit the most that it may be; equal is kept
 */
public record Threshold(String source, Selector selector, String metric, Limit limit) {}
