def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('0 Configuration  120 ms  123 ms  123.5 ms  p99 <= 500 ms  kept')
assert log.contains('1 phase, 1 threshold kept, 0 broken, 0 not measured')
