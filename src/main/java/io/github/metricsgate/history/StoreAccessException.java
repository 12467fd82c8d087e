package io.github.metricsgate.history;

import java.io.IOException;

/** A history cannot be used; the message says why, as the end of a sentence, and has no password. */
public final class StoreAccessException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param reason the end of a sentence, without a full stop */
    public StoreAccessException(String reason) {
        super(reason);
    }

    StoreAccessException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
