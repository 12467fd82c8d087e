package io.github.metricsgate.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database, {@code jdbc:postgresql://host:port,host:port/database?parameter=value}, as the driver takes it.
 * Knows nothing of the driver, so that a mistake is told before that is loaded.
 */
public final class PostgresAddress {

    /** How an address begins. */
    public static final String PREFIX = "jdbc:postgresql:";

    private static final String DEFAULT_PORT = "5432";

    private static final Pattern ADDRESS = Pattern.compile(
            Pattern.quote(PREFIX) + "(?://(?<hosts>[^/?]*)/?|/)?(?<database>[^?/;&=]*)(?:\\?(?<parameters>.*))?",
            Pattern.DOTALL);

    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]\\s;&=]*)(?::([0-9]{1,5}))?");

    /** What the driver would take for credentials. */
    private static final Set<String> CREDENTIALS = Set.of("user", "password", "sslpassword");

    /** With these, the driver may connect to something else than the hosts. */
    private static final Set<String> OTHER_PLACES =
            Set.of("pghost", "pgport", "service", "socketfactory", "socketfactoryarg");

    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private final String url;
    private final List<String> hosts;
    private final String database;
    private final Set<String> parameters;

    private PostgresAddress(String url, List<String> hosts, String database, Set<String> parameters) {
        this.url = url;
        this.hosts = hosts;
        this.database = database;
        this.parameters = parameters;
    }

    /** Empty if it is no address of that form. */
    public static Optional<PostgresAddress> parse(String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            return Optional.empty();
        }
        List<String> hosts = new ArrayList<>();
        String given = address.group("hosts");
        for (String host : (given == null ? "" : withoutUser(given)).split(",", -1)) {
            Matcher parts = HOST.matcher(host);
            if (!parts.matches()) {
                return Optional.empty();
            }
            String name = parts.group(1).isEmpty() ? "localhost" : parts.group(1);
            hosts.add(name + ":" + (parts.group(2) == null ? DEFAULT_PORT : parts.group(2)));
        }
        Set<String> parameters = parameterNames(address.group("parameters"));
        if (given != null && given.contains("@")) {
            parameters.add("user");
        }
        return Optional.of(new PostgresAddress(url, List.copyOf(hosts), address.group("database"), parameters));
    }

    private static String withoutUser(String hosts) {
        return hosts.substring(hosts.lastIndexOf('@') + 1);
    }

    private static Set<String> parameterNames(String parameters) {
        Set<String> names = new TreeSet<>();
        if (parameters != null) {
            for (String parameter : parameters.split("&", -1)) {
                names.add(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** Host, port and database, and nothing else that the address contains. */
    public String name() {
        return PREFIX + "//" + String.join(",", hosts) + "/" + database;
    }

    /** Whether a user or a password stands in the address, where it would be printed and committed. */
    public boolean hasCredentials() {
        return parameters.stream().anyMatch(CREDENTIALS::contains);
    }

    /** Whether it is this machine for sure, told by the address alone. */
    public boolean isOnLoopback() {
        return parameters.stream().noneMatch(OTHER_PLACES::contains)
                && hosts.stream()
                        .allMatch(host -> LOOPBACK.matcher(host.substring(0, host.lastIndexOf(':')))
                                .matches());
    }

    /** The hosts with their ports. */
    public String hosts() {
        return String.join(",", hosts);
    }

    /** For the driver. */
    String url() {
        return url;
    }

    /** The same as {@link #name}. */
    @Override
    public String toString() {
        return name();
    }
}
