package io.github.metricsgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    @ParameterizedTest
    @CsvSource({
        // environment, whenMissing, of a missing file
        "DEV, , WARNS",
        "DEV, FAILS, FAILS",
        "DEV, WARNS, WARNS",
        "DEV, NONE, NONE",
        "PROD, , FAILS",
        "PROD, FAILS, FAILS",
        "PROD, WARNS, WARNS",
        "PROD, NONE, NONE",
    })
    void aMissingFileHasTheConfiguredEffectOrTheEnvironmentsDefault(
            Environment environment, @Nullable Effect whenMissing, Effect effect) {
        Policy policy = new Policy(environment, whenMissing, Effect.FAILS, Effect.NONE, Effect.NONE, null);
        assertThat(policy.ofMissing()).isEqualTo(effect);
        assertThat(policy.isStrict()).isEqualTo(environment == Environment.PROD);
    }

    @ParameterizedTest
    @CsvSource({
        // environment, kind, optional, of a source
        "DEV, MISSING, false, WARNS",
        "PROD, MISSING, false, FAILS",
        "PROD, MISSING, true, NONE",
        "DEV, STALE, false, WARNS",
        "PROD, STALE, false, FAILS",
        "PROD, STALE, true, NONE",
        "DEV, OLD, true, WARNS",
        "DEV, UNUSABLE, true, FAILS",
        "DEV, MISCONFIGURED, true, FAILS",
    })
    void whatIsWrongWithASourceIsMissingOrFails(
            Environment environment, SourceFault.Kind kind, boolean optional, Effect effect) {
        Policy policy = Policy.of(environment);
        assertThat(policy.of(new SourceFault(kind, "bench", "the pom", "is wrong", optional)))
                .isEqualTo(effect);
        assertThat(policy.refusesOldSources()).isEqualTo(environment == Environment.PROD);
    }

    @ParameterizedTest
    @CsvSource({
        // environment, onAborted, of an aborted run
        "DEV, , WARNS",
        "DEV, FAILS, FAILS",
        "PROD, , FAILS",
        "PROD, WARNS, WARNS",
    })
    void anAbortedRunHasTheConfiguredEffectOrTheEnvironmentsDefault(
            Environment environment, @Nullable Effect onAborted, Effect effect) {
        Policy policy = new Policy(environment, Effect.NONE, Effect.FAILS, Effect.NONE, onAborted, null);
        assertThat(policy.ofAborted()).isEqualTo(effect);
    }

    @ParameterizedTest
    @CsvSource({"DEV, WARNS", "PROD, FAILS"})
    void percentilesThatDoNotFitTheirDurationsHaveTheEnvironmentsDefaultEffect(Environment environment, Effect effect) {
        assertThat(Policy.of(environment).ofSuspectUnit()).isEqualTo(effect);
    }

    @ParameterizedTest
    @CsvSource({
        // environment, onBroken, outcome, of severity fail, of severity warn
        "DEV, FAILS, KEPT, NONE, NONE",
        "PROD, FAILS, KEPT, NONE, NONE",
        "DEV, FAILS, BROKEN, FAILS, WARNS",
        "PROD, FAILS, BROKEN, FAILS, WARNS",
        "DEV, WARNS, BROKEN, WARNS, WARNS",
        "PROD, WARNS, BROKEN, WARNS, WARNS",
    })
    void aBrokenThresholdFailsUnlessItOrAllOfThemOnlyWarn(
            Environment environment, Effect onBroken, Outcome outcome, Effect fail, Effect warn) {
        Policy policy = new Policy(environment, null, onBroken, null, null, null);
        for (boolean named : new boolean[] {true, false}) {
            assertThat(policy.of(outcome, Severity.FAIL, named)).isEqualTo(fail);
            assertThat(policy.of(outcome, Severity.WARN, named)).isEqualTo(warn);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // environment, onInconclusive, of a phase that is named, of another, of one that was not evaluated at all
        "DEV, , WARNS, WARNS, WARNS",
        "DEV, FAILS, FAILS, FAILS, FAILS",
        "DEV, WARNS, WARNS, WARNS, WARNS",
        "DEV, NONE, NONE, NONE, WARNS",
        "PROD, , FAILS, WARNS, WARNS",
        "PROD, FAILS, FAILS, FAILS, FAILS",
        "PROD, WARNS, WARNS, WARNS, WARNS",
        "PROD, NONE, NONE, NONE, WARNS",
    })
    void withoutAVerdictThePolicyDecidesAndThresholdsThatWarnNeverFail(
            Environment environment, @Nullable Effect onInconclusive, Effect named, Effect other, Effect notEvaluated) {
        Policy policy = new Policy(environment, null, Effect.FAILS, onInconclusive, null, null);
        for (Outcome outcome : new Outcome[] {Outcome.NOT_MEASURED, Outcome.NOT_ENOUGH_DATA}) {
            assertThat(policy.of(outcome, Severity.FAIL, true)).isEqualTo(named);
            assertThat(policy.of(outcome, Severity.FAIL, false)).isEqualTo(other);
            assertThat(policy.of(outcome, Severity.WARN, true)).isEqualTo(atMostAWarning(named));
            assertThat(policy.of(outcome, Severity.WARN, false)).isEqualTo(atMostAWarning(other));
        }
        assertThat(policy.ofNotEvaluated(Severity.FAIL)).isEqualTo(notEvaluated);
        assertThat(policy.ofNotEvaluated(Severity.WARN)).isEqualTo(Effect.WARNS);
    }

    private static Effect atMostAWarning(Effect effect) {
        return effect == Effect.FAILS ? Effect.WARNS : effect;
    }
}
