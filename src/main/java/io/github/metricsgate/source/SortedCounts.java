package io.github.metricsgate.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A multiset of numbers that are not negative: which there are and how often, exactly. Few distinct numbers lie in a small
 * hash table. When there are many, the table is emptied into a sorted run, in which each number is the difference to the one
 * before it; runs of like size are merged. Ten million distinct latencies then take some three bytes each.
 */
final class SortedCounts {

    private static final int SMALLEST_TABLE = 16;
    private static final int LARGEST_TABLE = 1 << 15;
    /** Of larger runs a merge would need too much memory at once; the cursor merges them instead. */
    private static final int LARGEST_MERGED_RUN = 4 << 20;

    private final MemoryBudget budget;
    private final List<byte[]> runs = new ArrayList<>();
    private long[] values = new long[0];
    /** 0 where the slot is free. */
    private long[] counts = new long[0];

    private int used;
    private long total;

    SortedCounts(MemoryBudget budget) {
        this.budget = budget;
    }

    /** How many numbers there are, equal ones included. */
    long total() {
        return total;
    }

    void add(long value, long count) {
        if (value < 0 || count < 0) {
            throw new IllegalArgumentException(value + " x " + count);
        }
        if (count == 0) {
            return;
        }
        total = plus(total, count);
        if (2 * (used + 1) > values.length) {
            makeRoom();
        }
        int slot = slot(value);
        if (counts[slot] == 0) {
            values[slot] = value;
            used++;
        }
        counts[slot] += count;
    }

    private static long plus(long a, long b) {
        if (a > Long.MAX_VALUE - b) {
            throw new InvalidValueException("it counts more items than a 64-bit number can");
        }
        return a + b;
    }

    private int slot(long value) {
        int mask = values.length - 1;
        int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (counts[slot] != 0 && values[slot] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void makeRoom() {
        if (values.length == LARGEST_TABLE) {
            flush();
            return;
        }
        long[] oldValues = values;
        long[] oldCounts = counts;
        int length = Math.max(SMALLEST_TABLE, 2 * oldValues.length);
        budget.take(16L * (length - oldValues.length));
        values = new long[length];
        counts = new long[length];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldValues[i]);
                values[slot] = oldValues[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    private void flush() {
        keep(table());
        Arrays.fill(counts, 0);
        used = 0;
        while (runs.size() > 1) {
            byte[] last = runs.get(runs.size() - 1);
            byte[] before = runs.get(runs.size() - 2);
            if (before.length > 2 * last.length || before.length + last.length > LARGEST_MERGED_RUN) {
                return;
            }
            runs.remove(runs.size() - 1);
            runs.remove(runs.size() - 1);
            budget.take(-before.length - last.length);
            keep(PackedCounts.pack(
                    new MergedCounts(List.of(PackedCounts.unpack(before), PackedCounts.unpack(last))),
                    before.length + last.length));
        }
    }

    private void keep(byte[] run) {
        budget.take(run.length);
        runs.add(run);
    }

    /** The table as a run. */
    private byte[] table() {
        return PackedCounts.pack(tableReader(), used * 12);
    }

    private TableReader tableReader() {
        long[] sorted = new long[used];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (counts[i] != 0) {
                sorted[n++] = values[i];
            }
        }
        Arrays.sort(sorted);
        long[] theirs = new long[n];
        for (int i = 0; i < n; i++) {
            theirs[i] = counts[slot(sorted[i])];
        }
        return new TableReader(sorted, theirs);
    }

    /** Walks through the numbers in ascending order. The multiset must not change meanwhile. */
    CountCursor cursor() {
        List<CountCursor> all = new ArrayList<>();
        for (byte[] run : runs) {
            all.add(PackedCounts.unpack(run));
        }
        all.add(tableReader());
        return new MergedCounts(all);
    }

    private static final class TableReader implements CountCursor {

        private final long[] values;
        private final long[] counts;
        private int at = -1;

        TableReader(long[] values, long[] counts) {
            this.values = values;
            this.counts = counts;
        }

        @Override
        public boolean next() {
            return ++at < values.length;
        }

        @Override
        public long value() {
            return values[at];
        }

        @Override
        public long count() {
            return counts[at];
        }
    }
}
