def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().count { it.contains('Wrote 1 phase') } == 2
assert log.readLines().count { it.contains('1 phase, 1 threshold kept, 0 broken, 0 not measured') } == 1
assert !log.contains('Nobody judged')
