/** The words of the field as records and enums: phases, violations, units. Knows no other room. */
@NullMarked
package io.github.metricsgate.metrics;

import org.jspecify.annotations.NullMarked;
