package io.github.metricsgate.mojo;

import io.github.metricsgate.gate.Limit;
import io.github.metricsgate.gate.LimitSyntax;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.text.SafeText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a threshold that are relative to a baseline: {@code <maxIncrease>} and what belongs to it. */
final class RelativeLimitReader {

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)\\s*%");
    private static final Pattern RUNS = Pattern.compile("0*[1-9][0-9]{0,3}");

    private final boolean hasHistory;
    private final Mistakes mistakes;

    /** @param hasHistory whether there is a history: without one, the limits would be off without a word */
    RelativeLimitReader(boolean hasHistory, Mistakes mistakes) {
        this.hasHistory = hasHistory;
        this.mistakes = mistakes;
    }

    List<Limit> read(String threshold, Map<String, String> fields, Metric metric) {
        List<Limit> limits = new ArrayList<>();
        add(limits, threshold, "maxIncrease", Limit.Kind.MAX_INCREASE, fields, metric);
        add(limits, threshold, "maxDecrease", Limit.Kind.MAX_DECREASE, fields, metric);
        boolean isWritten = fields.containsKey("maxIncrease") || fields.containsKey("maxDecrease");
        for (String field : List.of("minRuns", "confirmations")) {
            if (fields.containsKey(field) && !isWritten) {
                mistakes.add(threshold + "<" + field
                        + "> has no effect: it belongs to <maxIncrease> or <maxDecrease>, and there is none");
            }
        }
        if (isWritten && metric instanceof RunMetric.Factor) {
            mistakes.add(threshold + ": run_factor is a comparison with earlier runs already; give it a <max>, as in"
                    + " <max>1.2</max>");
        } else if ((isWritten || metric instanceof RunMetric.Factor) && !hasHistory) {
            mistakes.add(threshold + " compares with earlier runs, and there is no <history>: set one, as in"
                    + " <history>${maven.multiModuleProjectDirectory}/.metrics-history</history>");
        }
        return limits;
    }

    private void add(
            List<Limit> limits,
            String threshold,
            String field,
            Limit.Kind kind,
            Map<String, String> fields,
            Metric metric) {
        String text = fields.get(field);
        if (text == null) {
            return;
        }
        Integer minRuns = runs(threshold, "minRuns", fields.get("minRuns"));
        Integer confirmations = runs(threshold, "confirmations", fields.get("confirmations"));
        Matcher percent = PERCENT.matcher(text.strip());
        if (percent.matches()) {
            BigDecimal share = new BigDecimal(percent.group(1)).movePointLeft(2);
            limits.add(new Limit.Relative(kind, share, true, false, minRuns, confirmations));
            return;
        }
        boolean isTime = metric.unit() == Unit.TIME;
        Optional<BigDecimal> amount = isTime && LimitSyntax.hasUnit(text)
                ? LimitSyntax.time(text)
                : isTime ? Optional.empty() : LimitSyntax.number(text);
        if (amount.isEmpty()) {
            mistakes.add(
                    threshold + "<" + field + "> is '" + SafeText.of(text) + "': it must be a share, as in 10%, or "
                            + (isTime
                                    ? "a time with its unit, as in 50ms"
                                    : "an amount of " + metric.key() + " without a unit"));
            return;
        }
        limits.add(new Limit.Relative(kind, amount.get(), false, isTime, minRuns, confirmations));
    }

    private @Nullable Integer runs(String threshold, String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!RUNS.matcher(text).matches()) {
            mistakes.add(threshold + "<" + field + "> is '" + SafeText.of(text)
                    + "': it must be a whole number of runs, 1 or more");
            return null;
        }
        return Integer.valueOf(text);
    }
}
