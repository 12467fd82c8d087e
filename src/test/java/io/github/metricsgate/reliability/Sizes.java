package io.github.metricsgate.reliability;

/** How much the reliability tests do: a size for CI, and with {@code -Dreliability.size=full} all of it. */
final class Sizes {

    private Sizes() {}

    static boolean isFull() {
        return "full".equals(System.getProperty("reliability.size"));
    }
}
