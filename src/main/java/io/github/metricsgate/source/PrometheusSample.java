package io.github.metricsgate.source;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A line with a value, taken apart.
 *
 * @param labels by name, without those that are empty, which are the same as none
 * @param value as it is written
 * @param hasExemplar whether an exemplar is behind it, which only OpenMetrics has
 */
record PrometheusSample(String name, SortedMap<String, String> labels, String value, boolean hasExemplar) {

    private static final int MOST_LABELS = 1000;

    /** @throws InvalidValueException if it is none */
    static PrometheusSample of(String line) {
        return new Cursor(line).sample();
    }

    /** A label's value, which then is no label any more; empty if there is none. */
    String take(String label) {
        String value = labels.remove(label);
        return value == null ? "" : value;
    }

    /** Labels as Prometheus writes them: {@code {method="GET",uri="/"}}, in the order of their names; empty for none. */
    static String written(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        StringBuilder written = new StringBuilder();
        labels.forEach((name, value) -> {
            written.append(written.length() == 0 ? '{' : ',').append(name).append("=\"");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\n' -> written.append("\\n");
                    case '"', '\\' -> written.append('\\').append(c);
                    default -> written.append(c);
                }
            }
            written.append('"');
        });
        return written.append('}').toString();
    }

    /** Goes through a line. */
    private static final class Cursor {

        private final String line;
        private int at;

        Cursor(String line) {
            this.line = line;
        }

        PrometheusSample sample() {
            TreeMap<String, String> labels = new TreeMap<>();
            skipBlanks();
            String name = identifier();
            skipBlanks();
            if (isNext('{')) {
                String quoted = labels(labels);
                name = name.isEmpty() ? quoted : name;
            }
            if (name.isEmpty()) {
                throw wrong("expected a name, labels and a value");
            }
            skipBlanks();
            if (isNext('{')) {
                throw new InvalidValueException("the value of " + Quoted.text(name)
                        + " has parts in braces, as in the draft of OpenMetrics 2.0; read are 0.0.4 of Prometheus and 1.0 of"
                        + " OpenMetrics");
            }
            String value = word();
            if (!isNumber(value)) {
                throw wrong("expected a value behind the name and the labels");
            }
            skipBlanks();
            if (at < line.length() && !isNext('#') && !Decimals.isNumber(word())) {
                throw wrong("expected a time or nothing behind the value");
            }
            skipBlanks();
            boolean hasExemplar = isNext('#');
            if (at < line.length() && !hasExemplar) {
                throw wrong("expected nothing behind the value and its time");
            }
            return new PrometheusSample(name, labels, value, hasExemplar);
        }

        /** What is wrong never has the line in it, which may have a secret in a label. */
        private static InvalidValueException wrong(String expected) {
            return new InvalidValueException("the line is no sample: " + expected);
        }

        /** Returns the name of the metric where it stands, in quotation marks, among the labels. */
        private String labels(SortedMap<String, String> labels) {
            String metric = "";
            at++;
            skipBlanks();
            while (!isNext('}')) {
                boolean isQuoted = isNext('"');
                String name = isQuoted ? quoted() : identifier();
                skipBlanks();
                if (isNext('=')) {
                    at++;
                    skipBlanks();
                    put(labels, name, quoted());
                } else if (isQuoted && metric.isEmpty()) {
                    metric = name;
                } else {
                    throw wrong("expected an equals sign behind the name of a label");
                }
                skipBlanks();
                if (isNext(',')) {
                    at++;
                    skipBlanks();
                } else if (!isNext('}')) {
                    throw wrong("expected a comma or a brace behind a label");
                }
            }
            at++;
            return metric;
        }

        private static void put(SortedMap<String, String> labels, String name, String value) {
            if (name.isEmpty()) {
                throw wrong("expected the name of a label");
            }
            if (labels.size() == MOST_LABELS) {
                throw new InvalidValueException("a line has more than " + MOST_LABELS + " labels");
            }
            if (labels.put(Items.unicode(name), Items.unicode(value)) != null) {
                throw new InvalidValueException("a line has the label " + Quoted.text(name) + " twice");
            }
            if (value.isEmpty()) {
                labels.remove(name);
            }
        }

        private String identifier() {
            int begin = at;
            while (at < line.length() && isOfName(line.charAt(at))) {
                at++;
            }
            return line.substring(begin, at);
        }

        private static boolean isOfName(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
        }

        private String quoted() {
            if (!isNext('"')) {
                throw wrong("expected a value in quotation marks");
            }
            int begin = ++at;
            while (at < line.length() && line.charAt(at) != '"' && line.charAt(at) != '\\') {
                at++;
            }
            if (isNext('"')) {
                return line.substring(begin, at++);
            }
            StringBuilder text = new StringBuilder(line.substring(begin, at));
            for (; at < line.length(); at++) {
                char c = line.charAt(at);
                if (c == '"') {
                    at++;
                    return text.toString();
                }
                if (c == '\\' && at + 1 < line.length()) {
                    at++;
                    switch (line.charAt(at)) {
                        case 'n' -> text.append('\n');
                        case '"', '\\' -> text.append(line.charAt(at));
                        default -> text.append('\\').append(line.charAt(at));
                    }
                } else {
                    text.append(c);
                }
            }
            throw wrong("expected a quotation mark behind the value of a label");
        }

        private String word() {
            int begin = at;
            while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
                at++;
            }
            return line.substring(begin, at);
        }

        private static boolean isNumber(String value) {
            return switch (value) {
                case "NaN", "+Inf", "-Inf", "Inf" -> true;
                default -> Decimals.isNumber(value);
            };
        }

        private void skipBlanks() {
            while (isNext(' ') || isNext('\t')) {
                at++;
            }
        }

        private boolean isNext(char c) {
            return at < line.length() && line.charAt(at) == c;
        }
    }
}
