package io.github.metricsgate.reliability;

/** How much the reliability tests do: a size for CI, and with {@code -Dreliability.size=full} all of it. */
public final class Sizes {

    private Sizes() {}

    public static boolean isFull() {
        return "full".equals(System.getProperty("reliability.size"));
    }
}
