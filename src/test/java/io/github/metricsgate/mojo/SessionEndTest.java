package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

class SessionEndTest {

    private final List<String> received = new ArrayList<>();
    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    private final MavenSession session = session(request);
    private final SessionState state = SessionState.of(session);

    /** Tells what it hears. */
    private final ExecutionListener listener = (ExecutionListener) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ExecutionListener.class}, (proxy, method, arguments) -> {
                received.add(method.getName());
                return null;
            });

    @Test
    void theActionRunsBeforeMavenPrintsItsSummary() {
        request.setExecutionListener(listener);
        SessionEnd.await(session, state, ended -> {
            assertThat(ended).isSameAs(session);
            received.add("done");
        });
        request.getExecutionListener().sessionEnded(new Event(session));
        assertThat(received).containsExactly("done", "sessionEnded");
        assertThat(session.getResult().getExceptions()).isEmpty();
    }

    @Test
    void everyEventIsForwarded() throws ReflectiveOperationException {
        request.setExecutionListener(listener);
        SessionEnd.await(session, state, ended -> {});
        List<String> sent = new ArrayList<>();
        for (Method method : ExecutionListener.class.getMethods()) {
            method.invoke(request.getExecutionListener(), new Event(session));
            sent.add(method.getName());
        }
        assertThat(sent).hasSizeGreaterThan(15);
        assertThat(received).isEqualTo(sent);
    }

    @Test
    void anExceptionFailsTheBuildAndOthersStillSeeTheEnd() {
        request.setExecutionListener(listener);
        SessionEnd.await(session, state, ended -> {
            throw new LinkageError("no such class");
        });
        request.getExecutionListener().sessionEnded(new Event(session));
        assertThat(received).containsExactly("sessionEnded");
        assertThat(session.getResult().getExceptions())
                .extracting(Throwable::getMessage)
                .containsExactly("At the end of the build, metrics-gate failed: java.lang.LinkageError: no such class");
    }

    @Test
    void theEndOfANestedSessionIsIgnored() {
        request.setExecutionListener(listener);
        SessionEnd.await(session, state, ended -> received.add("done"));
        MavenSession within = session(request);
        request.getExecutionListener().sessionEnded(new Event(within));
        assertThat(received).containsExactly("sessionEnded");
    }

    @Test
    void aSessionNeedsNoListener() {
        SessionEnd.await(session, state, ended -> received.add("done"));
        request.getExecutionListener().sessionEnded(new Event(session));
        assertThat(received).containsExactly("done");
    }

    @Test
    void allUsersOfASessionShareItsStateAndOneWatchesIt() {
        SessionState again = SessionState.of(session);
        assertThat(again.isSameAs(state)).isTrue();
        assertThat(SessionState.of(session(request)).isSameAs(state)).isFalse();
        assertThat(List.of(state.isToBeWatched(), again.isToBeWatched(), state.isToBeWatched()))
                .containsExactly(true, false, false);
    }

    @SuppressWarnings("deprecation") // there is no other way that works with Maven 3.6.3 too
    private static MavenSession session(MavenExecutionRequest request) {
        DefaultRepositorySystemSession repositories = new DefaultRepositorySystemSession();
        return new MavenSession(null, repositories, request, new DefaultMavenExecutionResult());
    }

    private record Event(MavenSession session) implements ExecutionEvent {

        @Override
        public Type getType() {
            return Type.SessionEnded;
        }

        @Override
        public MavenSession getSession() {
            return session;
        }

        @Override
        public MavenProject getProject() {
            throw new UnsupportedOperationException();
        }

        @Override
        public MojoExecution getMojoExecution() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Exception getException() {
            throw new UnsupportedOperationException();
        }
    }
}
