package io.github.metricsgate.mojo;

import io.github.metricsgate.source.SourceRequest;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A source as the user set it.
 *
 * @param origin where it was set, as its user would recognise it
 * @param optional whether it may be missing
 * @param maxAge how old its files may be, in milliseconds; null if they must be of this build
 */
record SourceSetting(
        SourceRequest request,
        String origin,
        boolean optional,
        @Nullable BigDecimal maxAge) {}
