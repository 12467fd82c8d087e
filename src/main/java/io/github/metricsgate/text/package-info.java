/** Wording for people: safe text, figures, counts, lists, suggestions. */
@NullMarked
package io.github.metricsgate.text;

import org.jspecify.annotations.NullMarked;
