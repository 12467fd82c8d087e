/**
 * Numbers in, numbers out: what is normal for a series of values, where the line is, and whether a value is beyond it.
 * Pure functions; knows nothing of phases, files or history.
 */
@NullMarked
package io.github.metricsgate.stats;

import org.jspecify.annotations.NullMarked;
