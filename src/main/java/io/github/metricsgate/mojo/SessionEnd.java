package io.github.metricsgate.mojo;

import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Does something when all modules have been built, whatever their results: it replaces the session's listener and
 * forwards everything to it. A goal could not do this, because after a failure none may run, and a plugin that is not
 * an extension has no other way that works on all versions of Maven.
 */
final class SessionEnd implements ExecutionListener {

    /** The action. */
    interface Action {
        void run(MavenSession session) throws Exception;
    }

    private final SessionState state;
    private final Action action;
    private final ExecutionListener next;

    private SessionEnd(SessionState state, Action action, ExecutionListener next) {
        this.state = state;
        this.action = action;
        this.next = next;
    }

    /** Registers {@code action} to run before Maven prints its summary; what it throws fails the build. */
    static void await(MavenSession session, SessionState state, Action action) {
        ExecutionListener listener = session.getRequest().getExecutionListener();
        ExecutionListener next = listener == null ? new AbstractExecutionListener() : listener;
        session.getRequest().setExecutionListener(new SessionEnd(state, action, next));
    }

    @Override
    public void sessionEnded(ExecutionEvent event) {
        MavenSession session = event.getSession();
        // A nested session, such as some plugins open, inherits the listener.
        if (SessionState.of(session).isSameAs(state)) {
            try {
                action.run(session);
            } catch (Throwable e) {
                // Catches everything: thrown from here, it would end the build without a summary.
                session.getResult()
                        .addException(
                                new MojoExecutionException("At the end of the build, metrics-gate failed: " + e, e));
            }
        }
        next.sessionEnded(event);
    }

    @Override
    public void projectDiscoveryStarted(ExecutionEvent event) {
        next.projectDiscoveryStarted(event);
    }

    @Override
    public void sessionStarted(ExecutionEvent event) {
        next.sessionStarted(event);
    }

    @Override
    public void projectSkipped(ExecutionEvent event) {
        next.projectSkipped(event);
    }

    @Override
    public void projectStarted(ExecutionEvent event) {
        next.projectStarted(event);
    }

    @Override
    public void projectSucceeded(ExecutionEvent event) {
        next.projectSucceeded(event);
    }

    @Override
    public void projectFailed(ExecutionEvent event) {
        next.projectFailed(event);
    }

    @Override
    public void mojoSkipped(ExecutionEvent event) {
        next.mojoSkipped(event);
    }

    @Override
    public void mojoStarted(ExecutionEvent event) {
        next.mojoStarted(event);
    }

    @Override
    public void mojoSucceeded(ExecutionEvent event) {
        next.mojoSucceeded(event);
    }

    @Override
    public void mojoFailed(ExecutionEvent event) {
        next.mojoFailed(event);
    }

    @Override
    public void forkStarted(ExecutionEvent event) {
        next.forkStarted(event);
    }

    @Override
    public void forkSucceeded(ExecutionEvent event) {
        next.forkSucceeded(event);
    }

    @Override
    public void forkFailed(ExecutionEvent event) {
        next.forkFailed(event);
    }

    @Override
    public void forkedProjectStarted(ExecutionEvent event) {
        next.forkedProjectStarted(event);
    }

    @Override
    public void forkedProjectSucceeded(ExecutionEvent event) {
        next.forkedProjectSucceeded(event);
    }

    @Override
    public void forkedProjectFailed(ExecutionEvent event) {
        next.forkedProjectFailed(event);
    }
}
