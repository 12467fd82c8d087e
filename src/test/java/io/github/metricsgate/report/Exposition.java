package io.github.metricsgate.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sample in the text format of Prometheus and OpenMetrics, with its labels unescaped. */
record Exposition(String name, Map<String, String> labels, String value) {

    private static final Pattern COMMENT = Pattern.compile("# (?:HELP|TYPE) [a-z_]+ [A-Za-z0-9 ,.]+|# EOF");
    private static final Pattern NAME = Pattern.compile("[a-z_]+");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"");
    private static final Pattern VALUE = Pattern.compile(" -?[0-9]+(?:\\.[0-9]+)?");

    /** Each line of the document is a comment, of which there must be this many, or a sample. */
    static List<Exposition> samples(List<String> lines, int comments) {
        List<Exposition> samples = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith("#")) {
                samples.add(sample(line));
            } else if (!COMMENT.matcher(line).matches()) {
                throw new IllegalArgumentException("no comment: " + line);
            }
        }
        if (lines.size() - samples.size() != comments) {
            throw new IllegalArgumentException("comments: " + (lines.size() - samples.size()));
        }
        return samples;
    }

    private static Exposition sample(String line) {
        Matcher name = NAME.matcher(line);
        check(name.lookingAt(), line, 0);
        int at = name.end();
        Map<String, String> labels = new LinkedHashMap<>();
        if (line.charAt(at) == '{') {
            do {
                at++;
                Matcher label = LABEL.matcher(line).region(at, line.length());
                check(label.lookingAt(), line, at);
                StringBuilder value = new StringBuilder();
                at = value(line, label.end(), value);
                check(labels.put(label.group(1), value.toString()) == null, line, at);
            } while (line.charAt(at) == ',');
            check(line.charAt(at++) == '}', line, at);
        }
        check(VALUE.matcher(line).region(at, line.length()).matches(), line, at);
        return new Exposition(name.group(), labels, line.substring(at + 1));
    }

    /** @return where the value has ended, behind its quotation mark */
    private static int value(String line, int start, StringBuilder value) {
        int at = start;
        while (line.charAt(at) != '"') {
            char c = line.charAt(at++);
            if (c == '\\') {
                c = line.charAt(at++);
                check(c == '\\' || c == '"' || c == 'n', line, at);
                c = c == 'n' ? '\n' : c;
            }
            value.append(c);
        }
        return at + 1;
    }

    private static void check(boolean condition, String line, int at) {
        if (!condition) {
            throw new IllegalArgumentException("no sample, from column " + at + " on: " + line);
        }
    }
}
