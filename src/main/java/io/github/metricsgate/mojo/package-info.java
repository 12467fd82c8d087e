/** The goals: the pom's configuration is turned into records here, and results into Maven's exceptions. */
@NullMarked
package io.github.metricsgate.mojo;

import org.jspecify.annotations.NullMarked;
