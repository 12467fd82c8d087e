/** Numbers in, pictures out: axes, bands, lines, bars, marks and labels. Knows nothing about metrics. */
@NullMarked
package io.github.metricsgate.report.chart;

import org.jspecify.annotations.NullMarked;
