def (log, again) = new File(basedir, 'build.log').getText('UTF-8').split('BUILD SUCCESS')
def set = new File(basedir, 'pipeline/artifacts').canonicalFile

assert log.readLines().count { it.contains('1 phase, 1 threshold kept, 0 broken, 0 not measured') } == 2
// That the module itself has no verify-metrics is no news where others judged its set.
assert !log.contains('Nobody judged')
assert log.readLines().contains('[INFO] Metrics of 4 modules: 2 passed, 0 failed, 1 only persisted, 1 without metrics')
// Where the pipeline left no snapshot, the set that it left before is old for all of them.
assert !again.contains('threshold kept')
assert again.readLines().count { it.startsWith('[ERROR]') && it.contains("The set in $set is from an earlier run") } >= 2
