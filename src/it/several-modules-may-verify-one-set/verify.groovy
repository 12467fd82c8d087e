def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().count { it.contains('1 phase, 1 threshold kept, 0 broken, 0 not measured') } == 2
// That the module itself has no verify-metrics is no news where others judged its set.
assert !log.contains('Nobody judged')
assert log.readLines().contains('[INFO] Metrics of 4 modules: 2 passed, 0 failed, 1 only persisted, 1 without metrics')
