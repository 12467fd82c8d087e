package io.github.metricsgate.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are pieces of a buffer, so that a name that comes a million times is decoded once. It remembers so many
 * keys and at least those that were used last: when it is full, those that were not used since it was full before are
 * forgotten.
 */
final class ByteKeys<V> {

    private final int half;
    private Table<V> young;
    private Table<V> old;

    ByteKeys(int most) {
        this.half = most / 2;
        this.young = new Table<>(half);
        this.old = new Table<>(half);
    }

    /** Null if it is not remembered. */
    @Nullable
    V get(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        V value = young.get(hash, bytes, from, to);
        if (value == null) {
            value = old.get(hash, bytes, from, to);
            if (value != null) {
                put(hash, Arrays.copyOfRange(bytes, from, to), value);
            }
        }
        return value;
    }

    /** For a key that {@link #get} did not find. */
    void put(byte[] bytes, int from, int to, V value) {
        put(hash(bytes, from, to), Arrays.copyOfRange(bytes, from, to), value);
    }

    private void put(int hash, byte[] key, V value) {
        if (young.used == half) {
            old = young;
            young = new Table<>(half);
        }
        young.put(hash, key, value);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash * 0x9E3779B1;
    }

    private static final class Table<V> {

        private final int most;
        private int[] hashes = new int[16];
        private byte[][] keys = new byte[16][];
        private @Nullable Object[] values = new Object[16];
        private int used;

        Table(int most) {
            this.most = most;
        }

        @Nullable
        V get(int hash, byte[] bytes, int from, int to) {
            int slot = slot(hash);
            while (values[slot] != null) {
                if (hashes[slot] == hash && Arrays.equals(keys[slot], 0, keys[slot].length, bytes, from, to)) {
                    @SuppressWarnings("unchecked")
                    V value = (V) values[slot];
                    return value;
                }
                slot = (slot + 1) & (values.length - 1);
            }
            return null;
        }

        private int slot(int hash) {
            return (hash >>> 8) & (values.length - 1);
        }

        void put(int hash, byte[] key, Object value) {
            if (2 * used >= values.length && used < most) {
                grow();
            }
            int slot = slot(hash);
            while (values[slot] != null) {
                slot = (slot + 1) & (values.length - 1);
            }
            hashes[slot] = hash;
            keys[slot] = key;
            values[slot] = value;
            used++;
        }

        private void grow() {
            int[] oldHashes = hashes;
            byte[][] oldKeys = keys;
            @Nullable Object[] oldValues = values;
            hashes = new int[2 * oldHashes.length];
            keys = new byte[hashes.length][];
            values = new Object[hashes.length];
            used = 0;
            for (int i = 0; i < oldValues.length; i++) {
                Object value = oldValues[i];
                if (value != null) {
                    put(oldHashes[i], oldKeys[i], value);
                }
            }
        }
    }
}
