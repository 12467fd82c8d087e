package io.github.metricsgate.report;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;

/** The texts of a page: the page itself encodes them. */
enum HtmlStyle implements VerdictTable.Style {
    STYLE;

    private static final int LONGEST_REASON = 200;

    @Override
    public String phase(Phase phase) {
        return Names.phase(phase);
    }

    @Override
    public String metric(String key) {
        return Names.of(key);
    }

    @Override
    public String reason(String reason) {
        return SafeText.of(reason, LONGEST_REASON);
    }
}
