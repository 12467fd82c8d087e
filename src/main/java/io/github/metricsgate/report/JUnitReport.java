package io.github.metricsgate.report;

import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Outcome;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.report.Problem.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A test suite as Surefire's {@code surefire-test-report.xsd} has it: a test case for each threshold and phase, one for
 * each other problem, one for the files if nothing is wrong with them. Broken is a failure, no verdict is skipped (a
 * failure where that fails the build), violations and thresholds that hold nothing are errors.
 */
final class JUnitReport implements Report {

    private static final String SUITE = "metrics-gate";

    /** What became of a test case that did not just pass. */
    private record Mark(String element, String type, String message) {}

    private record Case(String group, String name, @Nullable Mark mark, String output) {}

    @Override
    public void write(Verification verification, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            suite(cases(verification), xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append(text.toString())
                .append('\n');
    }

    private static List<Case> cases(Verification verification) {
        List<Problem> others = Problems.of(verification).stream()
                .filter(problem -> problem.kind() != Kind.BROKEN && problem.kind() != Kind.INCONCLUSIVE)
                .toList();
        List<Case> cases = new ArrayList<>();
        if (others.stream().noneMatch(problem -> problem.kind().isOfFiles())) {
            cases.add(new Case("files", "the metrics set", null, Sentences.read(verification.set())));
        }
        for (Problem problem : others) {
            cases.add(new Case(
                    problem.kind().isOfFiles() ? "files" : "thresholds", problem.sentence(), mark(problem), ""));
        }
        for (Verdict verdict : verification.verdicts()) {
            String name = Sentences.name(verdict.threshold().metric().key()) + " of " + Sentences.subject(verdict);
            cases.add(new Case(Sentences.name(verdict.threshold().name()), name, mark(verdict), output(verdict)));
        }
        return cases;
    }

    private static Mark mark(Problem problem) {
        boolean isError = problem.kind() == Kind.VIOLATION || problem.kind() == Kind.UNMATCHED_THRESHOLD;
        String type = problem.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Mark(isError ? "error" : problem.fails() ? "failure" : "skipped", type, problem.sentence());
    }

    private static @Nullable Mark mark(Verdict verdict) {
        if (verdict.outcome() == Outcome.KEPT) {
            return null;
        }
        boolean isFailure = verdict.outcome() == Outcome.BROKEN || verdict.effect() == Effect.FAILS;
        return new Mark(
                isFailure ? "failure" : "skipped",
                verdict.effect() == Effect.FAILS ? "fails the build" : "warning",
                Sentences.of(verdict));
    }

    /** What was held against what. */
    private static String output(Verdict verdict) {
        BigDecimal value = verdict.value();
        String limit = Cells.limit(Sentences.name(verdict.threshold().metric().key()), verdict);
        return (value == null ? "not measured" : Cells.value(value, verdict)) + "; " + limit + " ("
                + Sentences.source(verdict.threshold()) + ")";
    }

    private static void suite(List<Case> cases, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", SUITE);
        xml.writeAttribute("time", "0");
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("errors", count(cases, "error"));
        xml.writeAttribute("skipped", count(cases, "skipped"));
        xml.writeAttribute("failures", count(cases, "failure"));
        for (Case each : cases) {
            xml.writeCharacters("\n  ");
            xml.writeStartElement("testcase");
            xml.writeAttribute("name", each.name());
            xml.writeAttribute("classname", SUITE + "." + each.group());
            xml.writeAttribute("time", "0");
            Mark mark = each.mark();
            if (mark != null) {
                xml.writeStartElement(mark.element());
                xml.writeAttribute("message", mark.message());
                if (!mark.element().equals("skipped")) {
                    xml.writeAttribute("type", mark.type());
                }
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
        return String.valueOf(cases.stream()
                .filter(each -> each.mark() != null && each.mark().element().equals(element))
                .count());
    }
}
