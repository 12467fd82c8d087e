def log = new File(basedir, 'build.log').getText('UTF-8')

for (line in [
    '0 Configuration   120 ms  123 ms  123.5 ms  p99 <= 600 ms   kept',
    '1 Ingestion      80.5 ms  310 ms  499.9 ms  p99 <= 600 ms   kept',
    '                                            p95 <= 300 ms   broken (warning)',
    '2 Scoring          10 ms   20 ms     30 ms  p99 <= 1000 ms  kept',
    '3 Export            5 ms    6 ms      7 ms  p99 <= 600 ms   kept',
    '4 phases, 4 thresholds kept, 1 broken, 0 not measured',
    "p95 of phase 1 'Ingestion' is 310 ms, over its limit of 300 ms by 3 % (<thresholds><ingestion> in child/pom.xml:23)",
]) {
    assert log.contains(line)
}
