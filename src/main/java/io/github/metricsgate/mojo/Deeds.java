package io.github.metricsgate.mojo;

import io.github.metricsgate.mojo.Deed.Kind;
import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What goals did in a session, at one place, in one module or anywhere, in the order in which they did it. */
record Deeds(List<Deed> all) {

    /** The last set that was written, or is being written; null if there is none. */
    @Nullable
    Deed lastWritten() {
        Deed last = null;
        for (Deed deed : all) {
            last = deed.isOfSet() ? deed : last;
        }
        return last;
    }

    /**
     * The sets that still exist and that no verify-metrics has judged, alone or with others, in the order of writing. One with
     * limits of its own must be judged alone: a merged set is held to the limits of the module that merged it.
     *
     * @param isJudged whether what became of a merge was judged
     */
    List<Deed> unjudged(Predicate<Deed> isJudged) {
        Map<String, Deed> unjudged = new LinkedHashMap<>();
        for (Deed deed : all) {
            if (deed.kind() == Kind.PERSISTED) {
                unjudged.put(deed.directory(), deed);
            } else if (deed.kind() == Kind.JUDGED || deed.kind() == Kind.AGGREGATED) {
                // A different set would have failed already.
                unjudged.computeIfPresent(
                        deed.directory(),
                        (directory, set) ->
                                deed.kind() == Kind.JUDGED || (!set.hasLimits() && isJudged.test(deed)) ? null : set);
            }
        }
        return new ArrayList<>(unjudged.values());
    }

    /** The last merge of a set; null if there is none. */
    @Nullable
    Deed lastMerge() {
        Deed last = null;
        for (Deed deed : all) {
            last = deed.kind() == Kind.AGGREGATED ? deed : last;
        }
        return last;
    }

    /** Which verify-metrics read what, each in words. */
    List<String> verifications() {
        Set<String> verifications = new LinkedHashSet<>();
        for (Deed deed : all) {
            if (deed.isOfVerification()) {
                verifications.add(
                        "verify-metrics (" + deed.by().inItsModule() + ") read " + SafeText.of(deed.directory()));
            }
        }
        return new ArrayList<>(verifications);
    }

    boolean hasPersisted() {
        for (Deed deed : all) {
            if (deed.kind() == Kind.PERSISTED) {
                return true;
            }
        }
        return false;
    }

    /** Whether a goal was skipped, and none did anything. */
    boolean hasOnlySkipped() {
        for (Deed deed : all) {
            if (deed.kind() != Kind.SKIPPED) {
                return false;
            }
        }
        return !all.isEmpty();
    }
}
