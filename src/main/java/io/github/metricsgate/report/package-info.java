/** Verdicts and metrics in, text for a reader or a tool out. Renders, never decides. */
@NullMarked
package io.github.metricsgate.report;

import org.jspecify.annotations.NullMarked;
