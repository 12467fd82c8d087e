package io.github.metricsgate.mojo;

import io.github.metricsgate.history.PostgresAddress;
import io.github.metricsgate.history.Retention;
import io.github.metricsgate.text.Listed;
import io.github.metricsgate.text.SafeText;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    private static final String DATABASE = "jdbc:postgresql://db.example.org/metrics";
    private static final int MOST_IDS = 10;
    private static final Pattern URL = Pattern.compile("(?is)[a-z][a-z0-9+.-]+:.*");

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
        if (text().startsWith(PostgresAddress.PREFIX)) {
            return database(base, servers, clock, mistakes);
        }
        return new DirectoryPlace(directory(base, mistakes), retention(mistakes), clock);
    }

    private String text() {
        String text = history == null ? "" : history.strip();
        String prefix = PostgresAddress.PREFIX;
        // The driver wants lower case.
        return text.regionMatches(true, 0, prefix, 0, prefix.length())
                ? prefix + text.substring(prefix.length())
                : text;
    }

    private HistoryPlace database(Path base, Servers servers, Clock clock, Mistakes mistakes) {
        Retention retention = retention(mistakes);
        if (retention.keepSets() > 0) {
            mistakes.addOf(
                    "keepSets",
                    "is " + retention.keepSets()
                            + ", and a database keeps no files of sets: leave it out, or let <history> be a directory");
        }
        Servers.Credentials credentials = credentials(servers, mistakes);
        Optional<PostgresAddress> address = PostgresAddress.parse(text());
        if (text().contains("${")) {
            // Not the whole text: it may have a password.
            mistakes.addOf("history", "is a database, and a property in it is not set, at least not here");
        } else if (address.isEmpty()) {
            mistakes.addOf("history", "is not an address of a database, as in " + DATABASE);
        } else if (address.get().hasCredentials()) {
            mistakes.addOf(
                    "history",
                    "has a user or a password in " + address.get().name()
                            + ", where everybody sees it: leave it out, put both into a <server> of settings.xml, and name"
                            + " its id in <historyServer>");
        } else {
            return new DatabasePlace(address.get(), credentials, servers.isOffline(), retention, clock);
        }
        return new DirectoryPlace(base, retention, clock);
    }

    private Servers.Credentials credentials(Servers servers, Mistakes mistakes) {
        String id = server == null ? "" : server.strip();
        if (id.isEmpty()) {
            return new Servers.Credentials(null, null);
        }
        Optional<Servers.Credentials> found = servers.credentials(id, mistakes);
        if (found.isEmpty()) {
            List<String> ids = servers.ids();
            mistakes.addOf(
                    "historyServer",
                    "is '" + SafeText.of(id) + "', and settings.xml has no <server> of that id: "
                            + (ids.isEmpty()
                                    ? "it has none at all"
                                    : "it has " + Listed.and(ids, MOST_IDS, each -> SafeText.of(each))));
        }
        return found.orElse(new Servers.Credentials(null, null));
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
        String text = text();
        if (URL.matcher(text).matches() && !isOnADrive(text)) {
            // Not the whole text: a URL may have a password.
            mistakes.addOf(
                    "history",
                    "begins with '" + SafeText.of(text.substring(0, text.indexOf(':') + 1))
                            + "': it must be a directory, as in ${maven.multiModuleProjectDirectory}/.metrics-history, or a"
                            + " database, as in " + DATABASE);
        } else if (text.contains("${")) {
            mistakes.addOf("history", "is '" + SafeText.of(text) + "': a property in it is not set, at least not here");
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
