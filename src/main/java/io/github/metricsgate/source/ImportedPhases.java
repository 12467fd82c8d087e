package io.github.metricsgate.source;

import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.PhaseSource;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one run that is imported. Histories of benchmarks have one figure of each, which is called as {@code
 * collect-metrics} calls it: a time is the {@code mean}, a rate of calls the {@code throughput}, all else a measure.
 */
final class ImportedPhases {

    private static final int MOST = 50_000;
    private static final String MEAN = "mean";

    private final ImportedRuns runs;
    private final Map<String, Building> phases = new TreeMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    private static final class Building {

        private final Map<String, @Nullable BigDecimal> latencies = new LinkedHashMap<>();
        private final Map<Figure, BigDecimal> figures = new EnumMap<>(Figure.class);
        private final Map<String, @Nullable BigDecimal> measures = new LinkedHashMap<>();
        private final Map<String, String> details = new HashMap<>();

        boolean isEmpty() {
            return latencies.isEmpty() && figures.isEmpty() && measures.isEmpty();
        }
    }

    ImportedPhases(ImportedRuns runs) {
        this.runs = runs;
    }

    /** A figure in this unit; one that is neither a time nor a rate is the measure {@code measure}. */
    void add(String benchmark, BigDecimal value, String unit, String measure) {
        BenchmarkUnit parsed = runs.unit(unit);
        switch (parsed.kind()) {
            case TIME -> mean(benchmark, Decimals.milliseconds(value, parsed.ofTime(), what(benchmark)));
            case RATE -> throughput(benchmark, Decimals.perSecond(value, parsed.ofTime(), what(benchmark)));
            case SPEED, FREQUENCY, OTHER -> measure(benchmark, measure, value, unit, parsed.better());
        }
    }

    static String what(String benchmark) {
        return "the value of " + Quoted.text(benchmark);
    }

    void mean(String benchmark, BigDecimal milliseconds) {
        Building phase = phase(benchmark);
        if (phase.latencies.putIfAbsent(MEAN, milliseconds) != null) {
            ambiguous.add(key(benchmark));
        }
    }

    void throughput(String benchmark, BigDecimal perSecond) {
        Building phase = phase(benchmark);
        if (phase.figures.putIfAbsent(Figure.THROUGHPUT, perSecond) != null) {
            ambiguous.add(key(benchmark));
        }
    }

    void measure(String benchmark, String name, BigDecimal value, String unit, Better better) {
        Building phase = phase(benchmark);
        String measure = Items.checkedName(name);
        if (phase.measures.putIfAbsent(measure, value) != null) {
            ambiguous.add(key(benchmark));
        }
        if (!unit.isEmpty()) {
            phase.details.put("unit of " + measure, Quoted.bare(unit));
        }
        if (better != Better.UNKNOWN) {
            phase.details.put("better of " + measure, better.name().toLowerCase(Locale.ROOT));
        }
    }

    private Building phase(String benchmark) {
        String key = key(benchmark);
        Building phase = phases.get(key);
        if (phase == null) {
            if (phases.size() == MOST) {
                throw new InvalidValueException("a run has more than " + MOST + " benchmarks");
            }
            phase = new Building();
            phases.put(key, phase);
        }
        return phase;
    }

    /** As {@link Items} has it. */
    private static String key(String benchmark) {
        return WithoutSecrets.of(Items.checkedName(benchmark));
    }

    /** Those with a figure. Two of one name are left out, as nobody can tell which is which. */
    List<Phase> phases() {
        for (String name : ambiguous) {
            phases.remove(name);
            runs.leaveOut("benchmarks whose name another one of their run has too", name);
        }
        phases.values().removeIf(Building::isEmpty);
        return phases.entrySet().stream()
                .map(phase -> phase(phase.getKey(), phase.getValue()))
                .toList();
    }

    private Phase phase(String name, Building figures) {
        String source = runs.request().source();
        return new Phase(
                runs.shared(source.isEmpty() ? name : source + "/" + name),
                runs.shared(name),
                figures.figures,
                figures.latencies,
                figures.measures,
                null,
                new PhaseSource(source, runs.format(), runs.file(), figures.details));
    }
}
