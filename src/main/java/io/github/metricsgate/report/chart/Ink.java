package io.github.metricsgate.report.chart;

import java.util.Locale;

/**
 * What a shape is drawn with: a colour that can be seen on white and on black alike. No two are the same, so that a style
 * sheet can choose a better one by the attribute.
 */
public enum Ink {
    /** Text and what is as strong as text. */
    TEXT("currentColor"),
    /** Text on a shape that is filled. */
    GROUND("#fff"),
    /** What is there to be compared with, and never the subject. */
    QUIET("#888"),
    /** What is drawn. */
    MAIN("#28d"),
    /** What may not be crossed. */
    BOUND("#b50"),
    /** What needs attention. */
    CAUTION("#b70"),
    /** What has failed. */
    ALARM("#c33");

    private final String colour;

    Ink(String colour) {
        this.colour = colour;
    }

    /** In lower case, for a class of what is no picture. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String colour() {
        return colour;
    }
}
