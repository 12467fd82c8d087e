package io.github.metricsgate.source;

/** A value that cannot be taken, or one too many. Whoever knows the file and the position makes an error for people of it. */
public final class InvalidValueException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** {@code problem} is a sentence without its full stop: {@code "elapsed" is -3, expected a time}. */
    public InvalidValueException(String problem) {
        super(problem);
    }

    /** The sentence. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
