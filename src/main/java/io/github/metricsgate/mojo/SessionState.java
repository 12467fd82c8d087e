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
 * What the goals of one session tell each other. Maven keeps it in the session, so that a daemon's next build begins with
 * nothing. It consists of the JDK's types alone: where a module adds dependencies to the plugin, its goals are of other
 * classes than the rest, with the same names. Whoever looks at the deeds holds {@link #lock()}.
 */
final class SessionState {

    /** The number grows when something is kept in another form: two versions of the plugin may meet in one session. */
    private static final String KEY = "io.github.metricsgate.session/2";

    private static final String DEEDS = "deeds";
    private static final String REPORTS = "reports";
    private static final String ROWS = "rows";
    private static final String WATCHED = "watched";

    private final Map<String, Object> shared;
    private final List<List<String>> deeds;
    /** Whose reports are in which directory. */
    private final Map<String, String> reports;
    /** What the summary of the reactor will show, by whose it is. */
    private final Map<String, List<String>> rows;

    @SuppressWarnings("unchecked") // nobody else knows the key, and its number says what is under it
    private SessionState(Map<String, Object> shared) {
        this.shared = shared;
        synchronized (shared) {
            deeds = (List<List<String>>) shared.computeIfAbsent(DEEDS, key -> new ArrayList<List<String>>());
            reports = (Map<String, String>) shared.computeIfAbsent(REPORTS, key -> new HashMap<String, String>());
            rows = (Map<String, List<String>>)
                    shared.computeIfAbsent(ROWS, key -> new LinkedHashMap<String, List<String>>());
        }
    }

    /** One that nothing has happened in. */
    static SessionState empty() {
        return new SessionState(new HashMap<>());
    }

    static SessionState of(MavenSession session) {
        RepositorySystemSession repositories = session.getRepositorySession();
        SessionData data = repositories == null ? null : repositories.getData();
        if (data == null) {
            return empty();
        }
        // Only one of those that come at the same time can set it.
        data.set(KEY, null, new HashMap<String, Object>());
        @SuppressWarnings("unchecked") // nobody else knows the key
        Map<String, Object> shared = (Map<String, Object>) data.get(KEY);
        return shared == null ? empty() : new SessionState(shared);
    }

    Object lock() {
        return shared;
    }

    /** Whether both are of the same session: a session within another inherits the other's listeners, not its data. */
    boolean isSameAs(SessionState other) {
        return shared == other.shared;
    }

    /** Each as {@link Deed#encoded()} has it, in the order in which they were done. */
    List<List<String>> deeds() {
        return deeds;
    }

    /**
     * Claims a directory for reports.
     *
     * @param owner whose reports they are
     * @return who has claimed it before; empty if nobody or the same
     */
    Optional<String> claimReports(String owner, Path directory) {
        synchronized (shared) {
            String before = reports.putIfAbsent(ProjectPaths.real(directory).toString(), owner);
            return Optional.ofNullable(before).filter(other -> !other.equals(owner));
        }
    }

    /** Whether reports of this session are in a directory, or are to come there. */
    boolean hasReports(Path directory) {
        synchronized (shared) {
            return reports.containsKey(ProjectPaths.real(directory).toString());
        }
    }

    /**
     * Keeps what the summary of the reactor will show.
     *
     * @param owner whose it is; what is kept of an earlier goal is replaced
     */
    void keep(String owner, List<String> row) {
        synchronized (shared) {
            rows.put(owner, row);
        }
    }

    /** As {@link #keep}, but only where nothing says already what {@code failed} recognises. */
    void keepUnless(Predicate<List<String>> failed, String owner, List<String> row) {
        synchronized (shared) {
            rows.merge(owner, row, (before, now) -> failed.test(before) ? before : now);
        }
    }

    /** What was kept, in the order in which its owners came. */
    List<List<String>> kept() {
        synchronized (shared) {
            return new ArrayList<>(rows.values());
        }
    }

    /** True once: for the goal that has to see to the session's end. */
    boolean isToBeWatched() {
        synchronized (shared) {
            return shared.putIfAbsent(WATCHED, true) == null;
        }
    }
}
