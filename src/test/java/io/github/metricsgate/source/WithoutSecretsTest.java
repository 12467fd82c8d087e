package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithoutSecretsTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a?token=1, https://example.org/a",
        "https://example.org?token=1, https://example.org",
        "https://example.org/a#access_token=1, https://example.org/a",
        "GET https://me:secret@example.org/a?b=c&d=e then, GET https://example.org/a then",
        "postgres://postgres:postgres@localhost:5432/db, postgres://localhost:5432/db",
        "/api/users?id=1 /api/items?id=2, /api/users /api/items",
        "api/users?id=1, api/users",
        "what is this? and that#, what is this? and that#",
        "com.example.Test#method, com.example.Test#method",
        "ratio a/b is it so? yes, ratio a/b is it so? yes",
        "mail me@example.org, mail me@example.org"
    })
    void queriesFragmentsAndUsersOfUrlsAreTakenOut(String text, String without) {
        assertThat(WithoutSecrets.of(text)).isEqualTo(without);
    }

    @Test
    void aHostileTextTakesNoLonger() {
        String text = "a://".repeat(50_000) + "?".repeat(50_000);
        assertThat(WithoutSecrets.of(text)).doesNotContain("?");
    }
}
