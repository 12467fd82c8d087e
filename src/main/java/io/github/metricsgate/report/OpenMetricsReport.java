package io.github.metricsgate.report;

import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric;
import io.github.metricsgate.metrics.ResourceUsage;
import io.github.metricsgate.metrics.RunMetric;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gauges in the text format of OpenMetrics, which Prometheus' textfile collector and GitLab read: times in seconds, as
 * that format wants them. What was not measured has no line.
 */
final class OpenMetricsReport implements Report {

    private static final String PREFIX = "metrics_gate_";
    private static final int MILLI = 3;

    /** One line: the labels, ready to stand between braces, and the value. */
    private record Sample(String labels, BigDecimal value) {}

    @Override
    public void write(Verification verification, Appendable out) throws IOException {
        latencies(verification, out);
        for (PhaseMetric.Figure figure : PhaseMetric.Figure.values()) {
            figure(figure, verification, out);
        }
        resources(verification, out);
        List<Sample> verdicts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            add(
                    verdicts,
                    label("outcome", outcome.name().toLowerCase(Locale.ROOT)),
                    BigDecimal.valueOf(verification.count(outcome)));
        }
        family(verification, "verdicts", "Thresholds held, by what came of it.", verdicts, out);
        family(
                verification,
                "passed",
                "Whether the verification lets the build go on.",
                List.of(new Sample("", verification.passed() ? BigDecimal.ONE : BigDecimal.ZERO)),
                out);
        out.append("# EOF\n");
    }

    private static void latencies(Verification verification, Appendable out) throws IOException {
        DurationUnit unit = verification.rules().latencyUnit();
        List<Sample> samples = new ArrayList<>();
        for (Phase phase : verification.phases()) {
            for (Map.Entry<String, @Nullable BigDecimal> latency :
                    phase.latencies().entrySet()) {
                BigDecimal value = latency.getValue();
                add(
                        samples,
                        phase(phase) + "," + label("statistic", latency.getKey()),
                        value == null ? null : unit.toMilliseconds(value).movePointLeft(MILLI));
            }
        }
        family(verification, "phase_latency_seconds", "Latency of the items of a phase, by statistic.", samples, out);
    }

    private static void figure(PhaseMetric.Figure figure, Verification verification, Appendable out)
            throws IOException {
        boolean isTime = figure.unit() == Unit.TIME;
        List<Sample> samples = new ArrayList<>();
        for (Phase phase : verification.phases()) {
            BigDecimal value = figure.of(phase, verification.rules().latencyUnit());
            add(samples, phase(phase), isTime && value != null ? value.movePointLeft(MILLI) : value);
        }
        family(verification, "phase_" + figure.key() + (isTime ? "_seconds" : ""), help(figure), samples, out);
    }

    private static String help(PhaseMetric.Figure figure) {
        return switch (figure) {
            case DURATION -> "How long a phase took.";
            case THROUGHPUT -> "Items a second that went through a phase.";
            case ITEMS_PROCESSED -> "Items that went through a phase.";
            case ITEMS_REMAINING -> "Items that a phase left over.";
            case PROGRESS -> "How far a phase came, from 0 to 1.";
            case WARNINGS -> "Warnings that a phase gave.";
            case ERRORS -> "Errors that a phase gave.";
            case ANOMALIES -> "Anomalies that a phase gave.";
        };
    }

    private static void resources(Verification verification, Appendable out) throws IOException {
        ResourceUsage usage = verification.set().resources().orElse(null);
        if (usage == null) {
            return;
        }
        List<Sample> samples = new ArrayList<>();
        for (RunMetric metric : RunMetric.all()) {
            if (metric instanceof RunMetric.OfResource of) {
                add(
                        samples,
                        label("resource", of.resource().field())
                                + ","
                                + label("statistic", of.statistic().key()),
                        of.of(usage, 0));
            }
        }
        family(verification, "resource", "What the resource samples of the run say, in their own units.", samples, out);
        family(
                verification,
                "resource_samples",
                "Resource samples of the run.",
                List.of(new Sample("", BigDecimal.valueOf(usage.samples()))),
                out);
    }

    private static void add(List<Sample> samples, String labels, @Nullable BigDecimal value) {
        if (value != null) {
            samples.add(new Sample(labels, value));
        }
    }

    private static void family(
            Verification verification, String name, String help, List<Sample> samples, Appendable out)
            throws IOException {
        if (samples.isEmpty()) {
            return;
        }
        out.append("# HELP " + PREFIX + name + " " + help + "\n# TYPE " + PREFIX + name + " gauge\n");
        for (Sample sample : samples) {
            out.append(PREFIX + name)
                    .append("{" + label("module", verification.rules().module()))
                    .append(sample.labels().isEmpty() ? "}" : "," + sample.labels() + "}")
                    .append(" " + sample.value() + "\n");
        }
    }

    private static String phase(Phase phase) {
        return label("phase", phase.key()) + "," + label("name", phase.name());
    }

    /** The format escapes three characters; what else would end a line or hide is made visible before. */
    private static String label(String name, String value) {
        return name + "=\"" + SafeText.of(value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
