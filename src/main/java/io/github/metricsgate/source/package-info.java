/**
 * What other tools wrote, read into a {@link io.github.metricsgate.metrics.Run}.
 *
 * <p>{@link io.github.metricsgate.source.Collector} is the way in. A format is one class behind
 * {@link io.github.metricsgate.source.SourceFormat} and one line in {@link io.github.metricsgate.source.SourceFormats}. It says
 * what it recognises, and reads one file at a time: through the readers of a
 * {@link io.github.metricsgate.source.SourceInput}, which bound what a file can cost and know the position for an error, into
 * the {@link io.github.metricsgate.source.PhaseAccumulator}s of a {@link io.github.metricsgate.source.Items}. How shards and
 * repetitions are put together, percentiles, units in the snapshot and what is said about an unreadable file is not the
 * business of a format.
 *
 * <p>Every input is hostile: a format holds no more of a file than its results, and ends in an
 * {@link io.github.metricsgate.source.UnreadableSourceException} or in figures that are true.
 */
@NullMarked
package io.github.metricsgate.source;

import org.jspecify.annotations.NullMarked;
