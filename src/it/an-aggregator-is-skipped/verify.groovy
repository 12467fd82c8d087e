def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().count { it.endsWith('Nothing to persist: an aggregator without a snapshot') } == 1
assert log.readLines().count { it.endsWith('Nothing to verify: an aggregator without metrics') } == 1
assert !new File(basedir, 'artifacts').exists()
