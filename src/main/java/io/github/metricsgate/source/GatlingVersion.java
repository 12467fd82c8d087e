package io.github.metricsgate.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that a log says it was written by. What was released after the last one that is read may write anything. */
record GatlingVersion(int major, int minor, String text) {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})(?:[.-].{0,100})?");

    private static final int LAST_TEXT = 12;
    private static final int LAST_BINARY = 15;

    /** @throws InvalidValueException if the text is none */
    static GatlingVersion of(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new InvalidValueException(
                    "the version of Gatling is " + Quoted.text(text) + ", expected one like 3.12.0");
        }
        return new GatlingVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), text);
    }

    /** @throws InvalidValueException if logs of this version are not text, or not known */
    GatlingVersion checkedText() {
        // All of 2.x call themselves 2.0.
        if (!(major == 2 && minor <= 3) && !(major == 3 && minor <= LAST_TEXT)) {
            throw unknown("text");
        }
        return this;
    }

    /** @throws InvalidValueException if logs of this version are not binary, or not known */
    GatlingVersion checkedBinary() {
        if (major != 3 || minor <= LAST_TEXT || minor > LAST_BINARY) {
            throw unknown("binary");
        }
        return this;
    }

    private InvalidValueException unknown(String kind) {
        return new InvalidValueException("it is a " + kind + " log of Gatling " + Quoted.bare(text)
                + "; read are text logs of 2.0 to 3.12 and binary logs of 3.13 to 3.15");
    }

    /** Whether its text logs say which user sent a request. */
    boolean hasUserColumn() {
        return major < 3 || minor <= 3;
    }
}
