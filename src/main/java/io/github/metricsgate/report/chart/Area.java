package io.github.metricsgate.report.chart;

/** The part of a picture that is drawn into, in its coordinates: y grows downwards. */
public record Area(double left, double top, double right, double bottom) {}
