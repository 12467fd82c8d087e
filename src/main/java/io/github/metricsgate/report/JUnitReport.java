package io.github.metricsgate.report;

import io.github.metricsgate.gate.BaselineVerdict;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Result;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.report.Problem.Kind;
import io.github.metricsgate.text.Names;
import io.github.metricsgate.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A test suite in the format of Surefire's {@code surefire-test-report.xsd}: a test case for each threshold and phase,
 * one for each other problem, and one for the files if nothing is wrong with them. What fails the build is a failure;
 * what only warns and what has no verdict is skipped; violations, configuration mistakes and an unusable history are errors: a server that
 * evaluates the report gets the same result as the build.
 */
final class JUnitReport implements Report {

    /**
     * The prefix of the module in the names of the suite and of each class. A class name with a space and a colon
     * cannot be a file's: some servers look for a file of that name to annotate, and a threshold may have the name of a
     * file.
     */
    private static final String SUITE = "metrics-gate ";

    /** The result of a test case that did not just pass. */
    record Mark(String element, String type, String message) {}

    /** @param group what it belongs to */
    record Case(String group, String name, @Nullable Mark mark, String output) {}

    @Override
    public void write(Presentation presentation, Appendable out) throws IOException {
        write(SafeText.of(presentation.verification().rules().module()), cases(presentation), out);
    }

    /** @param subject what the suite is about: the name of a module, or something that cannot be one */
    static void write(String subject, List<Case> cases, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            suite(subject, cases, xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append(text.toString())
                .append('\n');
    }

    private static List<Case> cases(Presentation presentation) {
        List<Case> cases = new ArrayList<>();
        boolean filesAreFit = true;
        for (Problem problem : presentation.problems()) {
            // The case of a verdict says more.
            if (!(problem.finding() instanceof Verdict)) {
                filesAreFit &= !(problem.finding() instanceof Finding.OfFiles);
                cases.add(new Case(group(problem.finding()), name(problem), mark(problem), ""));
            }
        }
        Verification verification = presentation.verification();
        if (filesAreFit && verification.hasFigures()) {
            cases.add(0, new Case("the files", "the metrics set", null, Headline.read(verification.set())));
        }
        if (verification.result() == Result.NOTHING_JUDGED) {
            Mark nothing = new Mark("skipped", "nothing judged", Headline.counts(verification));
            cases.add(new Case("the rules", "nothing judged", nothing, ""));
        }
        for (Verdict verdict : verification.verdicts()) {
            String name = Names.of(verdict.threshold().metric().key()) + " of " + VerdictWording.subject(verdict);
            cases.add(new Case(Names.of(verdict.threshold().name()), name, mark(verdict), output(verdict)));
        }
        return cases;
    }

    /** The same in every build: servers show since when a case fails. */
    private static String name(Problem problem) {
        return problem.finding() instanceof Finding.OfBaseline ofBaseline
                ? BaselineWording.title(ofBaseline).orElse(problem.sentence())
                : problem.sentence();
    }

    private static String group(Finding finding) {
        if (finding instanceof Finding.OfFiles) {
            return "the files";
        }
        if (finding instanceof BaselineVerdict verdict && verdict.relative() != null) {
            return Names.of(verdict.relative().threshold().name());
        }
        if (finding instanceof Finding.OfBaseline) {
            return "the baseline";
        }
        return finding instanceof Finding.OfRun ? "the run" : "the rules";
    }

    private static Mark mark(Problem problem) {
        boolean isError =
                problem.kind() == Kind.VIOLATION || (problem.fails() && Presentation.isTheBuilds(problem.finding()));
        String type = problem.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Mark(isError ? "error" : problem.fails() ? "failure" : "skipped", type, problem.sentence());
    }

    private static @Nullable Mark mark(Verdict verdict) {
        if (verdict.outcome() == Outcome.KEPT) {
            return null;
        }
        String type = verdict.outcome() == Outcome.BROKEN ? "broken" : "inconclusive";
        return new Mark(
                verdict.effect() == Effect.FAILS ? "failure" : "skipped", type, VerdictWording.sentence(verdict));
    }

    /** What was compared with which limit. */
    private static String output(Verdict verdict) {
        String value = VerdictTable.value(verdict);
        String limit = VerdictTable.limit(Names.of(verdict.threshold().metric().key()), verdict);
        return (value.isEmpty() ? "not measured" : value) + "; " + limit + " ("
                + VerdictWording.origin(verdict.threshold()) + ")";
    }

    private static void suite(String subject, List<Case> cases, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", SUITE + subject);
        xml.writeAttribute("time", "0");
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("errors", count(cases, "error"));
        xml.writeAttribute("skipped", count(cases, "skipped"));
        xml.writeAttribute("failures", count(cases, "failure"));
        for (Case each : cases) {
            xml.writeCharacters("\n  ");
            xml.writeStartElement("testcase");
            // Some servers show only this name, so it includes the subject.
            xml.writeAttribute("name", subject + ": " + each.name());
            // A reader that looks for a file of the class takes what is behind the last dot for its name.
            String group = each.group().replace('.', '_');
            xml.writeAttribute("classname", SUITE + subject + ": " + group);
            xml.writeAttribute("time", "0");
            Mark mark = each.mark();
            if (mark != null) {
                xml.writeStartElement(mark.element());
                xml.writeAttribute("message", mark.message());
                if (!mark.element().equals("skipped")) {
                    xml.writeAttribute("type", mark.type());
                }
                // Some servers show the attribute, others the text.
                xml.writeCharacters(mark.message());
                xml.writeEndElement();
            }
            if (!each.output().isEmpty()) {
                xml.writeStartElement("system-out");
                xml.writeCharacters(each.output());
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private static String count(List<Case> cases, String element) {
        int count = 0;
        for (Case each : cases) {
            Mark mark = each.mark();
            count += mark != null && mark.element().equals(element) ? 1 : 0;
        }
        return String.valueOf(count);
    }
}
