package io.github.metricsgate.metrics;

/**
 * A place in a text file.
 *
 * @param line from 1; a line ends at a line feed
 * @param column from 1, in Unicode code points
 */
public record Position(long line, long column) {}
