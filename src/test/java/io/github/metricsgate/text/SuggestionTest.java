package io.github.metricsgate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    @Test
    void aShortNameIsNotMistakenForAnother() {
        assertThat(Suggestion.nearest("c", List.of("", "x", "AB"))).isEmpty();
        assertThat(Suggestion.nearest("11", List.of("AB", "12345"))).isEmpty();
        assertThat(Suggestion.nearest("p98", List.of("p99"))).contains("p99");
    }

    @Test
    void aTypoIsNotAPrefix() {
        assertThat(Suggestion.slip("snapshot.version", KNOWN)).isEmpty();
        assertThat(Suggestion.slip("snapshto", KNOWN)).contains("snapshot");
    }

    private static final List<String> KNOWN = List.of("skip", "snapshot", "p99Threshold", "thresholds", "environment");

    @ParameterizedTest
    @CsvSource({
        "p99Treshold, p99Threshold",
        "P99THRESHOLD, p99Threshold",
        "threshold, thresholds",
        "enviroment, environment",
        "snapshots, snapshot",
        "skipp, skip",
        "skip, skip",
        "skpi, skip",
        "environmentName, environment",
        "colour, ",
        "x, ",
        "'', ",
    })
    void theNearestNameIsSuggestedIfItIsNear(String written, String meant) {
        assertThat(Suggestion.nearest(written, KNOWN).orElse(null)).isEqualTo(meant);
    }

    @Test
    void theNearestOfSeveralNamesIsSuggestedWhateverTheirOrder() {
        List<String> names = List.of("loads", "lord", "Load", "loader");
        assertThat(Suggestion.nearest("laod", names)).contains("Load");
        assertThat(Suggestion.nearest("laod", List.of("loader", "Load", "lord", "loads")))
                .contains("Load");
        assertThat(Suggestion.nearest("lozd", List.of("load", "lord"))).contains("load");
    }

    @Test
    void aLongNameIsNotSuggestedForOneThatSharesHalfOfIt() {
        String name = "ingestion of the German corpus, with retries";
        assertThat(Suggestion.slip("ingestion of the german korpus with retry", List.of(name)))
                .contains(name);
        assertThat(Suggestion.slip("ingestion of the English corpus, without any", List.of(name)))
                .isEmpty();
    }

    @Test
    void whatOnlyLooksTheSameIsShownWithItsDifference() {
        assertThat(Suggestion.inSentence("Load\u00a0Test", List.of("Load Test", "Load Tests")))
                .isEqualTo(" (did you mean 'Load\\u0020Test'? It looks the same as 'Load\\u00a0Test')");
        assertThat(Suggestion.inSentence("\u00c1", List.of("A", "A\u0301")))
                .isEqualTo(" (did you mean 'A\\u0301'? It looks the same as '\\u00c1')");
        assertThat(Suggestion.inSentence("lod", List.of("load"))).isEqualTo(" (did you mean 'load'?)");
        assertThat(Suggestion.inSentence("x", List.of("load"))).isEmpty();
    }

    @Test
    void distancesEqualThoseOfTheFullTable() {
        long seed = 20261204;
        RandomGenerator random = new Random(seed);
        int near = 0;
        for (int i = 0; i < 50_000; i++) {
            String one = text(random);
            String other = text(random);
            int most = random.nextInt(9);
            int distance = distance(one, other);
            int found = new EditDistance(one).to(other, most);
            assertThat(Math.min(found, most + 1))
                    .as("seed %d: '%s' and '%s', at most %d", seed, one, other, most)
                    .isEqualTo(Math.min(distance, most + 1));
            near += distance <= most ? 1 : 0;
        }
        assertThat(near).isGreaterThan(5_000);
    }

    @Test
    void manyLongNamesTakeLittleTime() {
        RandomGenerator random = new Random(7);
        String letters = "abcdefghij".repeat(10);
        List<String> sameLetters = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            sameLetters.add(shuffled(letters, random));
        }
        List<String> nearlyMatching = namesThatNearlyMatch(20_000);
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadCpuTime();
        for (int i = 0; i < 10; i++) {
            assertThat(Suggestion.nearest(shuffled(letters, random), sameLetters))
                    .isEmpty();
            assertThat(Suggestion.nearest(FAR_FROM_NAMES_THAT_NEARLY_MATCH, nearlyMatching))
                    .isEmpty();
        }
        assertThat(Duration.ofNanos(thread.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void onlyTheFirstOfTooManySimilarNamesAreCompared() {
        String slip = FAR_FROM_NAMES_THAT_NEARLY_MATCH.replace('c', 'x');
        List<String> enough = namesThatNearlyMatch(5_000);
        enough.add(slip);
        List<String> tooMany = namesThatNearlyMatch(20_000);
        tooMany.add(slip);
        assertThat(Suggestion.slip(FAR_FROM_NAMES_THAT_NEARLY_MATCH, enough)).contains(slip);
        assertThat(Suggestion.slip(FAR_FROM_NAMES_THAT_NEARLY_MATCH, tooMany)).isEmpty();
    }

    @Test
    void allNamesWithOtherLettersAreCompared() {
        List<String> names = namesThatNearlyMatch(20_000);
        String written = "ab".repeat(45) + "cdefghijkl";
        names.add(written.replace('c', 'x'));
        assertThat(Suggestion.slip(written, names)).contains(written.replace('c', 'x'));
    }

    private static final String FAR_FROM_NAMES_THAT_NEARLY_MATCH = "ba".repeat(46) + "cdefghij";

    /** Names whose distance is known to be too large only when nearly all of it has been computed. */
    private static List<String> namesThatNearlyMatch(int number) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            names.add("ab".repeat(47) + (100_000 + i));
        }
        return names;
    }

    private static String shuffled(String text, RandomGenerator random) {
        StringBuilder shuffled = new StringBuilder(text);
        for (int i = text.length() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            char c = shuffled.charAt(i);
            shuffled.setCharAt(i, shuffled.charAt(other));
            shuffled.setCharAt(other, c);
        }
        return shuffled.toString();
    }

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }

    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
