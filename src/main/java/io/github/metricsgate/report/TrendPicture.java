package io.github.metricsgate.report;

import io.github.metricsgate.gate.Trend;
import io.github.metricsgate.gate.Trends;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Bounds;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Measurements;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.report.SeriesFindings.Rank;
import io.github.metricsgate.report.chart.Area;
import io.github.metricsgate.report.chart.Axis;
import io.github.metricsgate.report.chart.Drawing;
import io.github.metricsgate.report.chart.Ink;
import io.github.metricsgate.report.chart.Scale;
import io.github.metricsgate.text.Figures;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One small picture of the worst series, for a README or a chat: it brings its own ground and needs nothing else. */
final class TrendPicture implements Report {

    private static final double WIDTH = 480;
    private static final double HEIGHT = 150;
    private static final double WORDS_HEIGHT = 64;
    private static final int LONGEST = 62;

    private static final double TITLE = 22;

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        Verification verification = presentation.verification();
        SeriesFindings findings = new SeriesFindings(verification);
        String result = Headline.result(verification) + ": ";
        Optional<Measurement> worst = worst(verification, findings);
        if (worst.isEmpty()) {
            words(presentation, result).element().writeTo(out);
            return;
        }
        Measurement measurement = worst.get();
        Phase phase = measurement.phase();
        String title = SafeText.of(
                result + measurement.metric().key() + " of " + (phase == null ? "the run" : phase.name()), LONGEST);
        Optional<Trends> trends = Trends.of(verification);
        Optional<Trend> trend =
                trends.isEmpty() ? Optional.empty() : trends.get().of(measurement);
        if (trend.isPresent()) {
            TrendChart chart = new TrendChart(trend.get(), measurement, findings);
            chart.draw(drawing(title, chart.description(), HEIGHT), WIDTH, HEIGHT, TITLE)
                    .element()
                    .writeTo(out);
        } else {
            value(measurement, findings, title).element().writeTo(out);
        }
    }

    private static Drawing drawing(String title, String description, double height) {
        return new Drawing(WIDTH, height, title, description).ground(height).text(14, TITLE, "start", Ink.TEXT, title);
    }

    /** Where no figure is to blame, there is nothing to draw. */
    private static Drawing words(Presentation presentation, String result) {
        Verification verification = presentation.verification();
        String title = SafeText.of(result + HtmlParts.safe(verification.rules().module()), LONGEST);
        String counts = Headline.counts(verification);
        List<Problem> problems = presentation.worst(1);
        boolean fails = !problems.isEmpty() && problems.get(0).fails();
        String said = fails ? problems.get(0).fact() : counts;
        return drawing(title, said, WORDS_HEIGHT)
                .text(14, TITLE + 24, "start", Ink.QUIET, ReactorConsole.beginning(said, LONGEST));
    }

    /** Without runs before it there is one value, and how far its limit is. */
    private static Drawing value(Measurement measurement, SeriesFindings findings, String title) {
        SeriesName series = SeriesName.of(measurement);
        BigDecimal value = Objects.requireNonNull(measurement.value());
        Map<Bounds.Side, BigDecimal> limits = findings.limits(series);
        List<String> words = new ArrayList<>();
        Figures figures = Figures.row(
                List.of(value), limits.values(), measurement.metric().unit());
        double most = value.doubleValue();
        for (Map.Entry<Bounds.Side, BigDecimal> limit : limits.entrySet()) {
            most = Math.max(most, limit.getValue().doubleValue());
            words.add(words(limit, figures));
        }
        String said = measurement.metric().key() + " is " + figures.withUnit(value)
                + (words.isEmpty() ? "" : "; " + String.join("; ", words));
        Axis axis = Axis.fromZero(most / figures.length(), 7);
        Area area = new Area(14, TITLE + 34, WIDTH - 14, HEIGHT - 26);
        Scale x = axis.over(area.left() + 10, area.right() - 20);
        Drawing drawing = drawing(title, SafeText.of(said), HEIGHT).gridDown(x, area, figures.unit());
        double middle = (area.top() + area.bottom()) / 2;
        double end = x.at(value.doubleValue() / figures.length());
        boolean fails = findings.rank(series) == Rank.FAILS;
        drawing.bar(new Area(x.at(0), middle - 11, end, middle + 11), fails ? Ink.ALARM : Ink.MAIN);
        boolean isInside = end - x.at(0) > WIDTH / 2;
        drawing.text(
                isInside ? x.at(0) + 6 : end + 6,
                middle + 4,
                "start",
                isInside ? Ink.GROUND : Ink.TEXT,
                figures.withUnit(value));
        for (Map.Entry<Bounds.Side, BigDecimal> limit : limits.entrySet()) {
            double at = x.at(limit.getValue().doubleValue() / figures.length());
            drawing.rule(at, middle - 18, at, middle + 18, Ink.BOUND, false);
            drawing.label(at, middle - 17, at > WIDTH / 2 ? "end" : "start", Ink.BOUND, words(limit, figures));
        }
        return drawing;
    }

    private static String words(Map.Entry<Bounds.Side, BigDecimal> limit, Figures figures) {
        return SeriesFindings.words(limit.getKey()) + figures.withUnit(limit.getValue());
    }

    /**
     * The worst figure that was judged; of what was kept, the nearest to its limit. None if nothing was judged, or if the
     * build fails for another reason.
     */
    private static Optional<Measurement> worst(Verification verification, SeriesFindings findings) {
        List<Measurement> judged = new ArrayList<>();
        for (Measurement measurement : Measurements.of(verification.set().run())) {
            if (measurement.value() != null && findings.rank(SeriesName.of(measurement)) != Rank.NOT_JUDGED) {
                judged.add(measurement);
            }
        }
        judged.sort(findings);
        boolean isToBlame = !judged.isEmpty()
                && (verification.letsTheBuildGoOn() || findings.rank(SeriesName.of(judged.get(0))) == Rank.FAILS);
        return isToBlame ? Optional.of(judged.get(0)) : Optional.empty();
    }
}
