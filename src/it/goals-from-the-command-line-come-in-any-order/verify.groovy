def logs = new File(basedir, 'build.log').getText('UTF-8').split('(?m)^.*Scanning for projects.*$').drop(1)
def counts = logs.collect { log -> log.readLines().count { it.contains('1 phase, 1 threshold kept') } }

assert counts == [0, 1, 1, 2, 1]
assert logs[0].contains('[INFO] Nobody judged the set that persist-metrics (called from the command line in org.example:')
