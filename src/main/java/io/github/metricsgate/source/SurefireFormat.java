package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reports of tests, one file a suite, as Surefire and Failsafe write them, and after them many other tools. A test class is a
 * phase and its cases are the items. Of a case that was run again the file has the time of the first success.
 */
final class SurefireFormat implements SourceFormat {

    /** Until 2018, times of a thousand seconds and more have a comma in them. */
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");

    private static final BigDecimal RESOLUTION = BigDecimal.ONE;

    @Override
    public String name() {
        return "surefire";
    }

    @Override
    public String description() {
        return "a report of tests by Surefire or Failsafe (TEST-*.xml; read are those of all versions)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        String root = beginning.xmlRoot();
        return root.equals("testsuite") || root.equals("testsuites") ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        XmlInput xml = input.xml();
        Boolean begins = xml.nextTag();
        while (begins != null) {
            if (begins && xml.name().equals("testsuite")) {
                readSuite(xml, items);
            } else if (begins && !xml.name().equals("testsuites")) {
                xml.skip();
            }
            begins = xml.nextTag();
        }
    }

    private static void readSuite(XmlInput xml, Items items) throws IOException {
        String suite = xml.attribute("name");
        String time = xml.attribute("time");
        int outside = xml.depth() - 1;
        Map<String, PhaseAccumulator> classes = new TreeMap<>();
        boolean hasSuites = false;
        while (xml.depth() > outside) {
            Boolean begins = xml.nextTag();
            if (begins == null || !begins) {
                continue;
            }
            switch (xml.name()) {
                case "testcase" -> readCase(xml, suite, items, classes);
                case "testsuite" -> {
                    hasSuites = true;
                    readSuite(xml, items);
                }
                default -> xml.skip();
            }
        }
        if (classes.size() == 1 && !hasSuites && time != null) {
            PhaseAccumulator only = classes.values().iterator().next();
            only.addDuration(milliseconds(time, "the suite's time"));
            only.detail("duration", "the suite's time, in which its set-up is included");
        }
    }

    private static void readCase(
            XmlInput xml, @Nullable String suite, Items items, Map<String, PhaseAccumulator> classes)
            throws IOException {
        String time = xml.attribute("time");
        String name = className(xml.attribute("classname"), suite);
        PhaseAccumulator item = items.item(name);
        classes.put(name, item);
        item.detail("unit", "s");
        item.resolution(RESOLUTION);
        boolean skipped = false;
        boolean failed = false;
        boolean repeated = false;
        int outside = xml.depth() - 1;
        while (xml.depth() > outside) {
            Boolean begins = xml.nextTag();
            if (begins != null && begins) {
                String child = xml.name();
                skipped |= child.equals("skipped");
                failed |= child.equals("failure") || child.equals("error");
                repeated |= child.equals("flakyFailure") || child.equals("flakyError");
                xml.skip();
            }
        }
        add(item, failed, skipped, repeated, time);
    }

    private static void add(
            PhaseAccumulator item, boolean failed, boolean skipped, boolean repeated, @Nullable String time) {
        item.count("skipped", skipped && !failed ? 1 : 0, Better.UNKNOWN);
        item.count("flaky", repeated && !failed ? 1 : 0, Better.LOWER);
        if (failed) {
            item.fail(1);
        } else if (!skipped && time == null) {
            item.fail(0);
            item.count("without_time", 1, Better.UNKNOWN);
        } else if (!skipped && time != null) {
            item.addMilliseconds(milliseconds(time, "time"), 1);
        } else {
            item.fail(0);
        }
    }

    private static String className(@Nullable String className, @Nullable String suite) {
        if (className != null && !className.isBlank()) {
            return className;
        }
        return suite == null || suite.isBlank() ? "unnamed" : suite;
    }

    private static BigDecimal milliseconds(String time, String what) {
        String plain = GROUPED.matcher(time).matches() ? time.replace(",", "") : time;
        return Decimals.milliseconds(plain, DurationUnit.SECONDS, what);
    }
}
