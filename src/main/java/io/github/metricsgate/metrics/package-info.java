/** The domain as records and enums: phases, violations, units. Depends on no other room. */
@NullMarked
package io.github.metricsgate.metrics;

import org.jspecify.annotations.NullMarked;
