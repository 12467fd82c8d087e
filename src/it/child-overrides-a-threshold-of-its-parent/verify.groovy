def log = new File(basedir, 'build.log').getText('UTF-8')

for (line in [
    'phase             p50 ms   p95 ms   p99 ms  limit           verdict',
    '0 Configuration  120.000  123.000  123.450  p99 <= 1000 ms  kept',
    '1 Ingestion       80.500  310.000  499.900  p99 <= 3000 ms  kept',
    '3 Scoring         10.000   20.000   30.000  p50 <= 30 ms    kept',
    '3 phases, 3 thresholds kept, 0 broken, 0 not measured',
]) {
    assert log.contains(line)
}
