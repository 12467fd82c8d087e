package io.github.metricsgate.gate;

/**
 * What keeps a history from being used.
 *
 * @param history its name, for people
 * @param cause half a sentence
 */
public record Obstacle(String history, String cause) {}
