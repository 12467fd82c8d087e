def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('0 Configuration  0.9 ms  120 ms  250 ms  p99 <= 250 ms  kept')
assert log.contains('0 Configuration  0.9 us  120 us  250 us  p99 <= 250000 us  kept')
assert log.readLines().count { it.endsWith('1 phase, 1 threshold kept, 0 broken, 0 not measured') } == 2
// The files keep the numbers as the snapshot has them.
assert new File(basedir, 'artifacts/plan1/latency_histograms.json').text.contains('"p99": 250000')
