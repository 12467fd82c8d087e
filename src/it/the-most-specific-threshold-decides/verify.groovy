def log = new File(basedir, 'build.log').getText('UTF-8')

def table = [
    'phase           p50   p95   p99  limit          verdict',
    '0 Scoring      1 ms  2 ms  3 ms  p99 <= 100 ms  kept',
    '1 Scoring      1 ms  2 ms  3 ms  p99 <= 200 ms  kept',
    '2 Scoring two  1 ms  2 ms  3 ms  p99 <= 300 ms  kept',
    '3 Sampling     1 ms  2 ms  3 ms  p99 <= 400 ms  kept',
    '4 Export       1 ms  2 ms  3 ms  p99 <= 500 ms  kept',
    '5 phases, 5 thresholds kept, 0 broken, 0 not measured',
]
// Once for each order; p99Threshold, which would break every phase, has no word.
for (line in table) {
    assert log.readLines().count { it.endsWith(line) } == 2
}
