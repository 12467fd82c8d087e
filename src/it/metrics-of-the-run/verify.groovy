def log = new File(basedir, 'build.log').getText('UTF-8')

for (line in [
    'phase               p50     p95       p99  limit                         verdict',
    '0 Configuration  120 ms  123 ms  123.5 ms  -                             -',
    'the run                                    rss_mb.max <= 800             BROKEN at 900.1',
    ' cpu_percent.mean <= 50.1      kept at 50.1',
    ' memory_percent.min <= 25      kept at 22',
    ' 4 <= worker_budget.last <= 8  kept at 6',
    ' samples >= 3                  kept at 3',
    '1 phase, 4 thresholds kept, 1 broken, 0 not measured',
    '1 threshold broken:',
    'rss_mb.max of the run is 900.1, over its limit of 800 by 13 % (<thresholds><memory> in pom.xml:22)',
]) {
    assert log.contains(line)
}
