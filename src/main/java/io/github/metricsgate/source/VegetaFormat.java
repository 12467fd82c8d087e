package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code vegeta encode} writes: a result a line, as JSON or as CSV without a header. An attack is a phase. */
final class VegetaFormat implements SourceFormat {

    /** The time in nanoseconds since 1970, the status code, how long it took, bytes out and in. */
    private static final Pattern CSV = Pattern.compile("[0-9]{16,19},[0-9]{1,3},[0-9]{1,19},[0-9]{1,19},[0-9]{1,19},");

    private static final int FEWEST_CELLS = 7;
    private static final int TIME_CELL = 0;
    private static final int CODE_CELL = 1;
    private static final int LATENCY_CELL = 2;
    private static final int ERROR_CELL = 5;
    private static final int ATTACK_CELL = 7;
    private static final long NANOSECONDS = 1_000_000;

    @Override
    public String name() {
        return "vegeta";
    }

    @Override
    public String description() {
        return "results of vegeta (encode -to json or -to csv; read are those of 7 to 12)";
    }

    @Override
    public Set<SourceOption> options() {
        return Set.of(SourceOption.PERCENTILES);
    }

    @Override
    public Recognition recognise(FileBeginning beginning) {
        boolean isJson = beginning.isJsonObject()
                && beginning.jsonKeys().containsAll(Set.of("attack", "seq", "code", "timestamp", "latency"));
        return isJson || CSV.matcher(beginning.firstLine()).lookingAt() ? Recognition.CERTAIN : Recognition.NO;
    }

    @Override
    public void read(SourceInput input, SourceOptions options, Items items) throws IOException {
        if (FileBeginning.of(input.file()).isJsonObject()) {
            readJson(input.json(), items);
        } else {
            readCsv(input, items);
        }
    }

    private static void readJson(JsonInput json, Items items) throws IOException {
        while (json.next() != null) {
            json.expect(JsonToken.START_OBJECT);
            String attack = "";
            Long code = null;
            Long latency = null;
            Long time = null;
            boolean hasError = false;
            String key = json.nextKey();
            while (key != null) {
                switch (key) {
                    case "attack" -> attack = json.text();
                    case "code" -> code = json.count();
                    case "latency" -> latency = json.count();
                    case "timestamp" -> time = milliseconds(json.text());
                    case "error" -> hasError = !json.text().isEmpty();
                    // Bodies, headers and URLs may be secret.
                    default -> json.skip();
                }
                key = json.nextKey();
            }
            if (code == null || latency == null || time == null) {
                throw new InvalidValueException(
                        "a result without its " + (code == null ? "code" : latency == null ? "latency" : "timestamp"));
            }
            add(items, attack, new Result(code, latency, time, hasError));
        }
    }

    private static long milliseconds(String timestamp) {
        try {
            return OffsetDateTime.parse(timestamp).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new InvalidValueException("timestamp is " + Quoted.text(timestamp) + ", expected a time");
        }
    }

    private static void readCsv(SourceInput input, Items items) throws IOException {
        DelimitedRows rows = new DelimitedRows(input.stream());
        input.positionedBy(rows);
        rows.delimiter(',');
        while (rows.next()) {
            if (rows.cells() < FEWEST_CELLS) {
                throw new InvalidValueException(
                        "the line has " + rows.cells() + " cells, expected at least " + FEWEST_CELLS);
            }
            long time = Decimals.count(rows.text(TIME_CELL), "the time");
            long latency = Decimals.count(rows.text(LATENCY_CELL), "the latency");
            boolean hasError = !rows.text(ERROR_CELL).isEmpty();
            String attack = rows.cells() > ATTACK_CELL ? rows.text(ATTACK_CELL) : "";
            long code = Decimals.count(rows.text(CODE_CELL), "the status code");
            add(items, attack, new Result(code, latency, time / NANOSECONDS, hasError));
        }
    }

    /** @param time in milliseconds since 1970; {@code latency} is in nanoseconds */
    private record Result(long code, long latency, long time, boolean hasError) {}

    private static void add(Items items, String attack, Result result) {
        PhaseAccumulator item = items.item(attack.isEmpty() ? HttpResponses.ALL : attack);
        if (StatusCodes.isSuccess(result.code()) && !result.hasError()) {
            item.addNanoseconds(result.latency());
        } else {
            item.fail(1);
        }
        item.span(result.time(), result.time() + result.latency() / NANOSECONDS);
        item.detail("unit", "ns");
        item.detail("times", "of successful requests");
    }
}
