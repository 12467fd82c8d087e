/** Files that are read safely, and files that are written whole or not at all. Knows nothing of metrics. */
@NullMarked
package io.github.metricsgate.disk;

import org.jspecify.annotations.NullMarked;
