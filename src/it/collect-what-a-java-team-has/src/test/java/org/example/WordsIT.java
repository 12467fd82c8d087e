package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordsIT {

    private static int tries;

    @Test
    void longTextIsCounted() {
        assertEquals(10_000, Words.count("word ".repeat(10_000)));
    }

    /** Fails twice. */
    @Test
    void fails_twice() {
        assertEquals(3, ++tries);
    }
}
