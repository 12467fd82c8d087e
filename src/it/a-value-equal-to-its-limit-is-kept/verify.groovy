def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('0 Equal       1 ms  2 ms       500 ms  p99 <= 500 ms  kept')
assert log.contains('1 A bit over  1 ms  2 ms  500.0001 ms  p99 <= 500 ms  BROKEN')
assert log.contains("  p99 of phase 1 'A bit over' is 500.0001 ms, over its limit of 500 ms by less than 1 %"
        + ' (<p99Threshold> in pom.xml:21)')
assert log.contains('2 phases, 1 threshold kept, 1 broken, 0 not measured')
