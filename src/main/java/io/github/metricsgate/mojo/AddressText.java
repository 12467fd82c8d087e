package io.github.metricsgate.mojo;

import java.util.regex.Pattern;

/** A text that may be the address of a history, of which no password may be printed, not even a mistaken one. */
final class AddressText {

    private static final Pattern ADDRESS = Pattern.compile("(?is)\\s*jdbc:.*|.*[^/\\s]:[^/\\s]*@.*|.*password\\s*=.*");

    private AddressText() {}

    /** Whether it may have a password, so that no message has it whole. */
    static boolean mayHavePassword(String text) {
        return ADDRESS.matcher(text).matches();
    }
}
