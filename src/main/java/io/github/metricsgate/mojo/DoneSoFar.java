package io.github.metricsgate.mojo;

import io.github.metricsgate.mojo.Deed.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the goals of this session have done so far, found by place and by module: every goal asks, and none should pay for
 * all the modules before it. Access requires the lock of the session's state.
 */
final class DoneSoFar {

    private static final String ANYWHERE = "anywhere";

    private final SessionState state;

    DoneSoFar(SessionState state) {
        this.state = state;
    }

    void add(Deed deed) {
        List<String> encoded = deed.encoded();
        for (String key : List.of(
                ANYWHERE, keyOfPlace(deed.directory()), keyOfModule(deed.by().module()))) {
            state.deeds().computeIfAbsent(key, unused -> new ArrayList<>()).add(encoded);
        }
    }

    /** All of the session. */
    Deeds anywhere() {
        return under(ANYWHERE);
    }

    /** @param place a directory or file, by its real path */
    Deeds at(String place) {
        return under(keyOfPlace(place));
    }

    Deeds of(String module) {
        return under(keyOfModule(module));
    }

    /** Those of some deeds that nobody has judged, alone or with others. */
    List<Deed> unjudged(Deeds some) {
        return unjudged(some, new HashMap<>());
    }

    /** @param known what has been found out already, by who merged: there may be as many merges as modules */
    private List<Deed> unjudged(Deeds some, Map<Execution, Boolean> known) {
        return some.unjudged(merge -> isJudged(merge.by(), known));
    }

    /** Whether the module that merged has since persisted a set that was judged. */
    boolean isJudged(Deed merge) {
        return isJudged(merge.by(), new HashMap<>());
    }

    private boolean isJudged(Execution merging, Map<Execution, Boolean> known) {
        Boolean before = known.putIfAbsent(merging, false);
        if (before != null) {
            return before;
        }
        boolean isJudged = false;
        boolean hasMerged = false;
        for (Deed deed : of(merging.module()).all()) {
            if (deed.kind() == Kind.AGGREGATED && deed.by().equals(merging)) {
                hasMerged = true;
                isJudged = false;
            } else if (hasMerged && deed.kind() == Kind.PERSISTED) {
                isJudged |= !unjudged(at(deed.directory()), known).contains(deed);
            }
        }
        known.put(merging, isJudged);
        return isJudged;
    }

    private Deeds under(String key) {
        List<Deed> deeds = new ArrayList<>();
        for (List<String> deed : state.deeds().getOrDefault(key, List.of())) {
            deeds.add(Deed.decoded(deed));
        }
        return new Deeds(deeds);
    }

    private static String keyOfPlace(String place) {
        return "at " + place;
    }

    private static String keyOfModule(String module) {
        return "of " + module;
    }
}
