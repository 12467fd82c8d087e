def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('1 threshold broken:')
assert log.contains("p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %"
        + ' (<p99Threshold> in pom.xml:21)')
assert log.contains('2 Micro Questions    95 ms  401.5 ms  812.4 ms  p99 <= 500 ms  BROKEN')
assert log.contains('3 phases, 2 thresholds kept, 1 broken, 0 not measured')
// What was seen stays on disk.
assert new File(basedir, 'artifacts/plan1/SHA256SUMS').isFile()
