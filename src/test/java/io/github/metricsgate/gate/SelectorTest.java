package io.github.metricsgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {

    @ParameterizedTest
    @CsvSource({
        "2, 2, Scoring, KEY, 0",
        "Scoring, 2, Scoring, NAME, 0",
        "2, 3, 2, NAME, 0",
        "Sco*, 2, Scoring, GLOB, 3",
        "*, 2, Scoring, GLOB, 0",
        "S?or*g, 2, Scoring, GLOB, 4",
        "1*, 10, Export, GLOB, 1",
        "Sco*, 2, Sco*, NAME, 0",
        "Sco*, Sco*, x, KEY, 0",
        "????, 9, a😀b́, GLOB, 0",
        "a😀*, 9, a😀b, GLOB, 2",
    })
    void aTextSelectsByKeyThenNameThenGlob(String text, String key, String name, Specificity.Rank rank, int literals) {
        assertThat(match(text, phase(key, name))).contains(new Specificity(rank, literals));
    }

    @ParameterizedTest
    @CsvSource({
        "scoring, 2, Scoring",
        "Scor, 2, Scoring",
        "Scoring?, 2, Scoring",
        "S*x, 2, Scoring",
        "20, 2, Scoring",
        "*2*3, 23x, 32",
        "[S]coring, 2, Scoring",
        "S.*, 2, Scoring"
    })
    void anythingElseDoesNotMatch(String text, String key, String name) {
        assertThat(match(text, phase(key, name))).isEmpty();
    }

    @Test
    void globsMatchAsTheRegularExpressionsTheyStandFor() {
        Random random = new Random(42);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            String glob = text(random, "ab*?", 6);
            String name = text(random, "ab", 8);
            boolean expected = Pattern.matches(glob.replace("*", ".*").replace("?", "."), name);
            boolean actual = match(glob, phase("", name)).isPresent() && (name.equals(glob) || !glob.isEmpty());
            if (!glob.isEmpty() && !glob.matches("\\*+")) {
                assertThat(actual).as("%s on %s", glob, name).isEqualTo(expected);
                matched += expected ? 1 : 0;
            }
        }
        assertThat(matched).isGreaterThan(1000);
    }

    @Test
    void aGlobWithManyStarsIsStillFast() {
        String name = "a".repeat(5000);
        assertThat(match("*a".repeat(30) + "b", phase("0", name))).isEmpty();
    }

    @Test
    void aTextThatSelectsAPhaseIsNotAGlobForTheOthers() {
        List<Phase> phases = List.of(phase("1", "Rep*"), phase("2", "Report"), phase("Rep*", "Export"));
        Selector.Matcher literal = new Selector.Text("Rep*").among(phases);
        assertThat(phases.stream().map(literal::match))
                .containsExactly(Optional.of(Specificity.NAME), Optional.empty(), Optional.of(Specificity.KEY));
        Selector.Matcher glob = new Selector.Text("Rep*").among(phases.subList(1, 2));
        assertThat(glob.match(phases.get(1))).contains(Specificity.glob(3));
    }

    @Test
    void theOtherSelectorsMatchEveryPhase() {
        assertThat(new Selector.AnyPhase().among(List.of()).match(phase("1", "a")))
                .contains(Specificity.ANY_PHASE);
        assertThat(new Selector.Everything().among(List.of()).match(phase("1", "a")))
                .contains(Specificity.EVERYTHING);
    }

    private static Optional<Specificity> match(String text, Phase phase) {
        return new Selector.Text(text).among(List.of(phase)).match(phase);
    }

    private static String text(Random random, String alphabet, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static Phase phase(String key, String name) {
        return Example.phase(key, name, Map.of());
    }
}
