/** The goals: what the pom says is turned into records here, and outcomes into Maven's exceptions. */
@NullMarked
package io.github.metricsgate.mojo;

import org.jspecify.annotations.NullMarked;
