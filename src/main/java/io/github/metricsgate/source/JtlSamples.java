package io.github.metricsgate.source;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** What of one file of JMeter's counts, be it CSV or XML. */
final class JtlSamples {

    /** How the message of a transaction begins, in every version and language. */
    static final String TRANSACTION = "Number of samples in transaction";

    static final byte[] TRANSACTION_BYTES = TRANSACTION.getBytes(StandardCharsets.US_ASCII);

    private static final BigDecimal RESOLUTION = BigDecimal.ONE;
    private static final long NANOSECONDS = 1_000_000;
    /** More than 31 years; what is longer is refused with the others of its kind. */
    private static final long LONGEST = 1_000_000_000_000L;

    private final Items items;
    private final String transactions;
    private final boolean takesParts;
    private long taken;
    private long skippedTransactions;

    /** What a sample is of. */
    enum Kind {
        REQUEST,
        /** The sum of the requests in it, by a transaction controller. */
        TRANSACTION,
        /** A redirect or an embedded resource, whose time is in that of its request too. */
        PART
    }

    enum Outcome {
        SUCCESS,
        FAILURE,
        UNKNOWN
    }

    JtlSamples(SourceOptions options, Items items) {
        this.items = items;
        this.transactions = options.text(SourceOption.TRANSACTIONS).orElse("exclude");
        this.takesParts =
                options.text(SourceOption.SUB_RESULTS).orElse("exclude").equals("include");
    }

    /** Whether samples of that kind count; to be asked for each sample. */
    boolean takes(Kind kind) {
        boolean takes = switch (kind) {
            case REQUEST -> !transactions.equals("only");
            case TRANSACTION -> !transactions.equals("exclude");
            case PART -> takesParts && !transactions.equals("only");
        };
        if (takes) {
            taken++;
        } else if (kind == Kind.TRANSACTION) {
            skippedTransactions++;
            items.note(
                    "Transactions were skipped, because they sum up other samples: <transactions>include</transactions> reads"
                            + " them too, <transactions>only</transactions> nothing else.");
        } else if (kind == Kind.PART) {
            items.note(
                    "Sub-results (redirects and embedded resources, label-0, label-1, ...) were skipped, because their time is"
                            + " part of their request's: <subResults>include</subResults> reads them too.");
        }
        return takes;
    }

    PhaseAccumulator item(String label) {
        PhaseAccumulator item = items.item(label.isBlank() ? "unnamed" : label);
        item.detail("unit", "ms");
        item.resolution(RESOLUTION);
        return item;
    }

    /**
     * A sample that counts.
     *
     * @param elapsed in milliseconds
     * @param start in milliseconds since 1970, or {@link JtlTime#NONE}
     */
    void add(PhaseAccumulator item, long elapsed, long start, Outcome outcome) {
        if (elapsed > LONGEST) {
            throw new InvalidValueException("a time of " + elapsed + " ms, expected one from 0 to 31 years");
        }
        if (outcome == Outcome.FAILURE) {
            item.fail(1);
        } else {
            item.addNanoseconds(elapsed * NANOSECONDS);
        }
        if (outcome == Outcome.UNKNOWN) {
            item.failuresUnknown();
        }
        if (start != JtlTime.NONE) {
            item.span(start, start + elapsed);
        }
    }

    /** Checks that something was left that counts. */
    void checkTaken(SourceInput input) throws UnreadableSourceException {
        if (taken == 0 && skippedTransactions > 0) {
            throw input.unreadableUnless(
                    "it has nothing but transactions, which are skipped because they sum up other samples",
                    "If the samples themselves were not saved, read the transactions: <transactions>only</transactions> in the"
                            + " source.");
        }
    }

    void noteUnknownTimes() {
        items.note("The format of timeStamp is unknown, so there is no duration and no throughput:"
                + " -Jjmeter.save.saveservice.timestamp_format=ms makes JMeter write milliseconds.");
    }

    static Outcome outcome(String text) {
        if (text.equalsIgnoreCase("true")) {
            return Outcome.SUCCESS;
        }
        if (text.equalsIgnoreCase("false")) {
            return Outcome.FAILURE;
        }
        throw new InvalidValueException("success is " + Quoted.text(text) + ", expected true or false");
    }

    /** JMeter's mode Statistical sums samples up before it writes them. */
    static InvalidValueException summedUp(String count) {
        return new InvalidValueException(
                "a line sums up " + Quoted.bare(count)
                        + " samples, so their times are lost: use mode=StrippedBatch instead of Statistical in JMeter's properties");
    }
}
