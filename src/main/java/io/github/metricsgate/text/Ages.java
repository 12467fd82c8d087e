package io.github.metricsgate.text;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How old something may be, as people say it. */
public final class Ages {

    private Ages() {}

    /** An age, in the largest unit that it is a whole number of. */
    public static String of(@Nullable BigDecimal milliseconds) {
        if (milliseconds == null) {
            return "any age";
        }
        for (DurationUnit unit : List.of(DurationUnit.HOURS, DurationUnit.MINUTES, DurationUnit.SECONDS)) {
            BigDecimal length = unit.toMilliseconds(BigDecimal.ONE);
            if (milliseconds.remainder(length).signum() == 0) {
                return Figures.plain(milliseconds.divide(length)) + " " + unit.symbol();
            }
        }
        return Figures.plain(milliseconds) + " ms";
    }
}
