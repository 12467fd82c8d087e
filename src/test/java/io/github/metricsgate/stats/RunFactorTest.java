package io.github.metricsgate.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunFactorTest {

    @Test
    void aSlowMachineIsForgivenWhatMostPhasesSuffered() {
        assertThat(RunFactor.of(1.1, 1.12, 1.13, 1.12, 3, 0.9)).isEqualTo(new RunFactor(1.12, 6));
    }

    @Test
    void aFastMachineIsNotRewarded() {
        assertThat(RunFactor.of(0.7, 0.8, 0.8, 0.8, 0.9)).isEqualTo(new RunFactor(1, 5));
    }

    @Test
    void ofFewerThanFivePhasesNobodyKnows() {
        RunFactor factor = RunFactor.of(1.5, 1.5, 1.5, 1.5);
        assertThat(factor).isEqualTo(new RunFactor(1, 4));
        assertThat(factor.known()).isFalse();
        assertThat(RunFactor.of(1.5, 1.5, 1.5, 1.5, 1.5).known()).isTrue();
    }

    @Test
    void aRatioOfNothingIsLeftOut() {
        assertThat(RunFactor.of(1.5, 1.5, 1.5, 1.5, Double.NaN, Double.POSITIVE_INFINITY, 0, -2))
                .isEqualTo(new RunFactor(1, 4));
        assertThat(RunFactor.of()).isEqualTo(new RunFactor(1, 0));
    }
}
