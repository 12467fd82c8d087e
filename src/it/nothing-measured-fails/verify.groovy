def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('1 threshold set, and nothing was measured: the percentiles of 2 phases are null.'
        + ' Let the pipeline measure its items, or take the thresholds away')
assert log.contains('2 phases, 0 thresholds kept, 0 broken, 2 not measured')
