/** Snapshot and metrics set: reading with violations, publishing. */
@NullMarked
package io.github.metricsgate.files;

import org.jspecify.annotations.NullMarked;
