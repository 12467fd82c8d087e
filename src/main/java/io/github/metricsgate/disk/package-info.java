/** Safe reading of files, and writing that is complete or does not happen. Knows nothing about metrics. */
@NullMarked
package io.github.metricsgate.disk;

import org.jspecify.annotations.NullMarked;
