def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('1 threshold set, and nothing was measured: of 2 values to hold, none is there.'
        + ' Let the pipeline measure its items, or take the thresholds away')
assert log.contains('2 phases, 0 thresholds kept, 0 broken, 2 not measured')
