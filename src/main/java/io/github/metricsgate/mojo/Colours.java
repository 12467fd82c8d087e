package io.github.metricsgate.mojo;

import org.apache.maven.execution.MavenSession;

/**
 * Whether Maven colours what it logs: it has heard of {@code -B}, {@code --color}, log files and terminals. What it knows
 * is in another place in Maven 4 than in Maven 3, and in neither in the API that a plugin compiles against.
 */
final class Colours {

    private static final String API = "org.apache.maven.api.";

    private Colours() {}

    static boolean areOn(MavenSession session) {
        try {
            Object apiSession = session.getClass().getMethod("getSession").invoke(session);
            Class<?> factory = Class.forName(API + "services.MessageBuilderFactory");
            Object service = Class.forName(API + "Session")
                    .getMethod("getService", Class.class)
                    .invoke(apiSession, factory);
            return Boolean.TRUE.equals(factory.getMethod("isColorEnabled").invoke(service));
        } catch (ReflectiveOperationException e) {
            return areOnInMaven3();
        }
    }

    private static boolean areOnInMaven3() {
        try {
            Class<?> ansi = Class.forName("org.fusesource.jansi.Ansi");
            return Boolean.TRUE.equals(ansi.getMethod("isEnabled").invoke(null));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
