/** Words for people: safe text, figures, counts, suggestions. */
@NullMarked
package io.github.metricsgate.text;

import org.jspecify.annotations.NullMarked;
