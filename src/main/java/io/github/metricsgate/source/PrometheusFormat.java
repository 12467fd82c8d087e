package io.github.metricsgate.source;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A scrape: what a process says of itself in the text format of Prometheus, or in that of OpenMetrics. Its histograms and
 * summaries of times are read, each series as an item. They count from the start of the process on.
 */
final class PrometheusFormat implements SourceFormat {

    private static final Pattern TYPE =
            Pattern.compile("#[ \\t]+TYPE[ \\t]+(?:[a-zA-Z_:][a-zA-Z0-9_:]*|\"[^\"]{1,2000}\")[ \\t]+"
                    + "(?:counter|gauge|histogram|gaugehistogram|summary|untyped|unknown|info|stateset)[ \\t]*");
    private static final Pattern COMMENT = Pattern.compile("[ \\t]*(?:#.*)?");
    private static final Pattern SAMPLE =
            Pattern.compile("(?:[a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{.*})?|\\{\".*})[ \\t]+[^ \\t]+.*");
    /** Behind that many lines without a type nobody looks any more. */
    private static final int MOST_LINES = 200;

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public String description() {
        return "metrics in the text format of Prometheus or OpenMetrics (read are the versions 0.0.4 and 1.0)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.UNIT, SourceOption.PERCENTILES, SourceOption.SPLIT_BY);
    }

    @Override
    public String expected(SourceOption option) {
        return option == SourceOption.SPLIT_BY ? "names of labels, as in method,uri" : option.expected();
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        String text = beginning.text();
        int begin = 0;
        for (int line = 0; line < MOST_LINES && begin < text.length(); line++) {
            int end = text.indexOf('\n', begin);
            String each = text.substring(begin, end < 0 ? text.length() : end).stripTrailing();
            if (TYPE.matcher(each).matches()) {
                return Recognition.CERTAIN;
            }
            if (!COMMENT.matcher(each).matches() && !SAMPLE.matcher(each).matches()) {
                return Recognition.NO;
            }
            begin = end < 0 ? text.length() : end + 1;
        }
        boolean isEmpty = beginning.isWhole() && text.strip().equals(PrometheusText.END);
        return isEmpty ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        new PrometheusText(input, options, items).read();
    }
}
