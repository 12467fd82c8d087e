package io.github.metricsgate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Servers read a test suite as Surefire writes it: with its elements and attributes, in its order. */
class JUnitReportSchemaTest {

    private static final Path REPORTS = Path.of("src/test/resources/reports");

    @ParameterizedTest
    @ValueSource(strings = {"eleven-phases", "unfit-files", "mistakes"})
    void aReportIsValidAndCountsItsContent(String verification) throws Exception {
        String report = Files.readString(REPORTS.resolve(verification).resolve("TEST-metrics-gate.xml"));
        validate(report);
        assertThat(counted(report)).isGreaterThan(3);
    }

    @Test
    void hostileTextLeavesItValid() throws Exception {
        int seen = 0;
        for (Hostile hostile : Hostile.all()) {
            StringBuilder report = new StringBuilder();
            new JUnitReport().write(Presentation.of(hostile.verification()), report);
            try {
                validate(report.toString());
                assertThat(counted(report.toString())).isEqualTo(6);
            } catch (SAXException e) {
                throw new AssertionError("The text that was not taken is " + hostile, e);
            }
            seen++;
        }
        assertThat(seen).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<testcase name='a'/>",
                "<testcase name='a' time='1.2345'/>",
                "<testcase name='a' time='0' type='b'/>",
                "<testcase name='a' time='0'><skipped type='b'/></testcase>",
                "<testcase name='a' time='0'><failure message='b'/></testcase>",
                "<testcase name='a' time='0'><system-out>b</system-out><error type='c'/></testcase>",
                "<testcase name='a' time='0'><skipped/><skipped/></testcase>",
                "text"
            })
    void whatSurefireNeverWritesIsRefused(String content) {
        assertThatThrownBy(() -> validate("<testsuite name='s' tests='1' errors='0' skipped='0' failures='0'>" + content
                        + "</testsuite>"))
                .isInstanceOf(SAXException.class);
    }

    private static void validate(String report) throws IOException, SAXException {
        SCHEMA.newValidator().validate(new StreamSource(new StringReader(report)));
    }

    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newSchema(REPORTS.resolve("junit.xsd").toFile());
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many test cases there are, once every counter was found to be right. */
    private static int counted(String report) throws Exception {
        Element suite = HostileTextTest.dom(report);
        assertThat(number(suite, "error")).isEqualTo(suite.getAttribute("errors"));
        assertThat(number(suite, "skipped")).isEqualTo(suite.getAttribute("skipped"));
        assertThat(number(suite, "failure")).isEqualTo(suite.getAttribute("failures"));
        assertThat(number(suite, "testcase")).isEqualTo(suite.getAttribute("tests"));
        return Integer.parseInt(suite.getAttribute("tests"));
    }

    private static String number(Element suite, String tag) {
        return String.valueOf(suite.getElementsByTagName(tag).getLength());
    }
}
