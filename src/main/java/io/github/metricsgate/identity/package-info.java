/** Which run it is: commit, branch, the page of the build server, the machine. Reads variables and small files, asks nobody. */
@NullMarked
package io.github.metricsgate.identity;

import org.jspecify.annotations.NullMarked;
