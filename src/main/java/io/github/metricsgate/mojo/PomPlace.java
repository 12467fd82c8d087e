package io.github.metricsgate.mojo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a pom, which Maven keeps for everything that it reads from one.
 *
 * @param path the pom's file; null if Maven does not know it, for example for a parent from a repository
 * @param model the pom's groupId:artifactId:version; null if Maven does not know it
 * @param line starts at 1; not positive if Maven does not know it
 */
record PomPlace(@Nullable String path, @Nullable String model, int line, int column) {

    /**
     * Reads an input location; null for null and for one that is not understood. Uses reflection, because the class for
     * the elements of a configuration has different names in Maven 3 and Maven 4.
     */
    static @Nullable PomPlace of(@Nullable Object location) {
        if (location == null) {
            return null;
        }
        try {
            Object source = value(location, "getSource");
            if (source == null
                    || !(value(location, "getLineNumber") instanceof Integer line)
                    || !(value(location, "getColumnNumber") instanceof Integer column)) {
                return null;
            }
            String path = path((String) value(source, "getLocation"));
            String model = (String) value(source, "getModelId");
            return path == null && model == null ? null : new PomPlace(path, model, line, column);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Maven 4 gives some poms a path and others a URI. */
    private static @Nullable String path(@Nullable String location) {
        return location != null && location.startsWith("file:")
                ? Path.of(URI.create(location)).toString()
                : location;
    }

    private static @Nullable Object value(Object object, String getter) throws ReflectiveOperationException {
        return object.getClass().getMethod(getter).invoke(object);
    }

    /** Whether both are the same position in the same pom. */
    boolean isAt(PomPlace other) {
        // Two poms that have a path may have the same coordinates.
        boolean hasPaths = path != null && other.path != null;
        boolean isSamePom = hasPaths ? Objects.equals(path, other.path) : Objects.equals(model, other.model);
        return isSamePom && line == other.line && column == other.column;
    }
}
