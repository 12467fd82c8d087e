package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** What is read where it lies is what the library reads. */
class DelimitedRowsTest {

    /** Gives as many bytes at once as it likes, as a file on a network does. */
    private static InputStream inPieces(String text, RandomGenerator random) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(100)));
            }
        };
    }

    private static List<List<String>> ours(InputStream in, char delimiter) throws IOException {
        DelimitedRows rows = new DelimitedRows(in);
        rows.peekLine();
        rows.delimiter(delimiter);
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < rows.cells(); i++) {
                cells.add(rows.text(i));
            }
            all.add(cells);
        }
        return all;
    }

    private static List<List<String>> ours(String text, char delimiter) throws IOException {
        return ours(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), delimiter);
    }

    private static List<List<String>> theLibrarys(String text, char delimiter) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .get();
        List<List<String>> all = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            for (CSVRecord row : parser) {
                if (row.size() > 1 || !row.get(0).isEmpty()) {
                    all.add(row.toList());
                }
            }
        }
        return all;
    }

    @Test
    void rowsAreThoseThatTheLibraryReads() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        String[] pieces = {
            ",", ",", ";", "\n", "\r\n", "a", "17337", " ", "\u00E4\u20AC", "\"\"", "\"b\"", "\"x,y\nz\"", "\"\"\"\""
        };
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(30);
            for (int p = 0; p < length; p++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            text.append("a\n");
            List<List<String>> expected;
            try {
                expected = theLibrarys(text.toString(), ',');
            } catch (UncheckedIOException e) {
                assertThatThrownBy(() -> ours(inPieces(text.toString(), random), ','))
                        .as("seed " + seed + ": " + text)
                        .isInstanceOf(InvalidValueException.class);
                refused++;
                continue;
            }
            // Of a quotation mark within a cell that has none around it nobody can say whether a line end ends the row.
            if (expected.toString().contains("\"") && !text.toString().contains("\"\"\"\"")) {
                continue;
            }
            try {
                assertThat(ours(inPieces(text.toString(), random), ','))
                        .as("seed " + seed + ": " + text)
                        .isEqualTo(expected);
                read++;
            } catch (InvalidValueException e) {
                assertThat(expected.toString()).contains("\"");
                refused++;
            }
        }
        assertThat(read).isGreaterThan(2000);
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void aRowMayBeLongerThanTheBuffer() throws IOException {
        String cell = "x".repeat(400_000);
        assertThat(ours(cell + ";" + cell + "\n\n1;2\n", ';')).containsExactly(List.of(cell, cell), List.of("1", "2"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstCell() throws IOException {
        assertThat(ours("\uFEFFa\tb\r\n", '\t')).containsExactly(List.of("a", "b"));
        assertThat(ours("\uFEFF", '\t')).isEmpty();
    }

    @Test
    void whatIsNoRowIsRefused() {
        assertThatThrownBy(() -> ours("a,b\nc", ',')).hasMessage("the last line was cut off: it has no line end");
        assertThatThrownBy(() -> ours("a,\"b\nc\n", ',')).hasMessage("a quoted cell is never closed");
        assertThatThrownBy(() -> ours("a,\"b\"c\n", ',')).hasMessage("its quotation marks are not balanced");
        assertThatThrownBy(() -> ours("a".repeat(1_000_001) + "\n", ','))
                .hasMessage("a line of more than 1000000 bytes");
        assertThatThrownBy(
                        () -> ours(new ByteArrayInputStream("a,\u00FF\n".getBytes(StandardCharsets.ISO_8859_1)), ','))
                .hasMessage("the line is not UTF-8");
    }

    @Test
    void aNumberIsOfDigitsAlone() throws IOException {
        DelimitedRows rows = new DelimitedRows(new ByteArrayInputStream(
                "0,12,\"34\",-1,1.5,,1234567890123456,123456789012345\n".getBytes(StandardCharsets.UTF_8)));
        rows.delimiter(',');
        assertThat(rows.next()).isTrue();
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < rows.cells(); i++) {
            numbers.add(rows.digits(i));
        }
        assertThat(numbers).containsExactly(0L, 12L, 34L, -1L, -1L, -1L, -1L, 123456789012345L);
    }

    @Test
    void aMapOfPiecesForgetsWhatWasNotUsedForLongest() {
        ByteKeys<Integer> keys = new ByteKeys<>(100);
        byte[] often = "often".getBytes(StandardCharsets.UTF_8);
        keys.put(often, 0, often.length, -1);
        for (int i = 0; i < 10_000; i++) {
            byte[] key = ("k" + i).getBytes(StandardCharsets.UTF_8);
            assertThat(keys.get(key, 0, key.length)).isNull();
            keys.put(key, 0, key.length, i);
            assertThat(keys.get(key, 0, key.length)).isEqualTo(i);
            if (i % 20 == 0) {
                assertThat(keys.get(often, 0, often.length)).isEqualTo(-1);
            }
        }
        byte[] first = "k1".getBytes(StandardCharsets.UTF_8);
        assertThat(keys.get(first, 0, first.length)).isNull();
        byte[] last = "xk9999".getBytes(StandardCharsets.UTF_8);
        assertThat(keys.get(last, 1, last.length)).isEqualTo(9999);
    }
}
