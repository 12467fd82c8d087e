def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("p95 of phase 2 'Micro Questions' is 401.5 ms, over its limit of 400 ms by less than 1 %"
        + ' (<thresholds><micro-questions-p95> in pom.xml:22)')
assert log.contains("  p99.9 of phase 2 'Micro Questions' is 1.2 s, over its limit of 1 s by 20 %"
        + ' (<thresholds><micro-questions-tail> in pom.xml:23)')
assert log.contains('p99.9 <= 1 s   BROKEN at 1.2 s')
assert log.contains('2 phases, 0 thresholds kept, 2 broken, 0 not measured')
