package io.github.metricsgate.mojo;

import io.github.metricsgate.mojo.Deed.Kind;
import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the goals of a session did so far, in the order in which they did it. */
record Deeds(List<Deed> all) {

    /** @param place a directory or file, by its real path */
    Deeds at(String place) {
        List<Deed> at = new ArrayList<>();
        for (Deed deed : all) {
            if (deed.directory().equals(place)) {
                at.add(deed);
            }
        }
        return new Deeds(at);
    }

    /** The last set that was written, or is being written; null if there is none. */
    @Nullable
    Deed lastWritten() {
        Deed last = null;
        for (Deed deed : all) {
            last = deed.isOfSet() ? deed : last;
        }
        return last;
    }

    /** The sets that still exist and that no verify-metrics has judged, in the order of writing. */
    List<Deed> unjudged() {
        Map<String, Deed> unjudged = new LinkedHashMap<>();
        for (Deed deed : all) {
            if (deed.kind() == Kind.PERSISTED) {
                unjudged.put(deed.directory(), deed);
            } else if (deed.kind() == Kind.JUDGED) {
                // A different set would have failed already.
                unjudged.remove(deed.directory());
            }
        }
        return new ArrayList<>(unjudged.values());
    }

    /** Which verify-metrics of the module read what, each in words. */
    List<String> verificationsOf(Execution by) {
        Set<String> verifications = new LinkedHashSet<>();
        for (Deed deed : all) {
            if (deed.isOfVerification() && deed.by().isOfTheModuleOf(by)) {
                verifications.add(
                        "verify-metrics (" + deed.by().inItsModule() + ") read " + SafeText.of(deed.directory()));
            }
        }
        return new ArrayList<>(verifications);
    }

    boolean hasPersisted(String module) {
        for (Deed deed : all) {
            if (deed.kind() == Kind.PERSISTED && deed.by().module().equals(module)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a goal of the module was skipped, and no goal of it did anything. */
    boolean wasSkipped(String module) {
        boolean wasSkipped = false;
        for (Deed deed : all) {
            if (deed.by().module().equals(module)) {
                wasSkipped = deed.kind() == Kind.SKIPPED;
                if (!wasSkipped) {
                    return false;
                }
            }
        }
        return wasSkipped;
    }
}
