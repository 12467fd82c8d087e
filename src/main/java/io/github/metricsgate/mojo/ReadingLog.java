package io.github.metricsgate.mojo;

import io.github.metricsgate.source.ReadingProgress;
import io.github.metricsgate.source.SourceFile;
import io.github.metricsgate.text.SafeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Says every tenth of a very large file how far the reading has got. */
final class ReadingLog implements ReadingProgress {

    private static final long LARGE = 1_000_000_000;
    private static final int STEPS = 10;

    private final Log log;
    private @Nullable SourceFile current;
    private long said;

    ReadingLog(Log log) {
        this.log = log;
    }

    @Override
    public void read(SourceFile file, long bytes) {
        if (file.size() <= LARGE) {
            return;
        }
        if (!file.equals(current)) {
            current = file;
            said = 0;
        }
        long step = bytes / Math.max(1, file.size() / STEPS);
        if (step > said && bytes < file.size()) {
            said = step;
            log.info("  read " + gigabytes(bytes) + " of " + gigabytes(file.size()) + " GB of "
                    + SafeText.of(file.shown()));
        }
    }

    private static String gigabytes(long bytes) {
        return BigDecimal.valueOf(bytes)
                .movePointLeft(9)
                .setScale(1, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
