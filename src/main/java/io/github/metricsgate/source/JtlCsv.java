package io.github.metricsgate.source;

import io.github.metricsgate.source.JtlSamples.Kind;
import io.github.metricsgate.source.JtlSamples.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file of JMeter's, as far as it was read. */
final class JtlCsv {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    /** Names of threads may have a number in them that never comes again. */
    private static final int MOST_REMEMBERED = 50_000;

    private final DelimitedRows rows;
    private final JtlColumns columns;
    private final JtlSamples samples;
    private final JtlTime time = new JtlTime();
    private final ByteKeys<Label> labels = new ByteKeys<>(MOST_REMEMBERED);
    private final ByteKeys<Running> threads = new ByteKeys<>(MOST_REMEMBERED);
    private final Running onlyThread = new Running();
    private final int timeStamp;
    private final int elapsed;
    private final int label;
    private final int message;
    private final int thread;
    private final int success;
    private final int sampleCount;

    JtlCsv(DelimitedRows rows, JtlColumns columns, JtlSamples samples) {
        this.rows = rows;
        this.columns = columns;
        this.samples = samples;
        this.timeStamp = columns.column(JtlColumns.TIME_STAMP);
        this.elapsed = required(JtlColumns.ELAPSED, "time");
        this.label = required(JtlColumns.LABEL, "label");
        this.message = columns.column(JtlColumns.MESSAGE);
        this.thread = columns.column(JtlColumns.THREAD);
        this.success = columns.column(JtlColumns.SUCCESS);
        this.sampleCount = columns.column(JtlColumns.SAMPLE_COUNT);
    }

    private int required(String column, String property) {
        int index = columns.column(column);
        if (index < 0) {
            throw new InvalidValueException("it has no column " + column + " (-Jjmeter.save.saveservice." + property
                    + "=true makes JMeter write it)");
        }
        return index;
    }

    void read() throws IOException {
        rows.delimiter(columns.delimiter());
        boolean header = columns.hasHeader() && rows.next();
        while (rows.next()) {
            if (rows.cells() != columns.count()) {
                throw new InvalidValueException("the line has " + rows.cells() + " cells, expected " + columns.count()
                        + " as in the first line");
            }
            // Results that were put together have the header of each.
            if (!header || !isHeader()) {
                readRow();
            }
        }
        if (time.isUnknown()) {
            samples.noteUnknownTimes();
        }
    }

    private boolean isHeader() {
        return rows.digits(elapsed) < 0
                && rows.text(elapsed).equals(JtlColumns.ELAPSED)
                && rows.text(label).equals(JtlColumns.LABEL);
    }

    private void readRow() {
        long took = rows.digits(elapsed);
        if (took < 0) {
            throw new InvalidValueException(
                    "elapsed is " + Quoted.text(rows.text(elapsed)) + ", expected milliseconds");
        }
        if (sampleCount >= 0 && rows.digits(sampleCount) > 1) {
            throw JtlSamples.summedUp(rows.text(sampleCount));
        }
        long start = start();
        Outcome outcome = outcome();
        Label named = label();
        Kind kind = kind(named, start, took);
        if (samples.takes(kind)) {
            samples.add(named.item(samples), took, start, outcome);
        }
    }

    private long start() {
        return timeStamp < 0 ? JtlTime.NONE : time.of(rows, timeStamp);
    }

    private Outcome outcome() {
        if (success < 0) {
            return Outcome.UNKNOWN;
        }
        if (rows.is(success, TRUE)) {
            return Outcome.SUCCESS;
        }
        return rows.is(success, FALSE) ? Outcome.FAILURE : JtlSamples.outcome(rows.text(success));
    }

    private Label label() {
        Label known = rows.find(labels, label);
        if (known == null) {
            known = new Label(rows.text(label));
            rows.remember(labels, label, known);
        }
        return known;
    }

    private Kind kind(Label named, long start, long took) {
        boolean isTransaction = message >= 0 && rows.startsWith(message, JtlSamples.TRANSACTION_BYTES);
        Running running = running();
        if (!isTransaction && running.has(named, start, took, time.slack())) {
            return Kind.PART;
        }
        running.begin(named, start, took, isTransaction);
        return isTransaction ? Kind.TRANSACTION : Kind.REQUEST;
    }

    private Running running() {
        if (thread < 0) {
            return onlyThread;
        }
        Running known = rows.find(threads, thread);
        if (known == null) {
            known = new Running();
            rows.remember(threads, thread, known);
        }
        return known;
    }

    private static final class Label {

        private final String text;
        /** Whose part it may be: {@code a-1-0} of {@code a-1} and of {@code a}. */
        private final List<String> wholes = new ArrayList<>();

        private @Nullable PhaseAccumulator item;

        Label(String text) {
            this.text = text;
            int end = text.length();
            while (true) {
                int digits = end;
                while (digits > 0 && text.charAt(digits - 1) >= '0' && text.charAt(digits - 1) <= '9') {
                    digits--;
                }
                if (digits == end || digits < 2 || text.charAt(digits - 1) != '-') {
                    return;
                }
                end = digits - 1;
                wholes.add(text.substring(0, end));
            }
        }

        PhaseAccumulator item(JtlSamples samples) {
            PhaseAccumulator known = item;
            if (known == null) {
                known = samples.item(text);
                item = known;
            }
            return known;
        }
    }

    /** The request that a thread made last. Its parts are written behind it, with lines of other threads between. */
    private static final class Running {

        private @Nullable Label label;
        private long start;
        private long took;
        private boolean isTransaction;

        void begin(Label next, long nextStart, long nextTook, boolean nextIsTransaction) {
            label = next;
            start = nextStart;
            took = nextTook;
            isTransaction = nextIsTransaction;
        }

        /**
         * Whether a sample is a part of it, going by its name and its time. What a transaction has in it, and older versions
         * name the same way, are requests.
         */
        boolean has(Label named, long itsStart, long itTook, int slack) {
            Label whole = label;
            if (whole == null || isTransaction || named.wholes.isEmpty() || !named.wholes.contains(whole.text)) {
                return false;
            }
            if (start == JtlTime.NONE || itsStart == JtlTime.NONE) {
                return true;
            }
            boolean withinFromStart = itsStart >= start && itsStart + itTook <= start + took + slack;
            // With sampleresult.timestamp.start=false it is the time of the end.
            boolean withinToEnd = itsStart <= start + slack && itsStart - itTook >= start - took - slack;
            return withinFromStart || withinToEnd;
        }
    }
}
