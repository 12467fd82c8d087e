package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.history.StoreAccessException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryAddressTest {

    private static final String MISTAKE = "1 mistake in the configuration of metrics-gate:\n  ";

    private final Mistakes mistakes = new Mistakes();
    private final Path base = Path.of("shop").toAbsolutePath();

    /** Settings with one server, or without any. */
    private record Settings(boolean isOffline, @Nullable String id) implements Servers {

        @Override
        public List<String> ids() {
            return id == null ? List.of() : List.of(id);
        }

        @Override
        public Optional<Credentials> credentials(String wanted, Mistakes mistakes) {
            return wanted.equals(id) ? Optional.of(new Credentials("metrics", "secret")) : Optional.empty();
        }
    }

    private HistoryPlace place(String history) {
        return place(history, null, null, new Settings(false, null));
    }

    private HistoryPlace place(String history, @Nullable String server, @Nullable String keepSets, Settings settings) {
        return new HistoryAddress(history, server, null, null, keepSets)
                .place(base, settings, Clock.systemUTC(), mistakes);
    }

    @Test
    void aDirectoryIsRelativeToTheProjects() throws MojoExecutionException {
        assertThat(place("../kept").name())
                .isEqualTo(base.resolveSibling("kept").toString());
        assertThat(place("c:kept").name()).isEqualTo(base.resolve("c:kept").toString());
        mistakes.check();
    }

    @Test
    void aPropertyThatIsNotSetIsNoDirectory() {
        place("${user.home/kept");
        assertThatThrownBy(mistakes::check)
                .hasMessage(
                        MISTAKE + "<history> is '${user.home/kept': a property in it is not set, at least not here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://db/metrics?password=secret", "jdbc:postgres://db/metrics", "jdbc:postgresql"})
    void noOtherDatabaseIsAHistory(String url) {
        place(url);
        assertThatThrownBy(mistakes::check)
                .hasMessage(MISTAKE
                        + "<history> begins with 'jdbc:': it must be a directory, as in"
                        + " ${maven.multiModuleProjectDirectory}/.metrics-history, or a database, as in"
                        + " jdbc:postgresql://db.example.org/metrics");
    }

    @Test
    void aDatabaseIsNamedByHostPortAndDatabase() throws MojoExecutionException {
        assertThat(place(" jdbc:postgresql://db.example.org/metrics?sslmode=verify-full&sslrootcert=/ca.pem ")
                        .name())
                .isEqualTo("jdbc:postgresql://db.example.org:5432/metrics");
        assertThat(place("jdbc:postgresql://a:1,[::1]/metrics").name())
                .isEqualTo("jdbc:postgresql://a:1,[::1]:5432/metrics");
        assertThat(place("jdbc:postgresql:metrics").name()).isEqualTo("jdbc:postgresql://localhost:5432/metrics");
        mistakes.check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/metrics;password=s3cret",
                "jdbc:postgresql://db/metrics&password=s3cret",
                "jdbc:postgresql://db;password=s3cret",
                "jdbc:postgresql:password=s3cret"
            })
    void parametersInTheNameOfTheDatabaseAreNotPrinted(String url) {
        place(url);
        assertThatThrownBy(mistakes::check)
                .hasMessage(MISTAKE
                        + "<history> is not an address of a database, as in jdbc:postgresql://db.example.org/metrics");
    }

    @Test
    void theSchemeMayBeInUpperCaseWhichTheDriverDoesNotTake() throws MojoExecutionException {
        assertThat(place("JDBC:PostgreSQL://db/Metrics"))
                .isInstanceOfSatisfying(
                        DatabasePlace.class,
                        database -> assertThat(database.name()).isEqualTo("jdbc:postgresql://db:5432/Metrics"));
        mistakes.check();
        place("JDBC:MYSQL://metrics:s3cret@${db}/metrics");
        assertThatThrownBy(mistakes::check)
                .hasMessageStartingWith(MISTAKE + "<history> begins with 'JDBC:': it must be a directory")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org/metrics?user=metrics",
                "JDBC:POSTGRESQL://metrics:secret@db.example.org/metrics",
                "jdbc:postgresql://db.example.org/metrics?sslmode=require&Password=secret",
                "jdbc:postgresql://db.example.org/metrics?sslpassword=secret",
                "jdbc:postgresql://metrics:secret@db.example.org/metrics",
                "jdbc:postgresql://metrics:sec@ret@db.example.org/metrics"
            })
    void credentialsInTheAddressAreAMistakeThatDoesNotPrintThem(String url) {
        place(url);
        assertThatThrownBy(mistakes::check)
                .hasMessage(MISTAKE
                        + "<history> has a user or a password in jdbc:postgresql://db.example.org:5432/metrics, where"
                        + " everybody sees it: leave it out, put both into a <server> of settings.xml, and name its id in"
                        + " <historyServer>");
    }

    @Test
    void whatIsNoAddressIsNotPrinted() {
        place("jdbc:postgresql://db:port/metrics?password=secret");
        assertThatThrownBy(mistakes::check)
                .hasMessage(MISTAKE
                        + "<history> is not an address of a database, as in jdbc:postgresql://db.example.org/metrics");
    }

    @Test
    void aPropertyThatIsNotSetIsNoDatabase() {
        place("jdbc:postgresql://${db}/metrics?password=secret");
        assertThatThrownBy(mistakes::check)
                .hasMessage(MISTAKE + "<history> is a database, and a property in it is not set, at least not here");
    }

    @Test
    void theCredentialsAreThoseOfTheServer() throws MojoExecutionException {
        HistoryPlace place =
                place("jdbc:postgresql://db/metrics", " metrics-db ", "0", new Settings(false, "metrics-db"));
        mistakes.check();
        assertThat(place).isInstanceOfSatisfying(DatabasePlace.class, database -> {
            assertThat(database.credentials().user()).isEqualTo("metrics");
            assertThat(database.credentials().password()).isEqualTo("secret");
        });
        assertThat(place.toString()).contains("metrics").doesNotContain("secret");
    }

    @Test
    void aServerThatIsNotInTheSettingsIsAMistake() {
        place("jdbc:postgresql://db/metrics", "metrics", null, new Settings(false, "central"));
        assertThatThrownBy(mistakes::check)
                .hasMessage(MISTAKE
                        + "<historyServer> is 'metrics', and settings.xml has no <server> of that id: it has central");
        Mistakes others = new Mistakes();
        new HistoryAddress("jdbc:postgresql://db/metrics", "metrics", null, null, null)
                .place(base, new Settings(false, null), Clock.systemUTC(), others);
        assertThatThrownBy(others::check)
                .hasMessage(
                        MISTAKE
                                + "<historyServer> is 'metrics', and settings.xml has no <server> of that id: it has none at all");
    }

    @Test
    void aDatabaseKeepsNoSets() {
        place("jdbc:postgresql://db/metrics", null, "5", new Settings(false, null));
        assertThatThrownBy(mistakes::check)
                .hasMessage(MISTAKE
                        + "<keepSets> is 5, and a database keeps no files of sets: leave it out, or let <history> be a"
                        + " directory");
    }

    @Test
    void offlineOnlyADatabaseOnThisMachineIsUsed() throws Exception {
        for (String here : List.of(
                "//localhost/m",
                "//LOCALHOST:1/m",
                "//127.0.0.1/m",
                "//127.1.2.3:5433/m",
                "//[::1]/m",
                "m",
                "//localhost,[::1]:2/m?sslmode=disable",
                "///m")) {
            place("jdbc:postgresql:" + here, null, null, new Settings(true, null))
                    .open()
                    .close();
        }
        List<String> refused = new ArrayList<>();
        for (String elsewhere : List.of(
                "//db.example.org/m",
                "//localhost,db/m",
                "//localhost.example.org/m",
                "//127.0.0.1.example.org/m",
                "//[::2]/m",
                "//0.0.0.0/m",
                "//localhost/m?PGHOST=db",
                "m?service=other",
                "//localhost/m?socketFactory=org.example.Tunnel")) {
            HistoryPlace place = place("jdbc:postgresql:" + elsewhere, null, null, new Settings(true, null));
            assertThatThrownBy(place::open).isInstanceOf(StoreAccessException.class);
            refused.add(elsewhere);
        }
        mistakes.check();
        assertThat(refused).hasSize(9);
        HistoryPlace place = place("jdbc:postgresql://a,b:2/m", null, null, new Settings(true, null));
        assertThatThrownBy(place::open)
                .hasMessage(
                        "Maven is offline (-o), and a:5432,b:2 may be another machine: only a database on localhost,"
                                + " 127.0.0.1 or [::1] is used then");
    }
}
