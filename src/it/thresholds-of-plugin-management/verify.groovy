def log = new File(basedir, 'build.log').getText('UTF-8')

for (line in [
    '0 Configuration  120.000  123.000  123.450  p99 <= 600 ms   kept',
    '1 Ingestion       80.500  310.000  499.900  p99 <= 600 ms   kept',
    '                                            p95 <= 300 ms   broken (warning)',
    '2 Scoring         10.000   20.000   30.000  p99 <= 1000 ms  kept',
    '3 Export           5.000    6.000    7.000  p99 <= 600 ms   kept',
    '4 phases, 4 thresholds kept, 1 broken, 0 not measured',
    "p95 of phase 1 'Ingestion' is 310 ms, over its limit of 300 ms by 3 % (<thresholds><ingestion> in child/pom.xml:23)",
]) {
    assert log.contains(line)
}
