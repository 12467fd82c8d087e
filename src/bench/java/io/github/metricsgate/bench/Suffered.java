package io.github.metricsgate.bench;

import io.github.metricsgate.stats.Direction;
import io.github.metricsgate.stats.RunFactor;
import java.util.OptionalDouble;

/** What a run suffered by what the rules take for normal, and its values freed of it. */
final class Suffered {

    private Suffered() {}

    static double factor(Judge[] judges, double[] values, Direction[] directions) {
        double[] ratios = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            OptionalDouble typical = judges[i].typical();
            ratios[i] = typical.isPresent()
                    ? Rules.cost(values[i], directions[i]) / Rules.cost(typical.getAsDouble(), directions[i])
                    : Double.NaN;
        }
        return RunFactor.of(ratios).factor();
    }

    static double freed(double value, double factor, Direction direction) {
        return direction == Direction.LARGER_IS_BETTER ? value * factor : value / factor;
    }
}
