def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %"
        + ' (<thresholds><micro-questions> in pom.xml:22)')
assert log.contains('0 Configuration    120 ms    123 ms  123.5 ms  -              -')
assert log.contains('2 Micro Questions   95 ms  401.5 ms  812.4 ms  p99 <= 500 ms  BROKEN')
assert log.contains('2 phases, 0 thresholds kept, 1 broken, 0 not measured')
