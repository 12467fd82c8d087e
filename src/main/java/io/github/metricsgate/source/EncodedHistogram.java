package io.github.metricsgate.source;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.function.LongConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** A histogram as HdrHistogram encodes it: compressed, of any of its versions. */
final class EncodedHistogram {

    private static final int COOKIE_AND_LENGTH = 8;
    /** What a DoubleHistogram begins with. */
    private static final int OF_DOUBLES = 0x0c72124f;

    /** Length of the counts, offset, digits, and the lowest and highest value: what the memory for it follows from. */
    private static final int HEADER = 28;

    private static final int MOST_DIGITS = 5;
    private static final long MOST_ITEMS = 1L << 56;

    private EncodedHistogram() {}

    /**
     * @param memory is told how many bytes are needed, and throws {@link InvalidValueException} if there are not so many
     * @throws InvalidValueException if it is damaged, or would need more memory than there is
     */
    static Histogram decode(String base64, LongConsumer memory) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw damaged("it is not base64");
        }
        checkSize(bytes, memory);
        Histogram histogram;
        try {
            histogram = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
        } catch (DataFormatException | RuntimeException e) {
            // The library checks little of what it reads, and has no exception of its own for what is damaged.
            throw damaged("HdrHistogram cannot decode it");
        }
        checkCounts(histogram);
        return histogram;
    }

    private static void checkSize(byte[] bytes, LongConsumer memory) {
        if (bytes.length >= COOKIE_AND_LENGTH && ByteBuffer.wrap(bytes).getInt(0) == OF_DOUBLES) {
            throw new InvalidValueException(
                    "a histogram is of doubles (DoubleHistogram), and read are those of whole numbers");
        }
        if (bytes.length < COOKIE_AND_LENGTH || ByteBuffer.wrap(bytes).getInt(4) != bytes.length - COOKIE_AND_LENGTH) {
            throw damaged("its length is not what it says");
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, COOKIE_AND_LENGTH, bytes.length - COOKIE_AND_LENGTH);
            if (inflater.inflate(header.array()) < HEADER) {
                throw damaged("it has no header");
            }
        } catch (DataFormatException e) {
            throw damaged("it is not compressed as it should be");
        } finally {
            inflater.end();
        }
        int digits = header.getInt(8);
        long highest = header.getLong(20);
        if (digits < 0 || digits > MOST_DIGITS || highest < 2) {
            throw damaged("its header is out of range");
        }
        // Twice 10 to the number of digits, as a power of two, is one bucket; each further one is half as long.
        int bucketBits = 64 - Long.numberOfLeadingZeros(2L * (long) Math.pow(10, digits));
        long buckets = Math.max(1, 65L - Long.numberOfLeadingZeros(highest) - bucketBits) + 1;
        memory.accept((buckets << (bucketBits - 1)) * (Long.BYTES + Long.BYTES + 1));
    }

    private static void checkCounts(Histogram histogram) {
        long total = 0;
        for (HistogramIterationValue bucket : histogram.recordedValues()) {
            long count = bucket.getCountAddedInThisIterationStep();
            total += count;
            if (count < 0 || count > MOST_ITEMS || total > MOST_ITEMS || bucket.getValueIteratedTo() < 0) {
                throw damaged("its counts are out of range");
            }
        }
        if (total != histogram.getTotalCount()) {
            throw damaged("its counts do not make its total");
        }
    }

    private static InvalidValueException damaged(String why) {
        return new InvalidValueException("a histogram is damaged: " + why);
    }
}
