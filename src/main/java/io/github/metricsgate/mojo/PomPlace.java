package io.github.metricsgate.mojo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a pom, as Maven remembers it for everything that it reads from one.
 *
 * @param path the pom's file; null where Maven does not know it, as of a parent from a repository
 * @param model the pom's groupId:artifactId:version; null where Maven does not know it
 * @param line from 1 on; not positive where Maven does not know it
 */
record PomPlace(@Nullable String path, @Nullable String model, int line, int column) {

    /**
     * Reads an input location, null for none or for one that is not understood. By reflection: Maven 4 has a class of its
     * own for the elements of a configuration, under another name than Maven 3.
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

    /** Whether both are of one pom and one position in it. */
    boolean isAt(PomPlace other) {
        // Two poms that have a path may call themselves alike.
        boolean hasPaths = path != null && other.path != null;
        boolean isSamePom = hasPaths ? Objects.equals(path, other.path) : Objects.equals(model, other.model);
        return isSamePom && line == other.line && column == other.column;
    }
}
