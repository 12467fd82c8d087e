package io.github.metricsgate.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.metricsgate.gate.Threshold;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** Every threshold that a pom sets is one, or a mistake; none is dropped, and nothing else is thrown. */
class ThresholdsFuzzTest {

    private static final String[] FIELDS = {
        "phase", "metric", "max", "min", "severity", "minSamples", "reason", "threshold", "limit"
    };
    private static final String[] VALUES = {
        "",
        " ",
        "500ms",
        "1.5s",
        "0",
        "1",
        "100",
        "fail",
        "warn",
        "p99",
        "progress",
        "rss_mb.mean",
        "rss_mb.p99",
        "*",
        "${x}"
    };

    private static final Origins UNKNOWN =
            new Origins(new MavenProject(), mock(MavenSession.class), "metrics-gate-maven-plugin", null);

    @FuzzTest(maxDuration = "")
    void everyThresholdIsOneOrAMistake(FuzzedDataProvider data) {
        Mistakes mistakes = new Mistakes();
        String p99Threshold = data.consumeBoolean() ? value(data) : null;
        DefaultPlexusConfiguration named = new DefaultPlexusConfiguration("thresholds");
        int elements = data.consumeInt(0, 4);
        for (int i = 0; i < elements; i++) {
            named.addChild(threshold(data));
        }
        if (data.consumeInt(0, 9) == 0) {
            named.setValue(value(data));
        }
        List<Threshold> thresholds = Thresholds.read(p99Threshold, named, true, UNKNOWN, mistakes);
        try {
            mistakes.check();
        } catch (MojoExecutionException refusal) {
            assertThat(refusal)
                    .hasMessageContaining("configuration of metrics-gate")
                    .hasNoCause();
            return;
        }
        assertThat(thresholds).hasSize(elements + (p99Threshold == null ? 0 : 1));
        for (Threshold threshold : thresholds) {
            assertThat(threshold.limits()).isNotEmpty();
        }
    }

    private static PlexusConfiguration threshold(FuzzedDataProvider data) {
        DefaultPlexusConfiguration threshold = new DefaultPlexusConfiguration(name(data));
        for (int i = data.consumeInt(0, 4); i > 0; i--) {
            DefaultPlexusConfiguration field =
                    new DefaultPlexusConfiguration(data.consumeInt(0, 9) == 0 ? name(data) : data.pickValue(FIELDS));
            field.setValue(value(data));
            if (data.consumeInt(0, 9) == 0) {
                field.setAttribute(name(data), value(data));
            }
            threshold.addChild(field);
        }
        if (data.consumeInt(0, 9) == 0) {
            threshold.setValue(value(data));
        }
        return threshold;
    }

    private static String name(FuzzedDataProvider data) {
        return data.consumeBoolean() ? data.pickValue(FIELDS) : "t" + data.consumeString(8);
    }

    private static String value(FuzzedDataProvider data) {
        return data.consumeBoolean() ? data.pickValue(VALUES) : data.consumeString(20);
    }
}
