package io.github.metricsgate.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A series of values up to some run: its baseline and what is open about its last values. Immutable. A value is judged
 * by {@link #judge}; {@link #after} is the series with that value as it was judged, so that a history that kept each
 * value with its standing gives the same series again, whatever the rules have become since.
 *
 * <p>A value that is within, or that nobody could judge, joins the baseline. A suspect one is set aside; if the next
 * one is within, both join: noise is what a baseline must know. Values of a regression stay outside, until the change
 * is {@link #accepted} or, where settings say so, it has lasted for a whole window: then they are the new baseline.
 */
public final class Series {

    /** How much worse than an accepted value the next ones may be, until there is a baseline of them. */
    private static final double OVER_ACCEPTED = 0.10;

    private final Settings settings;
    private final Values baseline;
    private final Values outside;
    private final int regressions;
    private final OptionalDouble accepted;

    private Series(Settings settings, Values baseline, Values outside, int regressions, OptionalDouble accepted) {
        this.settings = settings;
        this.baseline = baseline;
        this.outside = outside;
        this.regressions = regressions;
        this.accepted = accepted;
    }

    /** A series without a value. */
    public static Series empty(Settings settings) {
        return new Series(settings, Values.NONE, Values.NONE, 0, OptionalDouble.empty());
    }

    /** How {@code value}, freed of its run factor, stands. It must be finite. */
    public Judgement judge(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is not a measured value");
        }
        if (baseline.isEmpty()) {
            return judged(value, Optional.empty(), accepted.isPresent());
        }
        Sorted values = baseline.sorted();
        Baseline was = new Baseline(values.median(), values.lowest(), values.highest(1), values.size());
        return judged(value, Optional.of(was), isReady());
    }

    private Judgement judged(double value, Optional<Baseline> was, boolean ready) {
        OptionalDouble change = was.isPresent() ? change(value, was.get().median()) : OptionalDouble.empty();
        if (!ready) {
            return new Judgement(Standing.NOT_ENOUGH_DATA, was, OptionalDouble.empty(), change);
        }
        Side side = side(value);
        double limit = limit(side);
        Standing standing = side.isBeyond(value, limit) ? crossed(side) : Standing.WITHIN;
        return new Judgement(standing, was, OptionalDouble.of(limit), change);
    }

    /** In percent; empty where that has no meaning, or no number. */
    private static OptionalDouble change(double value, double median) {
        double percent = (value - median) / Math.abs(median) * 100;
        return Double.isFinite(percent) ? OptionalDouble.of(percent) : OptionalDouble.empty();
    }

    private Standing crossed(Side side) {
        if (regressions > 0 && continues(side)) {
            return Standing.REGRESSION;
        }
        int inARow = continues(side) ? outside.size() + 1 : 1;
        return inARow >= settings.confirmations() ? Standing.REGRESSION : Standing.SUSPECT;
    }

    /** Whether the values outside are beyond the same side; where the direction is known, there is one side. */
    private boolean continues(Side side) {
        return !outside.isEmpty() && side(outside.last()) == side;
    }

    private Side side(double value) {
        return switch (settings.direction()) {
            case SMALLER_IS_BETTER -> Side.OVER;
            case LARGER_IS_BETTER -> Side.UNDER;
            case UNKNOWN -> value < center() ? Side.UNDER : Side.OVER;
        };
    }

    private double center() {
        return isLearning() ? accepted.orElseThrow() : baseline.sorted().median();
    }

    private double limit(Side side) {
        Allowance allowance = settings.allowance();
        if (allowance instanceof Allowance.Learned) {
            return isLearning()
                    ? side.limit(center(), OVER_ACCEPTED * Math.abs(center()))
                    : side.learnedLimit(baseline.toArray());
        }
        double margin = allowance instanceof Allowance.Share share
                ? share.share() * Math.abs(center())
                : ((Allowance.Amount) allowance).amount();
        return side.limit(center(), margin);
    }

    /** The series after {@code value}, which was judged to stand as {@code standing} says. */
    public Series after(double value, Standing standing) {
        return switch (standing) {
            case NOT_ENOUGH_DATA, WITHIN -> joined(value);
            case SUSPECT -> setAside(value);
            case REGRESSION -> regressed(value);
        };
    }

    private Series joined(double value) {
        return new Series(settings, withoutOpen().with(value, settings.window()), Values.NONE, 0, accepted);
    }

    /** The same baseline with nothing open: for runs of another branch, which confirm what was suspect there alone. */
    public Series closed() {
        return new Series(settings, baseline, Values.NONE, 0, accepted);
    }

    /** How many values in a row are beyond the limit on one side: suspect, or a regression. */
    public int outside() {
        return Math.max(outside.size(), regressions);
    }

    /** The baseline where what was open has come to nothing: suspect values join it, those of a regression do not. */
    private Values withoutOpen() {
        return regressions > 0 ? baseline : baseline.with(outside, settings.window());
    }

    private Series setAside(double value) {
        boolean another = regressions > 0 || (!outside.isEmpty() && !continues(side(value)));
        Values known = another ? withoutOpen() : baseline;
        Values open = another ? Values.NONE : outside;
        return new Series(settings, known, open.with(value, settings.window()), 0, accepted);
    }

    private Series regressed(double value) {
        Values lasting = outside.with(value, settings.window());
        if (isAdoptedBy(Standing.REGRESSION)) {
            return new Series(settings, lasting, Values.NONE, 0, OptionalDouble.empty());
        }
        return new Series(settings, baseline, lasting, regressions + 1, accepted);
    }

    /**
     * The series from where the change to {@code value} is accepted: the values that were outside are its new baseline,
     * and until that has enough of them, its limit is 10 % beyond the accepted value, or what a given allowance says.
     */
    public Series accepted(double value) {
        return new Series(settings, outside, Values.NONE, 0, OptionalDouble.of(value));
    }

    /** Whether a value that stands as {@code standing} says makes a regression that lasted the new normal. */
    public boolean isAdoptedBy(Standing standing) {
        return standing == Standing.REGRESSION && settings.adopting() && regressions + 1 >= settings.window();
    }

    /** The baseline's median, for the run factor; empty until values can be judged by it. */
    public OptionalDouble typical() {
        return isReady() && !baseline.isEmpty()
                ? OptionalDouble.of(baseline.sorted().median())
                : OptionalDouble.empty();
    }

    /** How many runs the series has been a regression for; 0 if it is none. */
    public int regressions() {
        return regressions;
    }

    private boolean isReady() {
        return baseline.size() >= settings.minRuns() || accepted.isPresent();
    }

    private boolean isLearning() {
        return baseline.size() < settings.minRuns() && accepted.isPresent();
    }
}
