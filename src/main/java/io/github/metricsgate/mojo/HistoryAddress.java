package io.github.metricsgate.mojo;

import io.github.metricsgate.history.Retention;
import io.github.metricsgate.text.SafeText;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the pom says of the place of a history and of what it keeps, still as texts; null for what is not set.
 *
 * @param history a directory or a database; null or empty for none
 * @param server the id of the server in the settings that has the credentials for a database
 */
record HistoryAddress(
        @Nullable String history,
        @Nullable String server,
        @Nullable String keepRuns,
        @Nullable String keepFor,
        @Nullable String keepSets) {

    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]+:.*");

    /** Whether there is a history. */
    boolean isSet() {
        return history != null && !history.isBlank();
    }

    /**
     * Where the history is; a stand-in after a mistake. Nothing is opened, made or asked for yet.
     *
     * @param base what a relative path starts at
     * @param servers have the credentials for a database
     */
    HistoryPlace place(Path base, Servers servers, Clock clock, Mistakes mistakes) {
        return new DirectoryPlace(directory(base, mistakes), retention(mistakes), clock);
    }

    Retention retention(Mistakes mistakes) {
        Optional<Duration> age = Optional.empty();
        if (keepFor != null) {
            Optional<BigDecimal> milliseconds = ParameterValues.age(keepFor);
            if (milliseconds.isEmpty()) {
                mistakes.mustBe("keepFor", ParameterValues.AN_AGE, keepFor);
            }
            age = milliseconds.map(time -> Duration.ofMillis(time.longValue()));
        }
        return new Retention(
                HistorySettings.count("keepRuns", keepRuns, Retention.DEFAULT.keepRuns(), 1, mistakes),
                age,
                HistorySettings.count("keepSets", keepSets, Retention.DEFAULT.keepSets(), 0, mistakes));
    }

    /** Where the directory is; a stand-in after a mistake. */
    private Path directory(Path base, Mistakes mistakes) {
        String text = history == null ? "" : history.strip();
        if (text.contains("${")) {
            mistakes.addOf("history", "is '" + SafeText.of(text) + "': a property in it is not set, at least not here");
        } else if (URL.matcher(text).matches() && !isOnADrive(text)) {
            // Not the whole text: a URL may have a password.
            mistakes.addOf(
                    "history",
                    "begins with '" + SafeText.of(text.substring(0, text.indexOf(':') + 1))
                            + "': it must be a directory, as in ${maven.multiModuleProjectDirectory}/.metrics-history");
        } else {
            try {
                return base.resolve(text).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                mistakes.addOf("history", "is '" + SafeText.of(text) + "': " + SafeText.of(e.getReason()));
            }
        }
        return base;
    }

    /** {@code c:\history}. */
    private static boolean isOnADrive(String text) {
        return text.indexOf(':') == 1;
    }
}
