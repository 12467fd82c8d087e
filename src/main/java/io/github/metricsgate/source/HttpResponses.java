package io.github.metricsgate.source;

import io.github.metricsgate.metrics.DurationUnit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Consumer;

/** Rows of a CSV file with one HTTP response each, whose columns have names and whose times are seconds. */
final class HttpResponses {

    /** What a tool that does not tell requests apart measured. */
    static final String ALL = "requests";

    private final DelimitedRows rows;
    private final int count;
    private final int time;
    private final int status;
    private final int start;

    /** @param rows of which the first one, with the names of the columns, comes next */
    HttpResponses(DelimitedRows rows, String time, String status, String start) throws IOException {
        this.rows = rows;
        rows.delimiter(',');
        if (!rows.next()) {
            throw new InvalidValueException("it is empty");
        }
        this.count = rows.cells();
        this.time = column(time);
        this.status = column(status);
        this.start = column(start);
        if (this.time < 0) {
            throw new InvalidValueException("it has no column " + time);
        }
    }

    /** -1 if there is none. */
    private int column(String name) {
        for (int i = 0; i < rows.cells(); i++) {
            if (rows.text(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Reads all rows; without one there is no item.
     *
     * @param describe told of the item once
     * @return how many there are
     */
    long read(Items items, Consumer<PhaseAccumulator> describe) throws IOException {
        long read = 0;
        while (rows.next()) {
            PhaseAccumulator item = items.item(ALL);
            if (read == 0) {
                describe.accept(item);
            }
            if (rows.cells() != count) {
                throw new InvalidValueException(
                        "the line has " + rows.cells() + " cells, expected " + count + " as in the first line");
            }
            if (status < 0) {
                item.failuresUnknown();
            }
            BigDecimal took = milliseconds(time);
            if (isSuccess()) {
                item.addMilliseconds(took, 1);
            } else {
                item.fail(1);
            }
            BigDecimal began = start < 0 ? null : milliseconds(start);
            if (began != null) {
                item.span(
                        began.setScale(0, RoundingMode.FLOOR).longValue(),
                        began.add(took).setScale(0, RoundingMode.CEILING).longValue());
            }
            read++;
        }
        return read;
    }

    private boolean isSuccess() {
        if (status < 0) {
            return true;
        }
        long code = rows.digits(status);
        if (code < 0 || code > 999) {
            throw new InvalidValueException(Quoted.text(rows.text(status)) + " is no status code");
        }
        return StatusCodes.isSuccess(code);
    }

    private BigDecimal milliseconds(int column) {
        String text = rows.text(column).strip();
        BigDecimal time = Decimals.milliseconds(text, DurationUnit.SECONDS, "the time");
        if (time.precision() - time.scale() > 15) {
            throw new InvalidValueException("the time is " + Quoted.text(text) + ", expected one up to 31 years");
        }
        return time;
    }
}
