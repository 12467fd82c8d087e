package io.github.metricsgate.report.chart;

/**
 * The outline of shapes, as SVG's path data: relative, to a tenth, and as short as can be, because a page has thousands of
 * points. Rounding does not add up, as every step is one between rounded places.
 */
final class Outline {

    private final StringBuilder data = new StringBuilder();
    private long x;
    private long y;
    private long beganX;
    private long beganY;
    private char last = ' ';

    boolean isEmpty() {
        return data.length() == 0;
    }

    Outline moveTo(double toX, double toY) {
        long newX = tenths(toX);
        long newY = tenths(toY);
        command('m');
        number(newX - x);
        number(newY - y);
        x = newX;
        y = newY;
        beganX = newX;
        beganY = newY;
        // What follows a place to begin at is a line to the next one.
        last = 'l';
        return this;
    }

    Outline lineTo(double toX, double toY) {
        long newX = tenths(toX);
        long newY = tenths(toY);
        if (newY == y) {
            command('h');
            number(newX - x);
        } else if (newX == x) {
            command('v');
            number(newY - y);
        } else {
            command('l');
            number(newX - x);
            number(newY - y);
        }
        x = newX;
        y = newY;
        return this;
    }

    Outline close() {
        data.append('z');
        last = 'z';
        x = beganX;
        y = beganY;
        return this;
    }

    /** A whole circle from its topmost point and back: an arc must have two ends, so they are a tenth apart. */
    Outline round(double radius) {
        command('a');
        number(tenths(radius));
        number(tenths(radius));
        data.append(" 0 1 0 .1 0");
        return close();
    }

    Outline rectangle(Area area) {
        return moveTo(area.left(), area.top())
                .lineTo(area.right(), area.top())
                .lineTo(area.right(), area.bottom())
                .lineTo(area.left(), area.bottom())
                .close();
    }

    @Override
    public String toString() {
        return data.toString();
    }

    private void command(char command) {
        if (command != last) {
            data.append(command);
            last = command;
        }
    }

    private void number(long tenths) {
        char before = data.charAt(data.length() - 1);
        if (tenths >= 0 && before >= '0' && before <= '9') {
            data.append(' ');
        }
        if (tenths < 0) {
            data.append('-');
        }
        long size = Math.abs(tenths);
        if (size >= 10 || size == 0) {
            data.append(size / 10);
        }
        if (size % 10 != 0) {
            data.append('.').append(size % 10);
        }
    }

    private static long tenths(double value) {
        return Math.round(value * 10);
    }
}
