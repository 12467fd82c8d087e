def log = new File(basedir, 'build.log').getText('UTF-8')

for (line in [
    'phase                p50     p95       p99  limit           verdict',
    '0 Configuration   120 ms  123 ms  123.5 ms  p99 <= 1000 ms  kept',
    '1 Ingestion      80.5 ms  310 ms  499.9 ms  p99 <= 3000 ms  kept',
    '3 Scoring          10 ms   20 ms     30 ms  p50 <= 30 ms    kept',
    '3 phases, 3 thresholds kept, 0 broken, 0 not measured',
]) {
    assert log.contains(line)
}
