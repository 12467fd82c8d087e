package io.github.metricsgate.mojo;

import java.util.ArrayList;
import java.util.List;

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
