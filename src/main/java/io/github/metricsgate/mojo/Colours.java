package io.github.metricsgate.mojo;

import org.apache.maven.execution.MavenSession;

/**
 * Whether Maven colours its log, which depends on {@code -B}, {@code --color}, log files and terminals. The answer is
 * in different places in Maven 3 and Maven 4, and in neither is it part of the API that plugins compile against.
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
