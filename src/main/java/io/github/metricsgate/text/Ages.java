package io.github.metricsgate.text;

import io.github.metricsgate.metrics.Unit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How old something may be, as people say it. */
public final class Ages {

    private Ages() {}

    /** An age in milliseconds, to its last digit: "24 h". */
    public static String of(@Nullable BigDecimal milliseconds) {
        return milliseconds == null ? "any age" : Figures.exact(milliseconds, Unit.TIME);
    }
}
