package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordsTest {

    private static int tries;

    @Test
    void blankTextHasNone() {
        assertEquals(0, Words.count(" "));
    }

    @Test
    void wordsAreCounted() throws InterruptedException {
        Thread.sleep(20);
        assertEquals(3, Words.count("one two  three"));
    }

    /** Fails once. */
    @Test
    void fails_once() {
        assertEquals(2, ++tries);
    }
}
