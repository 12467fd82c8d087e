package io.github.metricsgate.history;

import io.github.metricsgate.metrics.RecordedRun;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a run's file without its ending, {@code 20261125T221400123000000Z-0123456789abcdef}: the time to the
 * nanosecond, in UTC, and the first 16 digits of the digest. Names sort by time.
 */
record EntryName(String text) implements Comparable<EntryName> {

    static final String ENTRY = ".json";
    static final String SET = ".zip";

    private static final Pattern NAME =
            Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)(\\d{9})Z-[0-9a-f]{16}");

    private static final int DIGEST_DIGITS = 16;

    /** @throws IOException if the time has no name, because its year does not have four digits */
    static EntryName of(RecordedRun run) throws IOException {
        return of(run.time(), run.digest())
                .orElseThrow(
                        () -> new IOException(
                                "cannot keep the run of " + run.time()
                                        + " in the history: its year is not between 0 and 9999; correct the timestamp in the snapshot"));
    }

    /** @param digest in full; empty if the time has no name */
    static Optional<EntryName> of(Instant time, String digest) {
        return time(time).map(written -> new EntryName(written + "-" + digest.substring(0, DIGEST_DIGITS)));
    }

    /** The name without an ending, if it is one. */
    static Optional<EntryName> parse(String text) {
        return NAME.matcher(text).matches() ? Optional.of(new EntryName(text)) : Optional.empty();
    }

    private static Optional<String> time(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return time.getYear() < 0 || time.getYear() > 9999
                ? Optional.empty()
                : Optional.of(digits(time.getYear(), 4)
                        + digits(time.getMonthValue(), 2)
                        + digits(time.getDayOfMonth(), 2)
                        + "T"
                        + digits(time.getHour(), 2)
                        + digits(time.getMinute(), 2)
                        + digits(time.getSecond(), 2)
                        + digits(time.getNano(), 9)
                        + "Z");
    }

    private static String digits(int number, int length) {
        String digits = String.valueOf(number);
        return "0".repeat(length - digits.length()) + digits;
    }

    boolean isOf(Instant time, String digest) {
        return of(time, digest).filter(this::equals).isPresent();
    }

    /** Year and month, as in {@code 202611}. */
    String month() {
        return text.substring(0, 6);
    }

    /** The time; a day that does not exist, which no run has, is never too old. */
    Instant time() {
        Matcher name = NAME.matcher(text);
        if (!name.matches()) {
            throw new IllegalStateException(text);
        }
        int[] fields = new int[7];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Integer.parseInt(name.group(i + 1));
        }
        try {
            return LocalDateTime.of(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6])
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noSuchDay) {
            return Instant.MAX;
        }
    }

    /** When a month, as in {@code 202611}, is over. */
    static Instant endOf(String month) {
        try {
            return YearMonth.of(Integer.parseInt(month.substring(0, 4)), Integer.parseInt(month.substring(4)))
                    .plusMonths(1)
                    .atDay(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noSuchMonth) {
            return Instant.MAX;
        }
    }

    @Override
    public int compareTo(EntryName other) {
        return text.compareTo(other.text);
    }
}
