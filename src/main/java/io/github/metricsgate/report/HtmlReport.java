package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Result;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Measurement;
import io.github.metricsgate.metrics.Measurements;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.PhaseMetric.Figure;
import io.github.metricsgate.metrics.SeriesName;
import io.github.metricsgate.metrics.Unit;
import io.github.metricsgate.report.markup.Element;
import io.github.metricsgate.report.markup.Later;
import io.github.metricsgate.report.markup.Node;
import io.github.metricsgate.text.Counted;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A page for people: the verdict first, then the run, its phases with their pictures, and the files that all of it comes
 * from. It has no script and no style of its own, so that it can be read wherever a file can be opened.
 */
final class HtmlReport implements Report {

    static final String FILE = "report.html";
    static final String STYLE_SHEET = "report.css";

    private static final int MOST_PROBLEMS = 100;
    private static final int MOST_ROWS = 500;

    private final Path directory;

    /** @param directory where the page will be, from which its links lead to the files */
    HtmlReport(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        Verification verification = presentation.verification();
        String title = Headline.result(verification) + ": "
                + HtmlParts.safe(verification.rules().module()) + " - metrics-gate";
        Element main = Element.of("main").with("id", "main").add(new Later(new Sections(directory, presentation)));
        page(title, css(verification.result()), main, out);
    }

    /** The parts of the page in their order, each made when its turn has come; no lambdas, which take long to start. */
    private static final class Sections implements Iterator<Node> {

        /** Beside the phases. */
        private static final int PARTS = 8;

        private final Path directory;
        private final Presentation presentation;
        private final Verification verification;
        private final SeriesFindings findings;
        private final HtmlPhases phases;
        private final HtmlPhase inFull;
        private final List<Phase> shown;
        private int turn;

        Sections(Path directory, Presentation presentation) {
            this.directory = directory;
            this.presentation = presentation;
            verification = presentation.verification();
            findings = new SeriesFindings(verification);
            phases = new HtmlPhases(presentation, findings);
            inFull = new HtmlPhase(presentation, findings);
            shown = verification.hasFigures() ? phases.inFull() : List.of();
        }

        @Override
        public boolean hasNext() {
            return turn < PARTS + shown.size();
        }

        @Override
        public Node next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int next = turn++;
            boolean hasFigures = verification.hasFigures();
            if (next >= 3 && next < 3 + shown.size()) {
                Phase phase = shown.get(next - 3);
                return inFull.of(phase, phases.anchor(phase), phases.rows(phase), phases.trends(phase));
            }
            return switch (next < 3 ? next : next - shown.size()) {
                case 0 -> verdict(presentation, phases);
                case 1 -> HtmlRun.of(verification);
                case 2 -> hasFigures ? phases.section() : Element.nothing();
                case 3 -> phases.more().isEmpty() ? Element.nothing() : Element.of("p", phases.more());
                case 4 -> failures(presentation);
                case 5 -> hasFigures ? resources(verification, phases, inFull, findings) : Element.nothing();
                case 6 -> hasFigures ? inFull.runs().section() : Element.nothing();
                default -> new HtmlLinks(directory).section(verification);
            };
        }
    }

    /** A whole page around its main part. */
    static void page(String title, String kind, Element main, Appendable out) throws IOException {
        out.append("<!DOCTYPE html>\n");
        Element.of("html")
                .with("xmlns", "http://www.w3.org/1999/xhtml")
                .with("lang", "en")
                .add(Element.of("head")
                        .add(Element.of("meta").with("charset", "utf-8"))
                        .add(Element.of("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1"))
                        .add(Element.of("meta").with("name", "color-scheme").with("content", "light dark"))
                        .add(Element.of("meta").with("name", "referrer").with("content", "no-referrer"))
                        .add(Element.of("title", title))
                        .add(Element.of("link").with("rel", "stylesheet").to(STYLE_SHEET)))
                .add(Element.of("body")
                        .with("class", kind)
                        .add(Element.of("a", "Skip to the verdict")
                                .with("class", "skip")
                                .to("#main"))
                        .add(main))
                .writeTo(out);
    }

    static String css(Result result) {
        return switch (result) {
            case FAILED -> "fails";
            case PASSED -> "kept";
            case NOTHING_JUDGED -> "none";
        };
    }

    private static Element verdict(Presentation presentation, HtmlPhases phases) {
        Verification verification = presentation.verification();
        Element section = Element.of("header")
                .add(Element.of("p", "metrics-gate").with("class", "eyebrow"))
                .add(Element.of("h1")
                        .add(Element.of("span", Headline.result(verification)).with("class", "result"))
                        .text(" ")
                        .add(HtmlParts.name(verification.rules().module())))
                .add(Element.of("p", Headline.counts(verification)));
        List<Problem> failing = problems(presentation, true);
        if (failing.isEmpty()) {
            section.add(Element.of("p", "Nothing fails the build."));
        } else {
            section.add(Element.of("h2", "What fails the build: " + failing.size()))
                    .add(sentences(failing, phases));
        }
        int others = presentation.problems().size() - failing.size();
        if (others > 0) {
            section.add(Element.of("p")
                    .add(Element.of("a", Counted.of(others, "warning")).to("#warnings"))
                    .text(others == 1 ? " does not fail it." : " do not fail it."));
        }
        return section;
    }

    private static List<Problem> problems(Presentation presentation, boolean fails) {
        List<Problem> problems = new ArrayList<>();
        for (Problem problem : presentation.problems()) {
            if (problem.fails() == fails) {
                problems.add(problem);
            }
        }
        return problems;
    }

    private static Element sentences(List<Problem> problems, @Nullable HtmlPhases phases) {
        Element list = Element.of("ul").with("class", problems.get(0).fails() ? "problems fails" : "problems warns");
        for (Problem problem : problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()))) {
            Element item = Element.of("li");
            Phase phase = phase(problem.finding());
            if (phases != null && phase != null) {
                item.add(Element.of("a", problem.sentence()).to("#" + phases.anchor(phase)));
            } else {
                item.text(problem.sentence());
            }
            list.add(item);
        }
        if (problems.size() > MOST_PROBLEMS) {
            list.add(Element.of("li", "... and " + (problems.size() - MOST_PROBLEMS) + " more"));
        }
        return list;
    }

    private static @Nullable Phase phase(Finding finding) {
        if (finding instanceof Verdict verdict) {
            return verdict.phase();
        }
        return finding instanceof BaselineVerdict verdict
                ? verdict.measurement().phase()
                : null;
    }

    /** What went wrong in the run, and what the gate only warns of. */
    private static Node failures(Presentation presentation) {
        Element section =
                Element.of("section").with("id", "warnings").add(Element.of("h2", "Failed items and warnings"));
        List<Figure> figures =
                List.of(Figure.ITEMS_FAILED, Figure.ERROR_RATE, Figure.ERRORS, Figure.WARNINGS, Figure.ANOMALIES);
        List<Element> rows = new ArrayList<>();
        int more = 0;
        for (Phase phase : presentation.verification().phases()) {
            boolean hasAny = false;
            for (Figure figure : figures) {
                BigDecimal value = figure.valueIn(phase);
                hasAny |= value != null && value.signum() != 0;
            }
            if (hasAny && rows.size() == MOST_ROWS) {
                more++;
            } else if (hasAny) {
                Element row = Element.of("tr")
                        .add(HtmlParts.with(phase, Element.of("th").with("scope", "row")));
                for (Figure figure : figures) {
                    row.add(Element.of("td", HtmlParts.figure(new Measurement(phase, figure, figure.valueIn(phase))))
                            .with("class", "n"));
                }
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            // Of files that cannot be used nobody knows.
            if (presentation.verification().hasFigures()) {
                section.add(Element.of("p", "No phase has failed items, errors, warnings or anomalies."));
            }
        } else {
            List<String> columns = List.of("phase", "items failed", "error rate", "errors", "warnings", "anomalies");
            section.add(HtmlParts.table("Failed items and warnings", HtmlParts.head(1, columns), rows));
        }
        if (more > 0) {
            section.add(Element.of("p", Counted.of(more, "phase") + " more, in verification.json"));
        }
        List<Problem> warnings = problems(presentation, false);
        if (!warnings.isEmpty()) {
            section.add(Element.of("h3", "Warnings: " + warnings.size())).add(sentences(warnings, null));
        }
        List<String> all = new ArrayList<>(presentation.notes());
        all.removeAll(HtmlRun.comparison(presentation.verification()));
        if (!all.isEmpty()) {
            Element notes = Element.of("ul").with("class", "problems");
            for (String note : all.subList(0, Math.min(MOST_PROBLEMS, all.size()))) {
                notes.add(Element.of("li", note));
            }
            if (all.size() > MOST_PROBLEMS) {
                notes.add(Element.of("li", "... and " + (all.size() - MOST_PROBLEMS) + " more"));
            }
            section.add(Element.of("h3", "Notes")).add(notes);
        }
        boolean saysSomething = presentation.verification().hasFigures() || !warnings.isEmpty() || !all.isEmpty();
        return saysSomething ? section : Element.nothing();
    }

    private static Element resources(
            Verification verification, HtmlPhases phases, HtmlPhase inFull, SeriesFindings findings) {
        Element section = Element.of("section").with("id", "resources").add(Element.of("h2", "Resources"));
        inFull.verdicts(phases.onRun(), section);
        if (verification.set().run().resources().samples() == 0) {
            return section.add(Element.of("p", "There are no resource samples."));
        }
        Element list = Element.of("dl").with("class", "figures");
        List<Measurement> bad = new ArrayList<>();
        for (Measurement measurement : Measurements.of(verification.set().run().resources())) {
            if (measurement.value() != null) {
                list.add(Element.of("div")
                        .add(Element.of(
                                "dt",
                                measurement.metric().key().replace('_', ' ').replace('.', ' ')))
                        .add(Element.of("dd", HtmlParts.figure(measurement.value(), Unit.NUMBER))));
                if (findings.rank(SeriesName.of(measurement)).compareTo(SeriesFindings.Rank.SUSPECT) >= 0) {
                    bad.add(measurement);
                }
            }
        }
        section.add(list);
        List<Node> pictures = new ArrayList<>(
                HtmlResources.of(verification.set().run().resources().curve()));
        pictures.addAll(inFull.trends(bad));
        return pictures.isEmpty()
                ? section
                : section.add(Element.of("div").with("class", "charts").add(pictures));
    }
}
