package io.github.metricsgate.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalsTest {

    /** A spelling as JSON allows it, of few digits or of many. */
    private static String spelling(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        int whole = random.nextInt(5) == 0 ? 1 + random.nextInt(5000) : 1 + random.nextInt(20);
        for (int i = 0; i < whole; i++) {
            int digit = random.nextInt(4) == 0 ? 0 : random.nextInt(10);
            text.append(i == 0 && whole > 1 ? Math.max(digit, 1) : digit);
        }
        if (random.nextBoolean()) {
            text.append('.');
            int decimals = random.nextInt(5) == 0 ? 1 + random.nextInt(5000) : 1 + random.nextInt(20);
            for (int i = 0; i < decimals; i++) {
                text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
            }
        }
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E').append(new String[] {"", "+", "-"}[random.nextInt(3)]);
            text.append("0".repeat(random.nextInt(3))).append(random.nextInt(400));
        }
        return text.toString();
    }

    @Test
    void everyNumberIsTheDecimalThatJavaMakesFromIt() {
        long seed = System.nanoTime();
        System.out.println("decimals: seed " + seed);
        Random random = new Random(seed);
        int integers = 0;
        for (int i = 0; i < 5000; i++) {
            String text = spelling(random);
            BigDecimal expected = new BigDecimal(text);
            BigDecimal decimal = Decimals.of(text);
            assertThat(decimal).as(text).isEqualByComparingTo(expected);
            if (expected.signum() != 0) {
                assertThat(decimal).as(text).isEqualTo(expected);
            }
            boolean isInteger =
                    expected.signum() == 0 || expected.stripTrailingZeros().scale() <= 0;
            assertThat(Decimals.isInteger(text)).as(text).isEqualTo(isInteger);
            integers += isInteger ? 1 : 0;
        }
        assertThat(integers).isBetween(500, 4500);
    }

    /** Java takes the square of the digits for it: half a second of CPU for each of these. */
    @Test
    void numbersWithAHundredThousandDigitsAreMadeInMilliseconds() {
        String digits = "123456789".repeat(11_112);
        int numbers = 30;
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadCpuTime();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < numbers; i++) {
            sum = sum.add(Decimals.of("0." + digits));
        }
        long milliseconds = (thread.getCurrentThreadCpuTime() - before) / 1_000_000;
        System.out.printf(
                "decimals: %d numbers of %d digits in %d ms of CPU%n", numbers, digits.length(), milliseconds);
        assertThat(sum).isEqualByComparingTo(new BigDecimal("0." + digits).multiply(BigDecimal.valueOf(numbers)));
        assertThat(milliseconds).isLessThan(8_000);
    }

    @Test
    void anExponentWithManyDigitsIsReadQuickly() {
        String zeros = "0".repeat(100_000);
        assertThat(Decimals.of("5e-" + zeros + "3")).isEqualByComparingTo("0.005");
        assertThat(Decimals.isInteger("5e" + zeros + "3")).isTrue();
        assertThat(Decimals.isInteger("5e-" + zeros + "3")).isFalse();
        assertThat(Decimals.isInteger("5e-" + "9".repeat(100_000))).isFalse();
        assertThat(Decimals.of("5e-" + "9".repeat(100_000))).isEqualByComparingTo("1e-1000000000");
    }
}
