package io.github.metricsgate.bench;

import java.util.Arrays;

/**
 * Runs another program of this directory in a JVM that is as ready as Maven's: Maven has logged before any goal runs, and a lock
 * of ours is the first to make a bare JVM ready to log, which takes longer than all the rest of a small persist.
 */
public final class InMaven {

    private InMaven() {}

    /** @param args the simple name of the program's class, then its arguments */
    public static void main(String[] args) throws Exception {
        System.getLogger(InMaven.class.getName()).isLoggable(System.Logger.Level.DEBUG);
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        Class.forName(InMaven.class.getPackageName() + "." + args[0])
                .getMethod("main", String[].class)
                .invoke(null, (Object) rest);
    }
}
