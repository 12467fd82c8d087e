package io.github.metricsgate.identity;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables of the process. */
final class Variables {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");
    private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/@]*@");
    private static final String HEADS = "refs/heads/";
    private static final int LONGEST = 2000;

    private final Map<String, String> values;

    Variables(Map<String, String> values) {
        this.values = values;
    }

    /** Null for one that is not set or empty. */
    @Nullable
    String get(String name) {
        // Maven writes all names in capitals where the system does not tell them apart.
        String value = values.getOrDefault(name, values.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
        String text = value.strip();
        return text.isEmpty() || text.length() > LONGEST ? null : text;
    }

    boolean has(String name) {
        return get(name) != null;
    }

    /** Null for one that names no commit, as {@code HEAD} does. */
    @Nullable
    String commit(String name) {
        String value = get(name);
        return value != null && COMMIT.matcher(value).matches() ? value : null;
    }

    /** The first that is set, without {@code refs/heads/}; null for a ref that is no branch, as a tag's. */
    @Nullable
    String branch(String... names) {
        for (String name : names) {
            String value = get(name);
            if (value != null && value.startsWith(HEADS)) {
                return value.substring(HEADS.length());
            }
            if (value != null && !value.startsWith("refs/")) {
                return value;
            }
        }
        return null;
    }

    /** Without a user and password. */
    @Nullable
    String url(String name) {
        String value = get(name);
        return value == null ? null : USER.matcher(value).replaceFirst("$1");
    }

    /** The values with {@code between} them; null if one is not set. */
    @Nullable
    String joined(String between, String... names) {
        StringBuilder joined = new StringBuilder();
        for (String name : names) {
            String value = get(name);
            if (value == null) {
                return null;
            }
            joined.append(joined.isEmpty() ? "" : between).append(value);
        }
        return joined.toString();
    }
}
