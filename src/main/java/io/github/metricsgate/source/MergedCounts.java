package io.github.metricsgate.source;

import java.util.List;

/** Several walks as one; a heap has the one with the smallest number on top. */
final class MergedCounts implements CountCursor {

    private final CountCursor[] heap;
    private int size;
    private long value;
    private long count;

    MergedCounts(List<CountCursor> cursors) {
        heap = new CountCursor[cursors.size()];
        for (CountCursor cursor : cursors) {
            if (cursor.next()) {
                heap[size++] = cursor;
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    @Override
    public boolean next() {
        if (size == 0) {
            return false;
        }
        value = heap[0].value();
        count = 0;
        while (size > 0 && heap[0].value() == value) {
            count += heap[0].count();
            if (!heap[0].next()) {
                heap[0] = heap[--size];
            }
            sink(0);
        }
        return true;
    }

    private void sink(int from) {
        int i = from;
        while (true) {
            int child = 2 * i + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && heap[child + 1].value() < heap[child].value()) {
                child++;
            }
            if (heap[i].value() <= heap[child].value()) {
                return;
            }
            CountCursor above = heap[i];
            heap[i] = heap[child];
            heap[child] = above;
            i = child;
        }
    }

    @Override
    public long value() {
        return value;
    }

    @Override
    public long count() {
        return count;
    }
}
