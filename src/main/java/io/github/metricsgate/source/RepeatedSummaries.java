package io.github.metricsgate.source;

import io.github.metricsgate.metrics.PhaseMetric.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several summaries of one item as one. Each figure is one that was measured: of latencies all are taken at the same rank, so
 * that they still ascend. A figure that one of them has not, the whole has not.
 */
final class RepeatedSummaries {

    private final List<Summary> summaries;
    private final Repetitions repetitions;

    private RepeatedSummaries(List<Summary> summaries, Repetitions repetitions) {
        this.summaries = summaries;
        this.repetitions = repetitions;
    }

    static Summary merge(List<Summary> summaries, Repetitions repetitions) {
        return summaries.size() == 1 ? summaries.get(0) : new RepeatedSummaries(summaries, repetitions).merge();
    }

    private Summary merge() {
        Summary merged = new Summary(MemoryBudget.unlimited());
        Summary first = summaries.get(0);
        for (String statistic : first.latencies().keySet()) {
            merged.latency(statistic, chosen(summary -> summary.latencies().get(statistic), Better.LOWER));
        }
        for (Figure figure : first.figures().keySet()) {
            BigDecimal value = chosen(summary -> summary.figures().get(figure), better(figure));
            if (value != null) {
                merged.figures().put(figure, value);
            }
        }
        first.measures().forEach((name, measure) -> {
            BigDecimal value = chosen(
                    summary -> {
                        Summary.Measure same = summary.measures().get(name);
                        return same == null || !same.unit().equals(measure.unit()) ? null : same.value();
                    },
                    measure.better());
            merged.measure(name, value, measure.unit(), measure.better());
        });
        return merged;
    }

    private static Better better(Figure figure) {
        return figure == Figure.THROUGHPUT || figure == Figure.ITEMS_PROCESSED ? Better.HIGHER : Better.LOWER;
    }

    private @Nullable BigDecimal chosen(Function<Summary, @Nullable BigDecimal> figure, Better better) {
        List<BigDecimal> values = new ArrayList<>();
        for (Summary summary : summaries) {
            BigDecimal value = figure.apply(summary);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        values.sort(null);
        return values.get(rank(values.size(), better));
    }

    private int rank(int count, Better better) {
        if (repetitions == Repetitions.BEST && better != Better.UNKNOWN) {
            return better == Better.LOWER ? 0 : count - 1;
        }
        return better == Better.HIGHER ? (count - 1) / 2 : count / 2;
    }
}
