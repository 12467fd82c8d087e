def log = new File(basedir, 'build.log').getText('UTF-8')

for (line in [
    'phase                    p50     p95       p99  limit          verdict',
    '0 Configuration       120 ms  123 ms  123.5 ms  p99 <= 500 ms  kept',
    '1 Ingestion                -       -         -  p99 <= 500 ms  not measured',
    '2 Ingestion of pages       -       -         -  p99 <= 900 ms  not measured',
    '3 phases, 1 threshold kept, 0 broken, 2 not measured',
]) {
    assert log.contains(line)
}
