/**
 * Runs over time. A {@link io.github.metricsgate.history.RunStore} keeps runs and gives them back; what they mean is decided
 * in the room {@code gate}.
 */
@NullMarked
package io.github.metricsgate.history;

import org.jspecify.annotations.NullMarked;
