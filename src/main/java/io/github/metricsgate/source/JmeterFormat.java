package io.github.metricsgate.source;

import io.github.metricsgate.source.JtlSamples.Kind;
import io.github.metricsgate.source.JtlSamples.Outcome;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A log of samples by JMeter, as CSV or as XML. A label is a phase. What is summed up in another sample, or is a part of
 * another, is not counted once more unless the pom says so.
 */
final class JmeterFormat implements SourceFormat {

    private static final String ROOT = "testResults";
    private static final String VERSION = "1.2";

    @Override
    public String name() {
        return "jmeter";
    }

    @Override
    public String description() {
        return "a log of samples by JMeter (.jtl; read are those of version 2.1 and later, as CSV and as XML of version 1.2)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES, SourceOption.TRANSACTIONS, SourceOption.SUB_RESULTS);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        return isXml(beginning) || JtlColumns.of(beginning.firstLine()) != null ? Recognition.CERTAIN : Recognition.NO;
    }

    private static boolean isXml(FileBeginning beginning) {
        return beginning.xmlRoot().equals(ROOT);
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        JtlSamples samples = new JtlSamples(options, items);
        if (isXml(FileBeginning.of(input.file()))) {
            readXml(input.xml(), samples);
        } else {
            readCsv(input, samples);
        }
        samples.checkTaken(input);
    }

    private static void readCsv(SourceInput input, JtlSamples samples) throws IOException {
        DelimitedRows rows = new DelimitedRows(input.stream());
        input.positionedBy(rows);
        String first = rows.peekLine();
        JtlColumns columns = JtlColumns.of(first);
        if (columns == null) {
            throw new InvalidValueException("its first line, " + Quoted.text(first)
                    + ", is neither a JMeter header nor a row of JMeter's default columns");
        }
        new JtlCsv(rows, columns, samples).read();
    }

    private static void readXml(XmlInput xml, JtlSamples samples) throws IOException {
        Boolean begins = xml.nextTag();
        if (begins != null && xml.name().equals(ROOT)) {
            String version = xml.attribute("version");
            if (version != null && !version.equals(VERSION)) {
                throw new InvalidValueException("its version is " + Quoted.text(version) + ", read is " + VERSION);
            }
            begins = xml.nextTag();
        }
        while (begins != null) {
            if (begins && isSample(xml)) {
                readSample(xml, false, samples);
            } else if (begins) {
                xml.skip();
            }
            begins = xml.nextTag();
        }
    }

    private static boolean isSample(XmlInput xml) {
        return xml.name().equals("sample") || xml.name().equals("httpSample");
    }

    private static void readSample(XmlInput xml, boolean isInRequest, JtlSamples samples) throws IOException {
        String message = xml.attribute("rm");
        boolean isTransaction = message != null && message.startsWith(JtlSamples.TRANSACTION);
        Kind kind = isTransaction ? Kind.TRANSACTION : isInRequest ? Kind.PART : Kind.REQUEST;
        if (samples.takes(kind)) {
            String count = xml.attribute("sc");
            if (count != null && Decimals.count(count, "sc") > 1) {
                throw JtlSamples.summedUp(count);
            }
            String success = xml.attribute("s");
            samples.add(
                    samples.item(required(xml.attribute("lb"), "lb")),
                    Decimals.count(required(xml.attribute("t"), "t"), "t"),
                    start(xml.attribute("ts")),
                    success == null ? Outcome.UNKNOWN : JtlSamples.outcome(success));
        }
        int outside = xml.depth() - 1;
        while (xml.depth() > outside) {
            Boolean begins = xml.nextTag();
            if (begins != null && begins && isSample(xml)) {
                readSample(xml, !isTransaction, samples);
            } else if (begins != null && begins) {
                xml.skip();
            }
        }
    }

    private static String required(@Nullable String value, String attribute) {
        if (value == null) {
            throw new InvalidValueException("a sample has no " + attribute);
        }
        return value;
    }

    private static long start(@Nullable String text) {
        return text == null ? JtlTime.NONE : JtlTime.milliseconds(Decimals.count(text, "ts"), text);
    }
}
