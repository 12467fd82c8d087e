package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.gate.BaselineRules;
import io.github.metricsgate.gate.Effect;
import io.github.metricsgate.history.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistorySettingsTest {

    private static final HistorySettings.Counts UNSET = new HistorySettings.Counts(null, null, null);

    private final Mistakes mistakes = new Mistakes();
    private final Path base = Path.of("shop").toAbsolutePath();

    private static HistorySettings settings(
            @Nullable String history, @Nullable String module, HistorySettings.Counts counts) {
        return new HistorySettings(address(history), null, module, null, null, counts, null);
    }

    private static HistoryAddress address(@Nullable String history) {
        return new HistoryAddress(history, null, null, null, null);
    }

    @Test
    void withoutADirectoryThereIsNoHistory() {
        assertThat(settings(null, null, UNSET).isOn()).isFalse();
        assertThat(settings(" ", null, UNSET).isOn()).isFalse();
        assertThat(settings("kept", null, UNSET).isOn()).isTrue();
    }

    @Test
    void whatIsNotSetHasItsDefault() throws MojoExecutionException {
        assertThat(settings("kept", null, UNSET).rules(mistakes)).isEqualTo(BaselineRules.defaults());
        assertThat(address("kept").retention(mistakes)).isEqualTo(Retention.DEFAULT);
        mistakes.check();
    }

    @Test
    void whatIsSetIsTaken() throws MojoExecutionException {
        HistorySettings settings = new HistorySettings(
                new HistoryAddress("kept", null, "5", "365d", "0"),
                null,
                null,
                null,
                "fail",
                new HistorySettings.Counts(" 30 ", "007", "1"),
                "os, cpu_model,,os");
        assertThat(settings.rules(mistakes))
                .isEqualTo(new BaselineRules(Effect.FAILS, 30, 7, 1, List.of("os", "cpu_model")));
        assertThat(settings.address().retention(mistakes))
                .isEqualTo(new Retention(5, Optional.of(Duration.ofDays(365)), 0));
        mistakes.check();
    }

    @Test
    void aSmallWindowNeedsNoMoreRunsThanItHas() throws MojoExecutionException {
        BaselineRules rules = settings("kept", null, new HistorySettings.Counts("4", null, null))
                .rules(mistakes);
        assertThat(rules.minRuns()).isEqualTo(4);
        mistakes.check();
    }

    @Test
    void theModuleIsThatOfThePomAndTheDirectoryOfTheSet() throws MojoExecutionException {
        Path set = base.resolve("artifacts/plan1");
        assertThat(settings("kept", null, UNSET).moduleName(Optional.of("org.example:shop"), base, set, mistakes))
                .isEqualTo("org.example:shop/artifacts/plan1");
        assertThat(settings("kept", " own ", UNSET).moduleName(Optional.of("org.example:shop"), base, set, mistakes))
                .isEqualTo("own/artifacts/plan1");
        mistakes.check();
    }

    @Test
    void withoutAPomTheModuleMustBeNamed() {
        settings("kept", " ", UNSET).moduleName(Optional.empty(), base, base.resolve("a"), mistakes);
        assertThatThrownBy(mistakes::check)
                .hasMessage("1 mistake in the configuration of metrics-gate:\n"
                        + "  <module> is not set, and there is no pom that names one: say what the runs of the history are"
                        + " runs of, as in -Dmetricsgate.module=org.example:shop");
    }
}
