package io.github.metricsgate.source;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Groups within groups, and the name of a request in them: a node of a tree, whose edges are the numbers of cached texts. To
 * walk along it makes no garbage, which ten million requests would notice.
 */
final class GatlingPath {

    /** What a node costs, about. */
    private static final long MEMORY = 160;

    private final @Nullable GatlingPath parent;
    private final int text;
    /** Children by their text: an open hash table, null where it is free. */
    private @Nullable GatlingPath[] children = new GatlingPath[0];

    private int used;

    @Nullable
    PhaseAccumulator request;

    @Nullable
    PhaseAccumulator group;

    private GatlingPath(@Nullable GatlingPath parent, int text) {
        this.parent = parent;
        this.text = text;
    }

    static GatlingPath root() {
        return new GatlingPath(null, 0);
    }

    /** What is one further. */
    GatlingPath child(int wanted, GatlingTexts texts) {
        if (children.length > 0) {
            GatlingPath found = children[slot(children, wanted)];
            if (found != null) {
                return found;
            }
        }
        texts.account(MEMORY);
        if (2 * (used + 1) > children.length) {
            grow();
        }
        GatlingPath child = new GatlingPath(this, wanted);
        children[slot(children, wanted)] = child;
        used++;
        return child;
    }

    private void grow() {
        @Nullable GatlingPath[] larger = new GatlingPath[Math.max(2, 2 * children.length)];
        for (GatlingPath child : children) {
            if (child != null) {
                larger[slot(larger, child.text)] = child;
            }
        }
        children = larger;
    }

    private static int slot(@Nullable GatlingPath[] table, int text) {
        int slot = text & (table.length - 1);
        GatlingPath there = table[slot];
        while (there != null && there.text != text) {
            slot = (slot + 1) & (table.length - 1);
            there = table[slot];
        }
        return slot;
    }

    /** The texts on the way to here, the outermost first. */
    void texts(IntConsumer consumer) {
        if (parent != null) {
            parent.texts(consumer);
            consumer.accept(text);
        }
    }
}
