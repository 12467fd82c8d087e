def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('1 threshold set, and nothing was measured: all 2 values that they limit are null or missing.'
        + ' Let the pipeline measure its items, or remove the thresholds')
assert log.contains('2 phases, 0 thresholds kept, 0 broken, 2 not measured')
