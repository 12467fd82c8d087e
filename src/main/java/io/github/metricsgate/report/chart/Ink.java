package io.github.metricsgate.report.chart;

/**
 * What a shape is drawn with: a colour that can be seen on white and on black alike, and the name of a class by which a
 * style sheet chooses a better one.
 */
public enum Ink {
    /** Text and what is as strong as text. */
    TEXT("text", "currentColor"),
    /** Text on a shape that is filled. */
    GROUND("ground", "#ffffff"),
    /** What is there to be compared with, and never the subject. */
    QUIET("quiet", "#7d8590"),
    /** What is drawn. */
    MAIN("main", "#2f81d6"),
    /** What may not be crossed. */
    BOUND("bound", "#b35900"),
    /** What needs attention. */
    CAUTION("caution", "#b7791f"),
    /** What has failed. */
    ALARM("alarm", "#d1383d");

    private final String key;
    private final String colour;

    Ink(String key, String colour) {
        this.key = key;
        this.colour = colour;
    }

    /** The name of its class. */
    public String key() {
        return key;
    }

    String colour() {
        return colour;
    }
}
