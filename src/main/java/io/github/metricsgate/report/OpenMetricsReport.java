package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Result;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Measurements;
import io.github.metricsgate.metrics.Metric;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gauges in the text format of OpenMetrics, which Prometheus' textfile collector and GitLab read: times are in seconds,
 * as the format requires. What was not measured has no line.
 */
final class OpenMetricsReport implements Report {

    static final String PREFIX = "metrics_gate_";
    private static final int MILLI = 3;

    private static final Family LATENCY =
            new Family("phase_latency_seconds", "Latency of the items of a phase, by statistic.");

    private static final Family MEASURE = new Family("phase_measure", "Other measures of a phase, in their own units.");

    /** Lines of one name. */
    private record Family(String name, String help) {}

    /** One line: the labels, as they appear between the braces, and the value. */
    private record Sample(String labels, BigDecimal value) {}

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        Verification verification = presentation.verification();
        String module = verification.rules().module();
        Map<String, Family> families = new LinkedHashMap<>();
        Map<String, List<Sample>> measured = measured(verification, families);
        for (Family family : families.values()) {
            write(family, measured.getOrDefault(family.name(), List.of()), module, out);
        }
        List<Sample> verdicts = new ArrayList<>();
        for (Map.Entry<Outcome, Long> outcome : Headline.outcomes(verification).entrySet()) {
            verdicts.add(new Sample(label("outcome", word(outcome.getKey())), BigDecimal.valueOf(outcome.getValue())));
        }
        writeBaselines(verification, module, out);
        write(new Family("verdicts", "Verdicts on thresholds, by outcome."), verdicts, module, out);
        List<Sample> results = new ArrayList<>();
        for (Result result : Result.values()) {
            boolean isIt = result == verification.result();
            results.add(new Sample(label("result", word(result)), isIt ? BigDecimal.ONE : BigDecimal.ZERO));
        }
        write(new Family("result", "1 for the result of the verification, 0 for the others."), results, module, out);
        write(
                new Family("passed", "1 if values were judged and nothing fails the build, otherwise 0."),
                List.of(new Sample("", verification.result() == Result.PASSED ? BigDecimal.ONE : BigDecimal.ZERO)),
                module,
                out);
        out.append("# EOF\n");
    }

    /**
     * The figures of the run by the name of their family.
     *
     * @param families gets the families by name, in the order of {@link Measurements}
     */
    private static Map<String, List<Sample>> measured(Verification verification, Map<String, Family> families) {
        Map<String, List<Sample>> samples = new HashMap<>();
        families.put(LATENCY.name(), LATENCY);
        for (Measurement measurement : Measurements.of(verification.set().run())) {
            boolean isKnown = measurement.phase() != null || verification.hasSamples();
            Family family = family(measurement.metric());
            families.putIfAbsent(family.name(), family);
            BigDecimal value = measurement.value();
            if (value != null && isKnown) {
                boolean isTime = measurement.metric().unit() == Unit.TIME;
                samples.computeIfAbsent(family.name(), name -> new ArrayList<>())
                        .add(new Sample(labels(measurement), isTime ? value.movePointLeft(MILLI) : value));
            }
        }
        return samples;
    }

    private static void writeBaselines(Verification verification, String module, Appendable out) throws IOException {
        if (verification.findings(Finding.ComparedWith.class).isEmpty()) {
            return;
        }
        // A threshold on both sides compares with one baseline, and no line may be there twice.
        Set<Sample> medians = new LinkedHashSet<>();
        Set<Sample> changes = new LinkedHashSet<>();
        for (BaselineVerdict verdict : verification.findings(BaselineVerdict.class)) {
            Phase phase = verdict.measurement().phase();
            Metric metric = verdict.measurement().metric();
            String labels = (phase == null ? "" : label("phase", phase.key()) + "," + label("name", phase.name()) + ",")
                    + label(metric instanceof PhaseMetric.Measure ? "measure" : "metric", metric.key())
                    + (verdict.relative() == null
                            ? ""
                            : ","
                                    + label(
                                            "threshold",
                                            verdict.relative().threshold().name()));
            verdict.baseline().ifPresent(baseline -> {
                BigDecimal median = BaselineWording.decimal(baseline.median());
                boolean isTime = metric.unit() == Unit.TIME;
                medians.add(new Sample(labels, isTime ? median.movePointLeft(MILLI) : median));
            });
            BaselineWording.changePercent(verdict)
                    .ifPresent(percent -> changes.add(new Sample(labels, percent.movePointLeft(2))));
        }
        write(new Family("baseline", "Median of the runs before, times in seconds."), medians, module, out);
        write(new Family("change_ratio", "Change against the baseline: 0.1 for a tenth more."), changes, module, out);
        List<Sample> standings = new ArrayList<>();
        Headline.standings(verification)
                .forEach((standing, count) -> standings.add(new Sample(
                        label("standing", standing.name().toLowerCase(Locale.ROOT)), BigDecimal.valueOf(count))));
        write(
                new Family("comparisons", "Values compared with their baselines, by what came of it."),
                standings,
                module,
                out);
        for (Finding.ComparedWith compared : verification.findings(Finding.ComparedWith.class)) {
            if (compared.factor().known()) {
                BigDecimal factor = BigDecimal.valueOf(compared.factor().factor());
                write(
                        new Family("run_factor", "By how much the whole run was slower than usual: 1 for not at all."),
                        List.of(new Sample("", factor)),
                        module,
                        out);
            }
        }
    }

    private static Family family(Metric metric) {
        if (metric instanceof PhaseMetric.Figure figure) {
            return new Family("phase_" + figure.key() + (figure.unit() == Unit.TIME ? "_seconds" : ""), help(figure));
        }
        if (metric instanceof PhaseMetric.Measure) {
            return MEASURE;
        }
        if (metric instanceof RunMetric.OfResource) {
            return new Family("resource", "Statistics of the resource samples of the run, in their own units.");
        }
        return metric instanceof RunMetric ? new Family("resource_samples", "Resource samples of the run.") : LATENCY;
    }

    private static String labels(Measurement measurement) {
        Metric metric = measurement.metric();
        if (metric instanceof RunMetric.OfResource of) {
            return label("resource", of.resource().field())
                    + ","
                    + label("statistic", of.statistic().key());
        }
        Phase phase = measurement.phase();
        String ofPhase = phase == null ? "" : label("phase", phase.key()) + "," + label("name", phase.name());
        if (metric instanceof PhaseMetric.Measure) {
            return ofPhase + "," + label("measure", metric.key());
        }
        return metric instanceof PhaseMetric.Latency ? ofPhase + "," + label("statistic", metric.key()) : ofPhase;
    }

    private static String help(PhaseMetric.Figure figure) {
        return switch (figure) {
            case DURATION -> "How long a phase took.";
            case THROUGHPUT -> "Items that a phase processed per second.";
            case ITEMS_PROCESSED -> "Items that a phase processed.";
            case ITEMS_FAILED -> "Items of a phase that failed.";
            case ITEMS_REMAINING -> "Items that a phase did not process.";
            case ERROR_RATE -> "Failed items of a phase divided by all its items, from 0 to 1.";
            case PROGRESS -> "Progress of a phase, from 0 to 1.";
            case WARNINGS -> "Warnings of a phase.";
            case ERRORS -> "Errors of a phase.";
            case ANOMALIES -> "Anomalies of a phase.";
        };
    }

    private static void write(Family family, Collection<Sample> samples, String module, Appendable out)
            throws IOException {
        if (samples.isEmpty()) {
            return;
        }
        String name = PREFIX + family.name();
        out.append("# HELP " + name + " " + family.help() + "\n# TYPE " + name + " gauge\n");
        for (Sample sample : samples) {
            out.append(name)
                    .append("{" + label("module", module))
                    .append(sample.labels().isEmpty() ? "}" : "," + sample.labels() + "}")
                    .append(" " + sample.value() + "\n");
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format escapes three characters; other characters that would end a line or be invisible are replaced before.
     * So is the number sign: GitLab takes the rest of a line for a comment.
     */
    static String label(String name, String value) {
        return name + "=\""
                + SafeText.of(value)
                        .replace("#", "\\u0023")
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"") + "\"";
    }
}
