package io.github.metricsgate.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which columns a CSV file of JMeter's has, from its first line.
 *
 * @param delimiter an ASCII character
 * @param hasHeader whether the first line says it; otherwise they are those that JMeter writes unless it is told otherwise
 * @param names of all columns; without a header of those that count
 * @param count how many there are
 */
record JtlColumns(char delimiter, boolean hasHeader, List<String> names, int count) {

    static final String TIME_STAMP = "timeStamp";
    static final String ELAPSED = "elapsed";
    static final String LABEL = "label";
    static final String MESSAGE = "responseMessage";
    static final String THREAD = "threadName";
    static final String SUCCESS = "success";
    static final String SAMPLE_COUNT = "SampleCount";

    /** Those that JMeter has, in its order. */
    private static final Set<String> KNOWN = Set.of(
            TIME_STAMP,
            ELAPSED,
            LABEL,
            "responseCode",
            MESSAGE,
            THREAD,
            "dataType",
            SUCCESS,
            "failureMessage",
            "bytes",
            "sentBytes",
            "grpThreads",
            "allThreads",
            "URL",
            "Filename",
            "Latency",
            "Encoding",
            SAMPLE_COUNT,
            "ErrorCount",
            "Hostname",
            "IdleTime",
            "Connect");

    /** The same in every version since 2.1; what follows on them is not. */
    private static final List<String> DEFAULT =
            List.of(TIME_STAMP, ELAPSED, LABEL, "responseCode", MESSAGE, THREAD, "dataType", SUCCESS);

    private static final int MOST_COLUMNS = 1000;
    private static final Pattern FIRST_NAME = Pattern.compile("(\"?)[A-Za-z]\\w{0,100}\\1");
    private static final Pattern FIRST_TIME = Pattern.compile("\"?(?:[0-9]{12,13}|0"
            + "|(?:[0-9]{4}([/-])[0-9]{2}\\1[0-9]{2}|[0-9]{2}/[0-9]{2}/[0-9]{2})[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{3})?)"
            + "\"?(?=[^A-Za-z0-9])");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern BOOLEAN = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

    JtlColumns {
        names = List.copyOf(names);
    }

    /** Null if the line is of no such file. */
    static @Nullable JtlColumns of(String firstLine) {
        JtlColumns header = ofHeader(firstLine);
        return header != null ? header : withoutHeader(firstLine);
    }

    private static @Nullable JtlColumns ofHeader(String line) {
        List<String> names = cells(line, FIRST_NAME);
        if (names == null || !names.contains(ELAPSED)) {
            return null;
        }
        long known = names.stream().filter(KNOWN::contains).count();
        return known < 3
                ? null
                : new JtlColumns(line.charAt(names.get(0).length() + quotes(line)), true, names, names.size());
    }

    private static int quotes(String line) {
        return line.startsWith("\"") ? 2 : 0;
    }

    private static @Nullable JtlColumns withoutHeader(String line) {
        List<String> first = cells(line, FIRST_TIME);
        if (first == null || first.size() < DEFAULT.size()) {
            return null;
        }
        boolean fits = WHOLE_NUMBER.matcher(first.get(1)).matches()
                && BOOLEAN.matcher(first.get(DEFAULT.size() - 1)).matches();
        return fits
                ? new JtlColumns(line.charAt(first.get(0).length() + quotes(line)), false, DEFAULT, first.size())
                : null;
    }

    /** Null if the line does not begin as it should, or has nothing that is between two cells. */
    private static @Nullable List<String> cells(String line, Pattern firstCell) {
        Matcher first = firstCell.matcher(line);
        if (!first.lookingAt() || first.end() == line.length()) {
            return null;
        }
        char delimiter = line.charAt(first.end());
        if (delimiter >= 128 || delimiter == '"' || Character.isLetterOrDigit(delimiter)) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i <= line.length(); i++) {
            char c = i == line.length() ? delimiter : line.charAt(i);
            quoted ^= c == '"';
            if (c == delimiter && (!quoted || i == line.length())) {
                cells.add(line.substring(from, i).replace("\"", ""));
                from = i + 1;
            }
            if (cells.size() > MOST_COLUMNS) {
                return null;
            }
        }
        return cells;
    }

    /** The number of the column, from 0; -1 if there is none. */
    int column(String name) {
        return names.indexOf(name);
    }
}
