package io.github.metricsgate.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log of lines, with tabs between their columns. Until 2.1 the kind of a line is its third column, and a request has four
 * times; until 2.3 the run's version is 2.0, and an error is called a group; until 3.3 there is a column for the user.
 */
final class GatlingTextLog {

    private static final int MOST_COLUMNS = 16;
    private static final int MOST_REMEMBERED = 10_000;
    /** Digits; enough until the year 33658. */
    private static final int LONGEST_TIME = 15;
    /** The end of an event that no request waited for. */
    private static final String NO_END = String.valueOf(Long.MIN_VALUE);

    private final LineReader lines;
    private final Items items;
    private final int[] begins = new int[MOST_COLUMNS];
    private final int[] ends = new int[MOST_COLUMNS];
    private final Map<String, PhaseAccumulator> requests = new HashMap<>();
    private final Map<String, PhaseAccumulator> groups = new HashMap<>();
    private String line = "";
    private int columns;
    private @Nullable Layout layout;
    private @Nullable GatlingPhases phases;

    /** Where things are, by column, and how many columns there are at least. */
    private record Layout(int kind, Request request, Group group, int columnsOfError) {

        record Request(int groups, int start, int end, int status, int columns) {}

        record Group(int groups, int cumulated, int status, int columns) {}

        static final Layout V2_0 = new Layout(2, new Request(3, 5, 8, 9, 11), new Group(3, 6, 9, 10), 0);
        static final Layout V2_2 = new Layout(0, new Request(3, 5, 6, 7, 9), new Group(3, 6, 7, 8), 3);
        static final Layout V3_0 = new Layout(0, new Request(2, 4, 5, 6, 8), new Group(2, 5, 6, 7), 0);
        static final Layout V3_4 = new Layout(0, new Request(1, 3, 4, 5, 7), new Group(1, 4, 5, 6), 0);
    }

    GatlingTextLog(LineReader lines, Items items) {
        this.lines = lines;
        this.items = items;
    }

    void read() throws IOException {
        String next = lines.next();
        while (next != null) {
            if (!lines.hasEnded()) {
                throw new InvalidValueException("the last line has no end");
            }
            line = next;
            split();
            readLine();
            next = lines.next();
        }
        if (layout == null) {
            throw new InvalidValueException("there is no line RUN, which says the version");
        }
    }

    private void split() {
        columns = 0;
        int begin = 0;
        while (begin >= 0 && columns < MOST_COLUMNS) {
            int tab = line.indexOf('\t', begin);
            begins[columns] = begin;
            ends[columns] = tab < 0 ? line.length() : tab;
            columns++;
            begin = tab < 0 ? -1 : tab + 1;
        }
    }

    private void readLine() {
        if (layout == null) {
            if (!isOfNoUse()) {
                readRun();
            }
        } else if (is(layout.kind(), "REQUEST")) {
            readRequest(layout.request());
        } else if (is(layout.kind(), "GROUP")) {
            if (columns != layout.columnsOfError()) {
                readGroup(layout.group());
            }
        } else if (is(layout.kind(), "RUN")) {
            throw new InvalidValueException("another run begins here; each has a file of its own");
        } else if (!is(layout.kind(), "USER") && !is(layout.kind(), "ERROR") && !isOfNoUse()) {
            throw new InvalidValueException(
                    Quoted.text(line) + " is of no known kind, which are USER, REQUEST, GROUP and ERROR");
        }
    }

    private boolean isOfNoUse() {
        return is(0, "ASSERTION") || line.isBlank();
    }

    private void readRun() {
        boolean isFirst = is(0, "RUN");
        if ((!isFirst && !is(2, "RUN")) || columns < 6) {
            throw new InvalidValueException(Quoted.text(line) + " is not the run, which must come first");
        }
        GatlingVersion version = GatlingVersion.of(column(columns - 1)).checkedText();
        if (version.major() == 2) {
            layout = isFirst ? Layout.V2_2 : Layout.V2_0;
            phases = new GatlingPhases(items, isFirst ? "2.2 or 2.3" : "2.0 or 2.1");
        } else {
            layout = version.hasUserColumn() ? Layout.V3_0 : Layout.V3_4;
            phases = new GatlingPhases(items, version.text());
        }
    }

    private void readRequest(Layout.Request at) {
        require(at.columns());
        if (is(at.end(), NO_END)) {
            return;
        }
        PhaseAccumulator item = request(at);
        long start = time(at.start());
        long end = time(at.end());
        add(item, at.status(), end - start);
        item.span(start, end);
    }

    private void readGroup(Layout.Group at) {
        require(at.columns());
        PhaseAccumulator item = group(at);
        long start = time(at.groups() + 1);
        long end = time(at.groups() + 2);
        add(item, at.status(), time(at.cumulated()));
        item.span(start, end);
    }

    private void add(PhaseAccumulator item, int status, long milliseconds) {
        if (is(status, "OK")) {
            if (milliseconds < 0) {
                throw new InvalidValueException("it ended " + -milliseconds + " ms before it began");
            }
            item.addNanoseconds(milliseconds * 1_000_000);
        } else if (is(status, "KO")) {
            item.fail(1);
        } else {
            throw new InvalidValueException("the status is " + Quoted.text(column(status)) + ", expected OK or KO");
        }
    }

    private PhaseAccumulator request(Layout.Request at) {
        // The name is beside its groups.
        String path = line.substring(begins[at.groups()], ends[at.groups() + 1]);
        PhaseAccumulator known = requests.get(path);
        if (known != null) {
            return known;
        }
        List<String> names = groups(column(at.groups()));
        names.add(column(at.groups() + 1));
        PhaseAccumulator item = phases().request(names);
        if (requests.size() < MOST_REMEMBERED) {
            requests.put(path, item);
        }
        return item;
    }

    private PhaseAccumulator group(Layout.Group at) {
        String path = column(at.groups());
        PhaseAccumulator known = groups.get(path);
        if (known != null) {
            return known;
        }
        PhaseAccumulator item = phases().group(groups(path));
        if (groups.size() < MOST_REMEMBERED) {
            groups.put(path, item);
        }
        return item;
    }

    private static List<String> groups(String hierarchy) {
        Items.checkedName(hierarchy);
        List<String> names = new ArrayList<>();
        if (!hierarchy.isEmpty()) {
            names.addAll(List.of(hierarchy.split(",", -1)));
        }
        return names;
    }

    private GatlingPhases phases() {
        if (phases == null) {
            throw new IllegalStateException("no run");
        }
        return phases;
    }

    private void require(int expected) {
        if (columns < expected) {
            throw new InvalidValueException(
                    Quoted.text(line) + " has " + columns + " columns, expected at least " + expected);
        }
    }

    private boolean is(int column, String text) {
        return column < columns
                && ends[column] - begins[column] == text.length()
                && line.startsWith(text, begins[column]);
    }

    private String column(int column) {
        return line.substring(begins[column], ends[column]);
    }

    private long time(int column) {
        long time = 0;
        int begin = begins[column];
        int end = ends[column];
        boolean isTime = end > begin && end - begin <= LONGEST_TIME;
        for (int i = begin; i < end && isTime; i++) {
            int digit = line.charAt(i) - '0';
            isTime = digit >= 0 && digit <= 9;
            time = 10 * time + digit;
        }
        if (!isTime) {
            throw new InvalidValueException("a time is " + Quoted.text(column(column)) + ", expected milliseconds");
        }
        return time;
    }
}
