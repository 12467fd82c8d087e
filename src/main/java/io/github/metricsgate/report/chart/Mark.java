package io.github.metricsgate.report.chart;

/** The shape of a point that is worth a mark: they differ without colour too. */
public enum Mark {
    DOT("●"),
    DIAMOND("◆"),
    TRIANGLE("▲"),
    SQUARE("■");

    private final String sign;

    Mark(String sign) {
        this.sign = sign;
    }

    /** The same shape in text. */
    public String sign() {
        return sign;
    }
}
