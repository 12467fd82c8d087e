/** Pages and pictures as values: elements, attributes and text, each encoded for the place where it stands. */
@NullMarked
package io.github.metricsgate.report.markup;

import org.jspecify.annotations.NullMarked;
