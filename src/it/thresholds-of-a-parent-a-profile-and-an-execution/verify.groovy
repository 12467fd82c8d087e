def log = new File(basedir, 'build.log').getText('UTF-8')

def (usual, strict) = log.split('BUILD SUCCESS')
for (run in [usual, strict]) {
    assert run.contains('0 Configuration  120.000  123.000  123.450  p99 <= 1000 ms  kept')
    assert run.contains('2 Scoring         10.000   20.000   30.000  p50 <= 40 ms    kept')
    assert run.contains('3 Export           5.000    6.000    7.000  p99 <= 10 ms    kept')
}
assert usual.contains('1 Ingestion       80.500  310.000  499.900  p95 <= 2000 ms  kept     two seconds are promised')
assert usual.contains('4 phases, 4 thresholds kept, 0 broken, 0 not measured')
assert strict.contains('1 Ingestion       80.500  310.000  499.900  p95 <= 300 ms   BROKEN   two seconds are promised')
assert strict.contains('4 phases, 3 thresholds kept, 1 broken, 0 not measured')
assert strict.contains("p95 of phase 1 'Ingestion' is 310 ms, over its limit of 300 ms by 3 %"
        + ' (<thresholds><ingestion> in child/pom.xml:42, profile 'strict'; two seconds are promised)')
