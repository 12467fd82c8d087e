/** Verdicts and metrics in, something to look at out. Renders, never decides. */
@NullMarked
package io.github.metricsgate.report;

import org.jspecify.annotations.NullMarked;
