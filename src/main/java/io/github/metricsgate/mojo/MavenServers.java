package io.github.metricsgate.mojo;

import io.github.metricsgate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;

/** The servers in Maven's settings. */
final class MavenServers implements Servers {

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
        if (server.getPassword() == null) {
            return new Credentials(server.getUsername(), null);
        }
        SettingsDecryptionResult result = decrypter().decrypt(new DefaultSettingsDecryptionRequest(server));
        for (SettingsProblem problem : result.getProblems()) {
            if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
                mistakes.addOf(
                        "historyServer",
                        "is '" + SafeText.of(server.getId()) + "', whose password in settings.xml cannot be decrypted: "
                                + SafeText.of(String.valueOf(problem.getMessage())));
            }
        }
        return new Credentials(
                result.getServer().getUsername(), result.getServer().getPassword());
    }

    /** Looked up here and not injected into the goal: only a build with a database needs it. */
    @SuppressWarnings("deprecation") // what takes its place is not there before Maven 4
    private SettingsDecrypter decrypter() {
        try {
            return session.getContainer().lookup(SettingsDecrypter.class);
        } catch (ComponentLookupException e) {
            throw new IllegalStateException("every Maven has one", e);
        }
    }
}
