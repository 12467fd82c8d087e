def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().count { it.endsWith('Nothing to persist: an aggregator without a snapshot') } == 2
assert log.readLines().count { it.endsWith('Nothing to verify: an aggregator without metrics') } == 2
assert log.readLines().count { it.contains('1 phase, 1 threshold kept, 0 broken, 0 not measured') } == 1
