package io.github.metricsgate.mojo;

import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.PlexusContainer;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;
import org.jspecify.annotations.Nullable;

/** The servers in Maven's settings. */
final class MavenServers implements Servers {

    /** What Maven 3 encrypts, or Maven 4. */
    private static final Pattern ENCRYPTED = Pattern.compile("\\{(?:\\[.*])?[A-Za-z0-9+/=]{16,}}");

    private final MavenSession session;

    MavenServers(MavenSession session) {
        this.session = session;
    }

    @Override
    public boolean isOffline() {
        return session.isOffline();
    }

    @Override
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (Server server : session.getSettings().getServers()) {
            ids.add(String.valueOf(server.getId()));
        }
        return ids;
    }

    @Override
    public Optional<Credentials> credentials(String id, Mistakes mistakes) {
        for (Server server : session.getSettings().getServers()) {
            if (id.equals(server.getId())) {
                return Optional.of(decrypted(server, mistakes));
            }
        }
        return Optional.empty();
    }

    private Credentials decrypted(Server server, Mistakes mistakes) {
        SettingsDecrypter decrypter = server.getPassword() == null ? null : decrypter();
        if (decrypter == null) {
            if (server.getPassword() != null
                    && ENCRYPTED.matcher(server.getPassword()).matches()) {
                addUndecrypted(server, "Maven has not done so", mistakes);
            }
            return new Credentials(server.getUsername(), server.getPassword());
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        for (SettingsProblem problem : result.getProblems()) {
            if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
                addUndecrypted(server, String.valueOf(problem.getMessage()), mistakes);
            }
        }
        return new Credentials(
                result.getServer().getUsername(), result.getServer().getPassword());
    }

    private static void addUndecrypted(Server server, String why, Mistakes mistakes) {
        mistakes.addOf(
                "historyServer",
                "is '" + SafeText.of(server.getId()) + "', whose password in settings.xml cannot be decrypted: "
                        + SafeText.of(why));
    }

    /**
     * Looked up here and not injected into the goal: only a build with a database needs it. Null on Maven 4, which lends a
     * session no container, and whose settings are decrypted already.
     */
    @SuppressWarnings("deprecation") // what takes its place is not there before Maven 4
    private @Nullable SettingsDecrypter decrypter() {
        PlexusContainer container = session.getContainer();
        try {
            return container == null ? null : container.lookup(SettingsDecrypter.class);
        } catch (ComponentLookupException e) {
            throw new IllegalStateException("every Maven has one", e);
        }
    }
}
