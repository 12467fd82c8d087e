package io.github.metricsgate.history;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a pack, {@code 202611-833-0123456789abcdef.jsonl.gz}: the month, how many runs are in it, and the first 16
 * digits of the SHA-256 of its lines. Two branches that have packed different runs of a month so have two packs.
 */
record PackName(String text, String month, int runs, String digest) implements Comparable<PackName> {

    static final String ENDING = ".jsonl.gz";

    private static final Pattern NAME = Pattern.compile("(\\d{6})-([1-9]\\d{0,8})-([0-9a-f]{16})\\.jsonl\\.gz");
    private static final int DIGEST_DIGITS = 16;

    /** @param digest in full */
    static PackName of(String month, int runs, String digest) {
        String shortened = digest.substring(0, DIGEST_DIGITS);
        return new PackName(month + "-" + runs + "-" + shortened + ENDING, month, runs, shortened);
    }

    static Optional<PackName> parse(String text) {
        Matcher name = NAME.matcher(text);
        return name.matches()
                ? Optional.of(new PackName(text, name.group(1), Integer.parseInt(name.group(2)), name.group(3)))
                : Optional.empty();
    }

    static PackName lowest(String month) {
        return new PackName(month, month, 0, "");
    }

    static PackName highest(String month) {
        return new PackName(month + "~", month, 0, "");
    }

    @Override
    public int compareTo(PackName other) {
        return text.compareTo(other.text);
    }
}
