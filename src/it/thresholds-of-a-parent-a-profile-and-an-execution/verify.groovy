def log = new File(basedir, 'build.log').getText('UTF-8')

def (usual, strict) = log.split('BUILD SUCCESS')
for (run in [usual, strict]) {
    assert run.contains('0 Configuration   120 ms  123 ms  123.5 ms  p99 <= 1000 ms  kept')
    assert run.contains('2 Scoring          10 ms   20 ms     30 ms  p50 <= 40 ms    kept')
    assert run.contains('3 Export            5 ms    6 ms      7 ms  p99 <= 10 ms    kept')
}
assert usual.contains('1 Ingestion      80.5 ms  310 ms  499.9 ms  p95 <= 2000 ms  kept     two seconds are promised')
assert usual.contains('4 phases, 4 thresholds kept, 0 broken, 0 not measured')
assert strict.contains('1 Ingestion      80.5 ms  310 ms  499.9 ms  p95 <= 300 ms   BROKEN   two seconds are promised')
assert strict.contains('4 phases, 3 thresholds kept, 1 broken, 0 not measured')
assert strict.contains("p95 of phase 1 'Ingestion' is 310 ms, over its limit of 300 ms by 3 %"
        + ' (<thresholds><ingestion> in child/pom.xml:42, profile \'strict\'; two seconds are promised)')
