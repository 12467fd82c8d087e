package io.github.metricsgate.mojo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the settings of the build say of servers. */
interface Servers {

    /** Whether the build must not use a network. */
    boolean isOffline();

    /** The ids that there are. */
    List<String> ids();

    /**
     * The credentials of a server, decrypted; empty if there is none of that id.
     *
     * @param mistakes gets what kept a password from being decrypted
     */
    Optional<Credentials> credentials(String id, Mistakes mistakes);

    /** Of a server; null for what the settings do not say. */
    record Credentials(@Nullable String user, @Nullable String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Credentials[user=" + user + "]";
        }
    }
}
