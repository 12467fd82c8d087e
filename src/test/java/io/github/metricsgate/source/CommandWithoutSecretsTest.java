package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWithoutSecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sleep 0.1                                    | sleep 0.1",
                "  grep  -r  foo   src                        | grep -r foo src",
                "make -j4 TARGET=all                          | make -j4 TARGET=all",
                "dd if=/dev/zero of=x bs=1M                   | dd if=/dev/zero of=x bs=1M",
                "target/release/parse_2024_01_01_large.json   | target/release/parse_2024_01_01_large.json",
                "A=1 B='two words' run                        | A=*** B=*** run",
                "cd x && A=1 run                              | cd x && A=*** run",
                "run --token=abc --api-key abc -v             | run --token=*** --api-key *** -v",
                "run --token --verbose x                      | run --token --verbose x",
                "run '--token=abc def' x                      | run --token=*** x",
                "run --password='abc def' x                   | run --password=*** x",
                "run --password=abc\\ def x                   | run --password=*** x",
                "run -H 'X-Api-Key: abc' x                    | run -H *** x",
                "run 'Cookie: abc'                            | run Cookie:***",
                "run -u me:abc x                              | run -u *** x",
                "mysql -pabc -h x                             | mysql -p*** -h x",
                "/usr/bin/sshpass -p abc ssh x                | /usr/bin/sshpass -p *** ssh x",
                "cmd -p 80                                    | cmd -p 80",
                "gh x ghp_a1b2c3d4e5f6g7h8i9j0k1l2            | gh x ghp_***",
                "bash -c \"A=1 run --token abc\"              | bash -c 'A=*** run --token ***'",
                "run --password=\"abc                         | run --password=***",
            })
    void whatMayBeASecretIsHidden(String command, String expected) {
        assertThat(CommandWithoutSecrets.of(command)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "'", "\"", "\\", "key=", "--key ", "a1", "'\"", "(\\'"})
    void noCommandTakesLong(String part) {
        String longest = part.repeat(10_000 / part.length());
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(CommandWithoutSecrets.of(longest)).hasSizeLessThan(40_000));
    }
}
