package io.github.metricsgate.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of directories for modules and branches: what of the name is safe on every file system, and eight digits of the
 * SHA-256 of the whole name, so that {@code Fix} and {@code fix} differ everywhere and nothing leads out of the history.
 */
final class DirectoryNames {

    /** Where the runs lie whose branch nobody knew: it ends like no other name. */
    static final String NO_BRANCH = "no-branch";

    private static final int LONGEST = 80;
    private static final int DIGEST_DIGITS = 8;
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]|^\\.");

    /** What Windows takes for a device, whatever follows the dot. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private DirectoryNames() {}

    static String ofModule(String module) {
        return safe(module);
    }

    static String ofBranch(String branch) {
        return branch.equals(RunStore.NO_BRANCH) ? NO_BRANCH : safe(branch);
    }

    /** What of a name is safe everywhere, shortened. */
    static String readable(String name) {
        String readable = UNSAFE.matcher(name).replaceAll("_");
        String device = DEVICE.matcher(readable).matches() ? "_" + readable : readable;
        return device.substring(0, Math.min(LONGEST, device.length()));
    }

    private static String safe(String name) {
        String shortened = readable(name);
        String digest = HexFormat.of().formatHex(sha256().digest(name.getBytes(StandardCharsets.UTF_8)));
        return shortened + "-" + digest.substring(0, DIGEST_DIGITS);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
