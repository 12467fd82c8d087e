package io.github.metricsgate.mojo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.SessionData;

/**
 * What the goals of one session tell each other. Maven keeps it in the session, so that a daemon's next build starts
 * empty. It only consists of JDK types: if a module adds dependencies to the plugin, its goals have different classes
 * with the same names. Access to the deeds requires {@link #lock()}.
 */
final class SessionState {

    /** The number grows when the format changes: two versions of the plugin may run in one session. */
    private static final String KEY = "io.github.metricsgate.session/4";

    private static final String DEEDS = "deeds";
    private static final String REPORTS = "reports";
    private static final String ROWS = "rows";
    private static final String WATCHED = "watched";

    private final Map<String, Object> shared;
    private final Map<String, List<List<String>>> deeds;
    /** Maps a directory to the owner of the reports in it. */
    private final Map<String, String> reports;
    /** The content of the reactor's summary, by owner. */
    private final Map<String, List<String>> rows;

    @SuppressWarnings("unchecked") // nobody else knows the key, and its number says what is under it
    private SessionState(Map<String, Object> shared) {
        this.shared = shared;
        synchronized (shared) {
            deeds = (Map<String, List<List<String>>>)
                    shared.computeIfAbsent(DEEDS, key -> new HashMap<String, List<List<String>>>());
            reports = (Map<String, String>) shared.computeIfAbsent(REPORTS, key -> new HashMap<String, String>());
            rows = (Map<String, List<String>>)
                    shared.computeIfAbsent(ROWS, key -> new LinkedHashMap<String, List<String>>());
        }
    }

    /** An empty state. */
    static SessionState empty() {
        return new SessionState(new HashMap<>());
    }

    static SessionState of(MavenSession session) {
        RepositorySystemSession repositories = session.getRepositorySession();
        SessionData data = repositories == null ? null : repositories.getData();
        if (data == null) {
            return empty();
        }
        // If several are created at the same time, only one of them can be set.
        data.set(KEY, null, new HashMap<String, Object>());
        @SuppressWarnings("unchecked") // nobody else knows the key
        Map<String, Object> shared = (Map<String, Object>) data.get(KEY);
        return shared == null ? empty() : new SessionState(shared);
    }

    Object lock() {
        return shared;
    }

    /** Whether both belong to the same session: a nested session inherits the outer one's listeners, not its data. */
    boolean isSameAs(SessionState other) {
        return shared == other.shared;
    }

    /** Each as {@link Deed#encoded()} returns it, under the keys of {@link DoneSoFar}. */
    Map<String, List<List<String>>> deeds() {
        return deeds;
    }

    /**
     * Claims a directory for reports.
     *
     * @param owner the owner of the reports
     * @return the previous owner; empty if there was none, or if it was the same
     */
    Optional<String> claimReports(String owner, Path directory) {
        synchronized (shared) {
            String before = reports.putIfAbsent(ProjectPaths.real(directory).toString(), owner);
            return Optional.ofNullable(before).filter(other -> !other.equals(owner));
        }
    }

    /** Whether a directory contains reports of this session, or will. */
    boolean hasReports(Path directory) {
        synchronized (shared) {
            return reports.containsKey(ProjectPaths.real(directory).toString());
        }
    }

    /**
     * Stores a row of the reactor's summary.
     *
     * @param owner its owner; replaces the row of an earlier goal
     */
    void keep(String owner, List<String> row) {
        synchronized (shared) {
            rows.put(owner, row);
        }
    }

    /** Like {@link #keep}, but does nothing if the existing row is one that {@code failed} accepts. */
    void keepUnless(Predicate<List<String>> failed, String owner, List<String> row) {
        synchronized (shared) {
            rows.merge(owner, row, (before, now) -> failed.test(before) ? before : now);
        }
    }

    /** The rows, in the order in which their owners were added. */
    List<List<String>> kept() {
        synchronized (shared) {
            return new ArrayList<>(rows.values());
        }
    }

    /** True once: for the goal that must register the action for the session's end. */
    boolean isToBeWatched() {
        synchronized (shared) {
            return shared.putIfAbsent(WATCHED, true) == null;
        }
    }
}
