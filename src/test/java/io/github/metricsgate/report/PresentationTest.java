package io.github.metricsgate.report;

import static io.github.metricsgate.gate.Example.everything;
import static io.github.metricsgate.gate.Example.phase;
import static io.github.metricsgate.gate.Example.policy;
import static io.github.metricsgate.gate.Example.rules;
import static io.github.metricsgate.gate.Example.set;
import static io.github.metricsgate.gate.Example.threshold;
import static io.github.metricsgate.gate.Example.usage;
import static io.github.metricsgate.gate.Example.verify;
import static io.github.metricsgate.gate.Example.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.gate.Environment;
import io.github.metricsgate.gate.Finding;
import io.github.metricsgate.gate.Policy;
import io.github.metricsgate.gate.Selector;
import io.github.metricsgate.gate.Severity;
import io.github.metricsgate.gate.Threshold;
import io.github.metricsgate.gate.Verdict;
import io.github.metricsgate.gate.Verification;
import io.github.metricsgate.metrics.Phase;
import io.github.metricsgate.metrics.SetReading;
import io.github.metricsgate.metrics.Violation;
import io.github.metricsgate.metrics.Violations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PresentationTest {

    /** It fails for three reasons and warns of three. */
    private static final Verification FAILING = verify(
            List.of(
                    everything("1"),
                    threshold("typo", new Selector.Text("Reprot"), "p99", "1"),
                    with(threshold("loud", new Selector.Text("7"), "items_processed", "0"), Severity.WARN, null, ""),
                    threshold("silent", new Selector.Text("Re*"), "items_processed", "0"),
                    with(threshold("thin", new Selector.Text("8"), "p50", "1"), Severity.FAIL, "100", ""),
                    threshold("cleanup", new Selector.Text("9"), "p99", "1")),
            phase("7", "Report", "2"),
            phase("8", "Export", Map.of("p50", "5", "p99", "1")),
            phase("9", "Cleanup", (String) null));

    @Test
    void everyFindingWithAnEffectIsOneProblemInTheOrderOfTheFindings() {
        List<Finding> withEffect = new ArrayList<>(FAILING.findings());
        withEffect.removeIf(finding -> finding.effect() == Effect.NONE);
        Presentation presentation = Presentation.of(FAILING);
        assertThat(presentation.problems())
                .extracting(Problem::finding)
                .containsExactlyElementsOf(withEffect)
                .hasSize(6);
        assertThat(presentation.problems()).isSameAs(presentation.problems());
    }

    @Test
    void everyReportUsesTheSameSentences() throws Exception {
        Presentation presentation = Presentation.of(FAILING);
        List<String> sentences = new ArrayList<>();
        presentation.problems().forEach(problem -> sentences.add(problem.sentence()));
        assertThat(sentences).hasSize(6).doesNotHaveDuplicates();

        JsonNode json = new ObjectMapper().readTree(report(new JsonReport(), presentation));
        assertThat(json.path("problems").findValuesAsText("message")).isEqualTo(sentences);

        NodeList cases =
                HostileTextTest.dom(report(new JUnitReport(), presentation)).getElementsByTagName("testcase");
        List<String> marks = new ArrayList<>();
        for (int i = 0; i < cases.getLength(); i++) {
            if (cases.item(i).getFirstChild() instanceof Element mark && mark.hasAttribute("message")) {
                marks.add(mark.getAttribute("message"));
            }
        }
        assertThat(marks).containsExactlyInAnyOrderElementsOf(sentences);

        for (Report lines : List.of(new MarkdownReport(), new GitHubAnnotations(), new AzureAnnotations())) {
            String text = report(lines, presentation).replace("%25", "%").replace("%AZP25", "%");
            for (String sentence : sentences) {
                assertThat(text.split(Pattern.quote(sentence), -1))
                        .as("%s in %s", sentence, lines.getClass())
                        .hasSize(2);
            }
        }

        List<String> logged = new ArrayList<>(presentation.warnings());
        logged.addAll(
                presentation.failure().orElseThrow().lines().map(String::strip).toList());
        assertThat(logged).containsAll(sentences).hasSize(sentences.size() + 2);
    }

    @Test
    void whatFailsTheBuildIsUnderOneHeadingForEachKind() {
        assertThat(Presentation.of(FAILING).failure()).contains("""
                        1 threshold in the configuration of metrics-gate applies to nothing:
                          <thresholds><typo> in the pom: 'Reprot' matches no phase (did you mean 'Report'?); the phases are key \
                        7 'Report', key 8 'Export' and key 9 'Cleanup'
                        2 thresholds broken:
                          p99 of phase 7 'Report' is 2 ms, over its limit of 1 ms by 100 % (<p99Threshold> in the pom, or \
                        -Dmetricsgate.p99Threshold)
                          p99 of phase 9 'Cleanup' was not measured, and its threshold names the phase (<thresholds><cleanup> in \
                        the pom): measure it, or select the phase with a glob if it may be absent""");
        assertThat(Presentation.of(FAILING).failsByConfiguration()).isTrue();
    }

    @Test
    void faultsOfTheMetricsAreNotConfigurationMistakes() {
        Presentation broken = Presentation.of(verify(List.of(everything("1")), phase("7", "Report", "2")));
        assertThat(broken.failure()).isPresent();
        assertThat(broken.failsByConfiguration()).isFalse();
        Presentation kept = Presentation.of(verify(List.of(everything("2")), phase("7", "Report", "2")));
        assertThat(kept.failure()).isEmpty();
        assertThat(kept.warnings()).isEmpty();
    }

    @Test
    void theWorstProblemsComeFirst() {
        Presentation presentation = Presentation.of(FAILING);
        List<Problem> worst = presentation.worst(6);
        assertThat(worst).hasSameElementsAs(presentation.problems());
        assertThat(worst).extracting(Problem::fails).containsExactly(true, true, true, false, false, false);
        assertThat(presentation.worst(2)).isEqualTo(worst.subList(0, 2));
    }

    @Test
    void someOfVeryManyProblemsAreShownAndTheRestIsCounted() {
        Phase[] phases = new Phase[60];
        for (int i = 0; i < phases.length; i++) {
            phases[i] = phase(String.valueOf(i), "n", "2");
        }
        Presentation failing = Presentation.of(verify(List.of(everything("1")), phases));
        assertThat(failing.failure().orElseThrow().lines())
                .hasSize(53)
                .contains("60 thresholds broken:")
                .last()
                .isEqualTo("  ... and 9 more");
        Policy lenient = new Policy(Environment.DEV, null, Effect.WARNS, null, null, null);
        Presentation warning = Presentation.of(verify(rules(List.of(everything("1")), lenient), set(phases)));
        assertThat(warning.failure()).isEmpty();
        assertThat(warning.warnings()).hasSize(52).last().isEqualTo("... and 9 more");
    }

    @Test
    void fiftyViolationsAndTheirCountAreAllShown() {
        Violation violation = new Violation("a.json", "", null, "is empty");
        Violations violations = new Violations(Collections.nCopies(50, violation), 51);
        Presentation presentation = Presentation.of(
                verify(rules(List.of()), set(Optional.of(List.of()), Optional.of(usage()), violations)));
        assertThat(presentation.failure().orElseThrow().lines())
                .hasSize(52)
                .contains(
                        "51 violations in /repo/artifacts/plan1; the files were changed or truncated, or are still being"
                                + " written: run persist-metrics again:")
                .last()
                .isEqualTo("  ... and 1 more");
    }

    @Test
    void anInconclusiveThresholdHasAHeadingThatSaysWhyItFails() {
        SetReading thin = set(phase("7", "Report", "2"));
        List<Threshold> threshold =
                List.of(with(threshold("thin", new Selector.Text("7"), "p99", "1"), Severity.FAIL, "2", ""));
        String sentence =
                "\n  p99 of phase 7 'Report' was not judged: only 1 item, <minSamples> is 2 (<thresholds><thin> in"
                        + " the pom)";
        assertThat(Presentation.of(verify(rules(threshold, Policy.of(Environment.PROD)), thin))
                        .failure())
                .contains(
                        "1 threshold without a verdict, and <environment> is PROD, which requires a verdict for each phase"
                                + " that a threshold names (or an <onInconclusive> that says otherwise):" + sentence);
        assertThat(Presentation.of(verify(rules(threshold, policy(Environment.DEV, Effect.FAILS)), thin))
                        .failure())
                .contains("1 threshold without a verdict, and <onInconclusive> is fail:" + sentence);
    }

    @Test
    void aVerdictWithoutEffectIsInTheReportsButNotAProblem() {
        Verification ignored = verify(
                rules(List.of(with(everything("1"), Severity.FAIL, "2", "")), policy(Environment.PROD, Effect.NONE)),
                set(phase("7", "Report", "2")));
        assertThat(ignored.findings(Verdict.class)).hasSize(1);
        Presentation presentation = Presentation.of(ignored);
        assertThat(presentation.problems()).isEmpty();
        assertThat(presentation.notes()).isEmpty();
        assertThat(presentation.table().rows()).hasSize(1);
    }

    private static String report(Report report, Presentation presentation) throws IOException {
        StringBuilder text = new StringBuilder();
        report.write(presentation, text);
        return text.toString();
    }
}
